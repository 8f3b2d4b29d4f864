"""Events of a YAML text by libyaml, and where each node stands. The one door to PyYAML."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

import msgspec
import yaml
from msgspec.structs import replace
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from sosialplan.model.problems import Finding, Location, TreePath
from sosialplan.model.record import Value
from sosialplan.reading import BOM

__all__ = [
    "MAX_NODES",
    "AliasEvent",
    "DocumentStartEvent",
    "MappingEndEvent",
    "MappingStartEvent",
    "MarkedYAMLError",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "YAMLError",
    "events",
]

MarkedYAMLError, YAMLError = yaml.MarkedYAMLError, yaml.YAMLError
_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
"""libyaml where PyYAML was built with it, as all its wheels are; else the slow one."""
MAX_NODES = 100_000
"""So many keys, values and groups a file holds at most: ten times the longest case there is."""


def events(text: str) -> Iterator[Any]:
    """Return the events of a text. Raises YAMLError, or UnicodeEncodeError for a lone surrogate.

    The loader has none after the end of the stream, which ends the iterator.
    """
    return iter(_LOADER(text).get_event, None)


MAX_DEPTH = 40
"""Levels of maps and lists; no case has so many, and deeper texts are not read on."""


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


class _Open(msgspec.Struct):
    """A collection whose end has not come yet."""

    path: TreePath
    is_map: bool
    flow: bool
    key: Any = None
    count: int = 0


def spans_of(text: str, wanted: AbstractSet[TreePath] | None = None) -> dict[TreePath, Span]:
    """Return the span of every node, as far as the text can be read; or until the ``wanted`` are found.

    Then the span of a group that was not read to its end is no longer than its beginning.
    """
    found: dict[TreePath, Span] = {}
    stack: list[_Open] = []
    last_end = 0
    try:
        for event in events(text):
            if wanted is not None and wanted <= found.keys():
                break
            kind = event.__class__
            if kind is ScalarEvent:
                last_end = event.end_mark.index
                if stack and stack[-1].is_map and stack[-1].key is None:
                    stack[-1].key = event
                else:
                    _note(found, stack, event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(stack) >= MAX_DEPTH:
                    break
                path = _note(found, stack, event)
                stack.append(_Open(path, kind is MappingStartEvent, bool(event.flow_style)))
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                closed = stack.pop()
                last_end = event.end_mark.index if closed.flow else last_end
                found[closed.path] = _closed(found[closed.path], closed, last_end)
    except (YAMLError, UnicodeEncodeError):
        pass  # the reader has told of it; what was found before it still has its place
    return {path: _behind_mark(span) for path, span in found.items()} if text[:1] == BOM else found


def _behind_mark(span: Span) -> Span:
    """Return a span as an offset in a text that begins with a mark: libyaml does not count it."""
    key = span.key and (span.key[0] + 1, *span.key[1:])
    return replace(span, start=span.start + 1, end=span.end + 1, key=key)


def _note(found: dict[TreePath, Span], stack: list[_Open], event: Any) -> TreePath:
    """Keep where a node begins, and return its path."""
    path: TreePath = ()
    key = None
    if stack:
        parent = stack[-1]
        if parent.is_map:
            key, parent.key = parent.key, None
            path = (*parent.path, key.value if key is not None else "")
        else:
            path = (*parent.path, parent.count)
            parent.count += 1
    start = event.start_mark
    found[path] = Span(
        start.index,
        event.end_mark.index,
        start.line,
        start.column,
        scalar=event.__class__ is ScalarEvent,
        key=key and (key.start_mark.index, key.start_mark.line, key.start_mark.column),
    )
    return path


def _closed(span: Span, closed: _Open, last_end: int) -> Span:
    return Span(
        span.start,
        max(span.end, last_end),
        span.line,
        span.column,
        flow=closed.flow,
        key=span.key,
    )


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
