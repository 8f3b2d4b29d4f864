"""``årshjul``: the annual wheel as a table, a document, a drawing and a calendar, and what of it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sosialplan.commands.dokumenter.lag import write_document
from sosialplan.commands.lesing import read_all
from sosialplan.commands.oppslag import counted_year
from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.files.filtolk import read_value
from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.aarshjul import Aarshjul, Aktivitetstid
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Level
from sosialplan.model.skole import Skolerute
from sosialplan.output.bounded import pdf_of, render
from sosialplan.output.tables import Column
from sosialplan.rules.aarshjul.aktivitetstider import aarets_tider
from sosialplan.rules.aarshjul_status import wheel_status
from sosialplan.rules.explanation import paragraph
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of
from sosialplan.rules.lesninger import questions
from sosialplan.views.aarshjul.aarsvisning import aarsvisning
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
from sosialplan.views.aarshjul.tegning import Tegning, tegning
from sosialplan.views.datoer import kort_dato
from sosialplan.views.planen.lest_plan import wheel_as_read

PICTURE = "hjul.svg"


@dataclass(frozen=True, slots=True)
class Aaret:
    """A school year that was computed: the wheel, its times and what they rest on."""

    mappe: Planmappe
    plan: Plan
    hjul: Aarshjul
    skoleaar: str
    rute: Skolerute
    tider: tuple[Aktivitetstid, ...]

    @property
    def rollenavn(self) -> Mapping[str, str]:
        """The printed name of each role."""
        return {each.rolle: each.navn for each in self.plan.skole.roller}

    def tegning(self) -> Tegning:
        """Return the drawn wheel."""
        return tegning(
            self.hjul,
            self.tider,
            skole=self.plan.skole.navn,
            skoleaar=self.skoleaar,
            rute=self.rute,
        )

    @property
    def lov(self) -> dict[str, str]:
        """Where each law reference stood when the school year began."""
        begins = self.rute.foerste_skoledag
        found = {
            each.hjemmel: paragraph(self.plan, each.hjemmel, begins)
            for each in self.plan.hjemler.hjemler
        }
        return {code: law for code, law in found.items() if law}

    def svg(self) -> str:
        """Return the drawn wheel as SVG."""
        return render(self.mappe.maler, "aarshjul.svg.j2", {"hjul": self.tegning()})

    def markdown(self, *, with_picture: bool) -> str:
        """Return the wheel by month and ISO week."""
        view = aarsvisning(
            self.hjul,
            self.tider,
            skole=self.plan.skole.navn,
            skoleaar=self.skoleaar,
            rute=self.rute,
            valg=self.plan.valg,
            rollenavn=self.rollenavn,
            lov=self.lov,
        )
        picture = {"navn": PICTURE, "beskrivelse": self.tegning().beskrivelse}
        return render(
            self.mappe.maler,
            "aarshjul.md.j2",
            {"aar": view, "bilde": picture if with_picture else None},
        )

    def pdf(self, day: date) -> bytes:
        """Return the drawn wheel and the months as PDF."""
        return pdf_of(
            self.markdown(with_picture=True),
            maler=self.mappe.maler,
            title=f"Årshjul {self.skoleaar}, {self.plan.skole.navn}",
            author=self.plan.skole.navn,
            day=day,
            images={PICTURE: self.svg().encode("utf-8")},
            liggende=True,
        )


def aarshjul(run: Run, skoleaar: str | None, *, format_: str, til: Path | None) -> int:
    """Show the wheel of a school year."""
    if format_ == "pdf" and til is None:
        raise WrongUsage("En PDF må ha en fil.", "Legg til: --til hjul.pdf")
    year = year_of(run, skoleaar)
    if format_ == "tabell":
        _show_table(run, year)
    else:
        write_document(run, _document(run, year, format_), til, year.mappe.root)
    _tell_undecided(run, year)
    return 0


def _tell_undecided(run: Run, year: Aaret) -> None:
    for asked in questions(year.plan.valg, undecided_in(year.tider)):
        run.terminal.note(asked)


def year_of(run: Run, skoleaar: str | None) -> Aaret:
    """Compute a school year. Raises WrongUsage, ExpectedFailure or ProblemsFoundError."""
    folder = run.planmappe()
    plan, problems = load_plan(folder)
    read, more = read_value(folder, folder.root / "plan" / "aarshjul.yaml", Aarshjul)
    if plan is None or read is None:
        raise ProblemsFoundError([p for p in (*problems, *more) if p.level is Level.FEIL])
    wanted = skoleaar or school_year_of(run.i_dag)
    kalender = kalender_of(plan.ruter)
    rute = kalender.rute(wanted)
    if rute is None:
        raise ExpectedFailure(
            f"Skoleruten for {wanted} er ikke kjent, så årshjulet kan ikke regnes ut.",
            f"Legg inn plan/skoleruter/{wanted}.yaml.",
        )
    hjul = wheel_as_read(read.value, plan.valg, max(run.i_dag, rute.foerste_skoledag))
    times = aarets_tider(hjul, wanted, kalender, plan.valg)
    return Aaret(folder, plan, hjul, wanted, rute, times)


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
    rows: Sequence[Any] = sorted(
        rader(year.tider, year.rollenavn), key=lambda row: (row.fra, row.til, row.nummer)
    )
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
