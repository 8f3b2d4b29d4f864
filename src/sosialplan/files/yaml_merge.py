"""Three-way merging of texts that were cut into pieces: what both left alone, one changed, or both changed."""

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from sosialplan.files.yaml_pieces import (
    Collection,
    Entry,
    Leaf,
    Node,
    Pieces,
    block_of,
    comments_in,
    flow_of,
    in_our_way,
    is_open,
    on_a_line,
    with_comments,
)
from sosialplan.files.yaml_reader import Tree
from sosialplan.model.record import Value
from sosialplan.rules.fletting.fletteregler import (
    Fletteregel,
    Sted,
    Uenighet,
    er_under,
    sagt,
    staar_foran,
    steg_til,
)

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


_DAYS = ("dato", "fra", "gjelder_fra")
"""The fields that say when an item is from: the first that it has."""


class Place(Value, frozen=True):
    """A place in all three texts, and the keys that name its list in the rules."""

    sted: Sted = ()
    liste: tuple[str, ...] = ()

    def under(self, key: str, *, is_map: bool) -> "Place":
        """Return the place of a key of this map, or of an item of this list."""
        return Place((*self.sted, key), (*self.liste, key) if is_map else self.liste)

    @property
    def named(self) -> str:
        """The name that the rules have for it."""
        return ".".join(self.liste)


