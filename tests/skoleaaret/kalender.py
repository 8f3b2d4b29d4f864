"""The school year 2026-2027 of Oslo and the public holidays, written out: no code of the program."""

from datetime import date, timedelta

FIRST, LAST = date(2026, 8, 17), date(2027, 6, 18)
_FREE = (
    (date(2026, 9, 28), date(2026, 10, 2)),
    (date(2026, 12, 21), date(2027, 1, 1)),
    (date(2027, 2, 22), date(2027, 2, 26)),
    (date(2027, 3, 22), date(2027, 3, 30)),
    (date(2027, 5, 6), date(2027, 5, 7)),
    (date(2027, 5, 17), date(2027, 5, 17)),
)
_HOLIDAYS = frozenset(
    {
        date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1), date(2027, 3, 25),
        date(2027, 3, 26), date(2027, 3, 28), date(2027, 3, 29), date(2027, 5, 1),
        date(2027, 5, 6), date(2027, 5, 16), date(2027, 5, 17),
    }
)  # fmt: skip
_ALL = tuple(FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 61))
WEEKDAYS = tuple(day for day in _ALL if day.isoweekday() <= 5)
VIRKEDAGER = tuple(day for day in WEEKDAYS if day not in _HOLIDAYS)
SKOLEDAGER = tuple(
    day
    for day in WEEKDAYS
    if day <= LAST and not any(first <= day <= last for first, last in _FREE)
)


def virkedager(day: date, number: int) -> date:
    """Return the virkedag so many after a day."""
    return [each for each in VIRKEDAGER if each > day][number - 1]


def skoledager(day: date, number: int) -> date | None:
    """Return the school day so many after a day; None past the year, where the rest is not asked."""
    after = [each for each in SKOLEDAGER if each > day]
    return after[number - 1] if len(after) >= number else None


def school_days_after(day: date, until: date) -> int:
    """Count the school days after a day up to and including another."""
    return sum(day < each <= until for each in SKOLEDAGER)
