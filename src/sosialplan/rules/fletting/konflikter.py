"""What two sides of a merge do not agree on: which value stands, and what is kept of the other."""

import json
from collections.abc import Collection, Iterable
from hashlib import sha256
from typing import Any

from sosialplan.model.konflikt import Konflikt
from sosialplan.model.record import Value

Sted = tuple[str, ...]
"""The way to a place: keys, and of a list what tells its items apart."""

_FIRST, _REST = "abcdefghjkmnpqrstvwxyz", "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 8


class Uenighet(Value, frozen=True):
    """One place and two values; ``ellers`` is None where one side took it away."""

    sted: Sted
    staar: Any
    ellers: Any


def sagt(tree: Any) -> str:
    """Return what a tree says, as a text that is the same for the same content."""
    return json.dumps(tree, ensure_ascii=False, sort_keys=True)


def staar_foran(tree: Any) -> tuple[bool, bool, str]:
    """Return the rank by which one of two values stands in the file until a person has chosen.

    Something before nothing, yes before no, and of two days the earlier: what is then seen
    first is what must not be missed.
    """
    return tree is None, tree is False, sagt(tree)


def konflikt_av(uenighet: Uenighet, etter: Iterable[str] = ()) -> Konflikt:
    """Return the conflict. ``etter`` are the ids of solved ones at the place, which this follows."""
    said = [list(uenighet.sted), uenighet.staar, uenighet.ellers, sorted(etter)]
    return Konflikt(
        id=id_av(said), sted=uenighet.sted, staar=uenighet.staar, ellers=uenighet.ellers
    )


def id_av(tree: Any) -> str:
    """Return eight characters that follow from the content alone; the first is a letter."""
    number = int.from_bytes(sha256(sagt(tree).encode("utf-8", "surrogatepass")).digest())
    number, first = divmod(number, len(_FIRST))
    found = _FIRST[first]
    while len(found) < _LENGTH:
        number, each = divmod(number, len(_REST))
        found += _REST[each]
    return found


def er_under(sted: Sted, steder: Collection[Sted]) -> bool:
    """Tell whether one of the places is this one or lies under it."""
    return any(each[: len(sted)] == sted for each in steder)
