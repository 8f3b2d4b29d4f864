"""``valider``: every fault of every file."""

from collections.abc import Sequence
from pathlib import Path

from sosialplan import __version__
from sosialplan.commands.run import FINE, PROBLEMS, ProblemsFoundError, Run
from sosialplan.commands.vedlikehold.funn import plan_against_law, problems_of
from sosialplan.files.loader import (
    load_plan,
)
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import lovplikter
from sosialplan.git.beginning import look
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.problems import Level, Problem
from sosialplan.model.vernet import plain_name
from sosialplan.output.tables import Column
from sosialplan.views.planen.lovtabell import Lovrad, lov_values, lovrader
from sosialplan.views.problemliste import as_github, as_sarif, as_values, in_order, summary

_LOV = (
    Column("Loven", wraps=True),
    Column("Plikt", wraps=True),
    Column("Når"),
    Column("Steg", wraps=True),
    Column("Frist", wraps=True),
    Column("Dokument", wraps=True),
    Column("Kontrollert"),
)
_NO_HISTORY = "Mappen har ingen historikk i git. Det er ikke sjekket om noe er endret etter at det ble lagret."


def valider(run: Run, files: Sequence[Path], *, format_: str) -> int:
    """Tell of every problem, of all files or of those that are named; 1 only for a ``feil``."""
    folder = run.planmappe()
    wanted = {_inside(folder, path) for path in files}
    problems = problems_of(folder, run.i_dag, only=wanted)
    if not look(folder.root).begun:
        run.terminal.note(_NO_HISTORY)
    _show(run, problems, format_)
    return PROBLEMS if any(each.level is Level.FEIL for each in problems) else FINE


def valider_lov(run: Run, files: Sequence[Path], *, format_: str) -> int:
    """Tell which step carries each duty of law, by when and where it is read, and what undercuts it.

    The faults are those that the whole check tells of too; 1 where there is one. Raises WrongUsage.
    """
    if files:
        raise WrongUsage("--lov gjelder hele planen, og tar ingen filer.", "Utelat filene.")
    if format_ not in {"tabell", "json"}:
        raise WrongUsage("--lov vises som tabell eller json.", "Bruk --format json.")
    from sosialplan.commands.dokumenter.malsjekk import template_problems  # noqa: PLC0415 - slow

    folder = run.planmappe()
    plan, problems = load_plan(folder)
    if plan is None:
        raise ProblemsFoundError(problems)
    rows = lovrader(plan, lovplikter(), run.i_dag)
    found = in_order([*plan_against_law(folder, run.i_dag), *template_problems(folder, run.i_dag)])
    if format_ == "json":
        values = [lov_values(each) for each in rows]
        faults = [as_values(each) for each in found]
        run.answer({"plikter": values, "problemer": faults})
    else:
        run.terminal.table(_LOV, [_cells(row) for row in rows])
        for name, reason in dict.fromkeys((row.navn, row.avvik) for row in rows if row.avvik):
            run.terminal.wrapped(f"Avvik, {name}: {reason}")
        for each in found:
            run.terminal.line(str(each))
            run.terminal.wrapped(each.cure, indent=4)
        run.terminal.note(summary([each.level for each in found]))
    return PROBLEMS if any(each.level is Level.FEIL for each in found) else FINE


def _cells(row: Lovrad) -> tuple[str, ...]:
    steps = f"{row.kjede}: {row.steg}" if row.kjede else row.steg or row.ellers
    due = ", ".join(part for part in (row.frist, row.grunnlag) if part)
    return (row.sted, row.navn, row.naar, steps, due, ", ".join(row.dokument), row.kontrollert)


def _inside(folder: Planmappe, path: Path) -> str:
    resolved = path.resolve()
    resolved = resolved.with_name(plain_name(resolved.name))
    inside = resolved.is_relative_to(folder.root)
    if not (folder.lies(resolved) if inside else resolved).is_file():
        raise ExpectedFailure(
            "Filen finnes ikke.", "Sjekk navnet. Uten filnavn sjekkes hele mappen."
        )
    if not inside:
        raise ExpectedFailure(
            "Filen ligger ikke i planmappen.", "Gå til mappen filen hører til, eller bruk -C MAPPE."
        )
    return folder.relative(resolved)


def _show(run: Run, problems: Sequence[Problem], format_: str) -> None:
    terminal = run.terminal
    match format_:
        case "json":
            values = [as_values(each) for each in problems]
            run.answer({"problemer": values})
        case "sarif":
            terminal.json(as_sarif(problems, __version__))
        case "github":
            for each in problems:
                terminal.line(as_github(each))
        case _:
            for each in problems:
                terminal.line(str(each))
                terminal.wrapped(each.cure, indent=4)
            terminal.say_how_to_mend(problems)
            terminal.note(summary([each.level for each in problems]))
