"""Dates as Norwegian readers write them: in words on paper, in digits on the screen, and never both on one page."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from sosialplan.rules.kalender.datoord import MAANEDER, dato, spenn

_I_ORD = re.compile(rf"\b(\d{{1,2}})\. ({'|'.join(MAANEDER)}) (\d{{4}})\b")


def lang_dato(day: date) -> str:
    """Return the date for a paper, in its text and its tables alike.

    >>> lang_dato(date(2026, 11, 23))
    '23. november 2026'
    """
    return dato(day)


@lru_cache(maxsize=512)
def kort_dato(day: date) -> str:
    """Return the date for the screen, always ten characters.

    >>> kort_dato(date(2026, 3, 2))
    '02.03.2026'
    """
    return f"{day.day:02}.{day.month:02}.{day.year}"


def i_tall(setning: str) -> str:
    """Return a sentence of the program's own with its dates in digits, for a paper that has all of them so.

    >>> i_tall("Ny runde fra 2. mars 2026.")
    'Ny runde fra 02.03.2026.'
    """
    return _I_ORD.sub(
        lambda found: kort_dato(date(int(found[3]), MAANEDER.index(found[2]) + 1, int(found[1]))),
        setning,
    )


def en_eller_flere(fra: date, til: date) -> str:
    """Return a day, or a period with both its ends.

    >>> en_eller_flere(date(2026, 11, 23), date(2026, 11, 23))
    '23.11.2026'
    """
    return kort_dato(fra) if fra == til else periode(fra, til)


def periode(fra: date, til: date | None, *, si: Callable[[str], str] = str) -> str:
    """Return a period for the screen, both ends included; without an end it is open.

    ``si`` puts our own words into the reader's form of Norwegian.

    >>> periode(date(2026, 10, 19), None)
    'fra 19.10.2026'
    """
    return f"{si('fra')} {kort_dato(fra)}" if til is None else f"{kort_dato(fra)}–{kort_dato(til)}"


def lang_periode(fra: date, til: date | None, *, si: Callable[[str], str] = str) -> str:
    """Return a period for a paper, as :func:`periode` is for the screen.

    >>> lang_periode(date(2026, 10, 19), None)
    'fra 19. oktober 2026'
    >>> lang_periode(date(2026, 10, 5), date(2026, 10, 9))
    '5.–9. oktober 2026'
    """
    return f"{si('fra')} {lang_dato(fra)}" if til is None else spenn(fra, til)
