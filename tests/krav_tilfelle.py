"""What documents demand, as tables that a rektor can read: a whole case, and what is taken from it."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import field

from frist_sak import the_plan
from frist_tilfelle import ROOT
from sosialplan.files.loader import load_vague_words
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_reader import parse
from sosialplan.model.fravaer import Elevfravaer, Fravaersperiode, Klassefravaer
from sosialplan.model.moeter import Holdt
from sosialplan.model.oppslagsverk import INGEN, VageOrd
from sosialplan.model.record import Code, Record
from sosialplan.model.sak import Sak
from sosialplan.rules.ansattsak.skjermet_sak import find_mottaker
from sosialplan.rules.fravaerstrapp import absence_days
from sosialplan.rules.frister import rows_on
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.tekster.maalform import Maalform
from sosialplan.views.dokumentdeler.saksbilde import (
    Dokumentvalg,
    Saksbilde,
    Saksgrunnlag,
    saksbilde,
)
from sosialplan.views.dokumentliste import Dokument, Dokumentslag, find_slag

FOLDER = Path(__file__).parent / "dokumentkrav"
SAKSNUMMER = "2026-7KQ2H"
Tre = dict[str, Any]


@cache
def the_vague_words() -> VageOrd:
    """Return the list of the repository's own plan."""
    ordene, problems = load_vague_words(Planmappe(ROOT))
    assert ordene is not None, problems
    return ordene


class Tilfelle(Record, frozen=True, kw_only=True):
    """A case, and the codes that are missing in its document.

    ``uten`` are the steps whose entries are taken out of the whole case, ``hendelser`` change the
    first entry of their step or come in addition, and ``sak`` and ``plan`` change keys of the case
    and of its plan. A key without a value is taken out. ``tiltak`` changes the first measure.
    ``gull`` is the file of ``golden/dokumenter`` that it reads as; ``vagt`` are the codes of what is vague, and ``avslag`` is why the document is not made at all of such a case.
    """

    navn: str
    gull: str | None = None
    mottaker: Code = "skole"
    i_dag: date | None = None
    dato: date | None = None
    siden: date | None = None
    uten: tuple[Code, ...] = ()
    hendelser: tuple[Tre, ...] = ()
    sak: Tre = field(default_factory=dict)
    plan: Tre = field(default_factory=dict)
    tiltak: Tre = field(default_factory=dict)
    uten_moter: bool = field(name="uten_møter", default=False)
    moeter: tuple[Tre, ...] = field(name="møter", default=())
    fravaer: tuple[Tre, ...] | None = field(name="fravær", default=None)
    hvorfor: str | None = None
    vedlegg: tuple[str, ...] | None = None
    venter: tuple[str, ...] = ()
    vagt: tuple[str, ...] = ()
    avslag: str | None = None


class Kravtabell(Record, frozen=True, kw_only=True):
    """A file: a document, a case in which nothing is missing, and what it lacks without this or that."""

    dokument: Code
    i_dag: date
    hel_sak: Tre
    moeter: tuple[Tre, ...] = field(name="møter", default=())
    fravaer: tuple[Tre, ...] = field(name="fravær", default=())
    hvorfor: str | None = None
    vedlegg: tuple[str, ...] = ()
    tilfeller: tuple[Tilfelle, ...]


def tables() -> Iterator[Kravtabell]:
    """Yield every table."""
    for file in sorted(FOLDER.glob("*.yaml")):
        tree = parse(file.read_text(encoding="utf-8")).tree
        yield msgspec.convert(tree, Kravtabell)


def table(dokument: str) -> Kravtabell:
    """Return the table of a document."""
    return next(each for each in tables() if each.dokument == dokument)


def slag_of(tabell: Kravtabell) -> Dokumentslag:
    """Return the kind of document that a table is about."""
    slag = find_slag(tabell.dokument)
    assert slag is not None, tabell.dokument
    return slag


def document_of(tabell: Kravtabell, tilfelle: Tilfelle) -> tuple[Saksbilde, Dokument]:
    """Return the document of a case of a table, and what it was made of."""
    bilde = bilde_of(tabell, tilfelle)
    return bilde, slag_of(tabell).lag(bilde)


