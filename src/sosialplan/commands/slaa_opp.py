"""``slå-opp``: what a word means, whom a partner is, what the law says, with the source."""

from datetime import date

from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.files.filtolk import read_value
from sosialplan.files.loader import load_plan, load_reference
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.aarshjul import Aarshjul
from sosialplan.model.failure import WrongUsage
from sosialplan.model.nearest import advice
from sosialplan.model.oppslagsverk import Oppslagsverk
from sosialplan.model.plan import Plan
from sosialplan.output.columns import Column
from sosialplan.views.planen.lest_plan import plan_as_read, reference_as_read, wheel_as_read
from sosialplan.views.planen.oppslag import Oppslag, as_values, find, words
from sosialplan.views.planen.oppslag_planen import alle_oppslag


def slaa_opp(run: Run, word: str | None, *, format_: str) -> int:
    """Show what the plan says of a word, or list the words."""
    folder = run.planmappe()
    plan, reference = plan_and_reference(folder, run.i_dag)
    read, problems = read_value(folder, folder.root / "plan" / "aarshjul.yaml", Aarshjul)
    if read is None:
        raise ProblemsFoundError(problems)
    hjul = wheel_as_read(read.value, plan.valg, run.i_dag)
    entries = alle_oppslag(plan, reference, hjul, run.i_dag)
    found = entries if word is None else find(word, entries)
    if not found:
        raise WrongUsage(
            f"Fant ikke ordet.{advice(word or '', words(entries))}",
            "Se alle ordene: sosialplan slå-opp",
        )
    if format_ == "json":
        values = [as_values(each) for each in found]
        run.answer({"oppslag": values})
    elif word is None:
        columns = (Column("Ord"), Column("Slag"), Column("Navn", wraps=True))
        run.terminal.table(columns, [(each.ord, each.slag, each.navn) for each in found])
    else:
        for number, each in enumerate(found):
            if number:
                run.terminal.line()
            _show(run, each)
    return 0


def plan_and_reference(folder: Planmappe, on: date) -> tuple[Plan, Oppslagsverk]:
    """Read the plan and its reference, as the school's choices have them on a day. Raises ProblemsFoundError."""
    plan, problems = load_plan(folder)
    reference, more = load_reference(folder)
    if plan is None or reference is None:
        raise ProblemsFoundError([*problems, *more])
    return plan_as_read(plan, on), reference_as_read(reference, plan, on)


def _show(run: Run, entry: Oppslag) -> None:
    terminal = run.terminal
    terminal.heading(f"{entry.navn} ({entry.slag})")
    several = any(each.lesning for each in entry.betydninger)
    for each in entry.betydninger:
        chosen = {True: ", skolens valg", False: ", valgt bort", None: ", ikke valgt"}[each.valgt]
        if several:
            terminal.line(f"  Lesning: {each.lesning}{chosen}")
        terminal.wrapped(each.tekst, indent=4 if several else 2)
        terminal.wrapped(f"Kilde: {each.kilde}", indent=4 if several else 2)
    for part in entry.punkter:
        terminal.line(f"  {part.navn}")
        for text in part.tekster:
            terminal.wrapped(f"- {text}", indent=4)
    if entry.merknad:
        terminal.wrapped(entry.merknad, indent=2)
    if entry.kilde:
        terminal.wrapped(f"Kilde: {entry.kilde}", indent=2)
