"""Read YAML 1.2 strictly: one document of plain maps, lists and scalars, or the faults in it.

Values are what YAML 1.2 core says: ``no`` and ``12:30`` are texts; dates stay texts for the
schema to judge. Duplicate keys, anchors, aliases, tags, a second document and deep nesting are
faults with a place.
"""

import re
from functools import lru_cache
from typing import Any

import msgspec

from sosialplan.files.yaml_events import (
    MAX_DEPTH,
    MAX_NODES,
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    Span,
    YAMLError,
    events,
    spans_of,
)
from sosialplan.model.problems import Location, TreePath
from sosialplan.model.record import Value

Tree = Any
"""What a file holds: dict, list, str, int, float, bool or None, nested."""

_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_OTHER_INT = re.compile(r"0o[0-7]{1,20}\Z|0x[0-9a-fA-F]{1,16}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?\Z")
FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip

MOST_TOLD = 20
"""So many faults of one file are told of; a file with more is broken in one way, not in thousands."""
_TELLING = frozenset(["", *"~nNtTfF+-.0123456789"])
"""How a plain scalar begins that may be anything but a text: most are told at a glance."""


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

    Duplicate keys are all reported; a fault that makes the rest unsure ends the reading. The same text
    is met again in one command and in the history, so what is returned is shared: nobody changes it.
    """
    parsed = _parsed(text)
    return Parsed(parsed.tree, parsed.faults, _spans(text)) if with_spans else parsed


@lru_cache(maxsize=256)
def _parsed(text: str) -> Parsed:
    reader = _read(text)
    return Parsed(reader.tree, tuple(reader.faults))


@lru_cache(maxsize=16)
def _spans(text: str) -> dict[TreePath, Span]:
    return spans_of(text)


class _Frame(msgspec.Struct):
    """A collection that is being read; ``key`` of a map waits for its value."""

    node: Any
    is_map: bool
    key: str | None = None


class _Reader:
    """Turns events into a tree without recursion, so that depth cannot exhaust the stack."""

    __slots__ = ("_documents", "_stack", "faults", "tree")

    def __init__(self) -> None:
        self.faults: list[YamlFault] = []
        self.tree: Tree = None
        self._stack: list[_Frame] = []
        self._documents = 0

    def take(self, event: Any) -> bool:
        """Take one event; False when reading must end."""
        kind = event.__class__
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            self._stack.pop()
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            return self._open(event, is_map=kind is MappingStartEvent)
        elif kind is AliasEvent:
            return self.fault("Y104", event.start_mark)
        elif kind is DocumentStartEvent:
            self._documents += 1
            return self._documents == 1 or self.fault("Y103", event.start_mark)
        return True

    def fault(self, code: str, mark: Any) -> bool:
        """Keep a fault; always False, so that reading ends."""
        self.faults.append(YamlFault(code, mark.line, mark.column))
        return False

    def _scalar(self, event: Any) -> bool:
        if event.anchor is not None or event.tag is not None:
            return self._marked(event)
        value = event.value
        stack = self._stack
        if not stack:
            self.tree = resolve(value) if event.implicit[0] else value
            return True
        frame = stack[-1]
        if not frame.is_map:
            frame.node.append(resolve(value) if event.implicit[0] else value)
        elif frame.key is None:
            frame.key = value
            if value in frame.node:
                return self._again(event)
        else:
            frame.node[frame.key] = resolve(value) if event.implicit[0] else value
            frame.key = None
        return True

    def _again(self, event: Any) -> bool:
        """Tell of a key that stands twice; after many of them, only that there are more."""
        if len(self.faults) < MOST_TOLD:
            self.fault("Y102", event.start_mark)
            return True
        return self.fault("Y109", event.start_mark)

    def _marked(self, event: Any) -> bool:
        """Refuse an anchor or a tag."""
        return self.fault("Y104" if event.anchor is not None else "Y105", event.start_mark)

    def _open(self, event: Any, *, is_map: bool) -> bool:
        if event.anchor is not None or event.tag is not None:
            return self._marked(event)
        stack = self._stack
        if len(stack) >= MAX_DEPTH:
            return self.fault("Y106", event.start_mark)
        node: Any = {} if is_map else []
        if not stack:
            self.tree = node
        elif not stack[-1].is_map:
            stack[-1].node.append(node)
        elif stack[-1].key is None:
            return self.fault("Y107", event.start_mark)
        else:
            frame = stack[-1]
            frame.node[frame.key], frame.key = node, None
        stack.append(_Frame(node, is_map))
        return True


def _read(text: str) -> _Reader:
    """Read a text. What libyaml finds too deep is read up to there: its limit lies beyond ours."""
    reader = _Reader()
    try:
        for number, event in enumerate(events(text)):
            if not reader.take(event):
                break
            if number > MAX_NODES:
                reader.fault("Y110", event.start_mark)
                break
    except MarkedYAMLError as error:
        if error.problem_mark and "nesting depth" in f"{error.problem}":
            return _read(text[: error.problem_mark.index])
        reader.fault(*_bad_yaml(error, text))
    except (YAMLError, UnicodeEncodeError):
        reader.faults.append(YamlFault("Y108", *_first_forbidden(text)))
    return reader


def resolve(value: str) -> str | int | float | bool | None:
    """Give a plain scalar its type by the core schema of YAML 1.2.2, section 10.3.2."""
    if value[:1] not in _TELLING:
        return value
    if value in _WORDS:
        return _WORDS[value]
    if value[4:5] == "-" and "e" not in value.lower():  # a day or a moment, the most of them
        return value
    if _INT.match(value):
        return int(value)
    if _OTHER_INT.match(value):
        return int(value, 0)
    return float(value) if _FLOAT.match(value) else value


def _bad_yaml(error: Any, text: str) -> tuple[str, Any]:
    """Return the code and the place of what libyaml could not read.

    A text that begins with ``*``, ``&`` or ``!`` was never meant as an alias, an anchor or a
    tag; what is never closed is told of where it was opened.
    """
    said = f"{error.context} {error.problem}"
    if "an alias" in said or "an anchor" in said:
        return "Y104", error.context_mark
    if "a tag" in said or "tag handle" in said:
        return "Y105", error.context_mark
    at = error.problem_mark.index
    if "a tab character" in said or text[at : at + 1] == "\t":
        return "Y113", error.problem_mark
    at_the_end = at >= len(text) and error.context_mark is not None
    return "Y101", error.context_mark if at_the_end else error.problem_mark


def _first_forbidden(text: str) -> tuple[int, int]:
    """Return line and column of the first character that YAML does not allow."""
    found = FORBIDDEN.search(text)
    position = found.start() if found else 0
    line_start = text.rfind("\n", 0, position) + 1
    return text.count("\n", 0, position), position - line_start
