"""The school's days from the calendars that are known, public holidays, and school years. Door to dateutil."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from dateutil.easter import easter

from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.skole import Skole, Skolerute


def easter_sunday(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar; right for the years 1583-4099."""
    return easter(year)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of the month where it has no such day.

    >>> add_months(date(2027, 1, 31), 1)
    datetime.date(2027, 2, 28)
    """
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - slow, and seldom needed

    return day + relativedelta(months=months)


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


def first_day_of(skoleaar: str) -> date:
    """Return the first day that belongs to a school year.

    >>> first_day_of("2026-2027")
    datetime.date(2026, 8, 1)
    """
    return date(int(skoleaar[:4]), _AUGUST, 1)


def running_year(skole: Skole, i_dag: date) -> str:
    """Return the school year that the classes are of: the one the school says, else the day's."""
    return skole.skoleaar or school_year_of(i_dag)


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


def following(skoleaar: str) -> str:
    """Return the school year after this one.

    >>> following("2026-2027")
    '2027-2028'
    """
    last = int(skoleaar[-4:])
    return f"{last}-{last + 1}"


def preceding(skoleaar: str) -> str:
    """Return the school year before this one.

    >>> preceding("2026-2027")
    '2025-2026'
    """
    first = int(skoleaar[:4])
    return f"{first - 1}-{first}"


def years_on(dag: date, fra: date) -> bool:
    """Tell whether a day lies past the school year after that of another: no plan of a school does.

    >>> years_on(date(2028, 6, 20), date(2026, 11, 23)), years_on(date(2062, 11, 20), date(2026, 11, 23))
    (False, True)
    """
    return school_year_of(dag) > following(school_year_of(fra))


def year_in_force(plan: Plan, i_dag: date) -> str:
    """Return the school year that classes and posts hold for: the one written, else that of the day."""
    return plan.skole.skoleaar or school_year_of(i_dag)


class Hinder(StrEnum):
    """Why a change of school year cannot be done now."""

    BEGYNT = "begynt"
    OVER = "over"
    IKKE_NESTE = "ikke-neste"
    VARER = "varer"
    SKOLERUTE_MANGLER = "skolerute-mangler"


def wrong_year(plan: Plan, til: str, i_dag: date) -> Hinder | None:
    """Say what is wrong with the year that was asked for; None for the one that follows."""
    now = year_in_force(plan, i_dag)
    if til == now:
        return Hinder.BEGYNT
    if til < now:
        return Hinder.OVER
    return None if til == following(now) else Hinder.IKKE_NESTE


def not_yet(plan: Plan, til: str, i_dag: date) -> Iterator[Hinder]:
    """Yield what must be in place before the change is made: a year that is over, a calendar."""
    kalender = kalender_of(plan.ruter)
    now = kalender.rute(year_in_force(plan, i_dag))
    if now is not None and i_dag <= now.siste_skoledag:
        yield Hinder.VARER
    if kalender.rute(til) is None:
        yield Hinder.SKOLERUTE_MANGLER
