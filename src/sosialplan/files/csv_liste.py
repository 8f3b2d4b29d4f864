"""Read a list from another system: CSV as people's programs write it.

UTF-8 with or without its mark, else Windows-1252, of which Latin-1's letters are a part. The
separator is the one of ``;``, ``,`` and tab by which the heading has most of the columns that
are looked for. Nothing in a cell is ever carried out.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path

from sosialplan.files.yaml_reader import FORBIDDEN
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.liste import Liste, Rad
from sosialplan.model.problem_codes.every import to_problem
from sosialplan.model.problems import Finding, Location, Problem
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import folded
from sosialplan.reading import read_bytes

MAX_BYTES = 5_000_000
SEPARATORS = (";", ",", "\t")
ENCODINGS = ("utf-8-sig", "cp1252")
_READ_WRONG = re.compile("Ã[¥¸¦…˜†©]|â€")
"""How æ, ø, å and dashes of UTF-8 look where someone has read them as Windows-1252."""


class Record(Value, frozen=True):
    """The text of a row: of one line, or of more where a cell has line breaks."""

    line: int
    text: str


class ReadList(Value, frozen=True):
    """A list, where each of its rows stands, and what hindered reading all of it."""

    fil: str
    liste: Liste | None = None
    problems: tuple[Problem, ...] = ()
    records: tuple[Record, ...] = ()
    separator: str = SEPARATORS[0]

    def place(self, findings: Iterable[Finding]) -> list[Problem]:
        """Give findings at ``(row, cell)`` their places in the file."""
        return [to_problem(each, self._at(each)) for each in findings]

    def _at(self, finding: Finding) -> Location:
        row, cell = map(int, finding.where)
        record = self.records[row]
        return _location(self.fil, record, _cell_start(record.text, self.separator, cell))


def read_list(path: Path, columns: Sequence[str]) -> ReadList:
    """Read a list in which these columns are looked for. Raises ExpectedFailure without a file."""
    fil = path.as_posix()
    raw = _bytes_of(path)
    if raw is None:
        return _hindered(fil, "A601", mb=str(MAX_BYTES // 1_000_000))
    text = _decoded(raw)
    if text is None:
        return _hindered(fil, "A603")
    if not text.strip():
        return _hindered(fil, "A602")
    for code, pattern in (("A603", FORBIDDEN), ("A604", _READ_WRONG)):
        found = pattern.search(text)
        if found:
            place = _location(fil, Record(1, text), found.start())
            return ReadList(fil, problems=(to_problem(Finding(code, fil), place),))
    return _rows(fil, text, columns)


def _bytes_of(path: Path) -> bytes | None:
    """Return what a file holds, or None where it is too big."""
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


def _hindered(fil: str, code: str, **values: str) -> ReadList:
    return ReadList(fil, problems=(to_problem(Finding(code, fil, (), values), Location(fil)),))


def _decoded(raw: bytes) -> str | None:
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _rows(fil: str, text: str, columns: Sequence[str]) -> ReadList:
    lines = list(StringIO(text, newline=""))
    separator = _separator(lines, columns)
    records: list[Record] = []
    rows: list[Rad] = []
    problems: list[Problem] = []
    for record, cells in _records(lines, separator):
        if cells is None:
            place = _location(fil, record, _open_quote(record.text, separator))
            problems.append(to_problem(Finding("A608", fil), place))
        elif any(cell.strip() for cell in cells):
            records.append(record)
            rows.append(Rad(record.line, tuple(cells)))
    if not rows:
        return ReadList(fil, problems=tuple(problems)) if problems else _hindered(fil, "A602")
    liste = Liste(fil, rows[0].celler, tuple(rows[1:]))
    return ReadList(fil, liste, tuple(problems), tuple(records), separator)


def _separator(lines: Sequence[str], columns: Sequence[str]) -> str:
    wanted = {folded(each) for each in columns}

    def fits(separator: str) -> tuple[int, int]:
        first = next((cells for _, cells in _records(lines, separator) if cells), [])
        return sum(folded(cell) in wanted for cell in first), len(first)

    return max(SEPARATORS, key=fits)


def _records(lines: Sequence[str], separator: str) -> Iterator[tuple[Record, list[str] | None]]:
    """Yield each row and its cells; None, and no more, where the quotes do not add up."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    begun = 0
    while True:
        try:
            cells: list[str] | None = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Record(begun + 1, "".join(lines[begun:])), None
            return
        yield Record(begun + 1, "".join(lines[begun : reader.line_num])), cells
        begun = reader.line_num


def _cells(text: str, separator: str) -> Iterator[re.Match[str]]:
    """Yield each cell of a row as it stands in the text."""
    rest = rf"[^{separator}\r\n]*"
    pattern = re.compile(rf'"(?:[^"]|"")*"{rest}|{rest}')
    position = 0
    while (found := pattern.match(text, position)) is not None:
        yield found
        if text[found.end() : found.end() + 1] != separator:
            return
        position = found.end() + 1


def _cell_start(text: str, separator: str, wanted: int) -> int:
    """Return where a cell begins; for one that is not there, where the last one does."""
    start = 0
    for number, found in enumerate(_cells(text, separator)):
        if number <= wanted:
            start = found.start()
    return start


def _open_quote(text: str, separator: str) -> int:
    """Return where the cell begins whose quotes do not add up."""
    for found in _cells(text, separator):
        if found[0].startswith('"') and not re.fullmatch(r'"(?:[^"]|"")*"', found[0]):
            return found.start()
    return 0


def _location(fil: str, record: Record, position: int) -> Location:
    before = record.text[:position]
    line = record.line + before.count("\n")
    return Location(fil, line, position - (before.rfind("\n") + 1) + 1)
