"""What of a history was there when: dates that never run backwards, and the state on a day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sosialplan.git.history import Commit

_CLOCKS_DIFFER = timedelta(days=1)
"""So much two machines' clocks and time zones may differ without anything being odd."""


def moments(history: Sequence[Commit], now: datetime | None = None) -> Mapping[str, datetime]:
    """Return when each commit was there at the earliest: never before what it builds on.

    A commit may say any date; one that is ahead of ``now`` counts as what it builds on. ``history``
    has each commit before its parents.
    """
    found: dict[str, datetime] = {}
    for each in reversed(history):
        before = [found[parent] for parent in each.parents if parent in found]
        if now is None or not is_ahead(each, now):
            before.append(each.when)
        found[each.name] = max(before, default=now or each.when)
    return found


def is_ahead(commit: Commit, now: datetime) -> bool:
    """Tell whether a commit says that it is not made yet."""
    return commit.when - now > _CLOCKS_DIFFER


def is_backdated(commit: Commit, moment: datetime) -> bool:
    """Tell whether a commit says it is older than what it builds on."""
    return moment - commit.when > _CLOCKS_DIFFER


def last_known(history: Sequence[Commit], day: date) -> tuple[Commit, ...]:
    """Return the newest commits by the end of a day: several where lines of work had not met yet."""
    when = moments(history)
    known = [each for each in history if when[each.name].date() <= day]
    built_on = {parent for each in known for parent in each.parents}
    return tuple(each for each in known if each.name not in built_on)
