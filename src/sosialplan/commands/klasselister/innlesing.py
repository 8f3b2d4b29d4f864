"""``importer elever``: show what class lists from another system change, and write it when asked to."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.klasselister.klassebok import (
    list_changes,
    lists_of_year,
    tell_of_cases,
)
from sosialplan.commands.lesing import read_all
from sosialplan.commands.run import FINE, ProblemsFoundError, Run
from sosialplan.commands.skrivebordet.desk import Desk, message_of
from sosialplan.commands.skrivebordet.errand import Errand, Followed, carry_out
from sosialplan.commands.skrivebordet.sagt import tell_saved
from sosialplan.files.listefil import read_list
from sosialplan.files.standard import skolealder
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.klassetrinn import class_order
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import Finding, Level, Problem
from sosialplan.model.record import Value
from sosialplan.output.tables import Column
from sosialplan.rules.kalender.skolekalender import running_year
from sosialplan.rules.klasselister.avvik import Avvik, differences
from sosialplan.rules.klasselister.elevliste import read_pupils
from sosialplan.rules.klasselister.kolonner import KJENTE
from sosialplan.views.klasselister.listebilde import (
    SHOWN_ROWS,
    Listebilde,
    as_values,
    first_read,
    mostly_gone,
    named_rows,
    picture,
    same_but_year,
    sum_cells,
    summary,
    untouched,
)
from sosialplan.views.problemliste import as_values as problem_values
from sosialplan.views.problemliste import in_order

CLASSES = (
    Column("Klasse"), Column("Elever", right=True), Column("Nye", right=True),
    Column("Inn", right=True), Column("Ut", right=True), Column("Borte", right=True),
    Column("Endret", right=True),
)  # fmt: skip
NAMED = (Column("Klasse"), Column("Elev", wraps=True))
WAITING = "Ingenting er endret. Legg til --utfør for å skrive det."
NOTHING = "Ingenting er endret: klasselistene er slik fra før."


class Lestelever(Value, frozen=True):
    """A list that was read without a fault, and what it changes."""

    bilde: Listebilde
    avvik: Avvik
    problemer: tuple[Problem, ...]


def elever(run: Run, fil: Path, *, utfoer: bool, ta_ut: bool = False, format_: str) -> int:
    """Show what a list changes; with ``utfoer``, or a yes from one who sits here, write it.

    Raises ExpectedFailure without a file, ProblemsFoundError with every fault in it.
    """
    run.tell_if_open()
    if ta_ut and not utfoer:
        raise WrongUsage("--ta-ut har ingen virkning uten --utfør.", "Legg til --utfør.")
    if utfoer and not run.terminal.interactive:
        return _carry_out(run, fil, None, format_, ta_ut=ta_ut)
    _, mappe, status = read_all(run, lister=True)
    innlest = read_class_lists(mappe, fil, run.i_dag, run.new_id)
    gone = mostly_gone(innlest.bilde)
    if utfoer and (ta_ut or not gone):
        return _carry_out(run, fil, None, format_, ta_ut=True)
    _tell(run, innlest, format_)
    if gone:
        run.terminal.note(f"{gone} Er det hele listen?")
    if not innlest.avvik.lister:
        run.terminal.note(NOTHING)
    elif format_ == "json" or not run.terminal.agrees("Skal dette skrives?"):
        run.terminal.note(WAITING)
    else:
        return _carry_out(run, fil, innlest, format_, ta_ut=True)
    return status


def _carry_out(run: Run, fil: Path, shown: Lestelever | None, format_: str, *, ta_ut: bool) -> int:
    """Write what a list changes. What was ``shown`` to one who said yes is what is written."""

    def work(desk: Desk) -> Errand | int:
        innlest = read_class_lists(desk.mappe, fil, run.i_dag, run.new_id)
        if shown is not None and _without_ids(shown.avvik) != _without_ids(innlest.avvik):
            raise ExpectedFailure(
                "Klasselistene er endret mens du så på. Ingenting er endret herfra.",
                "Kjør kommandoen en gang til, og se på nytt.",
            )
        gone = mostly_gone(innlest.bilde)
        if gone and not ta_ut:
            raise ExpectedFailure(
                f"{gone} Ingenting er endret.",
                "Er det bare en del av klassen, så ta ut hele listen på nytt. En ny elev: sosialplan skole elev ny. "
                "Skal de ut, så legg til --ta-ut",
            )
        if not innlest.avvik.lister:
            _tell(run, innlest, format_)
            run.terminal.note(NOTHING)
            return FINE

        def tell(came: Followed) -> None:
            if shown is None:
                _tell(run, innlest, format_)
            if format_ != "json":
                run.terminal.line()
                tell_saved(run, "Klasselistene er skrevet.", came.saved.commit)
            tell_of_cases(run, desk.mappe, innlest.avvik)

        year = innlest.bilde.skoleaar
        return Errand(
            list_changes(desk, year, innlest.avvik.lister), _message(innlest.avvik), then=tell
        )

    return carry_out(run, work, lister=True)


def read_class_lists(mappe: Mappe, fil: Path, i_dag: date, new_id: Callable[[], str]) -> Lestelever:
    """Read a list. Raises ExpectedFailure without a file, ProblemsFoundError with every fault."""
    read = read_list(fil, KJENTE)
    if read.liste is None:
        raise ProblemsFoundError(list(read.problems))
    year = running_year(mappe.plan.skole, i_dag)
    lest = read_pupils(read.liste, mappe.plan.skole, partial(skolealder().born, year))
    there = lists_of_year(mappe, year)
    avvik = differences(lest, there, new_id)
    near = [Finding("A657", read.fil, (rad, 0)) for rad in avvik.ligner]
    told = in_order([*read.problems, *read.place([*lest.funn, *near])])
    if any(each.level is Level.FEIL for each in told):
        raise ProblemsFoundError(list(told))
    if not lest.rader:
        raise ExpectedFailure("Listen har ingen elever.", "Ta ut listen på nytt.")
    bilde = picture(fil.as_posix(), year, len(lest.rader), lest.forbi, avvik, there)
    return Lestelever(bilde, avvik, told)


def _without_ids(avvik: Avvik) -> object:
    """Return what a list changes, by what is said of whom: ids of new pupils are drawn anew."""
    return [
        (klasse, [replace(each, id="") for each in elever])
        for klasse, elever in avvik.lister.items()
    ]


def _message(avvik: Avvik) -> str:
    """Return the commit's message: the classes, and never a name."""
    return message_of(f"Klasselister {', '.join(sorted(avvik.lister, key=class_order))}", ())


