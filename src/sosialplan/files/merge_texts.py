"""Merge three texts of one file: the common start and what two people made of it.

A pure function of the texts. Every entry of both sides is in the merged text, with its comments;
what the sides do not agree on is a conflict, and is written in the text too.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from sosialplan.files.yaml_edit import append_item
from sosialplan.files.yaml_merge import Merger, settled
from sosialplan.files.yaml_pieces import Pieces, cut, is_open
from sosialplan.files.yaml_reader import Tree, parse
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.problems import TreePath
from sosialplan.model.record import Konflikt, Value
from sosialplan.reading import BOM
from sosialplan.rules.fletting.fletteregler import (
    ID,
    KONFLIKTER,
    Fletteregel,
    Sted,
    Uenighet,
    id_av,
    konflikt_av,
    sagt,
    steg_til,
)

_POINTS_AT_ONE = frozenset({"retter", "gjelder"})
_NAMES_ONE = _POINTS_AT_ONE | {ID}
"""The fields that hold an entry's id."""


class _Found(Value, frozen=True):
    """An entry: where it stands, what it holds, and what it says apart from which it points at."""

    sted: Sted
    tree: Tree
    says: str

    @property
    def rank(self) -> tuple[str, str, str, Sted]:
        """The lower of two keeps the id: the one that happened and was written down first."""
        day, written = self.tree.get("dato", ""), self.tree.get("registrert", "")
        return str(day), str(written), self.says, self.sted

    def is_other_than(self, other: "_Found") -> bool:
        """Tell whether two entries are not the same one."""
        return (self.sted, self.says) != (other.sted, other.says)


def with_ids_of_their_own(
    base: str | None, ours: str, theirs: str, regel: Fletteregel
) -> tuple[str, str]:
    """Return both sides' texts, in which no new id stands for two different entries.

    The new id follows from the content, so that it is the same wherever it is made.
    """
    known = _entries(parse(base).tree, regel) if base is not None else {}
    while True:
        mine, other = (_entries(parse(text).tree, regel) for text in (ours, theirs))
        both = [
            each
            for each in mine
            if each in other and each not in known and mine[each].is_other_than(other[each])
        ]
        if not both:
            return ours, theirs
        entry = min(both, key=lambda each: (len(mine[each].sted), each))
        if mine[entry].rank < other[entry].rank:
            theirs = _renamed(theirs, _new_ids(entry, other[entry], mine))
        else:
            ours = _renamed(ours, _new_ids(entry, mine[entry], other))


def _entries(tree: Tree, regel: Fletteregel) -> dict[str, _Found]:
    """Return every entry that has an id."""
    found: dict[str, _Found] = {}
    for entry in _walk(tree, (), (), regel):
        found.setdefault(entry.tree[ID], entry)
    return found


def _walk(tree: Tree, sted: Sted, liste: tuple[str, ...], regel: Fletteregel) -> Iterator[_Found]:
    if isinstance(tree, dict):
        for key, node in tree.items():
            if key != KONFLIKTER:
                yield from _walk(node, (*sted, key), (*liste, key), regel)
    elif isinstance(tree, list):
        field = regel.felt(".".join(liste))
        for name, item in zip(steg_til(tree, field), tree, strict=True):
            there = (*sted, name)
            if field == ID and isinstance(item, dict) and isinstance(item.get(ID), str):
                yield _Found(there, item, sagt(_without_pointers(item)))
            yield from _walk(item, there, liste, regel)


def _without_pointers(tree: Tree) -> Tree:
    """Return a tree without what points at other entries: that changes when they get new ids."""
    if isinstance(tree, dict):
        kept = {key: node for key, node in tree.items() if key not in _POINTS_AT_ONE}
        return {key: _without_pointers(node) for key, node in kept.items()}
    return [_without_pointers(item) for item in tree] if isinstance(tree, list) else tree


def _new_ids(entry: str, found: _Found, other: Mapping[str, _Found]) -> dict[str, str]:
    """Return new ids for an entry, and for those in it that the other side has too."""
    own = id_av([entry, found.says])
    inside = [each for each in _ids_in(found.tree) if each != entry and each in other]
    return {entry: own} | {each: id_av([own, each]) for each in inside}


def _ids_in(tree: Tree) -> Iterator[str]:
    if isinstance(tree, dict):
        if isinstance(tree.get(ID), str):
            yield tree[ID]
        for node in tree.values():
            yield from _ids_in(node)
    elif isinstance(tree, list):
        for item in tree:
            yield from _ids_in(item)


def _renamed(text: str, ids: Mapping[str, str]) -> str:
    """Return the text with other ids, where an entry is named."""
    parsed = parse(text, with_spans=True)
    places = [
        (parsed.spans[path], value)
        for path, value in _leaves(parsed.tree, ())
        if path and path[-1] in _NAMES_ONE and value in ids
    ]
    for span, value in sorted(places, key=lambda each: each[0].start, reverse=True):
        inner = text[span.start : span.end].replace(value, ids[value])
        text = text[: span.start] + inner + text[span.end :]
    return text


def _leaves(tree: Tree, path: TreePath) -> Iterator[tuple[TreePath, Tree]]:
    if isinstance(tree, dict | list):
        steps = tree.items() if isinstance(tree, dict) else enumerate(tree)
        for step, node in steps:
            yield from _leaves(node, (*path, step))
    else:
        yield path, tree


_LINE_BREAK = re.compile("\r\n?")


