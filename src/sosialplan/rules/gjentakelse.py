"""What happened more than once to one pupil: then the school owner is told, opplæringslova § 13-5."""

from collections.abc import Iterable

from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.mappe import Mappe
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Hendelse, Sak


def asks_for_repeated(plan: Plan, kjede: str) -> bool:
    """Tell whether a chain has a step that depends on it."""
    chain = plan.kjede(kjede)
    return chain is not None and any(each.eller_gjentatt for each in chain.steg)


def repeated(sak: Sak, hendelser: Iterable[Hendelse], kjede: Handlingskjede) -> bool:
    """Tell whether it happened more than once: the case says so, or holds it more than once."""
    return sak.gjentatt or sum(each.steg == kjede.aapnes_med for each in hendelser) > 1


def same_before(sak: Sak, mappe: Mappe) -> list[Sak]:
    """Return the pupil's earlier cases in the same chain, the latest last."""
    found = [
        each.value
        for each in mappe.of_pupil(sak.elev.navn)
        if each.value.kjede == sak.kjede
        and (each.value.opprettet, each.value.sak) < (sak.opprettet, sak.sak)
    ]
    return sorted(found, key=lambda each: (each.opprettet, each.sak))
