"""Three-way choices that do not depend on which side comes first: a setting, lines, an order."""

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T", str, int, bool)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def settled(base: T | None, ours: T | None, theirs: T | None) -> T | None:
    """Return what was changed, or of two changes the lesser; a side with nothing has no say."""
    if ours is None or theirs is None:
        return theirs if ours is None else ours
    if base in {ours, theirs}:
        return theirs if base == ours else ours
    return min(ours, theirs)


def both_lines(base: str | None, ours: str, theirs: str) -> str:
    """Return the lines that were changed; of two changes every line of both."""
    if base in {ours, theirs}:
        return theirs if base == ours else ours
    first, second = sorted((ours, theirs))
    known, more = _LINE.findall(first), _LINE.findall(second)
    if set(known) < set(more):
        return second
    return first + "".join(line for line in more if line not in known)


def both_notes(base: str | None, ours: str, theirs: str) -> str:
    """Return the comment that was changed; of two changes both, on one line."""
    if base in {ours, theirs}:
        return theirs if base == ours else ours
    first, second = sorted((ours, theirs))
    if first.strip() in second:
        return second
    return first if second.strip() in first else f"{first}  {second.strip()}"


def in_one_order(
    base: Sequence[str],
    ours: Sequence[str],
    theirs: Sequence[str],
    rank: Callable[[str], Any],
) -> list[str]:
    """Return all keys of both sides in one order.

    Each side's own order is kept; where both have something new at one place, the lower
    ``rank`` comes first. Where the sides disagree, the one that moved things is followed.

    >>> in_one_order("ac", "abc", "adc", rank=str)
    ['a', 'b', 'd', 'c']
    """
    common = set(ours) & set(theirs)
    ours_common = [key for key in ours if key in common]
    theirs_common = [key for key in theirs if key in common]
    if ours_common == theirs_common:
        return _side_by_side(ours, theirs, common, rank)
    before = [key for key in base if key in common]
    moved_by_theirs = [key for key in ours_common if key in before] == before
    moved_by_ours = [key for key in theirs_common if key in before] == before
    if moved_by_ours == moved_by_theirs:
        moved_by_theirs = theirs_common < ours_common
    first, second = (theirs, ours) if moved_by_theirs else (ours, theirs)
    return _put_behind(first, second)


def _side_by_side(
    ours: Sequence[str], theirs: Sequence[str], common: set[str], rank: Callable[[str], Any]
) -> list[str]:
    """Put two sequences together that agree on what is common to both."""
    found: list[str] = []
    mine, other = list(reversed(ours)), list(reversed(theirs))
    while mine and other:
        if mine[-1] == other[-1]:
            found.append(mine.pop())
            other.pop()
        elif other[-1] in common or (mine[-1] not in common and rank(mine[-1]) < rank(other[-1])):
            found.append(mine.pop())
        else:
            found.append(other.pop())
    return found + mine[::-1] + other[::-1]


def _put_behind(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Put what only the second has behind what it stands behind there."""
    found, known, place = list(first), set(first), 0
    for key in second:
        if key in known:
            place = found.index(key) + 1
        else:
            found.insert(place, key)
            place += 1
    return found
