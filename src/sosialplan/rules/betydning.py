"""Which entries and rows of a case mean something, by the chain that the case follows.

The one place that answers it. What the program writes in any case, whatever the chain, has a code of
its own (``EGNE``) and means the same; a step of the chain goes before it.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sosialplan.model.betydning import Betydning
from sosialplan.model.handlingskjede import Handlingskjede, Steg
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Hendelse

EGNE: Mapping[Betydning, str] = MappingProxyType(
    {
        Betydning.BARNEVERN_VURDERT: "barnevern-vurdert",
        Betydning.BARNEVERN_MELDT: "barnevern-meldt",
        Betydning.LEVERT_ELEVMAPPEN: "til-elevmappen",
        Betydning.VEDTAK: "vedtak",
        Betydning.EVALUERT: "evaluering",
    }
)
"""The codes of entries and rows that are the program's own, in any chain."""


def means(kjede: Handlingskjede | None, code: str, *betydning: Betydning) -> bool:
    """Tell whether the code of a step, an entry or a row means one of these in the chain."""
    if kjede is not None and kjede.find(code) is not None:
        return not kjede.means(code).isdisjoint(betydning)
    return any(EGNE.get(each) == code for each in betydning)


def read_by(plan: Plan, kjede: Handlingskjede | None, code: str) -> Handlingskjede | None:
    """Return the chain by which an entry of a case is read.

    Its own; an entry that this one does not know may be follow-up of absence, which was written before
    there was a case and is read by the chain of the absence ladder.
    """
    if kjede is not None and kjede.find(code) is not None:
        return kjede
    ladder = plan.kjede(plan.trapp.kjede)
    return ladder if ladder is not None and ladder.find(code) is not None else kjede


def codes(kjede: Handlingskjede | None, *betydning: Betydning) -> tuple[str, ...]:
    """Return the codes that mean one of these: the chain's steps in order, then the program's own."""
    steps = (each.steg for each in kjede.meaning(*betydning)) if kjede else ()
    own = (EGNE[each] for each in betydning if each in EGNE)
    return tuple(dict.fromkeys((*steps, *(each for each in own if means(kjede, each, *betydning)))))


def entries(
    hendelser: Iterable[Hendelse], kjede: Handlingskjede | None, *betydning: Betydning
) -> tuple[Hendelse, ...]:
    """Return the entries that mean one of these, in the order given."""
    wanted = codes(kjede, *betydning)
    return tuple(each for each in hendelser if each.steg in wanted)


def fulfilling(kjede: Handlingskjede, steg: Steg) -> frozenset[str]:
    """Return the codes of the entries that carry a step out: its own, and the program's for the same."""
    own = {EGNE[each] for each in steg.betyr if each in EGNE}
    return frozenset((steg.steg, *(each for each in own if kjede.find(each) is None)))


def code_for(kjede: Handlingskjede | None, betydning: Betydning) -> str | None:
    """Return the code under which this is written down in a case of the chain, or None."""
    return next(iter(codes(kjede, betydning)), None)
