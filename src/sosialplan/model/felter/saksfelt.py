"""The fields of a case: the pupil, the plan, its measures, and its papers."""

from sosialplan.model.felter.feltlinje import (
    DATO,
    DET_REGISTRERT,
    FOERT_AV,
    GRUNN,
    ID,
    KLASSE,
    NOTAT,
    REGISTRERT,
    RETTELSE,
    Feltlinje,
    Felttabell,
    Leses,
    Steder,
    Valg,
    under,
)
from sosialplan.model.felter.hendelsesfelt import I_HENDELSEN

_RETT = "sosialplan rett {sak} {id} …"
_RETT_TILTAK = "sosialplan tiltak rett {sak} {id} …"
_ENDRE = "sosialplan tiltak endre {sak} {id} …"

FORESATT: Felttabell = {
    "navn": Feltlinje("navnet", "navn"),
    "relasjon": Feltlinje("relasjonen", "relasjoner til eleven"),
    "kontakt": Feltlinje("kontakten", "kontaktopplysninger"),
}
ELEV: Felttabell = {
    "navn": Feltlinje("elevens navn", "navn"),
    "klasse": KLASSE,
    "fødselsår": Feltlinje("året eleven er født", "fødselsår"),
    "over_15_fra": Feltlinje("dagen eleven fyller 15 år", "dager eleven fyller 15 år"),
    "foresatte": Feltlinje("de foresatte", ett_av="en av foresatte", skilles_paa="navn"),
    "flagg": Feltlinje("flaggene"),
    "målform": Feltlinje("målformen", "målformer"),
}
GJELDERANSATT: Felttabell = {
    "roller": Feltlinje("rollene saken skjermes for"),
    "navn": Feltlinje("navnet på den ansatte"),
}
INVOLVERT: Felttabell = {
    "alias": Feltlinje("aliaset", "alias"),
    "navn": Feltlinje("navnet", "navn"),
    "klasse": KLASSE,
    "rolle": Feltlinje("rollen", "roller"),
}
EVALUERING: Felttabell = {
    "gjennomført": Feltlinje(
        "om det er gjennomført",
        "svar på om tiltaket er gjennomført",
        valg=Valg(hjelp="Ble tiltaket gjennomført?", krevd=True),
    ),
    "utfall": Feltlinje("utfallet", "utfall", valg=Valg(hjelp="Effekten.", krevd=True)),
    "neste": Feltlinje(
        "neste evaluering", "datoer for neste gang", valg=Valg(hjelp="Dagen det evalueres igjen.")
    ),
    "beslutning": Feltlinje("beslutningen", "beslutninger", valg=Valg(hjelp="Hva dere bestemte.")),
    "elev": Feltlinje(
        "det eleven sier", "opplysninger om eleven", valg=Valg(hjelp="Det eleven sier.")
    ),
    "foresatte": Feltlinje(
        "det foresatte sier",
        "gjengivelser av det foresatte sier",
        valg=Valg(hjelp="Det foresatte sier."),
    ),
    "skolen": Feltlinje(
        "det skolen sier", "gjengivelser av det skolen sier", valg=Valg(hjelp="Det skolen ser.")
    ),
    "hvorfor": Feltlinje("grunnen", "begrunnelser", valg=Valg(hjelp="Hvorfor det gikk slik.")),
    "av": Feltlinje(
        "hvem som evaluerte",
        "opplysninger om hvem som gjorde det",
        valg=Valg(hjelp="Hvem som gjorde det.", metavar="ROLLE", leses=Leses.ROLLE),
    ),
    "dato": Feltlinje(
        "datoen", "datoer", valg=Valg(hjelp="Dagen det skjedde. Ellers i dag.", hendt=True)
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
        valg=Valg(hjelp="Hva som skal gjøres.", rettes="Ny tekst."),
    ),
    "ansvarlig": Feltlinje(
        "ansvarlig",
        "ansvarlige",
        valg=Valg(
            hjelp="Hvem som gjør det.", rettes="Ny ansvarlig.", metavar="ROLLE", leses=Leses.ROLLE
        ),
    ),
    "nivå": Feltlinje(
        "hvem det gjelder",
        "nivåer",
        valg=Valg(hjelp="Hva det rettes mot.", rettes="Nytt nivå.", ellers="elev"),
    ),
    "fra": Feltlinje(
        "første dag",
        "startdatoer",
        valg=Valg(hjelp="Første dag. Ellers i dag.", rettes="Ny første dag."),
    ),
    "til": Feltlinje(
        "siste dag", "sluttdatoer", valg=Valg(hjelp="Siste dag.", rettes="Ny siste dag.")
    ),
    "evalueres": Feltlinje(
        "evalueringsdatoen",
        "evalueringsdatoer",
        valg=Valg(hjelp="Dagen det evalueres.", rettes="Ny dag for evaluering."),
    ),
    "stedfortreder": Feltlinje(
        "stedfortreder",
        "stedfortredere",
        valg=Valg(
            hjelp="Hvem som tar over ved fravær.",
            rettes="Ny stedfortreder.",
            metavar="ROLLE",
            leses=Leses.ROLLE,
        ),
    ),
    "hvorfor": Feltlinje(
        "grunnen", "begrunnelser", valg=Valg(hjelp="Hvorfor det kommer inn i planen nå.")
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
        "problemet", "beskrivelser av problemet", valg=Valg(hjelp="Hva tiltakene skal løse.")
    ),
    "mål": Feltlinje("målet", "mål", valg=Valg(hjelp="Målet.")),
    "elevens_stemme": Feltlinje(
        "elevens stemme",
        "gjengivelser av elevens stemme",
        valg=Valg(hjelp="Det eleven sier om problemet."),
    ),
    "elevens_stemme_om_tiltakene": Feltlinje(
        "elevens stemme om tiltakene",
        "gjengivelser av elevens stemme om tiltakene",
        valg=Valg(hjelp="Det eleven sier om tiltakene."),
    ),
    "elevens_stemme_dato": Feltlinje(
        "dagen eleven ble hørt", "datoer for når eleven ble hørt", valg=Valg(hjelp="Dagen.")
    ),
    "elevens_stemme_hørt_av": Feltlinje(
        "hvem som hørte eleven",
        "opplysninger om hvem som hørte eleven",
        valg=Valg(hjelp="Hvem som hørte.", metavar="ROLLE", leses=Leses.ROLLE),
    ),
    "elevens_stemme_ført_av": Feltlinje(
        "hvem som førte inn for den som hørte eleven",
        "opplysninger om hvem som førte inn elevens stemme",
    ),
    "foresattes_syn": Feltlinje(
        "foresattes syn", "gjengivelser av foresattes syn", valg=Valg(hjelp="Det foresatte sier.")
    ),
    "barnets_beste": Feltlinje(
        "vurderingen av barnets beste",
        "vurderinger av barnets beste",
        valg=Valg(hjelp="Vurderingen av barnets beste."),
    ),
    "ansvarlig_i_ledelsen": Feltlinje(
        "ansvarlig i ledelsen i planen",
        "ansvarlige i ledelsen",
        valg=Valg(hjelp="Hvem i ledelsen.", metavar="ROLLE", leses=Leses.ROLLE),
    ),
    "tiltak": Feltlinje(
        "tiltakene i planen", ett_av="tiltak", skilles_paa="id", fast="tiltaket", rettes_med=_ENDRE
    ),
}
LIKEVEL: Felttabell = {
    "koder": Feltlinje("det som manglet"),
    "hvorfor": GRUNN,
}
GODKJENNING: Felttabell = {
    "id": ID,
    "dato": DATO,
    "registrert": REGISTRERT,
    "av": Feltlinje("hvem som godkjente", "opplysninger om hvem som gjorde det"),
    "ført_av": FOERT_AV,
    "fingeravtrykk": Feltlinje("hva som ble godkjent", "avtrykk"),
    "notat": NOTAT,
    "likevel": Feltlinje("hvorfor den ble gitt", "grunner til å gjøre det likevel"),
    **RETTELSE,
}
AVKLARING: Felttabell = {
    "id": ID,
    "dato": DATO,
    "registrert": REGISTRERT,
    "ført_av": FOERT_AV,
    "gjelder": Feltlinje("hva den gjelder", "opplysninger om hva det gjelder"),
    "mottaker": Feltlinje("hvem den gjelder for", "mottakere"),
    "hvorfor": GRUNN,
    **RETTELSE,
}
TILBAKEHOLDT: Felttabell = {
    "hva": Feltlinje("hva", "beskrivelser"),
    "hvorfor": GRUNN,
}
UTLEVERING: Felttabell = {
    "id": ID,
    "dato": DATO,
    "registrert": REGISTRERT,
    "ført_av": FOERT_AV,
    "dokument": Feltlinje("hvilket dokument", "dokumenter"),
    "mottaker": Feltlinje("hvem det var til", "mottakere"),
    "til_hvem": Feltlinje("hvem som fikk det", "opplysninger om hvem som fikk det"),
    "kanal": Feltlinje("hvordan", "måter det ble levert på"),
    "målform": Feltlinje("målformen", "målformer"),
    "versjon": Feltlinje("versjonen", "versjoner"),
    "fingeravtrykk": Feltlinje("avtrykket", "avtrykk"),
    "siden": Feltlinje("dagen endringene telles fra", "dager endringene telles fra"),
    "om": Feltlinje("dagen det handler om", "dager det handler om"),
    "formål": Feltlinje("hvorfor det ble sendt", "formål"),
    "vedlegg": Feltlinje("hva som lå ved"),
    "tilbakeholdt": Feltlinje("hva som er holdt tilbake"),
    "likevel": Feltlinje("hvorfor noe manglet", "grunner til å gjøre det likevel"),
    "rettet_fordi": Feltlinje("hvorfor den er rettet", "grunner til rettelsen"),
    **RETTELSE,
}
SAK: Felttabell = {
    "sak": Feltlinje("saksnummeret", "saksnumre"),
    "kjede": Feltlinje("kjeden", "kjeder"),
    "opprettet": Feltlinje("datoen saken ble opprettet", "dager for når saken ble opprettet"),
    "elev": Feltlinje("opplysningene om eleven", "opplysninger om eleven"),
    "kategorier": Feltlinje("kategoriene"),
    "beskrivelse": Feltlinje("beskrivelsen", "beskrivelser"),
    "meldt_av": Feltlinje("rollen som meldte", "opplysninger om hvem som meldte"),
    "alvorlig": Feltlinje("merket «alvorlig»", "svar på om saken er alvorlig"),
    "gjentatt": Feltlinje("om det er gjentatt", "svar på om det er gjentatt"),
    "fra_sak": Feltlinje("saken den følger av", "saker den følger av"),
    "gjelder_ansatt": Feltlinje(
        "hvilken ansatt saken gjelder", "opplysninger om hvilken ansatt saken gjelder"
    ),
    "involverte": Feltlinje("de involverte", ett_av="en av de involverte", skilles_paa="alias"),
    "hendelser": Feltlinje(
        "hendelsene", ett_av="hendelse", skilles_paa="id", fast="hendelsen", rettes_med=_RETT
    ),
    "aktivitetsplan": Feltlinje("planen"),
    "godkjenninger": Feltlinje(
        "godkjenningene",
        ett_av="godkjenning",
        skilles_paa="id",
        fast="godkjenningen",
        rettes_med=_RETT,
    ),
    "avklaringer": Feltlinje(
        "avklaringene", ett_av="avklaring", skilles_paa="id", fast="avklaringen", rettes_med=_RETT
    ),
    "utleveringer": Feltlinje(
        "utleveringene",
        ett_av="utlevering",
        skilles_paa="id",
        fast="utleveringen",
        rettes_med=_RETT,
    ),
}
I_SAKEN: Steder = {
    "": SAK,
    "elev": ELEV,
    "elev.foresatte": FORESATT,
    "gjelder_ansatt": GJELDERANSATT,
    "involverte": INVOLVERT,
    **under("hendelser", I_HENDELSEN),
    "aktivitetsplan": AKTIVITETSPLAN,
    "aktivitetsplan.tiltak": TILTAK,
    "aktivitetsplan.tiltak.evalueringer": EVALUERING,
    "aktivitetsplan.tiltak.endringer": ENDRING,
    "aktivitetsplan.tiltak.avsluttet": AVSLUTNING,
    "aktivitetsplan.tiltak.avsluttet_rettet": RETTETAVSLUTNING,
    "godkjenninger": GODKJENNING,
    "godkjenninger.likevel": LIKEVEL,
    "avklaringer": AVKLARING,
    "utleveringer": UTLEVERING,
    "utleveringer.tilbakeholdt": TILBAKEHOLDT,
    "utleveringer.likevel": LIKEVEL,
}
