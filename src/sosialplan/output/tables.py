"""Tables: how wide columns must be so that no letter is lost, and CSV and workbooks for spreadsheets. The one door to XlsxWriter."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.model.visible import visible
from sosialplan.views.tabellcelle import Celleslag, Felter

GAP = 2
"""Between two columns."""
_NARROWEST = 8
"""A column narrower than this cannot be read."""


class Column(Value, frozen=True):
    """A column of a table; one that ``wraps`` gives way, down to ``least`` characters. ``coloured`` is one of what stands."""

    header: str
    wraps: bool = False
    right: bool = False
    least: int | None = None
    coloured: bool = False


_COMMAND = r"sosialplan (?:[^\n.,;:()«»]|[.,;:](?=\S))+"
"""A command in a sentence, until what ends it."""
_HELD = "\x00"


def in_lines(text: str, width: int, indent: int, set_in: int) -> Iterator[str]:
    """Yield a text in lines no wider than this, broken between words; a command that a line can hold is not broken.

    >>> list(in_lines("Se mer i denne: sosialplan vis SAK", 22, 0, 2))
    ['Se mer i denne:', '  sosialplan vis SAK']
    """
    import textwrap  # noqa: PLC0415 - start-up

    def held(found: re.Match[str]) -> str:
        command = found[0].rstrip()  # a sign may stand behind it
        kept = command.replace(" ", _HELD) if len(command) < width - set_in else command
        return kept + found[0][len(command) :]

    for line in text.split("\n"):
        own = len(line) - len(line.lstrip(" "))
        lines = textwrap.wrap(
            re.sub(_COMMAND, held, line.strip()), width, initial_indent=" " * (indent + own),
            subsequent_indent=" " * (set_in + own), break_on_hyphens=False, break_long_words=False,
        )  # fmt: skip
        yield from (each.replace(_HELD, " ") for each in lines or [""])


def aligned(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a line a row, the headers first, each column as wide as its widest text."""
    lines = [[column.header for column in columns], *rows]
    widths = [max(map(len, texts)) for texts in zip(*lines, strict=True)]
    padded = "  ".join(
        f"%{'' if column.right else '-'}{width}s"
        for width, column in zip(widths, columns, strict=True)
    )
    for line in lines:
        yield (padded % tuple(line)).rstrip()


def fitted_widths(
    columns: Sequence[Column], widest: Sequence[int], width: int
) -> tuple[int, ...] | None:
    """Return the width of each column; None where the table does not fit however it is set.

    ``widest`` is how wide each column's widest text is on the screen.

    A column that does not wrap is as wide as its widest text. The others get their ``least`` where
    there is room and share what is left by what they lack; where there is not, they give way.
    """
    found = [
        min(column.least or _NARROWEST, wide) if column.wraps else wide
        for column, wide in zip(columns, widest, strict=True)
    ]
    room = width - sum(found) - GAP * (len(columns) - 1)
    if room < 0:
        gives = [
            max(0, own - _NARROWEST) if column.wraps else 0
            for column, own in zip(columns, found, strict=True)
        ]
        if -room > sum(gives):
            return None
        return tuple(own - less for own, less in zip(found, _shared(-room, gives), strict=True))
    lacks = [wide - own for wide, own in zip(widest, found, strict=True)]
    return tuple(
        own + more for own, more in zip(found, _shared(min(room, sum(lacks)), lacks), strict=True)
    )