class Merged(Value, frozen=True):
    """The merged text, and the conflicts that are new in it."""

    text: str
    konflikter: tuple[Konflikt, ...] = ()


class CannotMergeError(Exception):
    """The texts cannot be merged: one of them has a fault, or is written in an unsafe way."""


class TwoThingsError(CannotMergeError):
    """The texts are about two things: git took one file for another that resembles it."""


def merge_texts(base: str | None, ours: str, theirs: str, regel: Fletteregel) -> Merged:
    """Return what two sides made of a common start; None where there was no such file.

    Which side is which makes no difference. Raises CannotMergeError, or TwoThingsError.
    """
    if ours == theirs:
        return Merged(ours)
    ours, theirs = with_ids_of_their_own(base, ours, theirs, regel)
    if base in {ours, theirs}:
        return Merged(theirs if base == ours else ours)
    start = None if base is None else _plain(base)
    merged, conflicts = _merged(start, _plain(ours), _plain(theirs), regel)
    unended, windows, marked = (
        settled(None if base is None else holds(base), holds(ours), holds(theirs))
        for holds in (_is_unended, _is_of_windows, _is_marked)
    )
    merged = merged.removesuffix("\n") if unended else merged
    merged = merged.replace("\n", "\r\n") if windows else merged
    return Merged(BOM + merged if marked else merged, conflicts)


def laid_over(
    base: str | None,
    ours: str,
    theirs: str,
    regel: Fletteregel,
    ours_holds: Callable[[Uenighet], bool],
) -> tuple[str, tuple[Uenighet, ...]]:
    """Return our text with what another made of the common start taken in, and what they do not agree on.

    Of that ``ours_holds`` says what stands. All else of our text is as it was, to the letter. Raises CannotMergeError,
    or TwoThingsError.
    """
    started = _pieces(_plain(base)) if base is not None else None
    mine, other = _pieces(_plain(ours)), _pieces(_plain(theirs))
    _require_one_thing((started, mine, other), regel)
    merger = Merger(regel, (frozenset(), frozenset()), ours_holds)
    merged = merger.merge(started, mine, other)
    found = parse(merged.text)
    if found.faults or found.tree != merged.root.tree:
        raise CannotMergeError
    text = merged.text.removesuffix("\n") if _is_unended(ours) else merged.text
    text = text.replace("\n", "\r\n") if _is_of_windows(ours) else text
    return BOM + text if _is_marked(ours) else text, tuple(merger.uenigheter)


def _require_one_thing(sides: Sequence[Pieces | None], regel: Fletteregel) -> None:
    about = {
        tuple(sagt(each.root.tree.get(field)) for field in regel.gjelder) for each in sides if each
    }
    if len(about) > 1:
        raise TwoThingsError


def _is_unended(text: str) -> bool:
    return not text.endswith("\n")


def _is_of_windows(text: str) -> bool:
    return "\r\n" in text


def _is_marked(text: str) -> bool:
    return text.startswith(BOM)


def _plain(text: str) -> str:
    """Return a text without its mark, each of its lines ended by a line feed alone."""
    text = _LINE_BREAK.sub("\n", text.removeprefix(BOM))
    return text if text.endswith("\n") else text + "\n"


def _merged(
    base: str | None, ours: str, theirs: str, regel: Fletteregel
) -> tuple[str, tuple[Konflikt, ...]]:
    started = _pieces(base) if base is not None else None
    mine, other = _pieces(ours), _pieces(theirs)
    _require_one_thing((started, mine, other), regel)
    start = _conflicts_in(started.root.tree) if started else {}
    at_ours, at_theirs = _conflicts_in(mine.root.tree), _conflicts_in(other.root.tree)
    by_ours, by_theirs = _less(start, at_ours), _less(start, at_theirs)
    merger = Merger(regel, (frozenset(by_ours.values()), frozenset(by_theirs.values())))
    merged = merger.merge(started, mine, other)
    found = parse(merged.text)
    if found.faults or found.tree != merged.root.tree:
        raise CannotMergeError
    solved = {**by_ours, **by_theirs}
    conflicts = [
        konflikt_av(each, [entry for entry, sted in solved.items() if sted == each.sted])
        for each in merger.uenigheter
    ]
    conflicts.sort(key=lambda each: each.id)
    return _written(merged.text, found.tree, conflicts), tuple(conflicts)


def _pieces(text: str) -> Pieces:
    pieces = cut(text)
    if pieces is None or not isinstance(pieces.root.tree, dict) or not is_open(pieces.root):
        raise CannotMergeError
    return pieces


def _conflicts_in(tree: Tree) -> dict[str, Sted]:
    """Return the conflicts that stand in a file: their ids and their places."""
    listed = tree.get(KONFLIKTER)
    found = listed if isinstance(listed, list) else []
    return {
        str(each.get("id")): tuple(each.get("sted") or ())
        for each in found
        if isinstance(each, dict)
    }


def _less(start: Mapping[str, Sted], side: Mapping[str, Sted]) -> dict[str, Sted]:
    """Return the conflicts of the start that a side has solved."""
    return {entry: sted for entry, sted in start.items() if entry not in side}


def _written(text: str, tree: Tree, conflicts: Sequence[Konflikt]) -> str:
    """Return the text with the conflicts in it, each once."""
    known = _conflicts_in(tree)
    try:
        for each in conflicts:
            if each.id not in known:
                text = append_item(text, (KONFLIKTER,), to_tree(each))
    except ExpectedFailure as error:
        raise CannotMergeError from error
    return text
