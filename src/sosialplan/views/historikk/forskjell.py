"""What differs between two trees of a file, what of a shared file is one case's, and two versions put together."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sosialplan.model.record import Value


@dataclass(frozen=True, slots=True)
class Sakskjenne:
    """What a case is known by in other files: its numbers, and the pupil in a class.

    The numbers, the names and the classes are all that the case has ever had.
    """

    saker: tuple[str, ...]
    elever: tuple[tuple[str, str], ...] = ()

    def may_be_in(self, text: str | None) -> bool:
        """Tell at a glance whether a text can say something of the case."""
        known = (*self.saker, *(navn for navn, _ in self.elever))
        return text is not None and any(each in text for each in known)


Del = Callable[[Any, Sakskjenne], Any]


def absence_of_case(tree: Any, kjenne: Sakskjenne) -> Any:
    """Return the absence file with only the pupil's own entries, by number, else by name and class."""
    return {"elever": [each for each in _things(tree, "elever") if _own(each, tree, kjenne)]}


def _own(entry: Any, tree: Any, kjenne: Sakskjenne) -> bool:
    if entry.get("sak") is not None:
        return entry["sak"] in kjenne.saker
    return (entry.get("elev"), tree.get("klasse")) in kjenne.elever


def minutes_of_case(tree: Any, kjenne: Sakskjenne) -> Any:
    """Return the minute book with only the meetings where the case was, and only what is of it."""
    held = [
        {
            **meeting,
            **{
                key: [each for each in _things(meeting, key) if each.get("sak") in kjenne.saker]
                for key in ("saker", "beslutninger")
            },
        }
        for meeting in _things(tree, "holdt")
    ]
    return {"holdt": [each for each in held if each["saker"] or each["beslutninger"]]}


def _things(tree: Any, key: str) -> list[Any]:
    """Return the things of a list, whatever stands there."""
    found = tree.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


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


def together(one: Any, other: Any) -> Any:
    """Return the first version with the things of the second that it lacks.

    A field that both have stays as the first has it; nothing of the first is lost.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return {
            key: together(one.get(key), other.get(key)) for key in dict.fromkeys([*one, *other])
        }
    name = name_of([one, other])
    if name is None or one is None or other is None:
        return other if one is None else one
    known = {thing[name]: thing for thing in other}
    own = [together(thing, known.get(thing[name], thing)) for thing in one]
    names = {thing[name] for thing in one}
    return [*own, *(thing for thing in other if thing[name] not in names)]


def entries(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield everything that has an id, wherever it stands."""
    if isinstance(tree, dict):
        if isinstance(tree.get("id"), str):
            yield tree
        for each in tree.values():
            yield from entries(each)
    elif isinstance(tree, list):
        for each in tree:
            yield from entries(each)
