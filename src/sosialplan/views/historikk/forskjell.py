"""What differs between two trees of a file: things that have a name are compared thing by thing.

Trees are compared, not values: a file may have been written to another shape than today's.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sosialplan.model.record import Value

Keys = tuple[str, ...]
"""The keys from the root of a file to a place in it; which thing of a list is not among them."""

_NAMES = ("id", "kode", "alias", "navn", "elev", "sak", "gjelder_fra")
"""What tells the things of a list apart: the first of these that they all have."""
_MAY_CHANGE = frozenset({"alias", "navn", "elev"})
"""Names that people write: one that has another name in the same place is the same thing."""


class Forskjell(Value, frozen=True):
    """One difference: a thing that came, went, or has another value in one place.

    ``poster`` are the things of lists that the place is in, from the outermost, as they are now.
    ``hel`` is true where it is the last of them that came (``foer`` is None) or went (``etter`` is).
    """

    sted: Keys
    poster: tuple[Any, ...]
    foer: Any
    etter: Any
    hel: bool = False


def forskjeller(
    before: Any, after: Any, things: Collection[Keys] = frozenset()
) -> Iterator[Forskjell]:
    """Yield the differences of two trees in the order of the newer one.

    ``things`` are places of maps that come and go as one. A key with nothing in it is as no key.
    """
    yield from _differ(before, after, (), (), frozenset(things))


def _differ(
    before: Any, after: Any, sted: Keys, poster: tuple[Any, ...], things: frozenset[Keys]
) -> Iterator[Forskjell]:
    before, after = (None if each in ([], {}) else each for each in (before, after))
    if before == after:
        return
    maps = all(each is None or isinstance(each, dict) for each in (before, after))
    if maps and sted in things:
        yield from _thing(before, after, sted, poster, things)
    elif maps:
        yield from _map(before or {}, after or {}, sted, poster, things)
    elif name := name_of([before, after]):
        for old, new in _pairs(before or [], after or [], name):
            if old != new:
                yield from _thing(old, new, sted, poster, things)
    else:
        yield Forskjell(sted, poster, before, after)


def _map(
    before: Any, after: Any, sted: Keys, poster: tuple[Any, ...], things: frozenset[Keys]
) -> Iterator[Forskjell]:
    for key in dict.fromkeys([*after, *before]):
        yield from _differ(before.get(key), after.get(key), (*sted, key), poster, things)


def _thing(
    before: Any, after: Any, sted: Keys, poster: tuple[Any, ...], things: frozenset[Keys]
) -> Iterator[Forskjell]:
    if before is not None and after is not None:
        yield from _map(before, after, sted, (*poster, after), things)
        return
    inside = (*poster, before if after is None else after)
    yield Forskjell(sted, inside, before, after, hel=True)
    for key, value in inside[-1].items():
        if name_of([value]) or (*sted, key) in things:
            was, now = (value, None) if after is None else (None, value)
            yield from _differ(was, now, (*sted, key), inside, things)


def name_of(lists: Sequence[Any]) -> str | None:
    """Return what tells the things apart; None where these are no lists of things."""
    if not all(each is None or isinstance(each, list) for each in lists):
        return None
    found = [thing for each in lists for thing in each or ()]
    if not found or not all(isinstance(thing, dict) for thing in found):
        return None
    return next(
        (name for name in _NAMES if all(isinstance(thing.get(name), str) for thing in found)), None
    )


def _pairs(before: list[Any], after: list[Any], name: str) -> Iterator[tuple[Any, Any]]:
    """Yield each thing as it was and as it is; None where it was not or is not."""
    old, new = _numbered(before, name), _numbered(after, name)
    places = list(old)
    renamed = {
        key: places[at]
        for at, key in enumerate(new)
        if name in _MAY_CHANGE and key not in old and at < len(places) and places[at] not in new
    }
    for key, thing in new.items():
        yield old.get(renamed.get(key, key)), thing
    taken = {*new, *renamed.values()}
    yield from ((thing, None) for key, thing in old.items() if key not in taken)


def _numbered(things: list[Any], name: str) -> dict[tuple[str, int], Any]:
    """Return the things by their name; those that share one by their order too."""
    seen: Counter[str] = Counter()
    found = {}
    for thing in things:
        found[thing[name], seen[thing[name]]] = thing
        seen[thing[name]] += 1
    return found
