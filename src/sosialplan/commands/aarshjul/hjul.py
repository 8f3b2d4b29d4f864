"""``årshjul``: the annual wheel as a table, a document, a drawing and a calendar, and what of it is done."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from sosialplan.commands.aarshjul.aaret import Aaret, counted_year, year_of
from sosialplan.commands.dokumenter.utskrift import write_document
from sosialplan.commands.lesing import read_all
from sosialplan.commands.run import FINE, Run, known_role
from sosialplan.model.failure import WrongUsage
from sosialplan.output.tables import Column
from sosialplan.rules.aarshjul_status import wheel_status
from sosialplan.rules.lesninger import questions
from sosialplan.views.aarshjul.rader import aktiviteter, of_roles, rader, undecided_in
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


def aarshjul(
    run: Run,
    skoleaar: str | None,
    *,
    format_: str,
    til: Path | None,
    rolle: str | None = None,
    person: str | None = None,
    papir: str | None = None,
    alene: bool = False,
) -> int:
    """Show the wheel of a school year, all of it or what a role or a person has. Raises WrongUsage for what is of a PDF alone."""
    if format_ != "pdf" and (papir or alene):
        raise WrongUsage(
            "--papir og --bare-hjulet er for PDF-en.", "Legg til: --format pdf --til hjul.pdf"
        )
    if format_ == "pdf" and til is None:
        raise WrongUsage("En PDF må ha en fil.", "Legg til: --til hjul.pdf")
    if rolle and person:
        raise WrongUsage(
            "Si bare én av --rolle og --person.", "Hver av dem velger hvem det gjelder."
        )
    if (rolle or person) and format_ in _WHOLE:
        raise WrongUsage(
            f"Årshjulet som {format_} er alltid hele året for alle.",
            "Velg tabell, ics eller json, eller la --rolle og --person være.",
        )
    year = year_of(run, skoleaar)
    roller = _roles(year, rolle, person)
    if format_ == "ics":
        from sosialplan.output.calendar import wheel_calendar  # noqa: PLC0415 - slow

        made = wheel_calendar(year.tider, year.skoleaar, run.i_dag, run.now, roller=roller)
        write_document(run, made, til, year.mappe.root, om_elever=False)
        return _told_undecided(run, year)
    year = replace(year, tider=of_roles(year.tider, roller))
    if format_ == "tabell":
        _show_table(run, year)
    else:
        document = (
            year.pdf(run.i_dag, papir="a3" if papir == "a3" else "a4", alene=alene)
            if format_ == "pdf"
            else _document(run, year, format_)
        )
        write_document(run, document, til, year.mappe.root, om_elever=False)
    return _told_undecided(run, year, listed=format_ == "tabell")


_FEW = 3
_WHOLE = frozenset({"md", "pdf", "svg"})
"""The forms in which the wheel is drawn or printed."""


def _roles(year: Aaret, rolle: str | None, person: str | None) -> frozenset[str] | None:
    """Return the roles that are asked for, with the groups that they belong to; None where all is. Raises WrongUsage."""
    skole = year.plan.skole
    if person is not None:
        from sosialplan.commands.skolen.skolefilen import the_person  # noqa: PLC0415 - slow

        wanted = {verv.rolle for verv in the_person(skole, person).verv}
    elif rolle is not None:
        wanted = {known_role(skole, rolle)}
    else:
        return None
    return frozenset(wanted | {each.rolle for each in skole.roller if wanted & {*each.omfatter}})


def _told_undecided(run: Run, year: Aaret, *, listed: bool = False) -> int:
    """Tell what the wheel stands on that is not chosen; beside a file how much it is, and where the questions are."""
    asked = tuple(questions(year.plan.valg, undecided_in(year.tider)))
    if not listed and len(asked) > _FEW:
        asked = (
            f"Skolen må velge {len(asked)} ting som årshjulet bygger på: sosialplan skole valg",
        )
    for each in asked:
        run.terminal.note(each)
    return FINE


def _document(run: Run, year: Aaret, format_: str) -> str | bytes:
    match format_:
        case "svg":
            return year.svg()
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
