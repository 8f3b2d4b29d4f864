"""Read one file: its text to a tree, the tree to a value, and every fault with its place."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from sosialplan.files.disk import FileText
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.mappe import Read
from sosialplan.model.problems import Finding, Location, Problem, Tvil
from sosialplan.model.record import Record, Value
from sosialplan.model.sak import Sak
from sosialplan.schema.decode import decode, decode_known

# The reader of YAML is loaded where something must be read: what is kept of a file needs none.
if TYPE_CHECKING:
    from sosialplan.files.yaml_reader import Tree

_BEGINS, _ENDS = "<<<<<<< ", ">>>>>>> "


def conflict_line(text: str) -> int | None:
    """Return the line of the first conflict, counted from 1; None where there is none.

    A text of a case is set in, so a mark at the start of a line is never somebody's words.
    """
    if not text.startswith(_BEGINS) and f"\n{_BEGINS}" not in text:
        return None
    lines = text.split("\n")
    begins = next(i for i, line in enumerate(lines) if line.startswith(_BEGINS))
    ended = any(line.startswith(_ENDS) for line in lines[begins:])
    return begins + 1 if ended else None


LONGEST_LINE = 1000
"""Characters of a line beyond which no editor shows its end."""
HABITS_TOLD = 10
"""So many places of one file that are read otherwise than they look are told of."""
_MARKED = r"[^\s#][ \t]+#"
_ODD = r"[:\-,\[{](?:(?<=[,\[{])|\s)\s*(?:~|[Nn]ull|NULL|[-+]?0[0-9ox]|\+[0-9])"
_REMARK = r"[ \t]+#"
_WIDE_REMARK = r"(?:[ \t]{2,}|\t)#"
_BLOCK_REMARK = r"[|>][-+0-9]*[ \t]+#"
_BLOCKS = frozenset({"|", ">"})
_BREAK = r"[\x85\u2028\u2029]|\r(?!\n)"
_LONG = rf"(?m)^[^\n]{{{LONGEST_LINE + 1}}}"
_NOTHING = frozenset({"~", "null", "Null", "NULL"})
_ODD_NUMBER = r"[-+]?0[0-9]+|\+[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
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
    if not (("#" in text and re.search(_MARKED, text)) or re.search(_ODD, text)):
        return
    from sosialplan.files.yaml_events import MAX_NODES, ScalarEvent, YAMLError, events  # noqa: PLC0415

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
        for found in re.finditer(pattern, text):
            start = text.rfind("\n", 0, found.start()) + 1
            yield Vane(code, text.count("\n", 0, start), found.start() - start)


def _of_plain(text: str, event: Any, *, by_hand: bool) -> Iterator[Vane]:
    """Judge a value without quotes: what follows it on its line, and what it is read as."""
    end, mark = event.end_mark.index, event.start_mark
    remark = re.compile(_REMARK).match(text, end)
    if (
        remark
        and (by_hand or not re.compile(_WIDE_REMARK).match(text, end))
        and _may_be_cut(event.value)
    ):
        yield Vane("Y111", event.end_mark.line, remark.end() - 1 - (text.rfind("\n", 0, end) + 1))
    if event.value in _NOTHING:
        yield Vane("Y112", mark.line, mark.column, _KINDS["ingenting"])
    elif re.fullmatch(_ODD_NUMBER, event.value):
        yield Vane("Y112", mark.line, mark.column, _KINDS["tall"])


def _of_block(text: str, event: Any) -> Iterator[Vane]:
    """Judge what stands behind the sign that a text begins on the next line: it is a remark, not the text."""
    remark = re.compile(_BLOCK_REMARK).match(text, event.start_mark.index)
    if remark:
        line_start = text.rfind("\n", 0, event.start_mark.index) + 1
        yield Vane("Y111", event.start_mark.line, remark.end() - 1 - line_start)


def _may_be_cut(value: str) -> bool:
    """Tell whether a value may be the beginning of a text: empty, or words, and no number or day."""
    return not value or not re.fullmatch(r"[-+0-9.:T]+|true|false", value)


R = TypeVar("R", bound=Record)
_ONLY_DOUBT = frozenset({"Y102"})
"""Faults in the YAML after which the rest of the tree can still be judged."""


def read_value(mappe: Planmappe, path: Path, kind: type[R]) -> tuple[Read[R] | None, list[Problem]]:
    """Read one file as a value of its kind; None, and why, where it is not one."""
    file = mappe.relative(path)
    return read_text_of(file, mappe.text(path), kind)


def read_text_of(file: str, text: FileText, kind: type[R]) -> tuple[Read[R] | None, list[Problem]]:
    """Return what the text of a file is as a value of its kind; None, and why, where it is not one."""
    value, problems = _judged(file, text, kind)
    return Read(file, value) if isinstance(value, kind) else None, list(problems)


def read_as_far(
    mappe: Planmappe, path: Path, kind: type[R]
) -> tuple[Read[R] | None, list[Problem], Tvil | None]:
    """Read one file as far as it can be judged, with what is in doubt; only checks may use the value.

    The doubt is None where the file is whole.
    """
    from sosialplan.schema.as_far import as_far  # noqa: PLC0415 - only where all is checked

    read, problems = read_value(mappe, path, kind)
    if read is not None:
        return read, problems, None
    file, text = mappe.relative(path), mappe.text(path)
    tree, readable, _ = _tree(file, text)
    if not readable:
        return None, problems, Tvil(file, known=False)
    value, tvil = as_far(tree, kind, file)
    doubled = any(problem.code in _ONLY_DOUBT for problem in problems)
    return Read(file, value) if value else None, problems, replace(tvil, known=not doubled)


@lru_cache(maxsize=1024)
def _judged(
    file: str, read: FileText, kind: type[Record]
) -> tuple[Record | None, tuple[Problem, ...]]:
    """Judge what a file holds; what comes of it is frozen, so it is kept.

    The same text is met again: before and after an edit, and in each state of the past looked at.
    """
    tree, readable, problems = _tree(file, read)
    if not readable or read.text is None:
        return None, problems
    value, findings = (decode_known if kind is Sak else decode)(tree, kind, file)
    problems = (*problems, *place(findings, read.text))
    doubtful = any(problem.code in _ONLY_DOUBT for problem in problems)
    return None if doubtful else value, problems


def _tree(file: str, read: FileText) -> "tuple[Tree, bool, tuple[Problem, ...]]":
    """Return a file's tree before its shape is judged, whether it can be, and what is wrong so far."""
    problems = tuple(
        problem_of(Finding(code, file, (), {"fil": file}), Location(file)) for code in read.codes
    )
    if read.text is None:
        return None, False, problems
    conflict = conflict_line(read.text)
    if conflict is not None:
        told = problem_of(Finding("F107", file), Location(file, conflict))
        return None, False, (*problems, told)
    from sosialplan.files.yaml_events import MAX_DEPTH, MAX_NODES  # noqa: PLC0415
    from sosialplan.files.yaml_reader import MOST_TOLD, parse  # noqa: PLC0415

    parsed = parse(read.text)
    values = {"dybde": str(MAX_DEPTH), "antall": str(MAX_NODES), "nevnt": str(MOST_TOLD)}
    faults = (
        problem_of(Finding(fault.code, file, (), values), fault.at(file)) for fault in parsed.faults
    )
    problems = (*problems, *faults, *_habits(file, read.text, whole=not parsed.faults))
    if not {fault.code for fault in parsed.faults} <= _ONLY_DOUBT:
        return None, False, problems
    if parsed.tree is None:
        return None, False, (*problems, problem_of(Finding("F103", file), Location(file)))
    return parsed.tree, True, problems


