"""``årshjul status``: what of the wheel is done, due and missed, with its coverage in per cent."""

from datetime import date

from sosialplan.commands.aarshjul.hjul import Aaret, year_of
from sosialplan.commands.run import Run, read_all
from sosialplan.commands.statistikk import counted_year
from sosialplan.output.columns import Column
from sosialplan.rules.aarshjul_status import wheel_status
from sosialplan.views.aarshjul.status import (
    GROUPS,
    HEADERS,
    Statusrad,
    all_year,
    as_cells,
    as_values,
    in_group,
    notes,
    rows_of,
    summary,
)
from sosialplan.views.datoer import kort_dato

COLUMNS = tuple(
    Column(each, wraps=each not in {"Nr", "Holdt"}, right=each == "Nr") for each in HEADERS
)


def status(run: Run, skoleaar: str | None, *, ledelsen: bool, format_: str) -> int:
    """Show the status of a school year; numbers that point at pupils only to the leadership."""
    _, mappe, found = read_all(run)
    year = year_of(run, skoleaar)
    aar = counted_year(mappe, year.skoleaar, run.i_dag)
    rows = rows_of(wheel_status(year.tider, aar), ledelsen=ledelsen)
    if format_ == "json":
        run.answer({"skoleår": year.skoleaar, **as_values(rows, aar.per)})
        return found
    run.terminal.line(f"Årshjulet {year.skoleaar} per {kort_dato(aar.per)}: {summary(rows)}")
    _show(run, year, rows, aar.per)
    for note in notes(rows, year.plan.valg):
        run.terminal.note(note)
    return found


def _show(run: Run, year: Aaret, rows: tuple[Statusrad, ...], per: date) -> None:
    for heading, states in GROUPS:
        own = in_group(rows, states, per)
        if own:
            cells = [as_cells(row, per, year.rollenavn) for row in own]
            run.terminal.line()
            run.terminal.heading(heading)
            told = [i for i in range(len(COLUMNS)) if any(row[i] for row in cells)]
            run.terminal.table(
                [COLUMNS[i] for i in told], [[row[i] for i in told] for row in cells]
            )
    going = all_year(rows)
    if going:
        run.terminal.line()
        run.terminal.wrapped(f"Hele året, uten egne dager: {going}.")
