"""The fields of a report in the inbox, and of how it was handled."""

from sosialplan.model.felter.feltlinje import (
    DATO,
    DET_REGISTRERT,
    GRUNN,
    ID,
    KLASSE,
    REGISTRERT,
    Feltlinje,
    Felttabell,
    Steder,
)
from sosialplan.model.felter.saksfelt import GJELDERANSATT

_STAAR = "sosialplan innboks {sak} ({id} blir stående som den er)"

MELDTELEV: Felttabell = {"navn": Feltlinje("elevens navn", "navn"), "klasse": KLASSE}
MELDING: Felttabell = {
    "id": ID,
    "dato": DATO,
    "registrert": REGISTRERT,
    "av": Feltlinje("hvem som meldte", "opplysninger om hvem som meldte"),
    "rolle": Feltlinje("rollen til den som meldte", "roller"),
    "elev": Feltlinje("eleven", "opplysninger om eleven"),
    "sett": Feltlinje("dagen det ble sett", "dager det ble sett"),
    "klokken": Feltlinje("klokkeslettet", "klokkeslett"),
    "hvor": Feltlinje("hvor det var", "steder"),
    "hva": Feltlinje("hva som ble sett", "beskrivelser"),
    "gjort": Feltlinje("hva som ble gjort med det samme", "beskrivelser av det som ble gjort"),
    "gjelder_ansatt": Feltlinje(
        "hvilken ansatt den gjelder", "opplysninger om hvilken ansatt den gjelder"
    ),
}
BEHANDLING: Felttabell = {
    "id": ID,
    "dato": DATO,
    "registrert": DET_REGISTRERT,
    "av": Feltlinje("hvem som behandlet den", "opplysninger om hvem som behandlet den"),
    "sak": Feltlinje("saken den ble", "saksnumre"),
    "hvorfor": GRUNN,
}
INNBOKSMELDING: Felttabell = {
    "melding": Feltlinje(
        "meldingen", "utgaver av meldingen", hel=True, fast="meldingen", rettes_med=_STAAR
    ),
    "behandlet": Feltlinje(
        "behandlingene",
        ett_av="behandling",
        skilles_paa="id",
        fast="behandlingen",
        rettes_med=_STAAR,
    ),
}
I_INNBOKSEN: Steder = {
    "": INNBOKSMELDING,
    "melding": MELDING,
    "melding.elev": MELDTELEV,
    "melding.gjelder_ansatt": GJELDERANSATT,
    "behandlet": BEHANDLING,
}
