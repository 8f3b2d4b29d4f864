"""A term as it is shown: each definition with its source, and which of them the school uses."""

from datetime import date

from sosialplan.model.begreper import Begrep
from sosialplan.model.plan import Plan
from sosialplan.rules.lesninger import chosen, to_choose
from sosialplan.views.planen.oppslag import Betydning, kildeord


def betydninger(begrep: Begrep, plan: Plan, on: date | None = None) -> tuple[Betydning, ...]:
    """Return the definitions; all of them, also where the school has chosen."""
    reading = _reading(begrep, plan, on)
    return tuple(
        Betydning(
            each.tekst.strip(),
            kildeord(each.kilde, each.linjer),
            each.lesning or "",
            None if reading is None else each.lesning == reading,
        )
        for each in begrep.definisjoner
    )


def _reading(begrep: Begrep, plan: Plan, on: date | None) -> str | None:
    choice = plan.valget(begrep.valg) if begrep.valg else None
    return chosen(choice, on) if choice else None


def hvilken_gjelder(begrep: Begrep, plan: Plan, on: date | None = None) -> str:
    """Say what holds where the source defines the term twice; nothing where it does not."""
    choice = plan.valget(begrep.valg) if begrep.valg else None
    if choice is None:
        return ""
    reading = chosen(choice, on)
    if reading is not None:
        return f"Skolen bruker definisjonen «{reading}»."
    return " ".join(to_choose(plan, (choice.valg,)))


def kort_forklart(begrep: Begrep, plan: Plan, on: date | None = None) -> str:
    """Return the first sentence of the definition that holds, and whether there is another."""
    known = betydninger(begrep, plan, on)
    used = next((each for each in known if each.valgt), known[0])
    first, dot, _ = used.tekst.partition(". ")
    more = (
        f" (én av {len(known)} definisjoner, ikke valgt)"
        if len(known) > 1 and used.valgt is None
        else ""
    )
    return f"{first}{dot.strip()}{more}"
