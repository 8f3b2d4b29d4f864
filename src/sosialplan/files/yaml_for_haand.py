"""What a person writes in YAML by hand and does not see: text that is cut off, values that change kind.

Nothing here is a fault of the YAML. It is read otherwise than it looks, so somebody is told.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from sosialplan.files.yaml_events import MAX_NODES, ScalarEvent, YAMLError, events
from sosialplan.model.record import Value

LONGEST_LINE = 1000
"""Characters of a line beyond which no editor shows its end."""
HABITS_TOLD = 10
"""So many places of one file that are read otherwise than they look are told of."""
_MARKED = re.compile(r"[^\s#][ \t]+#")
_ODD = re.compile(r"[:\-,\[{](?:(?<=[,\[{])|\s)\s*(?:~|[Nn]ull|NULL|[-+]?0[0-9ox]|\+[0-9])")
_REMARK = re.compile(r"[ \t]+#")
_WIDE_REMARK = re.compile(r"(?:[ \t]{2,}|\t)#")
_BLOCK_REMARK = re.compile(r"[|>][-+0-9]*[ \t]+#")
_BLOCKS = frozenset({"|", ">"})
_BREAK = re.compile(r"[\x85\u2028\u2029]|\r(?!\n)")
_LONG = re.compile(rf"^[^\n]{{{LONGEST_LINE + 1}}}", re.MULTILINE)
_NOTHING = frozenset({"~", "null", "Null", "NULL"})
_ODD_NUMBER = re.compile(r"[-+]?0[0-9]+|\+[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_KINDS = {"ingenting": "ingenting", "tall": "et tall, uten det den begynner med"}


class Vane(Value, frozen=True):
    """A place where a text is read otherwise than it looks: line and column from 0."""

    code: str
    line: int
    column: int
    som: str = ""


def habits(text: str, *, by_hand: bool) -> Iterator[Vane]:
    """Yield each place. Files that are written ``by_hand`` seldom have remarks, so each one is told of.

    A text is looked through as far as it is read, and not at all where nothing in it looks odd.
    """
    yield from _in_lines(text)
    if not (("#" in text and _MARKED.search(text)) or _ODD.search(text)):
        return
    try:
        for event in islice(events(text), MAX_NODES):
            if event.__class__ is not ScalarEvent:
                continue
            if not event.style:
                yield from _of_plain(text, event, by_hand=by_hand)
            elif by_hand and event.style in _BLOCKS:
                yield from _of_block(text, event)
    except (YAMLError, UnicodeEncodeError):
        return  # the reader has told of it


def _in_lines(text: str) -> Iterator[Vane]:
    for code, pattern in (("Y114", _LONG), ("Y115", _BREAK)):
        for found in pattern.finditer(text):
            start = text.rfind("\n", 0, found.start()) + 1
            yield Vane(code, text.count("\n", 0, start), found.start() - start)


def _of_plain(text: str, event: Any, *, by_hand: bool) -> Iterator[Vane]:
    """Judge a value without quotes: what follows it on its line, and what it is read as."""
    end, mark = event.end_mark.index, event.start_mark
    remark = _REMARK.match(text, end)
    if remark and (by_hand or not _WIDE_REMARK.match(text, end)) and _may_be_cut(event.value):
        yield Vane("Y111", event.end_mark.line, remark.end() - 1 - (text.rfind("\n", 0, end) + 1))
    if event.value in _NOTHING:
        yield Vane("Y112", mark.line, mark.column, _KINDS["ingenting"])
    elif _ODD_NUMBER.fullmatch(event.value):
        yield Vane("Y112", mark.line, mark.column, _KINDS["tall"])


def _of_block(text: str, event: Any) -> Iterator[Vane]:
    """Judge what stands behind the sign that a text begins on the next line: it is a remark, not the text."""
    remark = _BLOCK_REMARK.match(text, event.start_mark.index)
    if remark:
        line_start = text.rfind("\n", 0, event.start_mark.index) + 1
        yield Vane("Y111", event.start_mark.line, remark.end() - 1 - line_start)


def _may_be_cut(value: str) -> bool:
    """Tell whether a value may be the beginning of a text: empty, or words, and no number or day."""
    return not value or not re.fullmatch(r"[-+0-9.:T]+|true|false", value)
