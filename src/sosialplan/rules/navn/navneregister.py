"""The words of many names, so that a text can be held against all of them at once.

The surname is what stands last in a name (or before a comma), with every part of it where there is
a hyphen; all before it are given names. ``Anne-Marie`` is ``anne``, ``marie`` and ``annemarie``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from sosialplan.model.navnebok import Navnebok
from sosialplan.model.record import Value
from sosialplan.rules.navn.navneord import folded_word, spellings, stems, words_of

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
    forms = _Former(bok)
    given, family = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
    first, last = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
    for number, name in enumerate(names):
        before, after = _parts(name)
        for form in (form for word in _joined(before) for form in forms.given(word)):
            given[form].add(number)
        for form in (form for word in _joined(after) for form in forms.family(word)):
            family[form].add(number)
        for words, letters in ((before, first), (after, last)):
            for word in words:
                letters[folded_word(word[0])].add(number)
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


class _Former:
    """How words of names may be written; each word is worked out once."""

    def __init__(self, bok: Navnebok) -> None:
        self._others = _other_forms(bok)
        self._given: dict[str, frozenset[str]] = {}
        self._family: dict[str, frozenset[str]] = {}

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
