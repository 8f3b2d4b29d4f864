"""``møte plan``: proposed dates in a school year, and where the plan's own frequency is not reached."""

from datetime import date

from sosialplan.commands.moter.moetebok import known_meeting
from sosialplan.commands.run import Run, read_all
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Mappe
from sosialplan.model.moter import Moete
from sosialplan.output.columns import Column
from sosialplan.rules.dekning import meeting_coverage
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of
from sosialplan.rules.lesninger import undecided
from sosialplan.rules.moter.moetehyppighet import held_for
from sosialplan.rules.moter.moteplan import Forslag, Hull, proposals
from sosialplan.views.datoer import kort_dato
from sosialplan.views.moter.moeteplan import (
    HEADERS,
    as_cells,
    gap_words,
    missing_words,
    plan_values,
)

UKEDAGER = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")
COLUMNS = tuple(Column(name, wraps=name == "Lesning", right=name == "Uke") for name in HEADERS)


def plan(run: Run, moete: str | None, *, skoleaar: str | None, ukedag: str, format_: str) -> int:
    """Propose dates, and tell what cannot be and what was not reached."""
    _, mappe, status = read_all(run)
    year = skoleaar or school_year_of(run.i_dag)
    kalender = kalender_of(mappe.plan.ruter)
    if kalender.rute(year) is None:
        raise ExpectedFailure(
            f"Skoleruten for {year} er ikke kjent, så møtene kan ikke settes opp.",
            f"Legg inn plan/skoleruter/{year}.yaml.",
        )
    chosen = [known_meeting(mappe.plan, moete)] if moete else list(mappe.plan.moter.moeter)
    found = [
        each for one in chosen for each in _of(mappe, one, year, UKEDAGER.index(ukedag), run.i_dag)
    ]
    dates = [each for each in found if isinstance(each, Forslag)]
    gaps = [each for each in found if isinstance(each, Hull)]
    books = [each.value for each in mappe.moter]
    codes = {each.moete for each in chosen}
    rows = meeting_coverage(mappe.plan, kalender, books, year, run.i_dag)
    behind = [each for each in rows if each.moete in codes and each.mangler]
    waits = {
        each.lesning or ""
        for one in chosen
        for each in one.hyppighet
        if undecided(mappe.plan.valg, each, run.i_dag)
    }
    if format_ == "json":
        run.answer(
            {
                "skoleår": year,
                "ukedag": ukedag,
                **plan_values(dates, gaps, behind, waits),
            }
        )
        return status
    if dates:
        run.terminal.table(COLUMNS, [as_cells(each, waits) for each in dates])
    for gap in gaps:
        run.terminal.note(f"Kan ikke nås på {ukedag}: {gap_words(gap, waits)}")
    for row in behind:
        run.terminal.note(f"Ikke nådd per {kort_dato(run.i_dag)}: {missing_words(row, waits)}")
    _tell_empty(run, mappe, chosen, year)
    return status


def _of(mappe: Mappe, moete: Moete, year: str, ukedag: int, on: date) -> tuple[Forslag | Hull, ...]:
    books = [each.value for each in mappe.moter]
    groups = held_for(mappe.plan, moete, books, year)
    return proposals(mappe.plan, kalender_of(mappe.plan.ruter), year, moete, groups, ukedag, on)


def _tell_empty(run: Run, mappe: Mappe, chosen: list[Moete], year: str) -> None:
    books = [each.value for each in mappe.moter]
    for moete in chosen:
        if not held_for(mappe.plan, moete, books, year):
            run.terminal.note(
                f"{moete.navn}: ingen koder står under «elever:» i en møtebok for {year}."
            )
