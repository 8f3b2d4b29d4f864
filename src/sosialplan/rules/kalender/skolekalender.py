"""The school's days, from the calendars that are known.

A school year runs from 1 August to 31 July. In a year without a calendar nothing is
known, and every question about it is answered with None: never a guess.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from sosialplan.model.record import Value
from sosialplan.model.skolerute import Skolerute
from sosialplan.rules.kalender.helligdager import helligdager

LOERDAG = 5
_WEEK = 7
_AUGUST = 8


def school_year_of(day: date) -> str:
    """Return the school year that a day belongs to.

    >>> school_year_of(date(2027, 7, 31))
    '2026-2027'
    """
    first = day.year if day.month >= _AUGUST else day.year - 1
    return f"{first}-{first + 1}"


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield each day from ``first`` to ``last``, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


class Skolekalender(Value, frozen=True):
    """All the school calendars of a planmappe, asked as one. Make it with ``kalender_of``.

    ``days`` holds every day of the school years that are known: why it is free, or "" for
    a school day.
    """

    ruter: tuple[Skolerute, ...]
    days: Mapping[date, str]

    def rute(self, skoleaar: str) -> Skolerute | None:
        """Return the calendar of a school year, or None where it is missing."""
        return next((rute for rute in self.ruter if rute.skoleaar == skoleaar), None)

    def free_because(self, day: date) -> str | None:
        """Say why a day is no school day; None for a school day or an unknown year."""
        return self.days.get(day) or _weekend(day)

    def is_school_day(self, day: date) -> bool | None:
        """Tell whether the day is a school day; None for a weekday of an unknown year."""
        free = self.days.get(day)
        if free is None:
            return False if _weekend(day) else None
        return not free

    def school_days(self, skoleaar: str) -> tuple[date, ...]:
        """Return every school day of a year, in order; empty where the year is not known."""
        rute = self.rute(skoleaar)
        if rute is None:
            return ()
        days = days_between(rute.foerste_skoledag, rute.siste_skoledag)
        return tuple(day for day in days if self.is_school_day(day))

    def next_school_day(self, day: date) -> date | None:
        """Return the day itself if it is a school day, else the next; None past what is known."""
        while (is_school := self.is_school_day(day)) is False:
            day += timedelta(days=1)
        return day if is_school else None

    def count_school_days(self, after: date, until: date) -> int | None:
        """Count the school days later than ``after`` up to and including ``until``.

        None when a weekday in between belongs to a year that is not known.
        """
        answers = [
            self.is_school_day(day) for day in days_between(after + timedelta(days=1), until)
        ]
        return None if None in answers else sum(1 for answer in answers if answer)


@lru_cache(maxsize=8)
def kalender_of(ruter: tuple[Skolerute, ...]) -> Skolekalender:
    """Return the calendars as one. Worked out once for the same calendars."""
    days: dict[date, str] = {}
    for rute in ruter:
        days.update(_days_of(rute))
    return Skolekalender(ruter, MappingProxyType(days))


def _days_of(rute: Skolerute) -> dict[date, str]:
    """Return each day of a school year with why it is free: weekend first, then the file's word."""
    year = int(rute.skoleaar[:4])
    days = dict.fromkeys(days_between(date(year, 8, 1), date(year + 1, 7, 31)), "")
    days |= {day: "sommerferie" for day in days if not _within(rute, day)}
    days |= {
        day: name
        for each in (year, year + 1)
        for day, name in helligdager(each).items()
        if day in days
    }
    for period in reversed(rute.fri):
        off = days_between(period.fra, period.til)
        days |= {day: period.navn for day in off if day in days}
    days |= {day: why for day in days if (why := _weekend(day))}
    return days


def school_weeks(dager: tuple[date, ...], uker: int) -> tuple[tuple[date, ...], ...]:
    """Group school days into runs of so many calendar weeks from the first day's Monday.

    A run without school days is left out.
    """
    monday = dager[0] - timedelta(days=dager[0].weekday())
    runs: dict[int, list[date]] = {}
    for day in dager:
        runs.setdefault((day - monday).days // (_WEEK * uker), []).append(day)
    return tuple(tuple(run) for run in runs.values())


def _within(rute: Skolerute, day: date) -> bool:
    return rute.foerste_skoledag <= day <= rute.siste_skoledag


def _weekend(day: date) -> str | None:
    if day.weekday() < LOERDAG:
        return None
    return "lørdag" if day.weekday() == LOERDAG else "søndag"
