"""Dates in Norwegian words, ``mandag 23. november 2026``, and a day that a person wrote."""

import re
from datetime import date

UKEDAGER = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
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


def ukedag_og_dato(day: date) -> str:
    """Return a date with its weekday and year."""
    return f"{UKEDAGER[day.weekday()]} {dato(day)}"


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


FOERSTE_AAR, SISTE_AAR = 2000, 2099
"""A year outside of these is a slip of the finger: no case, plan or calendar of a school is from then."""
HVORDAN = "Skriv den som 23.11.2026 eller 2026-11-23."
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NORSK = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")


class IkkeEnDag(ValueError):
    """What was written is no day; the text says why, in Norwegian, as the end of a sentence."""


def skrevet_dag(skrevet: str) -> date:
    """Return the day that was written. Raises IkkeEnDag.

    Two figures for the year, and ``/``, are read in two ways by people, and are not taken.

    >>> skrevet_dag("3.12.2026")
    datetime.date(2026, 12, 3)
    """
    text = skrevet.strip()
    if iso := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in iso.groups())
    elif norsk := _NORSK.fullmatch(text):
        day, month, year = (int(part) for part in norsk.groups())
    else:
        raise IkkeEnDag(f"dette er ikke en dato. {HVORDAN}")
    if not FOERSTE_AAR <= year <= SISTE_AAR:
        raise IkkeEnDag(f"året må være fra {FOERSTE_AAR} til {SISTE_AAR}. Er det skrevet feil?")
    try:
        return date(year, month, day)
    except ValueError:
        raise IkkeEnDag("datoen finnes ikke.") from None
