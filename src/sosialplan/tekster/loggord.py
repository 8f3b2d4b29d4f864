"""The words of the log: what each thing and field of a case, an absence list, a book of meetings is called."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sosialplan.model.felter.delte_felt import I_FRAVAERET, I_MOETEBOKEN
from sosialplan.model.felter.feltlinje import Steder, samlet
from sosialplan.model.felter.listefelt import I_KLASSELISTEN
from sosialplan.model.felter.meldingsfelt import I_INNBOKSEN
from sosialplan.model.felter.saksfelt import I_SAKEN


@dataclass(frozen=True, slots=True)
class Ting:
    """A thing of a list: what is told when it comes, and what it is called otherwise.

    ``fast`` things stand once they are written; that one was changed or taken away is told loudly.
    Fields in ``frie`` are told by themselves. ``dag`` is the field with the day it happened. One that
    is ``stille`` came with what is in it, and that is told. ``borte`` is told when it goes.
    """

    ny: str
    navn: str
    rettelse: str = ""
    dag: str = "dato"
    fast: bool = True
    stille: bool = False
    frie: frozenset[str] = frozenset()
    borte: str = ""


@dataclass(frozen=True, slots=True)
class Filord:
    """The words of one kind of file, by the keys from its root.

    ``fra_start`` are the parts that are told of a file that was not there before. ``vises`` are the
    fields whose value is a code or a day, and is told. The other fields of a part in ``samlet``, by
    what it is called, share a sentence.
    """

    ting: Mapping[str, Ting]
    felt: Mapping[str, str]
    annet: str
    borte: str
    fra_start: frozenset[str]
    aapnet: str = ""
    vises: frozenset[str] = field(default_factory=frozenset)
    samlet: Mapping[str, str] = field(default_factory=dict)


def under(place: str, words: Mapping[str, str]) -> dict[str, str]:
    """Return the words of a thing's fields by where they stand."""
    return {f"{place}.{key}": word for key, word in words.items()}


def ord_i(steder: Steder) -> dict[str, str]:
    """Return the words of every field of a kind of file by where it stands."""
    return {sted: linje.ord_ for sted, linje in samlet(steder)}


KONFLIKTER = "konflikter"
KONFLIKT = Ting(
    "Flettingen fant to verdier for det samme, og beholdt begge (konflikt {id})",
    "konflikt {id}",
    fast=False,
    borte="Valgte mellom to verdier som flettingen hadde beholdt (konflikt {id})",
)
KONFLIKTORD = {
    KONFLIKTER: "konfliktene",
    **under(
        KONFLIKTER,
        {
            "id": "id-en",
            "sted": "stedet",
            "står": "verdien som står",
            "ellers": "verdien den andre skrev",
        },
    ),
}
"""The words of what a merge left for a person to choose: the same in every kind of file."""

_PLAN = "aktivitetsplan"
_MEASURE = f"{_PLAN}.tiltak"
SAK = Filord(
    aapnet="Åpnet saken i kjeden {kjede}",
    borte="Saken er tatt bort fra mappen",
    annet="Endret noe annet i saken",
    fra_start=frozenset(
        {"hendelser", "godkjenninger", "avklaringer", "utleveringer", _PLAN, KONFLIKTER}
    ),
    ting={
        "hendelser": Ting(
            "Registrerte {steg}, {dato}",
            "hendelsen {steg}, {dato}",
            rettelse="Rettet {retter}: {steg}, {dato}",
        ),
        "godkjenninger": Ting(
            "Godkjente planen, {dato}",
            "godkjenningen {dato}",
            rettelse="Rettet {retter}: godkjente planen, {dato}",
        ),
        "avklaringer": Ting(
            "Avklarte noe før et dokument til {mottaker}, {dato}",
            "avklaringen {dato}",
            rettelse="Rettet {retter}: avklarte noe før et dokument til {mottaker}, {dato}",
        ),
        "utleveringer": Ting(
            "Utleverte {dokument} til {mottaker}, {dato}",
            "utleveringen {dato} av {dokument}",
            rettelse="Rettet {retter}: utleverte {dokument} til {mottaker}, {dato}",
        ),
        "involverte": Ting("Førte opp en involvert", "opplysninger om en involvert", fast=False),
        "elev.foresatte": Ting("Førte opp en foresatt", "opplysninger om en foresatt", fast=False),
        _MEASURE: Ting("La til tiltak {id}", "tiltak {id}", dag="besluttet"),
        f"{_MEASURE}.evalueringer": Ting(
            "Evaluerte tiltak {over}, virkning {utfall}, {dato}",
            "evalueringen {dato} av tiltak {over}",
            rettelse="Rettet {retter}: evaluerte tiltak {over}, virkning {utfall}, {dato}",
        ),
        f"{_MEASURE}.endringer": Ting(
            "Endret {felt} for tiltak {over}{flytting}",
            "endringen {dato} av tiltak {over}",
            rettelse="Rettet {retter}: endret {felt} for tiltak {over}{flytting}",
        ),
        f"{_MEASURE}.avsluttet": Ting(
            "Avsluttet tiltak {over}, {dato}", "avslutningen av tiltak {over}"
        ),
        f"{_MEASURE}.avsluttet_rettet": Ting(
            "Rettet avslutningen av tiltak {over}, {dato}",
            "avslutningen {dato} av tiltak {over}",
            rettelse="Rettet {retter}: avslutningen av tiltak {over}, {dato}",
        ),
        KONFLIKTER: KONFLIKT,
    },
    felt={
        **KONFLIKTORD,
        **ord_i(I_SAKEN),
    },
    vises=frozenset(
        {"sak", "kjede", "opprettet", "elev.klasse", "meldt_av", "alvorlig", "fra_sak", "arkivsak"}
        | {f"{_PLAN}.ansvarlig_i_ledelsen", f"{_PLAN}.elevens_stemme_ført_av"}
    ),
    samlet={_PLAN: "planen"},
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
INNBOKS = Filord(
    annet="Endret noe annet i meldingen",
    fra_start=frozenset({"melding", "behandlet", KONFLIKTER}),
    borte="Meldingen er tatt bort fra mappen",
    ting={
        "melding": Ting("Skrev melding {id}, {dato}", "melding {id}"),
        "behandlet": Ting("Behandlet meldingen, {dato}", "behandlingen {dato}"),
        KONFLIKTER: KONFLIKT,
    },
    felt={
        **KONFLIKTORD,
        **ord_i(I_INNBOKSEN),
    },
)
KLASSELISTE = Filord(
    annet="Endret noe annet i klasselisten",
    fra_start=frozenset({"elever", KONFLIKTER}),
    borte="Klasselisten er tatt bort fra mappen",
    ting={
        "elever": Ting(
            "Førte opp en elev i klasselisten",
            "en elev i klasselisten",
            fast=False,
            borte="Tok en elev ut av klasselisten",
        ),
        "elever.foresatte": Ting(
            "Førte opp en foresatt", "opplysninger om en foresatt", fast=False
        ),
        KONFLIKTER: KONFLIKT,
    },
    felt={
        **KONFLIKTORD,
        **ord_i(I_KLASSELISTEN),
    },
    vises=frozenset({"klasse", "skoleår"}),
)
