"""A list that somebody gives the program: a text with separators, or a workbook. Both are read as the same rows."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from msgspec.structs import replace

from sosialplan.files.csv_liste import (
    SEPARATORS,
    ReadList,
    hindered,
    known_headings,
    list_of_bytes,
    list_of_text,
)
from sosialplan.files.regneark import MOST_ROWS, Ark, is_workbook, read_workbook
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.problems import Finding, Location, Problem
from sosialplan.reading import read_bytes
from sosialplan.tekster.koder.alle import to_problem

MAX_BYTES = 5_000_000
_SURE = 2
"""A sheet with so many of the columns in one row is the list."""


def read_list(path: Path, columns: Sequence[str]) -> ReadList:
    """Read a list in which these columns are looked for. Raises ExpectedFailure without a file."""
    fil = path.as_posix()
    raw = _bytes_of(path)
    if raw is None:
        return hindered(fil, "A601", mb=str(MAX_BYTES // 1_000_000))
    if is_workbook(raw):
        return _of_workbook(fil, raw, columns)
    if raw.count(b"\n") > MOST_ROWS:
        return hindered(fil, "A640", rader=f"{MOST_ROWS}")
    return list_of_bytes(fil, raw, columns)


def _bytes_of(path: Path) -> bytes | None:
    """Return what a file holds, or None where it is too big."""
    if path.is_dir():
        raise ExpectedFailure("Dette er en mappe, ikke en fil.", "Skriv filen som ligger i den.")
    if not path.is_file():
        raise ExpectedFailure("Filen finnes ikke.", "Sjekk navnet på filen.")
    try:
        return (
            None if path.stat().st_size > MAX_BYTES else read_bytes(path.resolve(), most=MAX_BYTES)
        )
    except OSError as error:
        raise ExpectedFailure(
            "Filen kan ikke leses.", "Sjekk at du har lov til å lese den."
        ) from error


def _of_workbook(fil: str, raw: bytes, columns: Sequence[str]) -> ReadList:
    """Read the one sheet that has the columns; of several it would be a guess which is meant."""
    book = read_workbook(raw)
    if book.kode is not None:
        return hindered(
            fil, book.kode, **({"rader": f"{MOST_ROWS}"} if book.kode == "A640" else {})
        )
    meant = [each for each in book.ark if _has_heading(each, columns)]
    if len(meant) > 1:
        return hindered(fil, "A637", antall=str(len(meant)))
    ark = meant[0] if meant else book.ark[0]
    read = list_of_text(fil, _as_lines(ark), columns, rutenett=True)
    others = len(book.ark) - 1
    told = [to_problem(Finding("A636", fil, (), {"antall": str(others)}), Location(fil))] if others else []  # fmt: skip
    return replace(read, problems=(*read.problems, *told, *_in_sheet(read, ark)))


def _has_heading(ark: Ark, columns: Sequence[str]) -> bool:
    lines = _as_lines(ark).splitlines()
    return any(known_headings(each, columns) >= _SURE for each in lines)


def _as_lines(ark: Ark) -> str:
    """Return a sheet as a text: a row a line, whatever its cells hold."""
    out = StringIO()
    csv.writer(out, delimiter=SEPARATORS[0], lineterminator="\n").writerows(ark.rader)
    return out.getvalue()


def _in_sheet(read: ReadList, ark: Ark) -> Iterator[Problem]:
    """Yield what of the rows is no plain value: cells that are one, and what was worked out."""
    if read.liste is None or not read.records:
        return
    first = read.records[0].line

    def below(places: frozenset[tuple[int, int]]) -> list[tuple[int, int]]:
        return sorted(each for each in places if each[0] >= first)

    for code, places in (
        ("A639", below(ark.slaatt_sammen)),
        ("A641", below(ark.tomme)),
        ("A638", below(ark.formler - ark.tomme)),
        ("A672", below(ark.stroeket)),
    ):
        if places:
            row, column = places[0]
            values = {"antall": "én celle" if len(places) == 1 else f"{len(places)} celler"}
            yield to_problem(Finding(code, read.fil, (), values), Location(read.fil, row + 1, column + 1))  # fmt: skip
    shown = frozenset(each for each in ark.skjulte if each[0] < len(ark.rader) and any(ark.rader[each[0]]))  # fmt: skip
    if hidden := below(shown):
        rows = {"antall": "Én rad" if len(hidden) == 1 else f"{len(hidden)} rader"}
        yield to_problem(Finding("A671", read.fil, (), rows), Location(read.fil, hidden[0][0] + 1, 1))  # fmt: skip
