"""Before a meeting: ``møte plan`` proposes its dates, ``møte saksliste`` is what it must discuss."""

from datetime import date
from pathlib import Path

from sosialplan.commands.dokumenter.utskrift import write_document
from sosialplan.commands.lesing import all_rows, courses, read_all
from sosialplan.commands.moeter.moeteord import known_meeting
from sosialplan.commands.moeter.moetepapir import agenda_papers, require_file, tell_key
from sosialplan.commands.run import Run
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.mappe import Mappe
from sosialplan.model.moeter import Moete
from sosialplan.output.tables import Column
from sosialplan.rules.dekning import meeting_coverage
from sosialplan.rules.kalender.datoord import SKOLEUKEN
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of
from sosialplan.rules.lesninger import undecided
from sosialplan.rules.moeter.moeteplan import Hull, Moeteforslag, held_for, proposals
from sosialplan.rules.moeter.saksliste import agenda, last_held
from sosialplan.views.datoer import kort_dato
from sosialplan.views.moeter.moetevisning import (
    HEADERS,
    PLAN_HEADERS,
    Saksliste,
    as_cells,
    as_values,
    gap_words,
    missing_words,
    plan_cells,
    plan_values,
    shown,
)

PLAN_COLUMNS = tuple(
    Column(name, wraps=name == "Lesning", right=name == "Uke") for name in PLAN_HEADERS
)


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
    chosen = [known_meeting(mappe.plan, moete)] if moete else list(mappe.plan.moeter.moeter)
    found = [
        each for one in chosen for each in _of(mappe, one, year, SKOLEUKEN.index(ukedag), run.i_dag)
    ]
    dates = [each for each in found if isinstance(each, Moeteforslag)]
    gaps = [each for each in found if isinstance(each, Hull)]
    books = [each.value for each in mappe.moeter]
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
        run.terminal.table(PLAN_COLUMNS, [plan_cells(each, waits) for each in dates])
    for gap in gaps:
        run.terminal.note(f"Kan ikke nås på {ukedag}: {gap_words(gap, waits)}")
    for row in behind:
        run.terminal.note(missing_words(row, waits))
    _tell_empty(run, mappe, chosen, year)
    return status


def _of(
    mappe: Mappe, moete: Moete, year: str, ukedag: int, on: date
) -> tuple[Moeteforslag | Hull, ...]:
    books = [each.value for each in mappe.moeter]
    groups = held_for(mappe.plan, moete, books, year)
    return proposals(mappe.plan, kalender_of(mappe.plan.ruter), year, moete, groups, ukedag, on)


def _tell_empty(run: Run, mappe: Mappe, chosen: list[Moete], year: str) -> None:
    books = [each.value for each in mappe.moeter]
    for moete in chosen:
        if not held_for(mappe.plan, moete, books, year):
            run.terminal.note(
                f"{moete.navn}: ingen koder står under «elever:» i en møtebok for {year}."
            )


COLUMNS = tuple(Column(name, wraps=name == "Hva") for name in HEADERS)


PAPIR = ("md", "pdf", "docx", "html")


def saksliste(
    run: Run,
    moete: str,
    *,
    dato: date | None,
    anonym: bool,
    format_: str,
    til: Path | None,
    til_noekkel: Path | None,
) -> int:
    """Show the agenda, or make it as paper. Which case a mark hides stands on a sheet of its own, else only on stderr.

    Raises WrongUsage for a file that the format does not give.
    """
    if format_ not in PAPIR and til_noekkel:
        raise WrongUsage(
            "--nøkkel er for sakslisten på papir.",
            f"Legg til: --format {'|'.join(PAPIR)}",
        )
    require_file(format_, til, "saksliste")
    folder, mappe, status = read_all(run)
    per = dato or run.i_dag
    meeting = known_meeting(mappe.plan, moete, per)
    known = [each for each in courses(mappe, per) if each.fakta.hendelser]
    books = [each.value for each in mappe.moeter]
    last = last_held(meeting, books, per)
    points = agenda(meeting, known, all_rows(mappe, per, undone=True), last, books)
    liste = shown(meeting, per, points, anonymous=anonym)
    match format_:
        case "json":
            write_document(run, run.answer_text(_values(liste)), til, folder.root)
        case "tabell":
            run.terminal.say_incomplete()
            _show(run, liste)
        case _:
            agenda_papers(run, folder, mappe, liste, format_, (til, til_noekkel))
            return status
    tell_key(run, liste.noekkel)
    return status


def _values(liste: Saksliste) -> dict[str, object]:
    return {
        "møte": liste.moete.moete,
        "dato": liste.per.isoformat(),
        "stående": list(liste.moete.saksliste),
        "saker": [as_values(each) for each in liste.punkter],
    }


def _show(run: Run, liste: Saksliste) -> None:
    run.terminal.heading(f"Saksliste: {liste.moete.navn}, {kort_dato(liste.per)}")
    for number, text in enumerate(liste.moete.saksliste, start=1):
        run.terminal.wrapped(f"{number}. {text}")
    run.terminal.line()
    if liste.punkter:
        run.terminal.table(COLUMNS, [as_cells(each) for each in liste.punkter])
    else:
        run.terminal.line("Ingen saker.")
