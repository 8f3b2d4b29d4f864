"""Who has approved the plan, in words, as it stood on a day."""

from collections.abc import Callable, Iterator
from datetime import date

from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole
from sosialplan.rules.godkjenning import approvals, outdated
from sosialplan.views.datoer import kort_dato
from sosialplan.views.roller import rolle
from sosialplan.views.sak_paa_dag import sak_paa_dag

ELDRE_UTGAVE = "ikke etter siste endring (en eldre utgave ble godkjent {dag})"


def approved_by(
    sak: Sak, skole: Skole, day: date, *, si: Callable[[str], str] = str
) -> Iterator[str]:
    """Yield each approval that holds, as ``rektor 12.11.2026``; none yields nothing."""
    for each in approvals(sak_paa_dag(sak, day)):
        if each.gjelder:
            yield f"{si(rolle(skole, each.godkjenning.av))} {kort_dato(each.godkjenning.dato)}"


def approval_words(sak: Sak, skole: Skole, day: date, *, si: Callable[[str], str] = str) -> str:
    """Return how it stands with the approval, for one line of a document or a page.

    ``si`` puts our own words into the reader's form of Norwegian.
    """
    holds = ", ".join(approved_by(sak, skole, day, si=si))
    if holds:
        return holds
    before = sak_paa_dag(sak, day)
    if outdated(before):
        last = kort_dato(before.godkjenninger[-1].dato)
        return si(ELDRE_UTGAVE).format(dag=last)
    return si("ikke ennå")
