"""The assessment of a notice to barnevernet, opplæringslova § 24-3, by the steps of a chain."""

from sosialplan.model.handlingskjede import Handlingskjede, Spoersmaal
from sosialplan.model.sak import Sak

BARNEVERN = ("barnevern-vurdert", "barnevern-meldt")
"""The duty to notify is each employee's own, whatever the case is about: every case takes these."""


def assessing(kjede: Handlingskjede) -> frozenset[str]:
    """Return the steps that ask for the ground."""
    return frozenset(each.steg for each in kjede.steg if Spoersmaal.GRUNN in each.spoer_om)


def noticing(kjede: Handlingskjede) -> frozenset[str]:
    """Return the steps that a ground sets off: that the notice was sent."""
    asks = assessing(kjede)
    return frozenset(
        each.steg
        for each in kjede.steg
        if any(trigger.steg in asks and trigger.grunn for trigger in each.utloeses_av)
    )


def of_barnevern(sak: Sak, kjede: Handlingskjede | None) -> frozenset[str]:
    """Return the ids of the entries that tell of an assessment or a notice."""
    own = assessing(kjede) | noticing(kjede) if kjede else frozenset()
    steps = own | frozenset(BARNEVERN)
    return frozenset(each.id for each in sak.hendelser if each.grunn or each.steg in steps)
