"""Who has approved the plan, in words, as it stood on a day."""

from collections.abc import Callable, Iterator
from datetime import date

from sosialplan.model.rettelser import gjeldende
from sosialplan.model.sak import Sak
from sosialplan.model.sakspapirer import Godkjenning
from sosialplan.model.skole import Skole
from sosialplan.rules.godkjenning import approvals, outdated
from sosialplan.rules.sak_paa_dag import sak_paa_dag
from sosialplan.views.datoer import kort_dato
from sosialplan.views.roller import den_som_foerte, rolle

MED_MANGLER = "enda planen manglet noe loven krever"
ELDRE_UTGAVE = "ikke etter siste endring (en eldre utgave ble godkjent {dag})"


def approved_by(
    sak: Sak, skole: Skole, day: date, *, si: Callable[[str], str] = str, grunn: bool = True
) -> Iterator[str]:
    """Yield each approval that holds, as ``rektor 12.11.2026``; none yields nothing."""
    for each in approvals(sak_paa_dag(sak, day)):
        if each.gjelder:
            yield _approval(each.godkjenning, skole, si, grunn=grunn)


def _approval(given: Godkjenning, skole: Skole, si: Callable[[str], str], *, grunn: bool) -> str:
    said = f"{si(rolle(skole, given.av))} {kort_dato(given.dato)}"
    if given.foert_av is not None:
        said += f" ({si('ført inn av')} {si(den_som_foerte(skole, given.av, given.foert_av))})"
    if given.likevel is not None:
        reason = f": {given.likevel.hvorfor}" if grunn else ""
        said += f" ({si(MED_MANGLER)}, {', '.join(given.likevel.koder)}{reason})"
    return said


def approval_words(
    sak: Sak, skole: Skole, day: date, *, si: Callable[[str], str] = str, grunn: bool = True
) -> str:
    """Return how it stands with the approval, for one line of a document or a page.

    ``si`` puts our own words into the reader's form of Norwegian. Why it was given though something
    lacked is the school's own text, told with ``grunn``.
    """
    holds = ", ".join(approved_by(sak, skole, day, si=si, grunn=grunn))
    if holds:
        return holds
    before = sak_paa_dag(sak, day)
    if outdated(before):
        last = kort_dato(gjeldende(before.godkjenninger)[-1].dato)
        return si(ELDRE_UTGAVE).format(dag=last)
    return si("ikke ennå")
