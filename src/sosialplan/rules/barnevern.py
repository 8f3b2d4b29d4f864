"""The assessment of a notice to barnevernet, opplæringslova § 24-3, by what the entries mean."""

from sosialplan.model.betydning import Betydning
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.sak import Sak
from sosialplan.rules.betydning import EGNE, codes
from sosialplan.rules.facts import written_entries

VURDERT, MELDT = Betydning.BARNEVERN_VURDERT, Betydning.BARNEVERN_MELDT
SVAR = "barnevern-svar"
BARNEVERN = (EGNE[VURDERT], EGNE[MELDT])
"""The duty to notify is each employee's own, whatever the case is about: every case takes these."""


def of_barnevern(sak: Sak, kjede: Handlingskjede | None) -> frozenset[str]:
    """Return the ids of the entries that tell of an assessment or a notice.

    What was corrected is among them. A letter belongs to this law, unless its step names another.
    """
    steps = (*codes(kjede, VURDERT, MELDT), SVAR)
    named = (each.steg for each in (kjede.steg if kjede else ()) if each.bokstav_fra)
    others = frozenset(named) - frozenset(steps)
    return frozenset(
        each.id
        for each in written_entries(sak)
        if each.steg in steps or (each.grunn and each.steg not in others)
    )
