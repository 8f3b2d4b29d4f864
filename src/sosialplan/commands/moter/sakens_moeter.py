"""The meetings that a case can be called to, or be decided in."""

from sosialplan.model.betydning import Betydning
from sosialplan.model.failure import WrongUsage
from sosialplan.model.nearest import advice, find_word
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Sak

MOETE = "møte"
"""Any other meeting; a step of a chain that is one says so."""


def meeting_of_case(plan: Plan, sak: Sak, typed: str) -> str:
    """Return the meeting that was typed: of the chain, of the plan, or just a meeting.

    Raises WrongUsage for another word.
    """
    kjede = plan.kjede(sak.kjede)
    own = [each.steg for each in (kjede.meaning(Betydning.MOETE) if kjede else ())]
    known = list(dict.fromkeys((*own, *(each.moete for each in plan.moter.moeter), MOETE)))
    found = find_word(typed, known)
    if found is None:
        raise WrongUsage(
            f"Det finnes ikke et slikt møte.{advice(typed, known)}",
            f"Velg et av: {', '.join(known)}",
        )
    return found
