"""Dates in Norwegian words, ``mandag 23. november 2026``."""

from collections.abc import Callable
from datetime import date

UKEDAGER = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
SKOLEUKEN = UKEDAGER[:5]
MAANEDER = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)


def maaned(number: int) -> str:
    """Return the name of a month, 1 to 12."""
    return MAANEDER[number - 1]


def dag_og_maaned(day: date) -> str:
    """Return a date without its year.

    >>> dag_og_maaned(date(2026, 11, 23))
    '23. november'
    """
    return f"{day.day}. {maaned(day.month)}"


def dato(day: date) -> str:
    """Return a date with its year."""
    return f"{dag_og_maaned(day)} {day.year}"


def ukedag_og_dato(day: date, si: Callable[[str], str] = str) -> str:
    """Return a date with its weekday and year; ``si`` puts our words into the reader's form."""
    return f"{si(UKEDAGER[day.weekday()])} {dato(day)}"


def spenn(first: date, last: date) -> str:
    """Return two dates as one stretch, the year said once where it is the same.

    >>> spenn(date(2026, 8, 17), date(2026, 8, 28))
    '17.–28. august 2026'
    >>> spenn(date(2026, 12, 1), date(2027, 1, 15))
    '1. desember 2026 – 15. januar 2027'
    """
    if first == last:
        return dato(first)
    return f"{_start(first, last)}{dato(last)}"


def _start(first: date, last: date) -> str:
    if first.year != last.year:
        return f"{dato(first)} – "
    return f"{first.day}.–" if first.month == last.month else f"{dag_og_maaned(first)} – "
