"""Dates as Norwegian readers write them: in words in a sentence, in digits in a table."""

from collections.abc import Callable
from datetime import date

from sosialplan.rules.kalender.datoord import dato


def lang_dato(day: date) -> str:
    """Return the date for running text.

    >>> lang_dato(date(2026, 11, 23))
    '23. november 2026'
    """
    return dato(day)


def kort_dato(day: date) -> str:
    """Return the date for tables, always ten characters.

    >>> kort_dato(date(2026, 3, 2))
    '02.03.2026'
    """
    return f"{day.day:02}.{day.month:02}.{day.year}"


def en_eller_flere(fra: date, til: date) -> str:
    """Return a day, or a period with both its ends.

    >>> en_eller_flere(date(2026, 11, 23), date(2026, 11, 23))
    '23.11.2026'
    """
    return kort_dato(fra) if fra == til else periode(fra, til)


def periode(fra: date, til: date | None, *, si: Callable[[str], str] = str) -> str:
    """Return a period for tables, both ends included; without an end it is open.

    ``si`` puts our own words into the reader's form of Norwegian.

    >>> periode(date(2026, 10, 19), None)
    'fra 19.10.2026'
    """
    return f"{si('fra')} {kort_dato(fra)}" if til is None else f"{kort_dato(fra)}–{kort_dato(til)}"
