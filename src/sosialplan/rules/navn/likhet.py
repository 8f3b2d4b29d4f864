"""Names that are nearly the same: one pupil written in two ways, or two pupils. A person is asked."""

from collections.abc import Iterable, Iterator

from sosialplan.model.skrivemaate import pupil

_SHORT = 3
"""A shorter word that differs, as an initial, tells two pupils apart."""
_SPLIT = str.maketrans("", "", "-' .")


def near(name: str, others: Iterable[str]) -> Iterator[str]:
    """Yield the names that this one may be another way to write: never those that look the same."""
    own = pupil(name)
    yield from (each for each in others if pupil(each) != own and _close(own, pupil(each)))


def _close(one: str, other: str) -> bool:
    """Tell whether two names have the same words in another order or way, or are one letter apart.

    >>> _close("oppdiktet kari nes", "nes oppdiktet kari"), _close("elev sol", "elev sal")
    (True, True)
    >>> _close("elev a", "elev b"), _close("elev 12", "elev 13")
    (False, False)
    """
    if abs(len(one) - len(other)) > _SHORT:
        return False
    first, second = one.split(), other.split()
    if sorted(first) == sorted(second) or one.translate(_SPLIT) == other.translate(_SPLIT):
        return True
    if len(first) != len(second):
        return False
    apart = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    return len(apart) == 1 and _one_off(*apart[0])


def _one_off(one: str, other: str) -> bool:
    """Tell whether two words differ by a letter, put in, left out, changed, or two that changed places."""
    if min(len(one), len(other)) < _SHORT or any(each.isdecimal() for each in one + other):
        return False
    start = next(
        (i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    rest, tail = one[start:], other[start:]
    swapped = rest[1::-1] == tail[:2] and rest[2:] == tail[2:]
    return swapped or rest[1:] == tail[1:] or rest[1:] == tail or rest == tail[1:]
