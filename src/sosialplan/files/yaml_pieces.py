"""Cut a YAML text into pieces with nothing left over, and put pieces together to a text."""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sosialplan.files.yaml_events import Span
from sosialplan.files.yaml_reader import Tree, parse
from sosialplan.files.yaml_writer import dump_flow
from sosialplan.model.problems import TreePath
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


def in_our_way(ours: Node, entries: tuple[Entry, ...], tree: Tree) -> Node | None:
    """Return entries in one line where ours stand so, and can: a change of one then touches no other line."""
    remarks = any(each.lead.strip() or each.note.strip() for each in entries)
    if not isinstance(ours, Collection) or not ours.flow or ours.notes or remarks:
        return None
    made = flow_of(entries, tree)
    found = parse(f"x: {made.raw}\n")
    fits = "\n" not in made.raw and not found.faults and found.tree == {"x": tree}
    return made if fits else None


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


_KEY = re.compile(r"""(?:"(?:\\.|[^"\\\n])*"|'(?:''|[^'\n])*'|[^\n]*?)[ \t]*:(?=[ \t\n]|\Z)""")
_BEGUN = re.compile(r"(?:.*\n)*?---.*\n")
"""What stands above the document itself: directives, and the line that begins it."""
_COMMENT = re.compile(r"#[^\n]*")


def cut(text: str) -> Pieces | None:
    """Return the pieces of a text; None for one with a fault. Its lines end in a line feed alone.

    What is written in a way that cannot be cut is one leaf.
    """
    parsed = parse(text, with_spans=True)
    if parsed.faults or () not in parsed.spans:
        return None
    begun = _BEGUN.match(text, 0, parsed.spans[()].start)
    root, end = _Cutter(text, parsed.spans).node((), parsed.tree, above=begun.end() if begun else 0)
    return Pieces(text[: end - len(root.raw)], root, text[end:])


class _Cutter(Value, frozen=True):
    """A text and the span of each of its nodes."""

    text: str
    spans: dict[TreePath, Span]

    def node(self, path: TreePath, tree: Tree, above: int) -> tuple[Node, int]:
        """Return a node, and where its text ends.

        ``above`` is where the lines above its first entry begin, if it is a block.
        """
        span = self.spans[path]
        if isinstance(tree, dict | list) and tree:
            if span.flow:
                return self._flow(path, tree), span.end
            block = self._block(path, tree, above)
            if block is not None:
                return block
        end = self._end(path, tree)
        return Leaf(self.text[span.start : end], tree), end

    def _block(self, path: TreePath, tree: Tree, above: int) -> tuple[Collection, int] | None:
        """Return a collection whose entries begin lines; None where one of them does not."""
        text, begins = self.text, self._begins(path, tree)
        first = self._line_start(begins[0])
        inline = bool(text[first : begins[0]].strip())
        end = begins[0] - 1 if inline else above - 1
        start = end + 1
        entries = []
        for position, (step, begin) in enumerate(zip(_steps(tree), begins, strict=True)):
            begun = inline and position == 0
            line = begin if begun else self._line_start(begin)
            if text[line:begin].strip() or line < end + 1:
                return None
            lead = text[end + 1 : line]
            found = self._entry((*path, step), tree[step], begin, lead)
            if found is None:
                return None
            entry, end = found
            entries.append(entry)
        column = self.spans[path].column
        raw = text[start:end]
        return Collection(raw, tree, tuple(entries), column, inline=inline), end

    def _begins(self, path: TreePath, tree: Tree) -> list[int]:
        """Return where each entry begins: its key, or its hyphen."""
        span = self.spans[path]
        if isinstance(tree, dict):
            keys = (self.spans[(*path, step)].key for step in tree)
            return [key[0] if key else 0 for key in keys]
        begins = [span.start]
        for position in range(1, len(tree)):
            line = self._line_start(self.spans[(*path, position)].start)
            while (
                line > begins[-1] and self.text[line + span.column : line + span.column + 1] != "-"
            ):
                line = self._line_start(line - 1)
            begins.append(line + span.column)
        return begins

    def _entry(self, path: TreePath, tree: Tree, begin: int, lead: str) -> tuple[Entry, int] | None:
        """Return an entry and where its last line ends; None where it cannot be told."""
        text, span = self.text, self.spans[path]
        step = path[-1]
        key = step if isinstance(step, str) else ""
        head, line_end = text[begin : span.start], self._line_end(begin)
        below = isinstance(tree, dict | list) and tree and not span.flow and "\n" in head
        node, end = self.node(path, tree, above=line_end + 1 if below else span.start)
        note = text[end : self._line_end(end)]
        if isinstance(node, Collection) and not node.flow:
            said = _KEY.match(text, begin) if key or isinstance(step, str) else None
            head_end = said.end() if said else begin + 1
            head, note = text[begin:head_end], text[head_end:line_end] if below else ""
        else:
            end += len(note)
        if note.strip() and not note.lstrip().startswith("#"):
            return None
        return Entry(key, lead, head, node, note), end

    def _flow(self, path: TreePath, tree: Tree) -> Collection:
        span = self.spans[path]
        entries, notes, last = [], [], span.start + 1
        for step in _steps(tree):
            place = self.spans[(*path, step)]
            node, end = self.node((*path, step), tree[step], above=place.start)
            notes += _COMMENT.findall(self.text, last, place.key[0] if place.key else place.start)
            entries.append(Entry(step if isinstance(step, str) else "", "", "", node, ""))
            last = end
        notes += _COMMENT.findall(self.text, last, span.end - 1)
        raw = self.text[span.start : span.end]
        return Collection(raw, tree, tuple(entries), flow=True, notes=tuple(notes))

    def _end(self, path: TreePath, tree: Tree) -> int:
        """Return where a node ends that is taken whole: after the last that says something.

        Empty lines after a block text are its own only where it keeps them (``|+``).
        """
        text, span = self.text, self.spans[path]
        end = span.end
        if isinstance(tree, str) and text[span.start : span.start + 1] in {"|", ">"}:
            if "+" in text[span.start : self._line_end(span.start)].partition("#")[0]:
                return end - 1 if text[end - 1 : end] == "\n" else end
            own = "\n" if tree.rstrip("\n")[-1:].isspace() else " \t\n"
            return span.start + len(text[span.start : end].rstrip(own))
        return span.start + len(text[span.start : end].rstrip(" \t\n"))

    def _line_start(self, position: int) -> int:
        return self.text.rfind("\n", 0, position) + 1

    def _line_end(self, position: int) -> int:
        end = self.text.find("\n", position)
        return len(self.text) if end < 0 else end


def _steps(tree: Tree) -> list[str | int]:
    return list(tree) if isinstance(tree, dict) else [*range(len(tree))]
