"""A day that a person wrote: as ISO 8601 has it, or as the program itself shows it."""

import re
from datetime import date

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
