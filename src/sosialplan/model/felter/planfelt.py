"""The fields of the plan: its own texts, its measures, and what is written of each."""

from sosialplan.model.felter.feltlinje import (
    DATO,
    DET_REGISTRERT,
    FOERT_AV,
    GRUNN,
    ID,
    REGISTRERT,
    RETTELSE,
    Feltlinje,
    Felttabell,
    Leses,
    Opsjon,
    Steder,
)
from sosialplan.model.skrivemaate import Dagretning

_RETT_TILTAK = "sosialplan tiltak rett {sak} {id} …"
_ENDRE = "sosialplan tiltak endre {sak} {id} …"

EVALUERING: Felttabell = {
    "gjennomført": Feltlinje(
        "om det er gjennomført",
        "svar på om tiltaket er gjennomført",
        valg=Opsjon(hjelp="Ble tiltaket gjennomført?", krevd=True),
        spoersmaal="Ble tiltaket gjennomført?",
    ),
    "utfall": Feltlinje(
        *("virkningen", "virkning"),
        valg=Opsjon(hjelp="Hvordan det virket.", navn="virkning", krevd=True),
        spoersmaal="Virket det?",
    ),
    "neste": Feltlinje(
        "neste evaluering",
        "datoer for neste gang",
        valg=Opsjon(hjelp="Dagen det evalueres igjen."),
        spoersmaal="Når evalueres det igjen? (som 14.12.2026 eller om to uker; eller «avslutt»)",
    ),
    "beslutning": Feltlinje(
        "beslutningen", "beslutninger", valg=Opsjon(hjelp="Hva dere bestemte.")
    ),
    "elev": Feltlinje(
        "det eleven sier",
        "opplysninger om eleven",
        valg=Opsjon(hjelp="Det eleven sier."),
        spoersmaal="Hva sier eleven om tiltaket? (kan være tomt)",
    ),
    "foresatte": Feltlinje(
        "det foresatte sier",
        "gjengivelser av det foresatte sier",
        valg=Opsjon(hjelp="Det foresatte sier."),
        spoersmaal="Hva sier foresatte om tiltaket? (kan være tomt)",
    ),
    "skolen": Feltlinje(
        "det skolen sier", "gjengivelser av det skolen sier", valg=Opsjon(hjelp="Det skolen ser.")
    ),
    "hvorfor": Feltlinje("grunnen", "begrunnelser", valg=Opsjon(hjelp="Hvorfor det gikk slik.")),
    "av": Feltlinje(
        "hvem som evaluerte",
        "opplysninger om hvem som gjorde det",
        valg=Opsjon(hjelp="Hvem som gjorde det.", metavar="ROLLE", leses=Leses.ROLLE),
    ),
    "dato": Feltlinje(
        "datoen", "datoer", valg=Opsjon(hjelp="Dagen det skjedde. Ellers i dag.", hendt=True)
    ),
    "id": ID,
    "registrert": REGISTRERT,
    "ført_av": FOERT_AV,
    **RETTELSE,
}
ENDRING: Felttabell = {
    "id": ID,
    "dato": DATO,
    "felt": Feltlinje("feltet", "felt"),
    "fra": Feltlinje("det som sto før", "verdier for det som sto før"),
    "til": Feltlinje("det som ble satt", "verdier for det som ble satt"),
    "hvorfor": GRUNN,
    "registrert": REGISTRERT,
    "ført_av": FOERT_AV,
    **RETTELSE,
}
AVSLUTNING: Felttabell = {
    "dato": DATO,
    "hvorfor": GRUNN,
    "registrert": REGISTRERT,
    "ført_av": FOERT_AV,
}
RETTETAVSLUTNING: Felttabell = {
    "id": ID,
    "dato": DATO,
    "hvorfor": GRUNN,
    "registrert": REGISTRERT,
    "ført_av": FOERT_AV,
    **RETTELSE,
}
TILTAK: Felttabell = {
    "tiltak": Feltlinje(
        "teksten",
        "beskrivelser av tiltaket",
        valg=Opsjon(hjelp="Hva som skal gjøres.", rettes="Ny tekst."),
        paa_papir="hva vi gjør",
    ),
    "ansvarlig": Feltlinje(
        "ansvarlig",
        "ansvarlige",
        valg=Opsjon(
            hjelp="Hvem som gjør det.", rettes="Ny ansvarlig.", metavar="ROLLE", leses=Leses.ROLLE
        ),
    ),
    "nivå": Feltlinje(
        "hvem det gjelder",
        "nivåer",
        valg=Opsjon(hjelp="Hva det rettes mot.", rettes="Nytt nivå.", ellers="elev"),
        paa_papir="hvem tiltaket gjelder",
    ),
    "fra": Feltlinje(
        "første dag",
        "startdatoer",
        valg=Opsjon(
            hjelp="Første dag. Ellers i dag.", rettes="Ny første dag.", ser=Dagretning.NAERMEST
        ),
    ),
    "til": Feltlinje(
        "siste dag", "sluttdatoer", valg=Opsjon(hjelp="Siste dag.", rettes="Ny siste dag.")
    ),
    "evalueres": Feltlinje(
        "evalueringsdatoen",
        "evalueringsdatoer",
        valg=Opsjon(hjelp="Dagen det evalueres.", rettes="Ny dag for evaluering."),
        paa_papir="evalueringsdato",
    ),
    "stedfortreder": Feltlinje(
        "stedfortreder",
        "stedfortredere",
        valg=Opsjon(
            hjelp="Hvem som tar over ved fravær.",
            rettes="Ny stedfortreder.",
            metavar="ROLLE",
            leses=Leses.ROLLE,
        ),
    ),
    "hvorfor": Feltlinje(
        "grunnen", "begrunnelser", valg=Opsjon(hjelp="Hvorfor det kommer inn i planen nå.")
    ),
    "id": ID,
    "besluttet": Feltlinje("dagen det ble besluttet", "dager for når tiltaket ble besluttet"),
    "registrert": DET_REGISTRERT,
    "evalueringer": Feltlinje(
        "evalueringene",
        ett_av="evaluering",
        skilles_paa="id",
        fast="evalueringen",
        rettes_med=_RETT_TILTAK,
    ),
    "endringer": Feltlinje(
        "endringene", ett_av="endring", skilles_paa="id", fast="endringen", rettes_med=_RETT_TILTAK
    ),
    "avsluttet": Feltlinje(
        "avslutningen",
        "avslutninger",
        hel=True,
        fast="avslutningen av tiltaket",
        rettes_med=_RETT_TILTAK,
    ),
    "avsluttet_rettet": Feltlinje(
        "rettelsene av avslutningen",
        ett_av="rettelse av avslutningen",
        skilles_paa="id",
        fast="rettelsen av avslutningen",
        rettes_med=_RETT_TILTAK,
    ),
}
AKTIVITETSPLAN: Felttabell = {
    "problem": Feltlinje(
        "problemet", "beskrivelser av problemet", valg=Opsjon(hjelp="Hva tiltakene skal løse.")
    ),
    "mål": Feltlinje("målet", "mål", valg=Opsjon(hjelp="Målet.")),
    "elevens_stemme": Feltlinje(
        "elevens stemme",
        "gjengivelser av elevens stemme",
        valg=Opsjon(hjelp="Det eleven sier om problemet."),
    ),
    "elevens_stemme_om_tiltakene": Feltlinje(
        "elevens stemme om tiltakene",
        "gjengivelser av elevens stemme om tiltakene",
        valg=Opsjon(hjelp="Det eleven sier om tiltakene."),
    ),
    "elevens_stemme_dato": Feltlinje(
        "dagen eleven ble hørt", "datoer for når eleven ble hørt", valg=Opsjon(hjelp="Dagen.")
    ),
    "elevens_stemme_hørt_av": Feltlinje(
        "hvem som hørte eleven",
        "opplysninger om hvem som hørte eleven",
        valg=Opsjon(hjelp="Hvem som hørte.", metavar="ROLLE", leses=Leses.ROLLE),
    ),
    "elevens_stemme_ført_av": Feltlinje(
        "hvem som førte inn for den som hørte eleven",
        "opplysninger om hvem som førte inn elevens stemme",
    ),
    "foresattes_syn": Feltlinje(
        "foresattes syn", "gjengivelser av foresattes syn", valg=Opsjon(hjelp="Det foresatte sier.")
    ),
    "barnets_beste": Feltlinje(
        "vurderingen av barnets beste",
        "vurderinger av barnets beste",
        valg=Opsjon(hjelp="Vurderingen av barnets beste."),
    ),
    "ansvarlig_i_ledelsen": Feltlinje(
        "ansvarlig i ledelsen i planen",
        "ansvarlige i ledelsen",
        valg=Opsjon(hjelp="Hvem i ledelsen.", metavar="ROLLE", leses=Leses.ROLLE),
    ),
    "tiltak": Feltlinje(
        "tiltakene i planen", ett_av="tiltak", skilles_paa="id", fast="tiltaket", rettes_med=_ENDRE
    ),
}
I_PLANEN: Steder = {
    "": AKTIVITETSPLAN,
    "tiltak": TILTAK,
    "tiltak.evalueringer": EVALUERING,
    "tiltak.endringer": ENDRING,
    "tiltak.avsluttet": AVSLUTNING,
    "tiltak.avsluttet_rettet": RETTETAVSLUTNING,
}