def _habits(file: str, text: str, *, whole: bool) -> Iterator[Problem]:
    """Yield what is read otherwise than it looks; who wrote a plan's file knows what a remark is.

    Of a file that is not ``whole`` the length of its lines is nothing to speak of.
    """
    for each in islice(habits(text, by_hand=not file.startswith("plan/")), HABITS_TOLD):
        if each.code == "Y114" and not whole:
            continue
        place = Location(file, each.line + 1, each.column + 1)
        yield problem_of(Finding(each.code, file, (), {"som": each.som}), place)


def place(findings: Iterable[Finding], text: str) -> list[Problem]:
    """Give the findings of one file their places in its text."""
    found = list(findings)
    if not found:
        return []
    from sosialplan.files.yaml_events import locate, spans_of  # noqa: PLC0415

    spans = spans_of(text, {each.where for each in found})
    return [problem_of(each, locate(each.file, each, spans)) for each in found]


def place_in_files(mappe: Planmappe, findings: Iterable[Finding]) -> list[Problem]:
    """Give findings in several files their places."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    return [
        problem
        for file, found in by_file.items()
        for problem in place(found, mappe.text(mappe.root / file).text or "")
    ]


def problem_of(finding: Finding, place: Location) -> Problem:
    """Return a fault as a problem; a folder without faults is read without any code."""
    from sosialplan.tekster.koder.alle import (  # noqa: PLC0415 - tables of words
        to_problem,
    )

    return to_problem(finding, place)
