"""Whether a measure says who and what, by the school's own list of vague words."""

import re
from functools import lru_cache

from sosialplan.model.skole import Rolle
from sosialplan.model.vage_ord import VageOrd, VagtOrd

VAGE_ORD = "plan/vage_ord.yaml"


def vague_owner(rolle: Rolle, ordene: VageOrd) -> str | None:
    """Return what would be better than this role as the owner; None where one person has it."""
    for each in ordene.eiere:
        if any(word.casefold() in {rolle.rolle, rolle.navn.casefold()} for word in each.ord):
            return each.bedre
    return ordene.grupper if rolle.gruppe else None


def vague_words(text: str, ordene: VageOrd) -> tuple[tuple[str, VagtOrd], ...]:
    """Return the vague words of a text as the list has them, each meaning once."""
    found = ((_first(text, each), each) for each in ordene.tiltak)
    return tuple((word, each) for word, each in found if word is not None)


def _first(text: str, vagt: VagtOrd) -> str | None:
    return next((word for word in vagt.ord if _pattern(word).search(text)), None)


@lru_cache(maxsize=512)
def _pattern(words: str) -> re.Pattern[str]:
    """Return what finds the words one after the other, whole, in any case and over line breaks."""
    parts = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){parts}(?!\w)", re.IGNORECASE)
