"""Cut a YAML text into its pieces, so that they put together are the text again."""

import re

from sosialplan.files.yaml_pieces import Collection, Entry, Leaf, Node, Pieces
from sosialplan.files.yaml_places import Span
from sosialplan.files.yaml_reader import Tree, parse
from sosialplan.model.problems import TreePath
from sosialplan.model.record import Value

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
