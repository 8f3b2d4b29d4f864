"""The items of a YAML text, told apart by its lines: quick to compare with an older version's.

An item that is the same text under the same key says the same. Where lines are not enough to tell
(a list in brackets, a quoted text that goes on at the margin) there is no answer, and the text must
be read.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cache

from sosialplan.model.record import Value

_OTHER_BREAK = re.compile("[\r\x85\u2028\u2029]")
"""What ends a line to YAML and not to us."""
_AT_THE_MARGIN = re.compile(r"(?m)^(?=[^\s#-])")
_KEY = re.compile(r"([a-zæøå_]+):([^\n]*)(?:\n|\Z)")
_ITEM = re.compile(r"(?m)^( *)-(?=[ \n])")
_NOTHING = re.compile(r"(?:\s*(?:\[\])?[ \t]*(?:#[^\n]*)?(?:\n|\Z))*\Z")


class Yamlavsnitt(Value, frozen=True):
    """What stands under a key: the items of its outermost lists, and the text outside of them."""

    poster: tuple[str, ...]
    loest: str = ""


def items_by_line(text: str) -> Mapping[str, Yamlavsnitt] | None:
    """Return the parts of a text by key; None where its lines do not tell them apart.

    Lines end in a line feed and nothing else.
    """
    if _OTHER_BREAK.search(text):
        return None
    head, *parts = _AT_THE_MARGIN.split(text)
    found: dict[str, Yamlavsnitt] = {}
    for part in parts:
        key = _KEY.match(part)
        if key is None or key[1] in found:
            return None
        found[key[1]] = _part(key[2], part[key.end() :])
    return found if _NOTHING.match(head) else None


class Steder(Value, frozen=True):
    """Where keys at the margin begin, and where these or items of outermost lists do; and the end."""

    noekler: tuple[int, ...]
    alle: tuple[int, ...]


def places_in(text: str) -> Steder:
    """Return the places in a text; only its end where lines do not tell its items apart."""
    parts = items_by_line(text) or {}
    keys = [each.start() for each in _AT_THE_MARGIN.finditer(text)] if parts else []
    items, at = [], 0
    for item in (item for part in parts.values() for item in part.poster):
        at = text.index(item, at)
        items.append(at)
    return Steder((*keys, len(text)), tuple(sorted({*keys, *items, len(text)})))


def lacks_only_whole_items(old: str, text: str, steder: Steder) -> bool:
    """Tell whether a text is another without one stretch of whole items, as before they were added.

    ``steder`` are the places in the other. A stretch with a key in it ends where a key begins: else
    items would be under another key than before.
    """
    added = len(text) - len(old)
    place = bisect_right(steder.alle, _alike(old, text))
    if added < 0 or place == 0:
        return False
    start = steder.alle[place - 1]
    end = start + added
    has_key = bisect_left(steder.noekler, start) < bisect_left(steder.noekler, end)
    ends = steder.noekler if has_key else steder.alle
    at = bisect_left(ends, end)
    return at < len(ends) and ends[at] == end and text[end:] == old[start:]


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts have in common from the beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _part(beside: str, below: str) -> Yamlavsnitt:
    """Return the items below a key, each up to the first line that is no longer in it."""
    first = _ITEM.search(below)
    if first is None:
        return Yamlavsnitt((), _something(beside) + _something(below))
    loose = [_something(beside), _something(below[: first.start()])]
    begins, ends = _lines_of(len(first[1]))
    items = []
    for item in begins.split(below[first.start() :]):
        end = ends.search(item, item.find("\n") + 1) if "\n" in item else None
        items.append(item[: end.start()] if end else item)
        loose.append(item[end.start() :] if end else "")
    return Yamlavsnitt(tuple(items), "".join(loose))


def _something(text: str) -> str:
    """Return a text, or nothing where it holds only blanks, comments or an empty list."""
    return "" if _NOTHING.match(text) else text


@cache
def _lines_of(depth: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the line that begins an item at a depth, and the line that is in it no more."""
    return (
        re.compile(rf"(?m)(?<=\n)^(?= {{{depth}}}-[ \n])"),
        re.compile(rf"(?m)^ {{0,{depth}}}[^ \n#]"),
    )
