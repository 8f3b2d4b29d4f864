"""A term as it is shown: each definition with its source, and which of them the school uses."""

from sosialplan.model.begreper import Begrep
from sosialplan.model.plan import Plan
from sosialplan.views.planen.oppslag import Betydning, kildeord


def betydninger(begrep: Begrep, plan: Plan) -> tuple[Betydning, ...]:
    """Return the definitions; all of them, also where the school has chosen."""
    choice = plan.valget(begrep.valg) if begrep.valg else None
    chosen = choice.valgt if choice else None
    return tuple(
        Betydning(
            each.tekst.strip(),
            kildeord(each.kilde, each.linjer),
            each.lesning or "",
            None if chosen is None else each.lesning == chosen,
        )
        for each in begrep.definisjoner
    )


def hvilken_gjelder(begrep: Begrep, plan: Plan) -> str:
    """Say what holds where the source defines the term twice; nothing where it does not."""
    choice = plan.valget(begrep.valg) if begrep.valg else None
    if choice is None:
        return ""
    if choice.valgt is not None:
        return f"Skolen bruker definisjonen «{choice.valgt}»."
    return f"Skolen har ikke valgt definisjon. {choice.inntil_valgt.strip()}"


def kort_forklart(begrep: Begrep, plan: Plan) -> str:
    """Return the first sentence of the definition that holds, and whether there is another."""
    known = betydninger(begrep, plan)
    used = next((each for each in known if each.valgt), known[0])
    first, dot, _ = used.tekst.partition(". ")
    more = f" (én av {len(known)} definisjoner)" if len(known) > 1 and used.valgt is None else ""
    return f"{first}{dot.strip()}{more}"
