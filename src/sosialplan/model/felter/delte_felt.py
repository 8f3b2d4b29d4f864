"""The fields of the files that many pupils share: absence, and the books of meetings."""

from sosialplan.model.felter.feltlinje import (
    DATO,
    DET_REGISTRERT,
    DET_RETTES,
    FOERT_AV,
    ID,
    KLASSE,
    NOTAT,
    Feltlinje,
    Felttabell,
    Leses,
    Opsjon,
    Steder,
    under,
)
from sosialplan.model.felter.hendelsesfelt import I_HENDELSEN
from sosialplan.model.klassetrinn import ALLE_TRINN
from sosialplan.model.skrivemaate import Dagretning

_RETT_FRAVAER = "sosialplan fravær rett {id} …"
_RETT_MOETE = "sosialplan møte rett {id} …"

FRAVAERSPERIODE: Felttabell = {
    "id": ID,
    "fra": Feltlinje(
        "første dag",
        "startdatoer",
        valg=Opsjon(hjelp="Første dag.", krevd=True, ser=Dagretning.BAKOVER),
    ),
    "til": Feltlinje(
        "siste dag",
        "sluttdatoer",
        valg=Opsjon(
            hjelp="Siste dag. Ellers samme dag.", rettes="Siste dag.", ser=Dagretning.BAKOVER
        ),
    ),
    "type": Feltlinje(
        "typen",
        "typer",
        valg=Opsjon(
            hjelp="Gyldig eller ugyldig.", rettes="Gyldig eller ugyldig.", ellers="ugyldig"
        ),
    ),
    "meldt": Feltlinje(
        "om det var meldt",
        "svar på om fraværet er meldt",
        valg=Opsjon(
            hjelp="Meldte foresatte fra første dag?", rettes="Meldte foresatte det?", ellers="nei"
        ),
    ),
    "fag": Feltlinje(
        "faget",
        "fag",
        valg=Opsjon(
            hjelp="Bare timene i dette faget, ikke hele dagen.",
            rettes="Faget det gjaldt.",
            metavar="FAG",
        ),
    ),
    "timer": Feltlinje(
        "timene",
        "timetall",
        valg=Opsjon(
            hjelp="Bare så mange timer, ikke hele dagen.",
            rettes="Hvor mange timer.",
            metavar="ANTALL",
            grenser=(1, 12),
        ),
    ),
    "minutter": Feltlinje(
        "minuttene",
        "minutter",
        valg=Opsjon(
            hjelp="Så mange minutter. De er ikke timer.",
            rettes="Hvor mange minutter.",
            metavar="ANTALL",
            grenser=(1, 600),
        ),
    ),
    "forsent": Feltlinje(
        "om eleven kom for sent",
        "svar på om eleven kom for sent",
        valg=Opsjon(hjelp="Eleven kom for sent, og var ikke borte.", rettes="Eleven kom for sent."),
    ),
    "gikk": Feltlinje(
        "om eleven gikk fra skolen",
        "svar på om eleven gikk fra skolen",
        valg=Opsjon(
            hjelp="Eleven gikk fra skolen uten lov. Var noen timer borte etterpå, så si --timer.",
            rettes="Eleven gikk fra skolen uten lov.",
        ),
    ),
    "registrert": DET_REGISTRERT,
    **DET_RETTES,
}
ELEVFRAVAER: Felttabell = {
    "elev": Feltlinje("elevens navn ved fraværet", "opplysninger om eleven"),
    "sak": Feltlinje("saken for fraværet", "saksnumre"),
    "fra_klasse": Feltlinje("klassen eleven kom fra", "klasser eleven kom fra"),
    "perioder": Feltlinje(
        "periodene",
        ett_av="fraværsperiode",
        skilles_paa="id",
        fast="fraværet",
        rettes_med=_RETT_FRAVAER,
    ),
    "oppfølging": Feltlinje(
        "oppfølgingen",
        ett_av="oppfølging",
        skilles_paa="id",
        fast="oppfølgingen",
        rettes_med=_RETT_FRAVAER,
    ),
}
KLASSEFRAVAER: Felttabell = {
    "klasse": Feltlinje("klassen filen gjelder", "klasser"),
    "skoleår": Feltlinje("skoleåret filen gjelder", "skoleår"),
    "elever": Feltlinje("elevene", ett_av="en elev", skilles_paa="elev"),
}
ELEVKODE: Felttabell = {
    "kode": Feltlinje("elevkoden"),
}
DROEFTET: Felttabell = {
    "sak": Feltlinje("saken", "saksnumre"),
    "anonymt": Feltlinje("om den var anonym", "svar på om det var anonymt"),
}
VEDTATT: Felttabell = {
    "id": ID,
    "sak": Feltlinje("saken", "saksnumre"),
    "beslutning": Feltlinje("teksten", "beslutninger"),
    "ansvarlig": Feltlinje("den ansvarlige", "ansvarlige"),
    "frist": Feltlinje("fristen", "frister"),
}
HOLDT: Felttabell = {
    "dato": Feltlinje(
        "datoen", "datoer", valg=Opsjon(hjelp="Dagen det skjedde. Ellers i dag.", hendt=True)
    ),
    "til_stede": Feltlinje(
        "hvem som var til stede",
        valg=Opsjon(hjelp="Rollene som var der.", metavar="ROLLE,ROLLE", leses=Leses.ROLLER),
        spoersmaal="Hvem var til stede? (roller med komma)",
    ),
    "klasse": Feltlinje(
        "klassen",
        "klasser",
        valg=Opsjon(hjelp="Klassen, når møtet er for en klasse.", metavar="KLASSE"),
    ),
    "trinn": Feltlinje(
        "trinnet",
        "trinn",
        valg=Opsjon(
            hjelp="Trinnet, når møtet er for et trinn.", ordene=tuple(map(str, ALLE_TRINN))
        ),
    ),
    "elev": Feltlinje(
        "eleven",
        "opplysninger om eleven",
        valg=Opsjon(hjelp="Elevens kode, når møtet er for en elev.", metavar="KODE"),
    ),
    "hos": Feltlinje(
        "hvor det var",
        "opplysninger om hvem som holdt møtet",
        valg=Opsjon(hjelp="Hvem som holdt møtet, som skolen eller salto.", metavar="HVEM"),
    ),
    "notat": Feltlinje("notatet", "notater", valg=Opsjon(hjelp="Kort om møtet. Aldri om en elev.")),
    "neste": Feltlinje(
        "neste møte", "datoer for neste gang", valg=Opsjon(hjelp="Dagen for neste møte.")
    ),
    "id": ID,
    "møte": Feltlinje("hvilket møte", "møter"),
    "saker": Feltlinje("sakene", skilles_paa="sak"),
    "beslutninger": Feltlinje("beslutningene", ett_av="beslutning", skilles_paa="id"),
    "registrert": DET_REGISTRERT,
    "ført_av": FOERT_AV,
    **DET_RETTES,
}
UTFOERT: Felttabell = {
    "id": ID,
    "aktivitet": Feltlinje("aktiviteten", "aktiviteter"),
    "hva": Feltlinje("delen av aktiviteten", "beskrivelser"),
    "klasse": KLASSE,
    "trinn": Feltlinje("trinnet", "trinn"),
    "dato": DATO,
    "notat": NOTAT,
    "registrert": DET_REGISTRERT,
    "ført_av": FOERT_AV,
    **DET_RETTES,
}
FULGTOPP: Felttabell = {
    "id": ID,
    "beslutning": Feltlinje("beslutningen", "beslutninger"),
    "dato": Feltlinje(
        "datoen", "datoer", valg=Opsjon(hjelp="Dagen det skjedde. Ellers i dag.", hendt=True)
    ),
    "notat": Feltlinje("notatet", "notater", valg=Opsjon(hjelp="Kort om møtet. Aldri om en elev.")),
    "registrert": DET_REGISTRERT,
    "ført_av": FOERT_AV,
    **DET_RETTES,
}
MOETEBOK: Felttabell = {
    "skoleår": Feltlinje("skoleåret boken gjelder", "skoleår"),
    "elever": Feltlinje("elevkodene", ett_av="en elev", skilles_paa="kode"),
    "holdt": Feltlinje(
        "møtene", ett_av="møte", skilles_paa="id", fast="møtet", rettes_med=_RETT_MOETE
    ),
    "utført": Feltlinje(
        "aktivitetene",
        ett_av="aktivitet",
        skilles_paa="id",
        fast="aktiviteten",
        rettes_med=_RETT_MOETE,
    ),
    "fulgt_opp": Feltlinje(
        "beslutningene som er utført",
        ett_av="oppfølging av en beslutning",
        skilles_paa="id",
        fast="oppfølgingen",
        rettes_med=_RETT_MOETE,
    ),
}
I_FRAVAERET: Steder = {
    "": KLASSEFRAVAER,
    "elever": ELEVFRAVAER,
    "elever.perioder": FRAVAERSPERIODE,
    **under("elever.oppfølging", I_HENDELSEN),
}
I_MOETEBOKEN: Steder = {
    "": MOETEBOK,
    "elever": ELEVKODE,
    "holdt": HOLDT,
    "holdt.saker": DROEFTET,
    "holdt.beslutninger": VEDTATT,
    "utført": UTFOERT,
    "fulgt_opp": FULGTOPP,
}
