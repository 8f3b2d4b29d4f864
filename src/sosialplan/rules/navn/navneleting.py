"""Whole names in a text: a given name or its first letter beside a surname, in either order.

Middle names may be left out in the text or in the register. What a person who may stand there
covers is no finding, unless another's name goes further.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sosialplan.model.record import Value
from sosialplan.rules.navn.navneord import one_letter
from sosialplan.rules.navn.navneregister import NOBODY, Navneregister, Nummer
from sosialplan.rules.navn.tekstord import Ordrekke

_ALSO_WORDS = frozenset({"i", "aa"})
"""Words of one letter: the first letter of a name only when a full stop follows."""


class Treff(Value, frozen=True):
    """A name that was found: its first and last word in the text, and whose it may be.

    ``ordene`` are the places of the words that are of that name; a middle name that is not known
    may stand between them.
    """

    fra: int
    til: int
    hvem: Nummer
    ordene: frozenset[int] = frozenset()

    def covers(self, other: "Treff") -> bool:
        """Tell whether every word of the other is one of this name."""
        return other.ordene <= self.ordene


def whole_names(rekke: Ordrekke, register: Navneregister) -> Iterator[Treff]:
    """Yield every whole name, as far as it reaches."""
    families = {form: register.family(form) for form in register.families_among(rekke.ulike)}
    for place, form in enumerate(rekke.forms):
        if form not in families or not _may_be_part(rekke, place):
            continue
        for other in _beside(rekke, place):
            hvem = families[form] & _given(rekke, other, place, register)
            if hvem:
                yield _as_far_as(rekke, min(other, place), max(other, place), hvem, register)


def beyond(others: Iterable[Treff], allowed: Iterable[Treff]) -> list[Treff]:
    """Return the names that no name that may stand there covers."""
    over = defaultdict[int, list[Treff]](list)
    for own in allowed:
        for place in range(own.fra, own.til + 1):
            over[place].append(own)
    return [each for each in others if not any(own.covers(each) for own in over.get(each.fra, ()))]


def with_last_letter(rekke: Ordrekke, register: Navneregister) -> Iterator[Treff]:
    """Yield each given name with the first letter of a surname after it, as two of one name write."""
    for place, form in enumerate(rekke.forms):
        if form in register.etterbokstav and rekke.letter(place) and not rekke.apart(place):
            hvem = register.etterbokstav[form] & register.given(rekke.forms[place - 1])
            if hvem:
                yield Treff(place - 1, place, hvem)


def _beside(rekke: Ordrekke, place: int) -> Iterator[int]:
    """Yield the places on each side of a word, and past one more name or letter between them."""
    if not rekke.apart(place):
        yield place - 1
        if _bridges(rekke, place - 1):
            yield place - 2
    after = place + 1
    if after < len(rekke.forms) and not rekke.apart(after):
        yield after
        if after + 1 < len(rekke.forms) and rekke.capital(after) and not rekke.apart(after + 1):
            yield after + 1


def _may_be_part(rekke: Ordrekke, place: int) -> bool:
    """Tell whether a word may be part of a name: a single letter only as a capital one.

    A name that is kept as ``Emma Å.`` is not told by every ``å``.
    """
    return not one_letter(rekke.forms[place]) or rekke.letter(place)


def _bridges(rekke: Ordrekke, place: int) -> bool:
    return rekke.capital(place) and not rekke.apart(place)


def _given(rekke: Ordrekke, other: int, place: int, register: Navneregister) -> Nummer:
    """Return those whose given name the other word is, or begins with when it stands before."""
    form = rekke.forms[other]
    hvem = register.given(form) if _may_be_part(rekke, other) else NOBODY
    if other == place - 1 and rekke.letter(other):
        with_stop = "." in rekke.between(place)
        if with_stop or form not in _ALSO_WORDS:
            hvem |= register.forbokstav.get(form, NOBODY)
    return hvem


def _as_far_as(rekke: Ordrekke, fra: int, til: int, hvem: Nummer, register: Navneregister) -> Treff:
    """Return the name with every word beside it that belongs to the same persons."""
    while not rekke.apart(fra) and (more := hvem & register.named(rekke.forms[fra - 1])):
        fra, hvem = fra - 1, more
    while (
        til + 1 < len(rekke.forms)
        and not rekke.apart(til + 1)
        and (more := hvem & register.named(rekke.forms[til + 1]))
    ):
        til, hvem = til + 1, more
    places = range(fra, til + 1)
    own = frozenset(place for place in places if hvem & register.named(rekke.forms[place]))
    return Treff(fra, til, hvem, own)
