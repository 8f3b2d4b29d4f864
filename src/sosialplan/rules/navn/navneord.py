"""Words as they are compared when names are looked for: apart from case, accents and hidden signs.

``å`` and ``aa`` are the same, so are ``ø`` and ``oe``, ``æ`` and ``ae``; ``é`` is ``e``. A letter of
another alphabet is the Latin one that it looks as.
"""

import re
import unicodedata
from functools import lru_cache

from sosialplan.model.skrivemaate import as_latin

HIDDEN = "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
"""Signs that are not seen, as a range of a pattern; a document is filled without them."""
MARKS = "\u0300-\u036f"
"""Accents that stand by themselves after their letter, as a range of a pattern."""
WORD = re.compile(rf"[^\W_]+(?:[{HIDDEN}{MARKS}]+[^\W_]+)*[{MARKS}]*")
"""A word: letters and digits, the marks on them, and signs within it that are not seen."""

_SPELLED = {
    "å": "aa", "ø": "oe", "ö": "oe", "æ": "ae", "ä": "ae", "ß": "ss",
    "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
}  # fmt: skip
_LETTERS_AS_TWO = frozenset(each for each in _SPELLED.values() if len(each) > 1)
_AS_TWO = str.maketrans(_SPELLED)
_AS_ONE = str.maketrans(_SPELLED | {"å": "a", "ø": "o", "ö": "o", "ä": "a"})


@lru_cache(maxsize=8192)
def folded_word(word: str) -> str:
    """Return a word as it is compared.

    >>> folded_word("Åse"), folded_word("AASE"), folded_word("André")
    ('aase', 'aase', 'andre')
    """
    plain = word.isascii() and word.isalnum()
    return word.lower() if plain else _folded(word, _AS_TWO)


def spellings(word: str) -> frozenset[str]:
    """Return the ways in which a word of a name is typed: with ``aa``, and on a foreign keyboard.

    >>> sorted(spellings("Bjørn"))
    ['bjoern', 'bjorn']
    """
    form = folded_word(word)
    return frozenset((form,)) if word.isascii() else frozenset((form, _folded(word, _AS_ONE)))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in their order, as they are written."""
    return tuple(WORD.findall(text))


def stems(folded: str) -> tuple[str, ...]:
    """Return what a word may be a form of: itself, and without the ``s`` of the genitive."""
    if folded.endswith("s") and len(folded) > 2:  # noqa: PLR2004 - a stem has two letters
        return folded, folded[:-1]
    return (folded,)


def any_of(folded: str, words: frozenset[str]) -> bool:
    """Tell whether a word, or what it is a form of, is one of some words."""
    return any(stem in words for stem in stems(folded))


def one_letter(folded: str) -> bool:
    """Tell whether a word is a single letter: ``å`` is ``aa`` as it is compared, and one letter still."""
    return len(folded) == 1 or folded in _LETTERS_AS_TWO


def _folded(word: str, letters: dict[int, str]) -> str:
    """Compose, so that a letter and its mark are one; then spell out, and drop what is no letter."""
    composed = unicodedata.normalize("NFKC", as_latin(word)).casefold().translate(letters)
    return "".join(c for c in unicodedata.normalize("NFKD", composed) if c.isalnum())
