"""The words of the log for a case's own papers: approvals, decisions before a copy, copies handed out."""

_RETTELSE = {"retter": "hva den retter", "utgår": "om den utgår"}
GODKJENNING = {
    "id": "id-en",
    "dato": "datoen",
    "registrert": "når den ble skrevet ned",
    "av": "hvem som godkjente",
    "ført_av": "hvem som førte det inn",
    "fingeravtrykk": "hva som ble godkjent",
    "notat": "notatet",
    "likevel": "hvorfor den ble gitt",
    **_RETTELSE,
}
AVKLARING = {
    "id": "id-en",
    "dato": "datoen",
    "registrert": "når den ble skrevet ned",
    "ført_av": "hvem som førte det inn",
    "gjelder": "hva den gjelder",
    "mottaker": "hvem den gjelder for",
    "hvorfor": "grunnen",
    **_RETTELSE,
}
UTLEVERING = {
    "id": "id-en",
    "dato": "datoen",
    "registrert": "når den ble skrevet ned",
    "ført_av": "hvem som førte det inn",
    "dokument": "hvilket dokument",
    "mottaker": "hvem det var til",
    "til_hvem": "hvem som fikk det",
    "kanal": "hvordan",
    "målform": "målformen",
    "versjon": "versjonen",
    "fingeravtrykk": "avtrykket",
    "siden": "dagen endringene telles fra",
    "om": "dagen det handler om",
    "formål": "hvorfor det ble sendt",
    "vedlegg": "hva som lå ved",
    "tilbakeholdt": "hva som er holdt tilbake",
    "likevel": "hvorfor noe manglet",
    "rettet_fordi": "hvorfor den er rettet",
    **_RETTELSE,
}
TILBAKEHOLDT = {"hva": "hva", "hvorfor": "grunnen"}
LIKEVEL = {"koder": "det som manglet", "hvorfor": "grunnen"}
