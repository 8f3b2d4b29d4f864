"""``møte saksliste``: what a meeting must discuss as of a day."""

from datetime import date

from sosialplan.commands.moter.moetebok import known_meeting
from sosialplan.commands.run import Run, all_rows, courses, read_all
from sosialplan.output.columns import Column
from sosialplan.rules.moter.saksliste import agenda, last_held
from sosialplan.views.datoer import kort_dato
from sosialplan.views.moter.moetesaksliste import (
    HEADERS,
    Saksliste,
    as_cells,
    as_markdown,
    as_values,
    shown,
)

COLUMNS = tuple(Column(name, wraps=name == "Hva") for name in HEADERS)


def saksliste(run: Run, moete: str, *, dato: date | None, anonym: bool, format_: str) -> int:
    """Show the agenda; only on stderr which case a mark hides, for the one who leads the meeting."""
    _, mappe, status = read_all(run)
    per = dato or run.i_dag
    meeting = known_meeting(mappe.plan, moete, per)
    known = [each for each in courses(mappe, per) if each.fakta.hendelser]
    books = [each.value for each in mappe.moter]
    last = last_held(meeting, books, per)
    points = agenda(meeting, known, all_rows(mappe, per, undone=True), last, books)
    liste = shown(meeting, per, points, anonymous=anonym)
    match format_:
        case "json":
            run.answer(_values(liste))
        case "md":
            run.terminal.raw(run.terminal.with_incomplete(as_markdown(liste)))
        case _:
            run.terminal.say_incomplete()
            _show(run, liste)
    if liste.noekkel:
        key = ", ".join(f"{mark} = {sak}" for mark, sak in liste.noekkel)
        run.terminal.note(f"Bare for den som leder møtet, skal ikke deles: {key}")
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
