"""``kjeder``: the handling chains, listed and drawn."""

from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.files.loader import load_plan
from sosialplan.model.failure import WrongUsage
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.nearest import advice, find_word
from sosialplan.model.plan import Plan
from sosialplan.output.columns import Column
from sosialplan.rules.checks.case_checks import FELLES_STEG
from sosialplan.views.kjeder.kjedetegning import as_markdown, as_values
from sosialplan.views.planen.lest_plan import plan_as_read


def kjeder(run: Run, name: str | None, *, format_: str) -> int:
    """List the chains, or the steps of one; ``md`` draws them."""
    plan, problems = load_plan(run.planmappe())
    if plan is None:
        raise ProblemsFoundError(problems)
    plan = plan_as_read(plan, run.i_dag)
    chosen = plan.kjeder if name is None else (_find(plan, name),)
    if format_ == "json":
        values = [as_values(each) for each in chosen]
        run.answer({"kjeder": values})
    elif format_ == "md":
        run.terminal.raw("\n".join(as_markdown(each, plan) for each in chosen))
    elif name is None:
        columns = (Column("Kjede"), Column("Navn", wraps=True), Column("Steg", right=True))
        rows = [(each.kjede, each.navn, str(len(each.steg))) for each in chosen]
        run.terminal.table(columns, rows)
    else:
        columns = (Column("Steg"), Column("Hva", wraps=True), Column("Hvem", wraps=True))
        rows = [(each.steg, each.navn, ", ".join(each.ansvarlig)) for each in chosen[0].steg]
        run.terminal.table(columns, rows)
        run.terminal.line()
        run.terminal.wrapped(f"I enhver sak kan du også føre: {', '.join(FELLES_STEG)}.")
    return 0


def _find(plan: Plan, name: str) -> Handlingskjede:
    codes = [each.kjede for each in plan.kjeder]
    found = plan.kjede(find_word(name, codes) or "")
    if found is None:
        raise WrongUsage(
            f"Det finnes ingen slik kjede.{advice(name, codes)}", f"Velg en av: {', '.join(codes)}"
        )
    return found