def _tell(run: Run, innlest: Lestelever, format_: str) -> None:
    """Tell what a list holds and what it changes."""
    run.terminal.problems(innlest.problemer)
    bilde = innlest.bilde
    if format_ == "json":
        found = [problem_values(each) for each in innlest.problemer]
        run.answer({**as_values(bilde), "problemer": found})
        return
    run.terminal.line(summary(bilde))
    if bilde.klasser:
        run.terminal.line()
        run.terminal.table(CLASSES, [sum_cells(each) for each in bilde.klasser])
        run.terminal.line()
        run.terminal.wrapped(first_read(bilde))
    for title, rows in named_rows(bilde).items():
        _listed(run, title, rows)
    if same_but_year(bilde):
        run.terminal.line()
        run.terminal.wrapped(same_but_year(bilde))
    if untouched(bilde):
        run.terminal.line()
        run.terminal.wrapped(untouched(bilde))


def _listed(run: Run, title: str, rows: Sequence[tuple[str, ...]]) -> None:
    if rows:
        run.terminal.line()
        run.terminal.heading(title)
        run.terminal.table(NAMED, rows[:SHOWN_ROWS])
    if len(rows) > SHOWN_ROWS:
        run.terminal.line(f"… og {len(rows) - SHOWN_ROWS} til")