def _shared(amount: int, parts: Sequence[int]) -> list[int]:
    """Share an amount evenly, the small parts first; no one gets more than its own.

    >>> _shared(7, [9, 2, 3])
    [3, 2, 2]
    """
    shared, left = [0] * len(parts), len(parts)
    for at in sorted(range(len(parts)), key=lambda at: parts[at]):
        shared[at] = min(parts[at], amount // left)
        amount, left = amount - shared[at], left - 1
    return shared


MARK = "\ufeff"
"""What a spreadsheet knows UTF-8 by; without it, a double click shows Ã¥ for å."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_lines(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield each row as lines of its own with an empty one after it, for a screen too narrow for a table."""
    for row in rows:
        for column, text in zip(columns, row, strict=True):
            if text:
                yield f"{column.header}: {text}"
        yield ""


Rader = Sequence[Mapping[str, object]]


def as_csv(fields: Iterable[str], rows: Rader) -> str:
    """Return rows of plain values as CSV (RFC 4180, with ``;`` and a byte-order mark); no cell is taken as a formula."""
    import csv  # noqa: PLC0415 - start-up

    stream = StringIO()
    stream.write(MARK)
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    names = list(fields)
    writer.writerow(names)
    writer.writerows([_cell(row[name]) for name in names] for row in rows)
    return stream.getvalue()


def _cell(value: object) -> str:
    """Return a value as a text; a text that a spreadsheet would compute gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_cell(each) for each in value)
    text = visible(str(value))
    return f"'{text}" if isinstance(value, str) and text.lstrip().startswith(_FORMULA) else text


_WIDEST, _NARROW = 60, 10
"""Columns of a workbook, in characters; what is longer shows when its cell is opened."""


def as_xlsx(fields: Felter, rows: Rader, dag: date) -> bytes:
    """Return rows of plain values as a workbook: days are days, numbers numbers, and a text is never a formula.

    ``dag`` is the day it says that it was made. Raises ExpectedFailure for what a workbook has no room for.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - slow; it says its types, and not that it does

    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": datetime.combine(dag, time())})
    sheet = book.add_worksheet("Liste")
    formats = {
        Celleslag.DAG: book.add_format({"num_format": "dd.mm.yyyy", "align": "left"}),
        Celleslag.TALL: book.add_format({"num_format": "0.0"}),
    }
    heading = book.add_format({"bold": True})
    for column, (name, felt) in enumerate(fields.items()):
        texts = [_cell(row[name]) for row in rows]
        width = max(_NARROW, min(_WIDEST, max(map(len, [name, *texts])) + 2))
        sheet.set_column(column, column, width)
        refused = sheet.write_string(0, column, name, heading)
        for line, row in enumerate(rows, start=1):
            refused |= _write(sheet, line, column, row[name], felt.slag, formats)
        if refused:
            raise ExpectedFailure(
                "Listen har ikke plass i et regneark.", "Lag den som CSV: --til liste.csv"
            )
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(fields) - 1)
    book.close()
    return stream.getvalue()


def _write(
    sheet: Any,
    line: int,
    column: int,
    value: object,
    slag: Celleslag,
    formats: Mapping[Celleslag, Any],
) -> int:
    """Put a value in its cell; return 0 where it stands there. A sentence in place of a day is a text."""
    match value:
        case None:
            return 0
        case bool():
            written = sheet.write_boolean(line, column, value)
        case int() | float():
            written = sheet.write_number(line, column, value, formats.get(slag))
        case str() if slag is Celleslag.DAG and (day := _day(value)):
            written = sheet.write_datetime(line, column, day, formats[slag])
        case list():
            together = ", ".join(visible(str(each)) for each in value)
            written = sheet.write_string(line, column, together)
        case _:
            written = sheet.write_string(line, column, visible(str(value)))
    return int(written)


def _day(text: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), time())
    except ValueError:
        return None


def _as_parquet(fields: Felter, rows: Rader, dag: date) -> bytes:
    from sosialplan.output.bounded import as_parquet  # noqa: PLC0415 - few lists

    return as_parquet(fields, rows, dag)


LISTEFORMATER: Mapping[str, Callable[[Felter, Rader, date], str | bytes]] = {
    "csv": lambda fields, rows, _: as_csv(fields, rows),
    "xlsx": as_xlsx,
    "parquet": _as_parquet,
}
"""What a list can be written as, for other programs to read: the word of ``--format``, and what makes it of rows."""
