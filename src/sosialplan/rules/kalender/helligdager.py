"""The twelve public holidays of Norway, by the law on public holidays and the law on 1 and 17 May.

The church's moving days are counted from Easter Sunday in the Gregorian calendar.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from sosialplan.rules.kalender.calendar_math import easter_sunday

_FIXED = (
    (1, 1, "1. nyttårsdag"),
    (5, 1, "1. mai"),
    (5, 17, "17. mai"),
    (12, 25, "1. juledag"),
    (12, 26, "2. juledag"),
)
_FROM_EASTER = (
    (-3, "skjærtorsdag"),
    (-2, "langfredag"),
    (0, "1. påskedag"),
    (1, "2. påskedag"),
    (39, "Kristi himmelfartsdag"),
    (49, "1. pinsedag"),
    (50, "2. pinsedag"),
)


@lru_cache(maxsize=256)
def helligdager(year: int) -> Mapping[date, str]:
    """Return the public holidays of a calendar year with their names.

    Where two fall on one day (17 May on Pentecost) the name holds both.
    The Easter rule is right for the years 1583-4099.
    """
    sunday = easter_sunday(year)
    days = [(sunday + timedelta(days=offset), name) for offset, name in _FROM_EASTER]
    days += [(date(year, month, day), name) for month, day, name in _FIXED]
    found: dict[date, str] = {}
    for day, name in sorted(days):
        found[day] = f"{found[day]} og {name}" if day in found else name
    return MappingProxyType(found)
