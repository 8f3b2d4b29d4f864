"""Words and names as people write them: the same in any spacing, case or composition; and the nearest known."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import lru_cache


class Dagretning(Enum):
    """Which way a day without its year is looked for: what happened, what is planned, or the nearest of either."""

    BAKOVER = "bakover"
    FRAMOVER = "framover"
    NAERMEST = "nærmest"


class Ukedel(Enum):
    """Which day a week stands for, where a first or a last day is asked for."""

    FOERSTE = "første"
    SISTE = "siste"


_CAPITALS = str.maketrans(
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0405\u0406\u0408"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "ABEKMHOPCTYXSIJABEZHIKMNOPTYX",
)
"""Cyrillic and Greek capitals that look as Latin ones."""
_SMALL = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0455\u0456\u0458\u0501"
    "\u04bb\u051b\u051d\u0475\u04cf\u0261\u0251\u0131\u03b1\u03b5\u03b9\u03bf\u03bd\u03c1\u03c4\u03c5\u03c7"
    "\u03ba" "1|0" "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2019\u2018\u02bc\u00b4\u0060",
    "abekmhopctyxsijd" "hqwvlgai" "aeiovptux" "k" "llo" "-------" "'''''",
)  # fmt: skip
"""Small letters, figures, hyphens and apostrophes that look as others."""
_OTHER_ALPHABETS = {
    sign: letter
    for sign, letter in (_CAPITALS | _SMALL).items()
    if 0x370 <= sign < 0x2000  # noqa: PLR2004 - Greek, Cyrillic
}
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")
"""Signs that show nothing, though Unicode counts them as letters or marks."""


def folded(name: str) -> str:
    """Return a name as it is compared; never shown and never kept.

    >>> folded("Oppdiktet  ELEV Sol") == folded(" oppdiktet elev sol")
    True
    """
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def alike(one: str, other: str) -> bool:
    """Tell whether two names are the same name."""
    return folded(one) == folded(other)


def as_latin(word: str) -> str:
    r"""Return a word with the letters of other alphabets as the Latin ones they look as.

    >>> as_latin("R\u0430vn")
    'Ravn'
    """
    return word.translate(_OTHER_ALPHABETS)


MOST_OF_NAME = 300
_OF_NO_NAME = re.compile(r"[=<>{}|\\@;\"\x00-\x1f]|\A[+/-]")


def no_name(name: str) -> str:
    """Return why a text can be the name of nobody, as a sentence; empty for what may be a name.

    >>> no_name("Oppdiktet Kari (2013)"), no_name("O'Oppdiktet K1")
    ('', '')
    >>> no_name("=1+1"), no_name("12")
    ('Et navn har ikke tegn som =, <, > eller @.', 'Et navn har bokstaver.')
    """
    if len(name) > MOST_OF_NAME:
        return f"Et navn har høyst {MOST_OF_NAME} tegn. Dette har {len(name)}."
    if _OF_NO_NAME.search(name):
        return "Et navn har ikke tegn som =, <, > eller @."
    return "" if any(each.isalpha() for each in name) else "Et navn har bokstaver."


_NORWEGIAN = frozenset({3, 5, 8})
"""So many digits has a Norwegian number: of an emergency, of a service, and of anybody."""


def odd_number(said: str) -> bool:
    """Tell whether a telephone number is none that Norway has; one of another country begins with + or 00.

    >>> odd_number("22 00 00"), odd_number("22 00 00 00"), odd_number("+46 8 123 45"), odd_number("02800")
    (True, False, False, False)
    """
    digits = re.sub(r"[ ()\u00a0-]", "", said)
    return digits.isdecimal() and not digits.startswith("00") and len(digits) not in _NORWEGIAN


def shown(name: str) -> str:
    r"""Return what a name looks like: without signs that are not seen, look-alike letters as one.

    >>> shown("Oppdiktet R\u0430vn\u200b") == shown("Oppdiktet Ravn")
    True
    """
    seen = "".join(each for each in unicodedata.normalize("NFKC", name) if _is_seen(each))
    small = seen.translate(_CAPITALS).casefold().translate(_SMALL)
    return " ".join(unicodedata.normalize("NFC", small).split())


def look_alike(one: str, other: str) -> bool:
    """Tell whether two names of persons are the same on the screen, with the words in any order.

    A capital I is drawn as a small l.

    >>> look_alike("Nes, Oppdiktet Kari", "Oppdiktet Kari Nes")
    True
    """
    if one == other:
        return True
    pairs = ((one, other), (one.replace("I", "l"), other.replace("I", "l")))
    return any(_words(first) == _words(second) for first, second in pairs)


def _words(name: str) -> list[str]:
    return sorted(shown(name).replace(",", " ").split())


@lru_cache(maxsize=4096)
def pupil(name: str) -> str:
    r"""Return a pupil's name as pupils are told apart: as it looks, ``Etternavn, Fornavn`` turned.

    >>> pupil("Nes, Oppdiktet Anne\u2011Lise") == pupil("oppdiktet anne-lise nes")
    True
    """
    last, comma, first = name.partition(",")
    return shown(f"{first} {last}" if comma else name)


_YEAR_BEHIND = r" \([0-9]{4}\)\Z"


def without_year(name: str) -> str:
    """Return a name without the year of birth that tells two of one name apart.

    >>> without_year("Oppdiktet Kari Nes (2013)")
    'Oppdiktet Kari Nes'
    """
    return re.sub(_YEAR_BEHIND, "", name.rstrip())


def places_by_pupil(names: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """Return the places of the names by the pupil that each means: several where two are called the same."""
    found = defaultdict[str, list[int]](list)
    for place, each in enumerate(names):
        found[pupil(each)].append(place)
    return found


def same_pupil(one: str, other: str) -> bool:
    """Tell whether two names are one pupil: nobody sees a difference between them."""
    return one == other or pupil(one) == pupil(other)


def has_whole_word(name: str, typed: str) -> bool:
    """Tell whether a word that was typed is a whole word of a name.

    >>> has_whole_word("Oppdiktet Kari Nes", "kari n"), has_whole_word("Oppdiktet Kari Nes", "k")
    (True, False)
    """
    return not {*pupil(typed).split()}.isdisjoint(pupil(name).replace(",", " ").split())


def named_so(name: str, typed: str) -> bool:
    """Tell whether a name is the one that was typed, or has words that begin as each word of it does.

    >>> named_so("Oppdiktet Kari Nes", "kari"), named_so("Oppdiktet Kari Nes", "nes, kar"), named_so("Oppdiktet Kari", "ari")
    (True, True, False)
    """
    words, left = pupil(typed).split(), pupil(name).replace(",", " ").split()
    for word in words:
        fits = next((each for each in left if each.startswith(word)), None)
        if fits is None:
            return False
        left.remove(fits)
    return bool(words)


def _is_seen(sign: str) -> bool:
    hidden = unicodedata.category(sign) in {"Cf", "Cc"} and not sign.isspace()
    return not (hidden or sign in _UNSEEN or "\ufe00" <= sign <= "\ufe0f" or sign >= "\U000e0100")


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


def meant(
    word: str, known: Iterable[str], titles: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return the known words that this one means: the one that it spells, else all that begin so.

    ``titles`` is what a word is called on the screen: it is meant by that too, where no word begins so.

    >>> meant("rektor", ["rektor-varslet", "rektor-oppfølging"])
    ('rektor-varslet', 'rektor-oppfølging')
    >>> meant("trygt og godt", ["trygt-og-godt", "trygt"])
    ('trygt-og-godt',)
    """
    words, called = tuple(known), titles or {}
    spelled = find_word(word, words)
    if spelled is not None:
        return (spelled,)
    typed = fold(" ".join(word.split()))
    titled = {each: fold(called.get(each, "")) for each in words}
    for fits in (
        [each for each in words if typed == titled[each]],
        [each for each in words if fold(each).startswith(typed)],
        [each for each in words if fold(each).startswith(typed.replace(" ", "-"))],
        [each for each in words if titled[each].startswith(typed)],
    ):
        if typed and fits:
            return tuple(fits)
    return ()


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


def not_found(
    what: str, word: str, known: Iterable[str], titles: Mapping[str, str] | None = None
) -> str:
    """Return the sentence of a word that is not known, or that fits several: which, or the nearest one.

    The word is repeated only where it looks like one that is known: else it may be anybody's name.

    >>> not_found("rollen", "rektro", ["rektor", "lærer"])
    'Fant ikke rollen «rektro». Mente du «rektor»?'
    """
    words = tuple(known)
    near = nearest(word, words)
    several = meant(word, words, titles) or ((near,) if near else ())
    if not several:
        return f"Fant ikke {what}."
    *first, last = (f"«{each}»" for each in several[:_NAMED])
    listed = f"{', '.join(first)} eller {last}" if first else last
    return f"Fant ikke {what} «{visible_word(word)}». Mente du {listed}?"


_NAMED = 6
"""So many words that fit are named in one sentence."""


def visible_word(word: str) -> str:
    """Return a word as it is repeated in a sentence: short, and on one line."""
    shown_ = " ".join(word.split())
    return shown_ if len(shown_) <= _LONGEST else f"{shown_[:_LONGEST]}…"


_LONGEST = 40
