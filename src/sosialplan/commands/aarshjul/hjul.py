"""``årshjul``: the annual wheel as a table, a document, a drawing and a calendar, and what of it is done."""

from datetime import date
from pathlib import Path

from sosialplan.commands.aarshjul.aaret import Aaret, counted_year, year_of
from sosialplan.commands.dokumenter.utskrift import write_document
from sosialplan.commands.lesing import read_all
from sosialplan.commands.run import Run
from sosialplan.model.failure import WrongUsage
from sosialplan.output.tables import Column
from sosialplan.rules.aarshjul_status import wheel_status
from sosialplan.rules.lesninger import questions
from sosialplan.views.aarshjul.rader import aktiviteter, rader, undecided_in
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


def aarshjul(run: Run, skoleaar: str | None, *, format_: str, til: Path | None) -> int:
    """Show the wheel of a school year."""
    if format_ == "pdf" and til is None:
        raise WrongUsage("En PDF må ha en fil.", "Legg til: --til hjul.pdf")
    year = year_of(run, skoleaar)
    if format_ == "tabell":
        _show_table(run, year)
    else:
        write_document(run, _document(run, year, format_), til, year.mappe.root, om_elever=False)
    _tell_undecided(run, year)
    return 0


def _tell_undecided(run: Run, year: Aaret) -> None:
    for asked in questions(year.plan.valg, undecided_in(year.tider)):
        run.terminal.note(asked)


def _document(run: Run, year: Aaret, format_: str) -> str | bytes:
    match format_:
        case "svg":
            return year.svg()
        case "pdf":
            return year.pdf(run.i_dag)
        case "ics":
            from sosialplan.output.calendar import wheel_calendar  # noqa: PLC0415 - slow

            return wheel_calendar(year.tider, run.i_dag)
        case "json":
            found = aktiviteter(year.tider)
            return run.answer_text({"skoleår": year.skoleaar, "aktiviteter": found})
    return year.markdown(with_picture=False)


def _show_table(run: Run, year: Aaret) -> None:
    columns = (
        Column("Nr", right=True), Column("Uke"), Column("Når", wraps=True),
        Column("Aktivitet", wraps=True), Column("Hvem", wraps=True),
    )  # fmt: skip
    rows = sorted(rader(year.tider, year.rollenavn), key=lambda row: (row.fra, row.til, row.nummer))
    run.terminal.table(
        columns,
        [
            (
                str(row.nummer),
                row.uke,
                f"{row.naar} (ikke valgt)" if row.uavklart else row.naar,
                row.tittel,
                ", ".join(row.ansvarlig),
            )
            for row in rows
        ],
    )


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