def bilde_of(
    tabell: Kravtabell, tilfelle: Tilfelle, maalform: Maalform = Maalform.BOKMAAL
) -> Saksbilde:
    """Return the case of a table as its recipient may see it."""
    mottaker = find_mottaker(tilfelle.mottaker, the_plan())
    assert mottaker is not None
    sak, i_dag = case_of(tabell, tilfelle), tilfelle.i_dag or tabell.i_dag
    return saksbilde(
        sak,
        the_plan(),
        i_dag,
        mottaker=mottaker,
        maalform=maalform,
        grunnlag=grunnlag_of(tabell, tilfelle, sak, i_dag),
        valg=Dokumentvalg(
            siden=tilfelle.siden,
            dato=tilfelle.dato,
            hvorfor=tabell.hvorfor if tilfelle.hvorfor is None else tilfelle.hvorfor,
            vedlegg=tabell.vedlegg if tilfelle.vedlegg is None else tilfelle.vedlegg,
        ),
    )


def grunnlag_of(tabell: Kravtabell, tilfelle: Tilfelle, sak: Sak, i_dag: date) -> Saksgrunnlag:
    """Return what the document is given beside the case: its rows only where there is absence."""
    absence = absence_of(tabell, tilfelle)
    plan, entry = the_plan(), Elevfravaer(elev=sak.elev.navn, sak=sak.sak, perioder=absence)
    book = Klassefravaer(klasse=sak.elev.klasse, skoleaar="2026-2027", elever=(entry,))
    return Saksgrunnlag(
        rader=rows_on((sak,), (book,), (), plan, i_dag) if absence else (),
        moeter=meetings_of(tabell, tilfelle),
        fravaer=absence,
        fravaersdager=absence_days(
            absence, plan, kalender_of(plan.ruter), i_dag, klasse=sak.elev.klasse
        ),
        vage_ord=the_vague_words() if slag_of(tabell).tiltak else INGEN,
    )


def absence_of(tabell: Kravtabell, tilfelle: Tilfelle) -> tuple[Fravaersperiode, ...]:
    """Return the pupil's absence."""
    told = tabell.fravaer if tilfelle.fravaer is None else tilfelle.fravaer
    return tuple(
        msgspec.convert({"id": f"f{i:07}", **each}, Fravaersperiode) for i, each in enumerate(told)
    )


def case_of(tabell: Kravtabell, tilfelle: Tilfelle) -> Sak:
    """Return the whole case with what the example changes."""
    whole = {"sak": SAKSNUMMER, "opprettet": "2026-10-12", **tabell.hel_sak}
    tree = _changed(whole, tilfelle.sak)
    entries = [
        dict(each) for each in tree.get("hendelser", ()) if each["steg"] not in tilfelle.uten
    ]
    for change in tilfelle.hendelser:
        old = next((each for each in entries if each["steg"] == change["steg"]), None)
        if old is None or "dato" in change:
            entries.append(change)
        else:
            entries[entries.index(old)] = _changed(old, change)
    tree["hendelser"] = [{"id": f"h{i:07}", **each} for i, each in enumerate(entries)]
    if tilfelle.plan or tilfelle.tiltak:
        tree["aktivitetsplan"] = _plan(tree.get("aktivitetsplan", {}), tilfelle)
    return msgspec.convert(tree, Sak)


def _plan(plan: Tre, tilfelle: Tilfelle) -> Tre:
    changed = _changed(plan, tilfelle.plan)
    if tilfelle.tiltak:
        first, *rest = changed["tiltak"]
        changed["tiltak"] = [_changed(first, tilfelle.tiltak), *rest]
    return changed


def _changed(tree: Tre, changes: Tre) -> Tre:
    return {key: value for key, value in {**tree, **changes}.items() if value is not None}


def meetings_of(tabell: Kravtabell, tilfelle: Tilfelle) -> tuple[Holdt, ...]:
    """Return the meetings of the books that took the case up."""
    held = () if tilfelle.uten_moter else tabell.moeter
    return tuple(msgspec.convert(each, Holdt) for each in (*held, *tilfelle.moeter))
