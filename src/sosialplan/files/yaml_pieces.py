"""Cut a YAML text into pieces with nothing left over, and put pieces together to a text.

A key of a map or an item of a list is one piece, with the comments above it and beside it.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sosialplan.files.yaml_reader import Tree
from sosialplan.files.yaml_writer import dump_flow
from sosialplan.model.record import Value

_BESIDE_BLOCK_TEXT = re.compile(r"\A[|>][-+0-9]* +(#[^\n]*)")


class Leaf(Value, frozen=True):
    """A value that is taken whole: its text, and what it says."""

    raw: str
    tree: Tree


class Collection(Value, frozen=True):
    """A map or a list, with its text from the first character to the last that says something.

    ``column`` is where its entries begin. ``inline`` is one that begins beside the ``-`` that
    leads to it. ``notes`` are comments that stand inside ``{…}`` or ``[…]``.
    """

    raw: str
    tree: Tree
    entries: "tuple[Entry, ...]"
    column: int = 0
    flow: bool = False
    inline: bool = False
    notes: tuple[str, ...] = ()


Node = Leaf | Collection


class Entry(Value, frozen=True):
    """A key or an item. ``lead`` is whole lines above it; ``note`` the rest of its line.

    ``head`` is what leads to the value: the key with its colon, or the hyphen. ``key`` is
    empty in a list.
    """

    key: str
    lead: str
    head: str
    node: Node
    note: str


class Pieces(Value, frozen=True):
    """A whole text: what stands before the first entry and after the last belongs to the file."""

    prologue: str
    root: Node
    epilogue: str

    @property
    def text(self) -> str:
        """The text again."""
        return self.prologue + self.root.raw + self.epilogue


def is_open(node: Node) -> bool:
    """Tell whether a node can be looked into: it has entries, or is an empty map or list."""
    return isinstance(node, Collection) or node.tree in ({}, [])


def flow_of(entries: tuple[Entry, ...], tree: Tree, notes: tuple[str, ...] = ()) -> Node:
    """Put entries together in one line."""
    left, right = "{}" if isinstance(tree, dict) else "[]"
    if not entries:
        return Leaf(left + right, tree)
    parts = [
        f"{dump_flow(each.key)}: {each.node.raw}" if isinstance(tree, dict) else each.node.raw
        for each in entries
    ]
    raw = left + ", ".join(parts) + right
    return Collection(raw, tree, entries, flow=True, notes=notes)


def block_of(entries: tuple[Entry, ...], tree: Tree, column: int, *, inline: bool) -> Collection:
    """Put entries together, each on lines of its own."""
    text = ""
    for position, each in enumerate(entries):
        begun = inline and position == 0
        text += ("" if begun else each.lead + " " * column) + _line(each, column) + "\n"
    return Collection(text[:-1], tree, entries, column, inline=inline)


def _line(entry: Entry, column: int) -> str:
    """Return an entry from its head to the end of its note or of its last line."""
    node, head = entry.node, entry.head.rstrip()
    if isinstance(node, Collection) and not node.flow:
        if node.inline:
            return "-".ljust(node.column - column) + node.raw
        return f"{head}{entry.note}\n{node.raw}"
    if node.raw:
        head = entry.head if entry.head != head else head + " "
    return head + node.raw + entry.note


def comments_in(node: Node) -> Iterator[str]:
    """Yield every comment that stands in a node."""
    if isinstance(node, Leaf):
        yield from _BESIDE_BLOCK_TEXT.findall(node.raw)
        return
    yield from node.notes
    for each in node.entries:
        yield from _comments_above(each)
        yield from (each.note.strip(),) if each.note.strip() else ()
        yield from comments_in(each.node)


def _comments_above(entry: Entry) -> list[str]:
    return [line.strip() for line in entry.lead.split("\n") if line.strip()]


def on_a_line(entry: Entry, node: Collection, column: int) -> Entry:
    """Return an entry of a collection as it stands where all entries begin at this column."""
    if not node.flow:
        return moved(entry, column - node.column)
    head = f"{dump_flow(entry.key)}:" if isinstance(node.tree, dict) else "-"
    raw = re.sub(r"\n *", "\n" + " " * (column + 2), entry.node.raw)
    return replace(entry, head=head, node=replace(entry.node, raw=raw))


def with_comments(entry: Entry, comments: Iterable[str], column: int) -> Entry:
    """Return an entry with more comments above it, and with those that had no line of their own.

    What begins beside the hyphen has no line above it: comments there go above the hyphen.
    """
    node, more = entry.node, sorted(set(comments))
    if isinstance(node, Collection) and node.inline and node.entries[0].lead:
        first, *rest = node.entries
        more = [*_comments_above(first), *more]
        entries = (replace(first, lead=""), *rest)
        node = block_of(entries, node.tree, node.column, inline=True)
    lead = entry.lead
    for comment in more:
        if comment not in lead:
            lead += " " * column + comment + "\n"
    return replace(entry, lead=lead, node=node)


def moved(entry: Entry, columns: int) -> Entry:
    """Return an entry set in by so many columns more, or fewer."""
    if not columns:
        return entry
    return replace(
        entry,
        lead=_set_in(entry.lead, columns),
        head=_rest_set_in(entry.head, columns),
        node=_node_moved(entry.node, columns),
    )


def _node_moved(node: Node, columns: int) -> Node:
    if isinstance(node, Leaf):
        return Leaf(_rest_set_in(node.raw, columns), node.tree)
    if node.flow:
        return replace(node, raw=_rest_set_in(node.raw, columns))
    entries = tuple(moved(each, columns) for each in node.entries)
    return block_of(entries, node.tree, node.column + columns, inline=node.inline)


def _rest_set_in(text: str, columns: int) -> str:
    """Set in every line but the first, which stands behind something."""
    first, line_break, rest = text.partition("\n")
    return first + line_break + _set_in(rest, columns)


def _set_in(text: str, columns: int) -> str:
    return "\n".join(_line_set_in(line, columns) for line in text.split("\n"))


def _line_set_in(line: str, columns: int) -> str:
    if not line.strip():
        return line
    have = len(line) - len(line.lstrip(" "))
    return " " * max(have + columns, 0) + line[have:]
