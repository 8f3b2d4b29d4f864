"""Names looked for in a text: a given name or its first letter beside a surname, of many people at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from sosialplan.model.oppslagsverk import Navnebok
from sosialplan.model.record import Value
from sosialplan.rules.navn.tekstord import (
    Ordrekke,
    folded_word,
    one_letter,
    spellings,
    stems,
    words_of,
)

Nummer = frozenset[int]
"""The persons, by their place in the list that the register was made from."""
NOBODY: Nummer = frozenset()


class Navneregister(Value, frozen=True):
    """Which persons a word may name: as given name, surname, or the first letter of either."""

    fornavn: Mapping[str, Nummer]
    etternavn: Mapping[str, Nummer]
    forbokstav: Mapping[str, Nummer]
    etterbokstav: Mapping[str, Nummer]

    def given(self, word: str) -> Nummer:
        """Return those who have the word, or its stem, as a given name or a nickname."""
        return _look(self.fornavn, word)

    def family(self, word: str) -> Nummer:
        """Return those who have the word, or its stem, as a surname."""
        return _look(self.etternavn, word)

    def knows(self, word: str) -> bool:
        """Tell whether the word itself, and not only its stem, is part of a name."""
        return word in self.fornavn or word in self.etternavn

    def may_be(self, word: str) -> bool:
        """Tell whether the word or its stem is part of a name."""
        return any(self.knows(stem) for stem in stems(word))

    def among(self, words: frozenset[str]) -> set[str]:
        """Return those of some words that may be part of a name; quicker than to ask of each."""
        return _among(self.fornavn, words) | _among(self.etternavn, words)

    def families_among(self, words: frozenset[str]) -> set[str]:
        """Return those of some words that may be a surname."""
        return _among(self.etternavn, words)

    def named(self, word: str) -> Nummer:
        """Return those who have the word in their name."""
        return self.given(word) | self.family(word)


def navneregister(names: Sequence[str], bok: Navnebok) -> Navneregister:
    """Return the register of some names; two equal names are two persons."""
    return _register(tuple(names), bok)


@lru_cache(maxsize=32)
def _register(names: tuple[str, ...], bok: Navnebok) -> Navneregister:
    """Make a register; the same names are looked for in one text after the other."""
    forms = _former(bok)
    given, family = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
    first, last = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
    for number, name in enumerate(names):
        told = forms.of_name(name)
        for words, found in zip(told, (given, family, first, last), strict=True):
            for form in words:
                found[form].add(number)
    return Navneregister(*(_frozen(each) for each in (given, family, first, last)))


@lru_cache(maxsize=8)
def vanlige(words: tuple[str, ...]) -> frozenset[str]:
    """Return words of the name book as they are compared."""
    return _spelled(words)


def _spelled(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in spellings(word))


def _look(words: Mapping[str, Nummer], word: str) -> Nummer:
    found = NOBODY
    for stem in stems(word):
        found |= words.get(stem, NOBODY)
    return found


def _among(known: Mapping[str, Nummer], words: frozenset[str]) -> set[str]:
    genitives = (
        word for word in words if word.endswith("s") and not known.keys().isdisjoint(stems(word))
    )
    return {*(words & known.keys()), *genitives}


def _parts(name: str) -> tuple[Sequence[str], Sequence[str]]:
    """Return the words of the given names and of the surname; one word alone is a given name."""
    family, comma, given = name.partition(",")
    before, after = words_of(given) if comma else (), words_of(family)
    if before and after:
        return before, after
    chunks = [words for each in name.split() if (words := words_of(each))]
    if len(chunks) <= 1:
        return words_of(name), ()
    return [word for chunk in chunks[:-1] for word in chunk], chunks[-1]


def _joined(words: Sequence[str]) -> Iterator[str]:
    """Yield each word, and neighbours written as one."""
    yield from words
    yield from (one + other for one, other in pairwise(words))


_Skrives = tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]
"""How a name may be written: given names, surname, and the first letters of both."""


@lru_cache(maxsize=2)
def _former(bok: Navnebok) -> "_Former":
    return _Former(bok)


class _Former:
    """How words of names may be written; each word, and each name, is worked out once for all the registers that have it."""

    def __init__(self, bok: Navnebok) -> None:
        self._others = _other_forms(bok)
        self._names: dict[str, _Skrives] = {}
        self._given: dict[str, frozenset[str]] = {}
        self._family: dict[str, frozenset[str]] = {}

    def of_name(self, name: str) -> _Skrives:
        """Return the ways to write a whole name."""
        found = self._names.get(name)
        if found is None:
            before, after = _parts(name)
            found = self._names[name] = (
                frozenset(form for word in _joined(before) for form in self.given(word)),
                frozenset(form for word in _joined(after) for form in self.family(word)),
                frozenset(folded_word(word[0]) for word in before),
                frozenset(folded_word(word[0]) for word in after),
            )
        return found

    def family(self, word: str) -> frozenset[str]:
        """Return the ways to spell a word."""
        found = self._family.get(word)
        if found is None:
            found = self._family[word] = spellings(word)
        return found

    def given(self, word: str) -> frozenset[str]:
        """Return the ways to spell a given name, its other forms, and its nicknames."""
        found = self._given.get(word)
        if found is None:
            own = self.family(word)
            found = own.union(*(self._others.get(form, ()) for form in own))
            self._given[word] = found
        return found


@lru_cache(maxsize=2)
def _other_forms(bok: Navnebok) -> Mapping[str, frozenset[str]]:
    """Return what else a given name may be written as, and called, by each way to write it."""
    forms = defaultdict[str, set[str]](set)
    for each in bok.navneformer:
        written = _spelled((each.navn, *each.skrives))
        called = _spelled(each.kallenavn)
        for word in written:
            forms[word] |= written | called
    return {word: frozenset(found) for word, found in forms.items()}


def _frozen(words: Mapping[str, set[int]]) -> dict[str, Nummer]:
    return {word: frozenset(found) for word, found in words.items()}


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
