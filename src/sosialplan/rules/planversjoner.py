"""Which changes of a plan came after it was made, and after the family got it.

Within one day what was written later came later: a plan can be sent in the morning and changed after
lunch. A day alone cannot tell, so nothing that is asked here is decided by the day where more is known.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse, Tiltak


class Punkt(Value, frozen=True):
    """Something that happened: the day, and when it was written down (None where nobody knows)."""

    dato: date
    registrert: str | None = None


def punkt(hendelse: Hendelse) -> Punkt:
    """Return when an entry happened and was written."""
    return Punkt(hendelse.dato, hendelse.registrert)


def came_after(one: Punkt, other: Punkt) -> bool:
    """Tell whether one thing came after another: by the day, and within it by when it was written.

    Moments are kept to the minute; of two in the same one, what is asked about counts as the later, since
    a change told once too often is better than one that nobody was told of. What is dated before a thing
    that was written on its own day, and was itself written after it, came after it too.
    """
    if one.dato > other.dato:
        return True
    written, before = _moment(one), _moment(other)
    if written is None or before is None or written < before:
        return False
    return one.dato == other.dato or before.date() == other.dato


def changes(tiltak: Sequence[Tiltak], per: date) -> Iterator[Punkt]:
    """Yield each time the plan's measures changed by a day: one came, was changed, or was ended."""
    for each in tiltak:
        found = [Punkt(one.dato, one.registrert) for one in each.endret]
        if each.besluttet:
            found.append(Punkt(each.besluttet, each.registrert))
        if each.slutt:
            found.append(Punkt(each.slutt.dato, each.slutt.registrert))
        yield from (one for one in found if one.dato <= per)


def is_change(one: Punkt, laget: date, sendt: Sequence[Punkt]) -> bool:
    """Tell whether it came after the plan: on a later day, or after it was sent home the same day."""
    return one.dato > laget or any(
        sent.dato == one.dato == laget and came_after(one, sent) for sent in sendt
    )


def versions(
    tiltak: Sequence[Tiltak], laget: date | None, sendt: Sequence[Punkt], per: date
) -> tuple[date, ...]:
    """Return the day of each version after the first.

    The changes of one day make one version, unless the plan was sent home between them. Where it is not
    known when the plan was made, the first day of any measure stands in.
    """
    found = list(changes(tiltak, per))
    first = laget or min((one.dato for one in found), default=None)
    if first is None:
        return ()
    made = {
        (one.dato, sum(sent.dato == one.dato and came_after(one, sent) for sent in sendt))
        for one in found
        if is_change(one, first, sendt)
    }
    return tuple(day for day, _ in sorted(made))


def _moment(one: Punkt) -> datetime | None:
    return datetime.fromisoformat(one.registrert) if one.registrert else None
