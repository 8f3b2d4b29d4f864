"""Days counted in another way than the program does: by looking up in lists, not by walking."""

import calendar
from bisect import bisect_left, bisect_right
from datetime import date
from functools import cache

from holidays.countries.norway import Norway

from frist_sak import the_plan
from sosialplan.model.regel import Enhet

FIRST, LAST = 1960, 2099
SATURDAY = 5


def is_of_kind(day: date, enhet: Enhet) -> bool:
    if enhet is Enhet.KALENDERDAGER:
        return True
    if enhet is Enhet.VIRKEDAGER:
        return day in _as_set(_virkedager())
    return day in _as_set(_school_days()[0])


@cache
def _as_set(days: tuple[date, ...]) -> frozenset[date]:
    return frozenset(days)


@cache
def public_holidays() -> frozenset[date]:
    return frozenset(Norway(years=range(FIRST - 1, LAST + 2), include_sundays=False))


@cache
def _virkedager() -> tuple[date, ...]:
    """Every virkedag of the years, in order: the oracle looks up and does not walk."""
    return tuple(day for day in _weekdays(FIRST, LAST + 1) if day not in public_holidays())


@cache
def _school_days() -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Return all known school days, and all weekdays of which nothing is known."""
    known, unknown = [], []
    for day in _weekdays(2020, 2032):
        year = day.year if day >= date(day.year, 8, 1) else day.year - 1
        rute = {each.skoleaar: each for each in the_plan().ruter}.get(f"{year}-{year + 1}")
        if rute is None:
            unknown.append(day)
        elif (
            rute.foerste_skoledag <= day <= rute.siste_skoledag
            and day not in public_holidays()
            and not any(each.fra <= day <= each.til for each in rute.fri)
        ):
            known.append(day)
    return tuple(known), tuple(unknown)


def _weekdays(first: int, last: int) -> tuple[date, ...]:
    begin, end = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()
    days = (date.fromordinal(number) for number in range(begin, end + 1))
    return tuple(day for day in days if day.weekday() < SATURDAY)


def _look_up(days: tuple[date, ...], start: date, antall: int) -> date | None:
    place = bisect_right(days, start) + antall - 1 if antall else bisect_left(days, start)
    return days[place] if place < len(days) else None


def oracle_virkedager(start: date, antall: int) -> date | None:
    return _look_up(_virkedager(), start, antall)


def oracle_school_days(start: date, antall: int) -> date | None:
    if not date(2021, 1, 1) < start < date(2031, 1, 1):
        return None
    known, unknown = _school_days()
    found = _look_up(known, start, antall)
    stop = _look_up(unknown, start, min(antall, 1))
    return found if found is not None and stop is not None and found < stop else None


def oracle_months(start: date, antall: int) -> date:
    whole, month = divmod(start.month - 1 + antall, 12)
    year = start.year + whole
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def oracle_weeks(start: date, antall: int) -> date:
    return date.fromordinal(start.toordinal() + 7 * antall)


def oracle_calendar_days(start: date, antall: int) -> date:
    return date.fromordinal(start.toordinal() + antall)


ORACLE = {
    Enhet.VIRKEDAGER: oracle_virkedager,
    Enhet.SKOLEDAGER: oracle_school_days,
    Enhet.KALENDERDAGER: oracle_calendar_days,
    Enhet.UKER: oracle_weeks,
    Enhet.MAANEDER: oracle_months,
}
