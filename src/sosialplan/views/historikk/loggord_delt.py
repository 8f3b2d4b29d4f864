"""The words of the log for the files that many pupils share: absence, and the books of meetings."""

from sosialplan.model.felter.delte_felt import I_FRAVAERET, I_MOETEBOKEN
from sosialplan.views.historikk.loggord import (
    KONFLIKT,
    KONFLIKTER,
    KONFLIKTORD,
    Filord,
    Ting,
    ord_i,
)

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
        **ord_i(I_FRAVAERET),
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
        **ord_i(I_MOETEBOKEN),
    },
    vises=frozenset({"skoleår"}),
)
