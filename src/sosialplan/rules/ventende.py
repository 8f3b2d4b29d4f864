"""What waits for one person's yes: plans to approve, and cases offered to a role."""

from collections.abc import Iterable, Iterator

from sosialplan.model.frist import Ventende, Ventetype
from sosialplan.model.skole import Person, Skole, has_role
from sosialplan.rules.ansvar import pending
from sosialplan.rules.explanation import word
from sosialplan.rules.godkjenning import approvals
from sosialplan.rules.saksgang import Saksgang

GODKJENNES_AV = "plan-godkjennes-av"
"""The setting: roles with commas between them; the first is the one who approves when none is told."""


def of_person(waiting: Iterable[Ventende], person: Person, skole: Skole) -> Iterator[Ventende]:
    """Yield what a person's role can answer."""
    for each in waiting:
        if any(has_role(person, rolle, skole, each.klasse) for rolle in each.roller):
            yield each


def waiting_in(gang: Saksgang) -> Iterator[Ventende]:
    """Yield what waits in a case that is followed, whoever it waits for."""
    if not gang.followed:
        return
    sak = gang.fakta.sak
    running = sak.aktivitetsplan and any(each.slutt is None for each in sak.aktivitetsplan.tiltak)
    if running and not any(each.gjelder for each in approvals(sak)):
        roles = (
            each.strip()
            for each in word(gang.plan, GODKJENNES_AV, gang.fakta.per, default="rektor").split(",")
        )
        by = tuple(each for each in roles if each and each not in gang.skjermet_for)
        yield Ventende(sak.sak, sak.elev.klasse, Ventetype.GODKJENNING, by)
    offered = pending(gang)
    if offered is not None:
        yield Ventende(sak.sak, sak.elev.klasse, Ventetype.OVERFOERING, (offered.til,))
