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
    Steder,
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
    "id": ID,
    "dato": DATO,
    "gjennomført": Feltlinje("om det er gjennomført", "svar på om tiltaket er gjennomført"),
    "utfall": Feltlinje("utfallet", "utfall"),
    "registrert": REGISTRERT,
    "av": Feltlinje("hvem som evaluerte", "opplysninger om hvem som gjorde det"),
    "ført_av": FOERT_AV,
    "elev": Feltlinje("det eleven sier", "opplysninger om eleven"),
    "foresatte": Feltlinje("det foresatte sier", "gjengivelser av det foresatte sier"),
    "skolen": Feltlinje("det skolen sier", "gjengivelser av det skolen sier"),
    "hvorfor": GRUNN,
    "beslutning": Feltlinje("beslutningen", "beslutninger"),
    "neste": Feltlinje("neste evaluering", "datoer for neste gang"),
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
    "id": ID,
    "tiltak": Feltlinje("teksten", "beskrivelser av tiltaket"),
    "nivå": Feltlinje("hvem det gjelder", "nivåer"),
    "ansvarlig": Feltlinje("ansvarlig", "ansvarlige"),
    "stedfortreder": Feltlinje("stedfortreder", "stedfortredere"),
    "besluttet": Feltlinje("dagen det ble besluttet", "dager for når tiltaket ble besluttet"),
    "registrert": DET_REGISTRERT,
    "fra": Feltlinje("første dag", "startdatoer"),
    "til": Feltlinje("siste dag", "sluttdatoer"),
    "evalueres": Feltlinje("evalueringsdatoen", "evalueringsdatoer"),
    "hvorfor": GRUNN,
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
    "problem": Feltlinje("problemet", "beskrivelser av problemet"),
    "mål": Feltlinje("målet", "mål"),
    "elevens_stemme": Feltlinje("elevens stemme", "gjengivelser av elevens stemme"),
    "elevens_stemme_om_tiltakene": Feltlinje(
        "elevens stemme om tiltakene", "gjengivelser av elevens stemme om tiltakene"
    ),
    "elevens_stemme_dato": Feltlinje("dagen eleven ble hørt", "datoer for når eleven ble hørt"),
    "elevens_stemme_hørt_av": Feltlinje(
        "hvem som hørte eleven", "opplysninger om hvem som hørte eleven"
    ),
    "elevens_stemme_ført_av": Feltlinje(
        "hvem som førte inn for den som hørte eleven",
        "opplysninger om hvem som førte inn elevens stemme",
    ),
    "foresattes_syn": Feltlinje("foresattes syn", "gjengivelser av foresattes syn"),
    "barnets_beste": Feltlinje("vurderingen av barnets beste", "vurderinger av barnets beste"),
    "ansvarlig_i_ledelsen": Feltlinje("ansvarlig i ledelsen i planen", "ansvarlige i ledelsen"),
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
