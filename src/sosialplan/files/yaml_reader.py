"""Read YAML 1.2 strictly: one document of plain maps, lists and scalars, or the faults in it.

The one door to PyYAML, of which only the event stream is used. Values are what YAML 1.2
core says: ``no`` and ``12:30`` are texts; dates stay texts for the schema to judge. Duplicate
keys, anchors, aliases, tags, a second document and deep nesting are faults with a place.
"""

import re
from typing import Any

import msgspec
import yaml
from msgspec.structs import replace

from sosialplan.model.problems import Finding, Location, TreePath
from sosialplan.model.record import Value

MAX_DEPTH = 40
_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)

Tree = Any
"""What a file holds: dict, list, str, int, float, bool or None, nested."""

_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_OTHER_INT = re.compile(r"0o[0-7]{1,20}\Z|0x[0-9a-fA-F]{1,16}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?\Z")
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


class Span(Value, frozen=True):
    """Where a node stands in the text: character offsets, line and column from 0.

    ``end`` of a block collection is the end of its last scalar. ``key`` is the offset,
    line and column of the key that leads to the node, where there is one.
    """

    start: int
    end: int
    line: int
    column: int
    flow: bool = False
    scalar: bool = False
    key: tuple[int, int, int] | None = None


class YamlFault(Value, frozen=True):
    """A fault in the YAML itself, with line and column from 0."""

    code: str
    line: int
    column: int

    def at(self, path: str) -> Location:
        """Return the place in a file, counted from 1."""
        return Location(path, self.line + 1, self.column + 1)


class Parsed(Value, frozen=True):
    """The tree of a text, the faults in its YAML, and on request the span of every node."""

    tree: Tree
    faults: tuple[YamlFault, ...]
    spans: dict[TreePath, Span] = msgspec.field(default_factory=dict)


def parse(text: str, *, with_spans: bool = False) -> Parsed:
    """Read a text; ``tree`` is None when nothing could be made of it.

    Duplicate keys are all reported; a fault that makes the rest unsure ends the reading.
    """
    reader = _Reader(with_spans=with_spans)
    return reader.read(text)


class _Frame(msgspec.Struct):
    """A collection that is being read: a map (``key`` waits for its value) or a list."""

    node: Any
    is_map: bool
    flow: bool
    path: TreePath
    key: Any = None


class _Reader:
    """Turns events into a tree without recursion, so that depth cannot exhaust the stack."""

    def __init__(self, *, with_spans: bool) -> None:
        self._spans: dict[TreePath, Span] = msgspec.field(default_factory=dict)
        self._with_spans = with_spans
        self._faults: list[YamlFault] = []
        self._stack: list[_Frame] = []
        self._tree: Tree = None
        self._documents = 0
        self._last_end = 0
        self._take = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def read(self, text: str) -> Parsed:
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                take = self._take.get(event.__class__)
                if take is not None and not take(event):
                    break
        except yaml.MarkedYAMLError as error:
            self._fault_at("Y101", error.problem_mark or error.context_mark)
        except (yaml.YAMLError, UnicodeEncodeError):
            self._faults.append(YamlFault("Y108", *_first_forbidden(text)))
        return Parsed(self._tree, tuple(self._faults), self._spans)

    def _fault_at(self, code: str, mark: Any) -> bool:
        line, column = (mark.line, mark.column) if mark else (0, 0)
        self._faults.append(YamlFault(code, line, column))
        return False

    def _alias(self, event: Any) -> bool:
        return self._fault_at("Y104", event.start_mark)

    def _document(self, event: Any) -> bool:
        self._documents += 1
        return self._documents == 1 or self._fault_at("Y103", event.start_mark)

    def _scalar(self, event: Any) -> bool:
        if event.anchor is not None:
            return self._fault_at("Y104", event.start_mark)
        if event.tag is not None:
            return self._fault_at("Y105", event.start_mark)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.is_map and frame.key is None:
            frame.key = event
            if event.value in frame.node:
                self._fault_at("Y102", event.start_mark)
            return True
        value = event.value
        self._put(resolve(value) if event.implicit[0] else value, event)
        if self._with_spans:
            self._last_end = event.end_mark.index
        return True

    def _open(self, event: Any) -> bool:
        if event.anchor is not None:
            return self._fault_at("Y104", event.start_mark)
        if event.tag is not None:
            return self._fault_at("Y105", event.start_mark)
        stack = self._stack
        if stack and stack[-1].is_map and stack[-1].key is None:
            return self._fault_at("Y107", event.start_mark)
        if len(stack) >= MAX_DEPTH:
            return self._fault_at("Y106", event.start_mark)
        is_map = event.__class__ is yaml.MappingStartEvent
        node: Any = {} if is_map else []
        path = self._put(node, event)
        stack.append(_Frame(node, is_map, bool(event.flow_style), path))
        return True

    def _close(self, event: Any) -> bool:
        frame = self._stack.pop()
        if self._with_spans:
            if frame.flow:
                self._last_end = event.end_mark.index
            opened = self._spans[frame.path]
            self._spans[frame.path] = replace(
                opened, end=max(self._last_end, opened.end), flow=frame.flow
            )
        return True

    def _put(self, value: Tree, event: Any) -> TreePath:
        """Hang a value on the open collection and return its path."""
        if not self._stack:
            self._tree = value
            return self._mark((), event, None)
        frame = self._stack[-1]
        if frame.is_map:
            key, frame.key = frame.key, None
            frame.node[key.value] = value
            return self._mark((*frame.path, key.value), event, key) if self._with_spans else ()
        frame.node.append(value)
        return (
            self._mark((*frame.path, len(frame.node) - 1), event, None) if self._with_spans else ()
        )

    def _mark(self, path: TreePath, event: Any, key: Any) -> TreePath:
        if self._with_spans:
            start, end = event.start_mark, event.end_mark
            place = key and (key.start_mark.index, key.start_mark.line, key.start_mark.column)
            self._spans[path] = Span(
                start.index, end.index, start.line, start.column,
                scalar=event.__class__ is yaml.ScalarEvent, key=place,
            )  # fmt: skip
        return path


def resolve(value: str) -> str | int | float | bool | None:
    """Give a plain scalar its type by the core schema of YAML 1.2.2, section 10.3.2."""
    if value in _WORDS:
        return _WORDS[value]
    if not value[0].isdigit() and value[0] not in "+-.":
        return value
    if _INT.match(value):
        return int(value)
    if _OTHER_INT.match(value):
        return int(value, 0)
    return float(value) if _FLOAT.match(value) else value


def _first_forbidden(text: str) -> tuple[int, int]:
    """Return line and column of the first character that YAML does not allow."""
    for line, content in enumerate(text.split("\n")):
        for column, char in enumerate(content):
            if not (char in "\t\r\x85" or " " <= char <= "~" or "\xa0" <= char <= "\U0010ffff"):
                return line, column
            if "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff":
                return line, column
    return 0, 0


def locate(file: str, finding: Finding, spans: dict[TreePath, Span]) -> Location:
    """Return where a finding stands: its node, or the nearest one above that is in the file."""
    where = finding.where
    while where and where not in spans:
        where = where[:-1]
    span = spans.get(where)
    if span is None:
        return Location(file)
    if span.key is not None and (finding.on_key or where != finding.where):
        return Location(file, span.key[1] + 1, span.key[2] + 1)
    return Location(file, span.line + 1, span.column + 1)
