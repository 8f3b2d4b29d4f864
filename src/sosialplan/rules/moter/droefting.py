"""Whether a case may be discussed in a meeting at all, and then openly or so that nobody is known."""

from collections.abc import Iterable
from datetime import date

from sosialplan.model.moter import Moete
from sosialplan.model.plan import Plan
from sosialplan.model.record import Lest
from sosialplan.model.sak import Hendelse, Samtykke
from sosialplan.rules.lesninger import reading_holds
from sosialplan.rules.skjerming import sits_in

INFORMERT = Lest(valg="r-team-samtykke", lesning="informert")
"""The reading by which guardians are told, and not asked."""


def may_be_discussed(
    moete: Moete, skjermet_for: frozenset[str], til_stede: Iterable[str] = ()
) -> bool:
    """Tell whether nobody belongs to the meeting, or was there, from whom the case is kept.

    Leaving out names is not enough: one who knows of the matter knows which case it is.
    """
    return skjermet_for.isdisjoint((*sits_in(moete), *til_stede))


def is_anonymous(plan: Plan, hendelser: Iterable[Hendelse], on: date | None = None) -> bool:
    """Tell by the latest answer of a case's entries: yes is open, no is anonymous.

    Not asked is anonymous too, unless the school has chosen the reading of the plan by which
    guardians are informed.
    """
    last = latest_answer(hendelser) or Samtykke.IKKE_SPURT
    if last is not Samtykke.IKKE_SPURT:
        return last is Samtykke.NEI
    return not reading_holds(plan, INFORMERT, on=on)


def latest_answer(hendelser: Iterable[Hendelse]) -> Samtykke | None:
    """Return what the guardians last answered; None where nothing is written of it."""
    answers = [each.samtykke for each in hendelser if each.samtykke is not None]
    return answers[-1] if answers else None
