"""Tables for spreadsheets: CSV with semicolons, as Norwegian spreadsheets expect."""

from collections.abc import Mapping, Sequence
from io import StringIO

from sosialplan.model.visible import visible

MARK = "\ufeff"
"""What a spreadsheet knows UTF-8 by; without it, a double click shows Ã¥ for å."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
