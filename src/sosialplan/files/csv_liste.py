"""Read a list from another system: CSV as people's programs write it.

UTF-8 with or without its mark, UTF-16 with one, else Windows-1252, of which Latin-1's letters are
a part. The separator is the one of ``;``, ``,`` and tab by which the heading has most of the columns
that are looked for; the heading may stand below lines of title. Nothing in a cell is ever carried out.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from sosialplan.files.yaml_reader import FORBIDDEN
from sosialplan.model.importkart import Liste, Rad
from sosialplan.model.problems import Finding, Location, Problem
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import folded
from sosialplan.model.visible import acts_at, without_unseen
from sosialplan.reading import UTF_16, brought_text
from sosialplan.tekster.koder.alle import to_problem

SEPARATORS = (";", ",", "\t")
OLDER = "cp1252"
"""What a list is taken for that is neither UTF-8 nor UTF-16."""
_SURE = 2
"""A line with so many of the columns is the heading, wherever it stands."""
MOST_TITLES = 20
"""So far down a heading is looked for."""
_SEPARATOR = re.compile(r"sep=(?P<tegn>[;,\t|])\s*", re.IGNORECASE)
"""A spreadsheet's own first line, which says what separates the cells."""
_LETTER = r"[^\W\d_]"
_READ_WRONG = re.compile(
    # UTF-8 read as Windows-1252, once or more; as Mac Roman; as CP850; letters that are lost
    r"[ÃÂ][\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|â€|√[¶•∏òÖÜ©∂§º]|[\u2500-\u257f]|\ufffd"
    # Mac Roman and CP850 read as Windows-1252: how æ, ø, å, Æ and Ø then look in a word
    rf"|(?<={_LETTER})[¾¿†›‹ƒ]|[¾¿†›](?={_LETTER})|[®¯](?=[a-zæøå])|(?<=[A-ZÆØÅ])[®¯]"
    r"|(?<=[a-zA-Z])[Œœ](?!u)|[Œœ](?=[a-z])(?!u)|(?<=[a-zA-Z])‘(?=[a-zæøå;,\t])"
    # escapes of web pages and of mail
    r"|&(?:aelig|oslash|aring|#\d{2,5});|=C3=[89AB]",
)
"""How æ, ø, å look where someone has read or kept them by another table than they were written by."""


class Listepost(Value, frozen=True):
    """The text of a row: of one line, or of more where a cell has line breaks."""

    line: int
    text: str


class ReadList(Value, frozen=True):
    """A list, where each of its rows stands, and what hindered reading all of it.

    Of a sheet (``rutenett``) a place is the row and the number of the column; of a text the line and the sign.
    """

    fil: str
    liste: Liste | None = None
    problems: tuple[Problem, ...] = ()
    records: tuple[Listepost, ...] = ()
    separator: str = SEPARATORS[0]
    rutenett: bool = False

    def place(self, findings: Iterable[Finding]) -> list[Problem]:
        """Give findings at ``(row, cell)`` their places in the file."""
        return [to_problem(each, self._at(each)) for each in findings]

    def _at(self, finding: Finding) -> Location:
        row, cell = map(int, finding.where)
        record = self.records[row]
        if self.rutenett:
            return Location(self.fil, record.line, cell + 1)
        return _location(self.fil, record, _cell_start(record.text, self.separator, cell))


def list_of_bytes(fil: str, raw: bytes, columns: Sequence[str]) -> ReadList:
    """Read a text in which these columns are looked for."""
    text = _decoded(raw)
    if text is None:
        return hindered(fil, "A603" if b"\0" in raw else "A604")
    return list_of_text(fil, text, columns)


def list_of_text(
    fil: str, text: str, columns: Sequence[str], *, rutenett: bool = False
) -> ReadList:
    """Read a text; the rows of a sheet (``rutenett``) are lines with a semicolon between their cells."""
    text = without_unseen(text)
    if not text.strip():
        return hindered(fil, "A602")
    for code, starts in (("A603", _start(FORBIDDEN, text)), ("A604", _start(_READ_WRONG, text)), ("A603", acts_at(text))):  # fmt: skip
        if starts is not None:
            place = _location(fil, Listepost(1, text), starts)
            return ReadList(fil, problems=(to_problem(Finding(code, fil), place),))
    return _rows(fil, text, columns, rutenett=rutenett)


