"""The words of the log for the files that many pupils share: absence, and the books of meetings."""

from sosialplan.views.historikk.loggord import (
    HENDELSE,
    KONFLIKT,
    KONFLIKTER,
    KONFLIKTORD,
    Filord,
    Ting,
    under,
)

_PERIODE = {
    "id": "id-en",
    "fra": "første dag",
    "til": "siste dag",
    "type": "typen",
    "meldt": "om det var meldt",
    "fag": "faget",
    "timer": "timene",
    "registrert": "når det ble skrevet ned",
    "retter": "hva det retter",
    "utgår": "om det utgår",
}
_HOLDT = {
    "id": "id-en",
    "møte": "hvilket møte",
    "dato": "datoen",
    "klasse": "klassen",
    "trinn": "trinnet",
    "elev": "eleven",
    "hos": "hvor det var",
    "til_stede": "hvem som var til stede",
    "notat": "notatet",
    "saker": "sakene",
    "beslutninger": "beslutningene",
    "neste": "neste møte",
    "registrert": "når det ble skrevet ned",
    "retter": "hva det retter",
    "utgår": "om det utgår",
}
_VEDTATT = {
    "id": "id-en",
    "sak": "saken",
    "beslutning": "teksten",
    "ansvarlig": "den ansvarlige",
    "frist": "fristen",
}
_UTFOERT = {
    "id": "id-en",
    "aktivitet": "aktiviteten",
    "hva": "delen av aktiviteten",
    "klasse": "klassen",
    "trinn": "trinnet",
    "dato": "datoen",
    "notat": "notatet",
    "registrert": "når det ble skrevet ned",
    "retter": "hva det retter",
    "utgår": "om det utgår",
}
_FULGT_OPP = {
    "id": "id-en",
    "beslutning": "beslutningen",
    "dato": "datoen",
    "notat": "notatet",
    "registrert": "når det ble skrevet ned",
    "retter": "hva det retter",
    "utgår": "om det utgår",
}
FRAVAER = Filord(
    annet="Endret noe annet i fraværet",
    fra_start=frozenset({"elever", KONFLIKTER}),
    borte="Fraværsfilen er tatt bort fra mappen",
    ting={
        "elever": Ting(
            "Førte opp en elev",
            "en elev",
            fast=False,
            stille=True,
            frie=frozenset({"sak", "elev", "fra_klasse"}),
        ),
        "elever.perioder": Ting(
            "Skrev fravær {fra}–{til} ({type})",
            "fravær {fra}–{til} ({type})",
            rettelse="Rettet {retter}: fravær {fra}–{til} ({type})",
            dag="til",
        ),
        "elever.oppfølging": Ting(
            "Skrev oppfølging av fravær: {steg}, {dato}",
            "oppfølgingen {steg}, {dato}",
            rettelse="Rettet {retter}: {steg}, {dato}",
        ),
        KONFLIKTER: KONFLIKT,
    },
    felt={
        **KONFLIKTORD,
        "elever.fra_klasse": "klassen eleven kom fra",
        "klasse": "klassen filen gjelder",
        "skoleår": "skoleåret filen gjelder",
        "elever": "elevene",
        "elever.elev": "elevens navn ved fraværet",
        "elever.sak": "saken for fraværet",
        "elever.perioder": "periodene",
        "elever.oppfølging": "oppfølgingen",
        **under("elever.perioder", _PERIODE),
        **under("elever.oppfølging", HENDELSE),
    },
    vises=frozenset({"klasse", "skoleår", "elever.sak", "elever.fra_klasse"}),
)
MOETER = Filord(
    annet="Endret noe annet i møteboken",
    fra_start=frozenset({"elever", "holdt", "utført", "fulgt_opp", KONFLIKTER}),
    borte="Møteboken er tatt bort fra mappen",
    ting={
        "elever": Ting("Førte opp en elevkode", "en elevkode", fast=False),
        "holdt": Ting(
            "Skrev at {møte} ble holdt {dato}",
            "referatet fra {møte} {dato}",
            rettelse="Rettet {retter}: {møte} ble holdt {dato}",
        ),
        "holdt.saker": Ting("Førte saken som drøftet i {møte} {dato}", "saken i {møte} {dato}"),
        "holdt.beslutninger": Ting(
            "Skrev beslutning {id} fra {møte} {dato}, frist {frist}",
            "beslutning {id} fra {møte} {dato}",
        ),
        "utført": Ting(
            "Skrev at {aktivitet} ble gjort {dato}",
            "aktiviteten {aktivitet} {dato}",
            rettelse="Rettet {retter}: {aktivitet} ble gjort {dato}",
        ),
        "fulgt_opp": Ting(
            "Skrev at beslutning {beslutning} ble utført {dato}",
            "oppfølgingen av beslutning {beslutning} {dato}",
            rettelse="Rettet {retter}: beslutning {beslutning} ble utført {dato}",
        ),
        KONFLIKTER: KONFLIKT,
    },
    felt={
        **KONFLIKTORD,
        "skoleår": "skoleåret boken gjelder",
        "elever": "elevkodene",
        "elever.kode": "elevkoden",
        "holdt": "møtene",
        "utført": "aktivitetene",
        "fulgt_opp": "beslutningene som er utført",
        **under("holdt", _HOLDT),
        "holdt.saker.sak": "saken",
        "holdt.saker.anonymt": "om den var anonym",
        **under("holdt.beslutninger", _VEDTATT),
        **under("utført", _UTFOERT),
        **under("fulgt_opp", _FULGT_OPP),
    },
    vises=frozenset({"skoleår"}),
)
