"""The fields of a case: the pupil, those involved, and its papers."""

from sosialplan.model.felter.feltlinje import (
    DATO,
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
from sosialplan.model.felter.planfelt import I_PLANEN

_RETT = "sosialplan rett {sak} {id} …"

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
    "fingeravtrykk": Feltlinje("hva som ble godkjent", "innholdet"),
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
    "fingeravtrykk": Feltlinje("kopikoden", "kopikode"),
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
    "arkivsak": Feltlinje("nummeret i arkivet", "numre i arkivet"),
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
    **under("aktivitetsplan", I_PLANEN),
    "godkjenninger": GODKJENNING,
    "godkjenninger.likevel": LIKEVEL,
    "avklaringer": AVKLARING,
    "utleveringer": UTLEVERING,
    "utleveringer.tilbakeholdt": TILBAKEHOLDT,
    "utleveringer.likevel": LIKEVEL,
}