def _start(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return found.start() if found else None


def hindered(fil: str, code: str, **values: str) -> ReadList:
    """Return a list that could not be read, and why."""
    return ReadList(fil, problems=(to_problem(Finding(code, fil, (), values), Location(fil)),))


def known_headings(line: str, columns: Sequence[str]) -> int:
    """Return how many of the columns that are looked for a row of a sheet has."""
    cells = next(csv.reader([line], delimiter=SEPARATORS[0]), [])
    return len({folded(cell) for cell in cells} & {folded(each) for each in columns})


def _decoded(raw: bytes) -> str | None:
    text = brought_text(raw)
    if text is not None or raw.startswith(UTF_16):
        return text
    try:
        return raw.decode(OLDER)
    except UnicodeDecodeError:
        return None


def _rows(fil: str, text: str, columns: Sequence[str], *, rutenett: bool) -> ReadList:
    lines = list(StringIO(text, newline=""))
    said = None if rutenett else _SEPARATOR.fullmatch(lines[0])
    sign = SEPARATORS[0] if rutenett else said["tegn"] if said else None
    skipped, separator = _heading(lines, columns, 1 if said else 0, sign)
    records: list[Listepost] = []
    rows: list[Rad] = []
    problems: list[Problem] = []
    if any(each.strip() for each in lines[1 if said else 0 : skipped]):
        values = {"linjer": str(skipped)}
        problems.append(to_problem(Finding("A625", fil, (), values), Location(fil, 1, 1)))
    for record, cells in _records(lines, separator, skipped):
        if cells is None:
            place = _location(fil, record, _open_quote(record.text, separator))
            problems.append(to_problem(Finding("A608", fil), place))
        elif any(cell.strip() for cell in cells):
            records.append(record)
            rows.append(Rad(record.line, tuple(cells)))
    if not rows:
        wrong = tuple(each for each in problems if each.code != "A625")
        return ReadList(fil, problems=wrong) if wrong else hindered(fil, "A602")
    above = _cells_of(lines[skipped - 1], separator) if skipped > (1 if said else 0) else ()
    liste = Liste(fil, rows[0].celler, tuple(rows[1:]), above)
    return ReadList(fil, liste, tuple(problems), tuple(records), separator, rutenett)


def _cells_of(line: str, separator: str) -> tuple[str, ...]:
    try:
        return tuple(next(csv.reader([line], delimiter=separator), []))
    except csv.Error:
        return ()


def _heading(
    lines: Sequence[str], columns: Sequence[str], first: int, said: str | None
) -> tuple[int, str]:
    """Return how many lines stand above the heading, and what separates its cells.

    It is the line with most of the columns that are looked for; where none has two, the first.
    """
    wanted = {folded(each) for each in columns}

    def fits(place: int, separator: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([lines[place]], delimiter=separator), [])
        except csv.Error:  # one cell of more than the library takes: not what separates the cells
            return 0, 0
        return len({folded(cell) for cell in cells} & wanted), len(cells)

    separators = (said,) if said else SEPARATORS
    filled = [
        i
        for i, line in enumerate(lines[first:], first)
        if line.strip(f'{"".join(SEPARATORS)}\r\n "')
    ]
    places = filled[:MOST_TITLES] or [first]
    found = max(
        ((place, each) for place in places for each in separators), key=lambda each: fits(*each)
    )
    if fits(*found)[0] < _SURE:
        found = max(((places[0], each) for each in separators), key=lambda each: fits(*each))
    return (first if found[0] == places[0] else found[0]), found[1]


def _records(
    lines: Sequence[str], separator: str, skipped: int
) -> Iterator[tuple[Listepost, list[str] | None]]:
    """Yield each row and its cells; None, and no more, where the quotes do not add up."""
    reader = csv.reader(lines[skipped:], delimiter=separator, strict=True)
    begun = skipped
    while True:
        try:
            cells: list[str] | None = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Listepost(begun + 1, "".join(lines[begun:])), None
            return
        yield Listepost(begun + 1, "".join(lines[begun : skipped + reader.line_num])), cells
        begun = skipped + reader.line_num


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


def _location(fil: str, record: Listepost, position: int) -> Location:
    before = record.text[:position]
    line = record.line + before.count("\n")
    return Location(fil, line, position - (before.rfind("\n") + 1) + 1)
