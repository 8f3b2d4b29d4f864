"""Tables: how wide columns must be so that no letter is lost, and CSV for spreadsheets."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from sosialplan.model.visible import visible

GAP = 2
"""Between two columns."""
_NARROWEST = 8
"""A column narrower than this cannot be read."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; one that ``wraps`` gives way, down to ``least`` characters. ``coloured`` is one of what stands."""

    header: str
    wraps: bool = False
    right: bool = False
    least: int | None = None
    coloured: bool = False


_COMMAND = re.compile(r"sosialplan (?:[^\n.,;:()«»]|[.,;:](?=\S))+")
"""A command in a sentence, until what ends it."""
_HELD = "\x00"


def in_lines(text: str, width: int, indent: int, set_in: int) -> Iterator[str]:
    """Yield a text in lines no wider than this, broken between words; a command that a line can hold is not broken.

    >>> list(in_lines("Se mer i denne: sosialplan vis SAK", 22, 0, 2))
    ['Se mer i denne:', '  sosialplan vis SAK']
    """
    import textwrap  # noqa: PLC0415 - start-up

    def held(found: re.Match[str]) -> str:
        command = found[0].rstrip()
        kept = command.replace(" ", _HELD) if len(command) <= width - set_in else command
        return kept + found[0][len(command) :]

    for line in text.split("\n"):
        own = len(line) - len(line.lstrip(" "))
        lines = textwrap.wrap(
            _COMMAND.sub(held, line.strip()), width, initial_indent=" " * (indent + own),
            subsequent_indent=" " * (set_in + own), break_on_hyphens=False, break_long_words=False,
        )  # fmt: skip
        yield from (each.replace(_HELD, " ") for each in lines or [""])


def aligned(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a line a row, the headers first, each column as wide as its widest text."""
    lines = [[column.header for column in columns], *rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(columns))]
    for line in lines:
        padded = (
            text.rjust(width) if column.right else text.ljust(width)
            for text, width, column in zip(line, widths, columns, strict=True)
        )
        yield "  ".join(padded).rstrip()


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


def as_csv(fields: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """Return rows of plain values as CSV (RFC 4180, with ``;`` and a byte-order mark); no cell is taken as a formula."""
    import csv  # noqa: PLC0415 - start-up

    stream = StringIO()
    stream.write(MARK)
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(fields)
    writer.writerows([_cell(row[field]) for field in fields] for row in rows)
    return stream.getvalue()


def _cell(value: object) -> str:
    """Return a value as a text; a text that a spreadsheet would compute gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_cell(each) for each in value)
    text = visible(str(value))
    return f"'{text}" if isinstance(value, str) and text.lstrip().startswith(_FORMULA) else text


LISTEFORMATER: Mapping[str, Callable[[Sequence[str], Sequence[Mapping[str, object]]], str]] = {
    "csv": as_csv
}
"""What a list can be written as, for other programs to read: the word of ``--format``, and what makes it of rows."""
