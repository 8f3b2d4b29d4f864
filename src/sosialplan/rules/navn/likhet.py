"""Names that are nearly the same: one pupil written in two ways, or two pupils. A person is asked."""

import unicodedata
from collections.abc import Iterable, Iterator

from sosialplan.model.skrivemaate import pupil

_SHORT = 3
"""A shorter word that differs, as an initial, tells two pupils apart."""
_LEFT_OUT = str.maketrans("-", " ", "'.")
_SOUNDS = (("aa", "å"), ("oe", "ø"), ("ae", "æ"), ("ö", "ø"), ("ä", "æ"))
"""Letters that are written in two ways."""
_RING = "\u030a"
"""What makes an «a» an «å»."""


def near(name: str, others: Iterable[str]) -> Iterator[str]:
    """Yield the names that this one may be another way to write: never those that look the same."""
    own = pupil(name)
    yield from (each for each in others if pupil(each) != own and are_close(own, pupil(each)))


def are_close(one: str, other: str) -> bool:
    """Tell whether two names have the same words in another order or way, or are a little apart.

    They are as ``pupil`` gives them.

    >>> are_close("oppdiktet kari nes", "nes oppdiktet kari"), are_close("elev sol", "elev sal")
    (True, True)
    >>> are_close("oppdiktet aase dahle", "oppdiktet åse dahle"), are_close("eli ravn", "eli m. ravn")
    (True, True)
    >>> are_close("elev a", "elev b"), are_close("elev 12", "elev 13")
    (False, False)
    """
    first, second = sounded(one), sounded(other)
    if sorted(first) == sorted(second) or "".join(first) == "".join(second):
        return True
    if len(first) != len(second):
        return _within(*sorted((first, second), key=len))
    apart = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    return len(apart) == 1 and (_one_off(*apart[0]) or _initial(*apart[0]))


def sounded(name: str) -> list[str]:
    """Return the words of a name, of a double one each, as they sound: «aa» is «å», «é» is «e»."""
    for written, letter in _SOUNDS:
        name = name.replace(written, letter)
    apart = unicodedata.normalize("NFD", name.translate(_LEFT_OUT))
    plain = "".join(each for each in apart if each == _RING or not unicodedata.combining(each))
    return unicodedata.normalize("NFC", plain).split()


def _within(fewer: list[str], more: list[str]) -> bool:
    """Tell whether a name has all the words of another, in order, and more: a middle name, an initial."""
    left = iter(more)
    extra = [each for each in more if each not in fewer]
    numbered = any(sign.isdecimal() for each in extra for sign in each)
    return len(fewer) > 1 and not numbered and all(each in left for each in fewer)


def _initial(one: str, other: str) -> bool:
    """Tell whether one word is the first letter of the other."""
    return 1 in {len(one), len(other)} and one[0] == other[0]


def may_be_one_off(word: str) -> bool:
    """Tell whether a word may be another with a letter wrong: no short one, and none with a figure."""
    return len(word) >= _SHORT and not any(each.isdecimal() for each in word)


def _one_off(one: str, other: str) -> bool:
    """Tell whether two words differ by a letter, put in, left out, changed, or two that changed places."""
    if not (may_be_one_off(one) and may_be_one_off(other)):
        return False
    start = next(
        (i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    rest, tail = one[start:], other[start:]
    swapped = rest[1::-1] == tail[:2] and rest[2:] == tail[2:]
    return swapped or rest[1:] == tail[1:] or rest[1:] == tail or rest == tail[1:]