class Merger:
    """Merges pieces by the rules of their kind of file, and keeps what the sides do not agree on.

    ``decided`` holds for each side the places where it has solved a conflict that the common
    start had: there it has chosen, also when the value is as before. Where the sides are not equals, ``ours_holds``
    says of each thing that they do not agree on whether our own stands; nothing is then put together of both.
    """

    def __init__(
        self,
        regel: Fletteregel,
        decided: tuple[frozenset[Sted], frozenset[Sted]],
        ours_holds: Callable[[Uenighet], bool] | None = None,
    ) -> None:
        self._regel = regel
        self._decided = decided
        self._ours_holds = ours_holds
        self._loose: list[str] = []
        self.uenigheter: list[Uenighet] = []

    def merge(self, base: Pieces | None, ours: Pieces, theirs: Pieces) -> Pieces:
        """Merge whole texts."""
        root = self._node(Place(), base.root if base else None, ours.root, theirs.root)
        prologue = settled(base.prologue if base else None, ours.prologue, theirs.prologue)
        epilogue = both_lines(base.epilogue if base else None, ours.epilogue, theirs.epilogue)
        return Pieces(prologue or "", root, epilogue)

    def _node(self, place: Place, base: Node | None, ours: Node, theirs: Node) -> Node:
        if ours.raw == theirs.raw:
            return ours
        by_ours, by_theirs = (er_under(place.sted, each) for each in self._decided)
        if base and ours.raw == base.raw and not by_ours:
            return theirs
        if base and theirs.raw == base.raw and not by_theirs:
            return ours
        alike = type(ours.tree) is type(theirs.tree) and is_open(ours) and is_open(theirs)
        if alike and place.named not in self._regel.hele:
            return self._collection(place, base, ours, theirs)
        return self._whole(place, base, ours, theirs)

    def _whole(self, place: Place, base: Node | None, ours: Node, theirs: Node) -> Node:
        """Choose between two values; where both are new, one stands and the other is kept beside."""
        if sagt(ours.tree) == sagt(theirs.tree):
            first, second = sorted((ours, theirs), key=lambda node: node.raw)
            self._loose += (each for each in comments_in(second) if each not in first.raw)
            return first
        by_ours, by_theirs = (er_under(place.sted, each) for each in self._decided)
        was = sagt(base.tree if base else None)
        if sagt(ours.tree) == was and not by_ours:
            return theirs
        if sagt(theirs.tree) == was and not by_theirs:
            return ours
        if self._ours_holds is not None:
            self.uenigheter.append(found := Uenighet(place.sted, ours.tree, theirs.tree))
            return ours if self._ours_holds(found) else theirs
        first, second = sorted((ours, theirs), key=lambda node: staar_foran(node.tree))
        self.uenigheter.append(Uenighet(place.sted, first.tree, second.tree))
        self._loose += comments_in(second)
        return first

    def _collection(self, place: Place, base: Node | None, ours: Node, theirs: Node) -> Node:
        """Merge two maps or two lists entry by entry."""
        is_map = isinstance(ours.tree, dict)
        base = base if base and type(base.tree) is type(ours.tree) else None
        nodes = (base, ours, theirs)
        column = settled(*(each.column if (each := _block(node)) else None for node in nodes))
        field = self._regel.felt(place.named)
        # Where one side alone changed what is said, its list stands as it left it, repeats too.
        said = {sagt(ours.tree), sagt(theirs.tree)}
        by_both = len(said) > 1 and (base is None or sagt(base.tree) not in said)
        as_set = not is_map and field is None and by_both
        if as_set and self._ours_holds is not None:
            return self._whole(place, base, ours, theirs)
        started, mine, other = (_keyed(node, field, column, as_set=as_set) for node in nodes)
        kept: dict[str, Entry] = {}
        for key in {**mine, **other}:
            there = place.under(key, is_map=is_map)
            three = (started.get(key), mine.get(key), other.get(key))
            entry = self._entry(there, *three, column)
            if entry is not None:
                kept[key] = entry
        order = in_one_order(
            list(started),
            [key for key in mine if key in kept],
            [key for key in other if key in kept],
            rank=lambda key: _rank(key, kept[key].node.tree),
        )
        entries = tuple(kept[key] for key in order)
        tree: Tree = [each.node.tree for each in entries]
        if is_map:
            tree = {each.key: each.node.tree for each in entries}
        for node in (ours, theirs):
            self._loose += node.notes if isinstance(node, Collection) else ()
        if column is None or not entries:
            return flow_of(entries, tree)
        if self._ours_holds is not None and (own := in_our_way(ours, entries, tree)):
            return own
        inline = settled(*(each.inline if (each := _block(node)) else None for node in nodes))
        return block_of(entries, tree, column, inline=bool(inline))

    def _entry(
        self,
        place: Place,
        base: Entry | None,
        ours: Entry | None,
        theirs: Entry | None,
        column: int | None,
    ) -> Entry | None:
        """Merge one entry; None where it is gone."""
        if ours and theirs:
            return self._both(place, base, ours, theirs, column)
        one, decided = (ours, self._decided[0]) if ours else (theirs, self._decided[1])
        if one is None or base is None:
            return one
        if sagt(one.node.tree) == sagt(base.node.tree) and not er_under(place.sted, decided):
            return None
        if self._ours_holds is not None:
            sides = (each.node.tree if each else None for each in (ours, theirs))
            self.uenigheter.append(found := Uenighet(place.sted, *sides))
            return ours if self._ours_holds(found) else theirs
        if isinstance(one.node.tree, list) and isinstance(base.node.tree, list):
            emptied = replace(base, node=Leaf("[]", []))
            pair = (one, emptied) if ours else (emptied, one)
            merged = self._both(place, base, *pair, column)
            return merged if merged.node.tree else None
        self.uenigheter.append(Uenighet(place.sted, one.node.tree, None))
        return one

    def _both(
        self, place: Place, base: Entry | None, ours: Entry, theirs: Entry, column: int | None
    ) -> Entry:
        """Merge an entry that both sides have; on lines of its own it takes up loose comments."""
        outer, self._loose = self._loose, []
        node = self._node(place, base.node if base else None, ours.node, theirs.node)
        heads = [each.head for each in (ours, theirs) if each.node is node]
        head = heads[0] if heads else settled(base.head if base else None, ours.head, theirs.head)
        lead = both_lines(base.lead if base else None, ours.lead, theirs.lead)
        note = both_notes(base.note if base else None, ours.note, theirs.note)
        entry = Entry(ours.key, lead, head or "", node, note)
        if column is None:
            self._loose = outer + self._loose
            return entry
        entry, self._loose = with_comments(entry, self._loose, column), outer
        return entry


def _keyed(
    node: Node | None, field: str | None, column: int | None, *, as_set: bool
) -> dict[str, Entry]:
    """Return the entries by what tells them apart, each where all will stand.

    In a set what says the same stands once.
    """
    found: dict[str, Entry] = {}
    said: set[str] = set()
    if not isinstance(node, Collection):
        return found
    for name, entry in zip(steg_til(node.tree, field), node.entries, strict=True):
        says = sagt(entry.node.tree)
        if not (as_set and says in said):
            found[name] = entry if column is None else on_a_line(entry, node, column)
        said.add(says)
    return found


def _block(node: Node | None) -> Collection | None:
    """Return a node whose entries stand on lines of their own."""
    return node if isinstance(node, Collection) and not node.flow else None


def _rank(key: str, tree: Tree) -> tuple[str, str, str]:
    """Return when an item happened and was written down, and what tells it apart."""
    if not isinstance(tree, dict):
        return "", "", key
    day = next((tree[field] for field in _DAYS if field in tree), "")
    return str(day), str(tree.get("registrert", "")), key
