"""Which of many names nearly are one before them: only those that share a key are compared.

Two names are close (``likhet.are_close``) only where they share one of these: their words in any order;
their letters without spaces; the other words, and of one word its initial, or what it is with a letter
out or hidden, or two that changed places; or the words of the one are found in the other, in order. So a list
of thousands costs little more than its length.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from sosialplan.rules.navn.likhet import are_close, may_be_one_off, sounded

Key = tuple[Hashable, ...]
Words = tuple[str, ...]
_HIDDEN = "\0"
"""Stands for any letter: no word has it."""
_LONG, _END = 40, 19
"""A word of so many letters that differs by one from another has so many at one end that are the same."""


def near_one_before(
    before: Iterable[str],
    new: Iterable[str],
    close: Callable[[str, str], bool] = are_close,
) -> Iterator[str]:
    """Yield each new name that is close to one of those before it; all are as ``pupil`` gives them."""
    there = tuple(dict.fromkeys(before))
    names = tuple(dict.fromkeys((*there, *new)))
    words = [tuple(sounded(each)) for each in names]
    found = set(_around(names, words, close))
    offered: dict[Key, list[str]] = {}
    for place, name in enumerate(names):
        candidates = (each for key in _asked(words[place]) for each in offered.get(key, ()))
        if place >= len(there) and (name in found or any(close(name, each) for each in candidates)):
            yield name
        for key in set(_offered(words[place])):
            offered.setdefault(key, []).append(name)


def _around(
    names: Sequence[str], words: Sequence[Words], close: Callable[[str, str], bool]
) -> Iterator[str]:
    """Yield the later of two names where one has all the words of the other, in order, and more.

    Of those with the very same words the first is enough: the others are close to it.
    """
    first: dict[Words, int] = {}
    for place, own in enumerate(words):
        first.setdefault(own, place)
    beginnings = {own[:end] for own in first for end in range(len(own) + 1)}
    found: set[int] = set()
    for own, place in first.items():
        for fewer in _within(own, beginnings):
            other = first.get(fewer, place)
            later = max(place, other)
            if other != place and later not in found and close(names[place], names[other]):
                found.add(later)
                yield names[later]


def _within(words: Words, beginnings: set[Words]) -> Iterator[Words]:
    """Yield what of a name, in order, is a name or the beginning of one."""
    waiting: list[tuple[Words, int]] = [((), 0)]
    while waiting:
        begun, start = waiting.pop()
        yield begun
        rest = dict.fromkeys(words[start:])
        longer = (((*begun, each), words.index(each, start) + 1) for each in rest)
        waiting += (each for each in longer if each[0] in beginnings)


def _asked(words: Words) -> Iterator[Key]:
    """Yield the keys under which a name looks for others."""
    yield from _whole(words)
    for beside, word in _holes(words):
        yield (*beside, "initial", word[0])
        if len(word) == 1:
            yield (*beside, "begins", word)
        if not may_be_one_off(word):
            continue
        yield from ((*beside, *end) for end in _ends(word))
        if len(word) <= _LONG:
            yield (*beside, "less", word)
            yield from ((*beside, "word", each) for each in (*_less(word), *_swapped(word)))
            yield from ((*beside, "hidden", each) for each in _hidden(word))


def _offered(words: Words) -> Iterator[Key]:
    """Yield the keys under which others find a name."""
    yield from _whole(words)
    for beside, word in _holes(words):
        yield (*beside, "begins", word[0])
        if len(word) == 1:
            yield (*beside, "initial", word)
        if not may_be_one_off(word):
            continue
        yield from ((*beside, *end) for end in _ends(word))
        if len(word) <= _LONG:
            yield (*beside, "word", word)
            yield from ((*beside, "less", each) for each in _less(word))
            yield from ((*beside, "hidden", each) for each in _hidden(word))


def _whole(words: Words) -> Iterator[Key]:
    yield "words", *sorted(words)
    yield "letters", "".join(words)


def _holes(words: Words) -> Iterator[tuple[Key, str]]:
    """Yield each word with what stands beside it."""
    for place, word in enumerate(words):
        yield (words[:place], words[place + 1 :]), word


def _ends(word: str) -> Iterator[Key]:
    if len(word) >= _LONG:
        yield "first", word[:_END]
        yield "last", word[-_END:]


def _less(word: str) -> Iterator[str]:
    yield from (word[:at] + word[at + 1 :] for at in range(len(word)))


def _hidden(word: str) -> Iterator[str]:
    yield from (f"{word[:at]}{_HIDDEN}{word[at + 1 :]}" for at in range(len(word)))


def _swapped(word: str) -> Iterator[str]:
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
