"""Names that are nearly the same, also among thousands: a person is asked."""

import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

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
        for fewer in _one_within(own, beginnings):
            other = first.get(fewer, place)
            later = max(place, other)
            if other != place and later not in found and close(names[place], names[other]):
                found.add(later)
                yield names[later]


def _one_within(words: Words, beginnings: set[Words]) -> Iterator[Words]:
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
