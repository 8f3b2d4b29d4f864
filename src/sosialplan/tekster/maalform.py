"""Bokmål or nynorsk: our own phrases by their bokmål form. What people wrote is never translated."""

from sosialplan.model.elev import Maalform
from sosialplan.tekster.nynorsk import NYNORSK

__all__ = ("Maalform", "paa", "talt")


def paa(maalform: Maalform, phrase: str) -> str:
    """Return a phrase in a form of Norwegian; one that is the same in both is not in the table."""
    return NYNORSK.get(phrase, phrase) if maalform is Maalform.NYNORSK else phrase


def talt(antall: float, en: str, flere: str) -> str:
    """Return a number with its word, by whether it is one.

    >>> talt(1, "dag", "dager"), talt(0, "dag", "dager"), talt(1.5, "dag", "dager")
    ('1 dag', '0 dager', '1.5 dager')
    """
    return f"{antall:g} {en if antall == 1 else flere}"
