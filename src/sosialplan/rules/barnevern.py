"""The assessment of a notice to barnevernet, opplæringslova § 24-3, by what the entries mean."""

from sosialplan.model.betydning import Betydning
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.sak import Sak
from sosialplan.rules.betydning import EGNE, codes

VURDERT, MELDT = Betydning.BARNEVERN_VURDERT, Betydning.BARNEVERN_MELDT
BARNEVERN = (EGNE[VURDERT], EGNE[MELDT])
"""The duty to notify is each employee's own, whatever the case is about: every case takes these."""


def of_barnevern(sak: Sak, kjede: Handlingskjede | None) -> frozenset[str]:
    """Return the ids of the entries that tell of an assessment or a notice."""
    steps = codes(kjede, VURDERT, MELDT)
    return frozenset(each.id for each in sak.hendelser if each.grunn or each.steg in steps)
