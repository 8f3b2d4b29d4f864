"""``statistikk mål``: every goal of the plan that can be counted, counted from the facts."""

from datetime import date

from sosialplan.commands.run import (
    ProblemsFoundError,
    Run,
    absence_books,
    courses,
    read_all,
    tell_left_out,
)
from sosialplan.files.loader import load_reference
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import Level
from sosialplan.output.columns import Column
from sosialplan.rules.kalender.skolekalender import school_year_of
from sosialplan.rules.maaltelling import Aar
from sosialplan.views.maaltall import HEADERS, as_cells, as_values, figures

COLUMNS = tuple(Column(each, wraps=each in {"Mål", "Nå"}) for each in HEADERS)


def maal(run: Run, skoleaar: str | None, *, ledelsen: bool, format_: str) -> int:
    """Show the goals; figures that could point at single pupils only to the leadership."""
    folder, mappe, status = read_all(run)
    reference, problems = load_reference(folder)
    if reference is None:
        raise ProblemsFoundError([each for each in problems if each.level is Level.FEIL])
    aar = counted_year(mappe, skoleaar or school_year_of(run.i_dag), run.i_dag)
    unread = bool(run.terminal.unread)
    tall = tuple(figures(reference.maal.maal, aar, ledelsen=ledelsen, ukjent=unread))
    left_out = sum(gang.fakta.utelatt for gang in aar.saker) if aar.per == run.i_dag else 0
    tell_left_out(run, left_out)
    if format_ == "json":
        values = [as_values(each, ledelsen=ledelsen) for each in tall]
        run.answer({"skoleår": aar.skoleaar, "mål": values})
        return status
    run.terminal.say_incomplete()
    run.terminal.heading(f"Mål, skoleåret {aar.skoleaar}")
    run.terminal.table(COLUMNS, [as_cells(each, ledelsen=ledelsen) for each in tall])
    if ledelsen:
        for each in tall:
            if each.antall is not None and each.antall.saker:
                which = "Regnet med" if each.antall.nevner is None else "Ikke nådd i"
                told = f"{each.maal.navn}. {which}: {', '.join(each.antall.saker)}"
                run.terminal.wrapped(told, indent=2)
    if any(each.skjermet for each in tall):
        run.terminal.note(
            "Tall under 5 vises bare til ledelsen: sosialplan statistikk mål --ledelsen"
        )
    if ledelsen:
        run.terminal.note("Små tall kan peke på enkeltelever. Ikke del denne oversikten videre.")
    return status


def counted_year(mappe: Mappe, skoleaar: str, i_dag: date) -> Aar:
    """Return a school year as it stood on the day, or at its end where that is past."""
    per = min(i_dag, date(int(skoleaar[-4:]), 7, 31))
    moter = tuple(each.value for each in mappe.moter)
    return Aar(skoleaar, per, mappe.plan, courses(mappe, per), absence_books(mappe), moter)
