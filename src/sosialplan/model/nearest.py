"""The known word nearest to one that is not known, to offer as advice."""

import unicodedata
from collections.abc import Iterable

_FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "_": "-"})


def composed(text: str) -> str:
    """Return a text with each letter in one piece (NFC): å, where a Mac or a PDF gives a and a ring."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(word: str) -> str:
    """Return the word as it is typed without æ, ø and å, in lower case, however they are composed.

    >>> fold("Årshjul")
    'arshjul'
    """
    return composed(word).lower().replace("aa", "a").replace("oe", "o").translate(_FOLDED)


def find_word(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that this one spells, with or without æ, ø and å."""
    words = tuple(known)
    if word in words:
        return word
    matches = [each for each in words if fold(each) == fold(word)]
    return matches[0] if len(matches) == 1 else None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that looks most like this one, or None when none does."""
    from difflib import get_close_matches  # noqa: PLC0415 - start-up

    words = {fold(each): each for each in known}
    close = get_close_matches(fold(word), words, n=1, cutoff=0.7)
    return words[close[0]] if close else None


def advice(word: str, known: Iterable[str]) -> str:
    """Return `` Mente du «…»?`` or nothing; the unknown word itself is never repeated."""
    near = nearest(word, known)
    return f" Mente du «{near}»?" if near else ""
