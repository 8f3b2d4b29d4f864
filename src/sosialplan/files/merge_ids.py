"""The same new id with different content is two entries: one of them gets an id of its own."""

from collections.abc import Iterator, Mapping

from sosialplan.files.yaml_reader import Tree, parse
from sosialplan.model.problems import TreePath
from sosialplan.model.record import Value
from sosialplan.rules.fletting.fletteregler import ID, KONFLIKTER, Fletteregel, steg_til
from sosialplan.rules.fletting.konflikter import Sted, id_av, sagt

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
