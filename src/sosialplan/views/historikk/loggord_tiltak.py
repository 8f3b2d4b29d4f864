"""The words of the log for measures, for what an entry says of its own, and for a case's own papers."""

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


OM_ELEVEN = {
    "elevens_stemme": "elevens stemme",
    "samtykke": "samtykket",
    "samtykke_til": "hvem samtykket gjelder",
    "samtykke_av": "hvem som svarte på samtykket",
    "samtykke_formål": "hva samtykket er til",
    "samtykke_om": "hva samtykket er til, med egne ord",
    "etterkontroll": "dagen for etterkontroll",
    "trygt": "om det er trygt og godt",
    "takket_nei": "at eleven takket nei",
    "tilbys_igjen": "dagen eleven får tilbudet igjen",
    "likevel": "hvorfor saken er avsluttet likevel",
    "flyttet": "at eleven har byttet skole",
    "flyttet.til": "den nye skolen",
    "flyttet.dato": "første dag på den nye skolen",
    "flyttet.overlevert": "hva som er overlevert",
}
"""The fields of an entry."""
TILTAKSFELT = {
    "id": "id-en",
    "tiltak": "teksten",
    "nivå": "hvem det gjelder",
    "ansvarlig": "ansvarlig",
    "stedfortreder": "stedfortreder",
    "besluttet": "dagen det ble besluttet",
    "registrert": "når det ble skrevet ned",
    "fra": "første dag",
    "til": "siste dag",
    "evalueres": "evalueringsdatoen",
    "hvorfor": "grunnen",
    "evalueringer": "evalueringene",
    "endringer": "endringene",
    "avsluttet": "avslutningen",
    "avsluttet_rettet": "rettelsene av avslutningen",
}
EVALUERING = {
    "id": "id-en",
    "dato": "datoen",
    "gjennomført": "om det er gjennomført",
    "utfall": "utfallet",
    "registrert": "når den ble skrevet ned",
    "av": "hvem som evaluerte",
    "ført_av": "hvem som førte det inn",
    "elev": "det eleven sier",
    "foresatte": "det foresatte sier",
    "skolen": "det skolen sier",
    "hvorfor": "grunnen",
    "beslutning": "beslutningen",
    "neste": "neste evaluering",
    "retter": "hva den retter",
    "utgår": "om den utgår",
}
ENDRING = {
    "id": "id-en",
    "dato": "datoen",
    "felt": "feltet",
    "fra": "det som sto før",
    "til": "det som ble satt",
    "hvorfor": "grunnen",
    "registrert": "når den ble skrevet ned",
    "ført_av": "hvem som førte det inn",
    "retter": "hva den retter",
    "utgår": "om den utgår",
}
AVSLUTNING = {
    "dato": "datoen",
    "hvorfor": "grunnen",
    "registrert": "når den ble skrevet ned",
    "ført_av": "hvem som førte det inn",
}
RETTET_AVSLUTNING = {
    **AVSLUTNING,
    "id": "id-en",
    "retter": "hva den retter",
    "utgår": "om den utgår",
}
"""The fields of a change, of the end of a measure, and of what puts that right."""
