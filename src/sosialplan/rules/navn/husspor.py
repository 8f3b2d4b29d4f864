r"""Houses in a text: the words of a street and a number, however the street is written.

``Storgata 12``, ``Storgt. 12``, ``Stor-\ngaten nr. 12`` and ``nr. 12 i Storgata`` are one house. A
house whose letter is known is found without it, since it leads to the same door; another letter is
another home.
"""

import re
from collections.abc import Iterable, Iterator

from sosialplan.rules.navn.tekstord import Ordrekke

HouseAt = tuple[str, int]
"""A house as it is compared, and its position in the text."""

_HOUSE = re.compile(r"(\d{1,4})([a-z]?)")
_ENDS = (
    (re.compile(r"(?:gaten|gata|gate|gt)$"), "gate"),
    (re.compile(r"(?:veien|vegen|veg|vei|vn|vg|v)$"), "vei"),
    (re.compile(r"(?:plassen|plass|pl)$"), "plass"),
    (re.compile(r"(?:alleen|alle)$"), "alle"),
)
"""How the last word of a street is written, and as it is compared."""
_SHORTENED = re.compile(r"(?:gt|v|vn|vg|pl|nr)$")
_NUMBER_WORDS = frozenset({"nr", "nummer", "no"})
_ALSO_WORDS = frozenset({"i", "aa"})
"""Single letters that a sentence may hold after a house's number."""
_IN = frozenset({"i", "paa", "ved"})
_PARTS = re.compile(r"[,;/|\n]")
_STREET_WORDS = 5
_BARE = "?"
"""Stands for the letter of a house that is told without one."""


def houses(rekke: Ordrekke) -> Iterator[HouseAt]:
    """Yield each house of a text, every way it may be read."""
    for place, number, letter in _numbers(rekke):
        numbers = [number, number + (letter or _BARE)]
        follows = letter in _ALSO_WORDS and rekke.forms[place].isdecimal()
        if follows and not rekke.capital(place + 1):
            numbers.append(number + _BARE)
        for start, stop in (*_before(rekke, place), *_after(rekke, place)):
            street = _street(rekke.forms[start:stop])
            yield from ((street + each, rekke.start(min(start, place))) for each in numbers)


def known_houses(rekke: Ordrekke) -> Iterator[str]:
    """Yield what the houses of somebody's contact are found by.

    From each word with a capital, or the first where none has one, but never over a comma.
    """
    for place, number, letter in _numbers(rekke):
        starts = []
        for start, stop in _before(rekke, place):
            starts.append((start, stop))
            if _PARTS.search(rekke.between(start)):
                break
        named = [each for each in starts if rekke.capital(each[0])] or starts[-1:]
        for start, stop in named:
            street = _street(rekke.forms[start:stop])
            yield from (street + each for each in _known(number, letter))


def _known(number: str, letter: str) -> Iterable[str]:
    return (number + letter, number + _BARE) if letter else (number,)


def _numbers(rekke: Ordrekke) -> Iterator[tuple[int, str, str]]:
    """Yield the place of each number that may be a house's, the number, and its letter if any."""
    for place, form in enumerate(rekke.forms):
        found = _HOUSE.fullmatch(form) if form[:1].isdecimal() else None
        if found is None:
            continue
        after = place + 1
        follows = (
            not found[2]
            and after < len(rekke.forms)
            and rekke.spans[after][1] - rekke.spans[after][0] == 1
            and rekke.forms[after].isalpha()
            and not rekke.apart(after)
        )
        yield place, found[1], rekke.forms[after] if follows else found[2]


def _before(rekke: Ordrekke, place: int) -> Iterator[tuple[int, int]]:
    """Yield where a street before a number may begin, nearest first, and where it ends."""
    stop = place
    if place and rekke.forms[place - 1] in _NUMBER_WORDS and _together(rekke, place):
        stop -= 1
    for start in range(stop - 1, max(-1, stop - 1 - _STREET_WORDS), -1):
        if not _together(rekke, start + 1) or rekke.forms[start].isdecimal():
            return
        yield start, stop


def _after(rekke: Ordrekke, place: int) -> Iterator[tuple[int, int]]:
    """Yield the streets that a number is said to be in: ``nr. 12 i Storgata``."""
    start = place + 2
    if start < len(rekke.forms) and rekke.forms[place + 1] in _IN:
        for stop in range(start + 1, min(len(rekke.forms), start + _STREET_WORDS) + 1):
            if rekke.apart(stop - 1):
                return
            yield start, stop


def _together(rekke: Ordrekke, place: int) -> bool:
    """Tell whether a word goes with the one before it: a full stop may be of an abbreviation."""
    if not rekke.apart(place):
        return True
    return rekke.between(place).strip() == "." and bool(_SHORTENED.search(rekke.forms[place - 1]))


def _street(words: Iterable[str]) -> str:
    street = "".join(words)
    for end, compared in _ENDS:
        if end.search(street):
            return end.sub(compared, street) + " "
    return street + " "
