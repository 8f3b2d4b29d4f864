"""Whether a case may be discussed by its number, or only so that nobody can tell who it is."""

from sosialplan.model.plan import Plan
from sosialplan.model.sak import Samtykke
from sosialplan.rules.facts import Saksfakta

VALG, INFORMERT = "r-team-samtykke", "informert"


def may_be_open(plan: Plan, fakta: Saksfakta) -> bool:
    """Tell by the latest answer: yes is open, no is anonymous.

    Not asked is anonymous too, unless the school has chosen the reading of the plan by which
    guardians are informed.
    """
    answers = [each.samtykke for each in fakta.hendelser if each.samtykke is not None]
    last = answers[-1] if answers else Samtykke.IKKE_SPURT
    if last is not Samtykke.IKKE_SPURT:
        return last is Samtykke.JA
    choice = plan.valget(VALG)
    return choice is not None and choice.valgt == INFORMERT
