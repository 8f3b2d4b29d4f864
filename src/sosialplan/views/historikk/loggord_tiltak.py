"""The words of the log for a measure, how it is evaluated, changed and ended, and for what an entry says of the pupil."""

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
