"""Merge three texts of one file: the common start and what two people made of it.

A pure function of the texts. Every entry of both sides is in the merged text, with its comments;
what the sides do not agree on is a conflict, and is written in the text too.
"""

import re
from collections.abc import Mapping, Sequence

from sosialplan.files.merge_ids import with_ids_of_their_own
from sosialplan.files.three_way import settled
from sosialplan.files.yaml_cut import cut
from sosialplan.files.yaml_edit import append_item
from sosialplan.files.yaml_merge import Merger
from sosialplan.files.yaml_pieces import Pieces, is_open
from sosialplan.files.yaml_places import BOM
from sosialplan.files.yaml_reader import Tree, parse
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.konflikt import Konflikt
from sosialplan.model.record import Value
from sosialplan.rules.fletting.fletteregler import KONFLIKTER, Fletteregel
from sosialplan.rules.fletting.konflikter import Sted, konflikt_av, sagt

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
    about = {
        tuple(sagt(each.root.tree.get(field)) for field in regel.gjelder)
        for each in (started, mine, other)
        if each
    }
    if len(about) > 1:
        raise TwoThingsError
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
