"""Two versions of a file that had not met yet, put together: what either had written is there."""

from collections.abc import Iterator
from typing import Any

from sosialplan.views.historikk.forskjell import name_of


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
