"""Bokmål or nynorsk: our own phrases by their bokmål form. What people wrote is never translated."""

from sosialplan.model.elev import Maalform
from sosialplan.tekster.nynorsk import NYNORSK

__all__ = ("Maalform", "paa")


def paa(maalform: Maalform, phrase: str) -> str:
    """Return a phrase in a form of Norwegian; one that is the same in both is not in the table."""
    return NYNORSK.get(phrase, phrase) if maalform is Maalform.NYNORSK else phrase
