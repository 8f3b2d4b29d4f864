"""The school's days, from the calendars that are known.

A school year runs from 1 August to 31 July. In a year without a calendar nothing is
known, and every question about it is answered with None: never a guess.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sosialplan.model.skolerute import Friperiode, Skolerute
from sosialplan.rules.helligdager import helligdager

LOERDAG = 5
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


@dataclass(frozen=True, slots=True)
class Skolekalender:
    """All the school calendars of a planmappe, asked as one."""

    ruter: tuple[Skolerute, ...]

    def rute(self, skoleaar: str) -> Skolerute | None:
        """Return the calendar of a school year, or None where it is missing."""
        return next((rute for rute in self.ruter if rute.skoleaar == skoleaar), None)

    def free_because(self, day: date) -> str | None:
        """Say why a day is no school day; None for a school day or an unknown year."""
        if day.weekday() >= LOERDAG:
            return "lørdag" if day.weekday() == LOERDAG else "søndag"
        rute = self.rute(school_year_of(day))
        if rute is None:
            return None
        if day < rute.foerste_skoledag or day > rute.siste_skoledag:
            return "sommerferie"
        return _free_name(rute.fri, day) or helligdager(day.year).get(day)

    def is_school_day(self, day: date) -> bool | None:
        """Tell whether the day is a school day; None where the year is not known."""
        if day.weekday() >= LOERDAG:
            return False
        if self.rute(school_year_of(day)) is None:
            return None
        return self.free_because(day) is None

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


def _free_name(periods: tuple[Friperiode, ...], day: date) -> str | None:
    return next((period.navn for period in periods if period.fra <= day <= period.til), None)
