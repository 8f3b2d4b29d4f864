"""``statistikk mål``: every goal of the plan that can be counted, counted from the facts."""

from datetime import date

from sosialplan.commands.run import (
    ProblemsFoundError,
    Run,
    absence_books,
    course,
    read_all,
    tell_left_out,
)
from sosialplan.files.loader import load_reference
from sosialplan.model.problems import Level
from sosialplan.output.terminal import Column
from sosialplan.rules.maaltelling import Aar
from sosialplan.rules.skolekalender import school_year_of
from sosialplan.views.maaltall import HEADERS, as_cells, as_values, figures

COLUMNS = tuple(Column(each, wraps=each in {"Mål", "Nå"}) for each in HEADERS)


def maal(run: Run, skoleaar: str | None, *, ledelsen: bool, format_: str) -> int:
    """Show the goals; figures that could point at single pupils only to the leadership."""
    folder, mappe, status = read_all(run)
    reference, problems = load_reference(folder)
    if reference is None:
        raise ProblemsFoundError([each for each in problems if each.level is Level.FEIL])
    year = skoleaar or school_year_of(run.i_dag)
    per = min(run.i_dag, date(int(year[-4:]), 7, 31))
    known = {each.kjede for each in mappe.plan.kjeder}
    cases = [each.value for each in mappe.saker if each.value.kjede in known]
    courses = tuple(course(mappe, each, per) for each in cases)
    moter = tuple(each.value for each in mappe.moter)
    aar = Aar(year, per, mappe.plan, courses, absence_books(mappe), moter)
    tall = tuple(figures(reference.maal.maal, aar, ledelsen=ledelsen))
    tell_left_out(run, sum(gang.fakta.utelatt for gang in courses) if per == run.i_dag else 0)
    if format_ == "json":
        values = [as_values(each, ledelsen=ledelsen) for each in tall]
        head = {"versjon": 1, "i_dag": run.i_dag.isoformat(), "skoleår": year}
        run.terminal.json({**head, "mål": values})
        return status
    run.terminal.heading(f"Mål, skoleåret {year}")
    run.terminal.table(COLUMNS, [as_cells(each, ledelsen=ledelsen) for each in tall])
    if any(each.skjermet for each in tall):
        run.terminal.note(
            "Tall under 5 vises bare til ledelsen: sosialplan statistikk mål --ledelsen"
        )
    if ledelsen:
        run.terminal.note("Små tall kan peke på enkeltelever. Ikke del denne oversikten videre.")
    return status
