"""Read the sheets of a workbook (XLSX, XLS, ODS) as rows of texts: the one door to the library that knows the format.

What a cell shows is taken, never what it would do: of a formula the value that was last worked out. Where a program
left none, where cells are merged, and where the file is locked or too big, that is said.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from sosialplan.model.record import Value

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What a workbook with a password is called inside."""
MOST_BYTES = 100_000_000
"""So much text stands in one workbook at most, unpacked: a class list has a hundredth of it."""
_BIFF, _FILEPASS, _END = b"\x09\x08\x10\x00\x00\x06\x05\x00", 0x2F, 0x0A
"""How an older workbook begins inside, and its records of a password and of an end."""
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_TABLE = re.compile(rb"<table:table\s.*?</table:table>", re.DOTALL)
_ROW = re.compile(rb"(<table:table-row\b[^>]*)>(.*?)</table:table-row>", re.DOTALL)
_ODS_CELL = re.compile(
    rb"(<table:(?:covered-)?table-cell\b[^>]*?)(?:/>|>(.*?)</table:(?:covered-)?table-cell>)",
    re.DOTALL,
)
_ROWS = re.compile(rb"table:number-rows-repeated=\"([0-9]+)\"")
_COLUMNS = re.compile(rb"table:number-columns-repeated=\"([0-9]+)\"")
MOST_ROWS, MOST_COLUMNS = 20_000, 200
_BOOK, _LED_TO = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*>")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(<(?:\w+:)?v>[^<]+</)?"
)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?\bref=\"([A-Z]{1,3})([0-9]{1,7}):")
_HIDDEN = re.compile(
    rb"<(?:\w+:)?row\s(?=[^>]*\bhidden=\"(?:1|true)\")[^>]*?\br=\"([0-9]{1,7})\"[^>]*>"
)
_STYLES = "xl/styles.xml"
_FONT = re.compile(rb"<(?:\w+:)?font(?:\s[^>]*)?(?:/>|>.*?</(?:\w+:)?font>)", re.DOTALL)
_STRIKE = re.compile(rb"<(?:\w+:)?strike(?:\s+val=\"(?:1|true)\")?\s*/>")
_CELL_STYLES = re.compile(rb"<(?:\w+:)?cellXfs.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FONT_OF = re.compile(rb"<(?:\w+:)?xf\s[^>]*?\bfontId=\"([0-9]{1,6})\"")
_STYLE = re.compile(rb"\ss=\"([0-9]+)\"")
Sted = tuple[int, int]
"""A cell: its row and its column, both from 0."""


class Ark(Value, frozen=True):
    """A sheet: its cells as they look, from the first row and column on, and what in it is no plain value.

    ``formler`` are cells that were worked out, ``tomme`` those of them that hold no value, ``slaatt_sammen`` the first
    cell of each merged stretch. ``skjulte`` are rows that nobody sees, by their first cell, and ``stroeket`` cells that
    are struck out.
    """

    rader: tuple[tuple[str, ...], ...]
    formler: frozenset[Sted] = frozenset()
    tomme: frozenset[Sted] = frozenset()
    slaatt_sammen: frozenset[Sted] = frozenset()
    skjulte: frozenset[Sted] = frozenset()
    stroeket: frozenset[Sted] = frozenset()


class Regneark(Value, frozen=True):
    """The sheets that hold something, or the code of what hindered reading them."""

    ark: tuple[Ark, ...] = ()
    kode: str | None = None


def is_workbook(raw: bytes) -> bool:
    """Tell whether a file is a workbook, or locked as one, by how it begins."""
    return raw.startswith((_ZIP, _OLE))


def read_workbook(raw: bytes) -> Regneark:
    """Read every sheet of a workbook that holds something."""
    if raw.startswith(_OLE):
        return Regneark(kode="A634") if _LOCKED in raw or _has_password(raw) else _plain_cells(raw)
    return _packed_cells(raw)


def _packed_cells(raw: bytes) -> Regneark:
    try:
        with ZipFile(BytesIO(raw)) as packed:
            names = {each.filename for each in packed.infolist()}
            if _CONTENT in names:
                return _open_document(raw, packed)
            if _BOOK not in names or _LED_TO not in names:
                return Regneark(kode="A635")
            if sum(each.file_size for each in packed.infolist()) > MOST_BYTES:
                return Regneark(kode="A640")
            sheets = {name: packed.read(file) for name, file in _sheets(packed) if file in names}
            struck = _struck(packed.read(_STYLES)) if _STYLES in names else frozenset()
    except (BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        return Regneark(kode="A635")
    if any(not _is_of_size(each) for each in sheets.values()):
        return Regneark(kode="A640")
    return _cells(raw, sheets, struck)


def _struck(styles: bytes) -> frozenset[bytes]:
    """Return the numbers of the styles whose letters are struck out."""
    fonts = [bool(_STRIKE.search(each)) for each in _FONT.findall(styles)]
    cells = _CELL_STYLES.search(styles)
    used = _FONT_OF.findall(cells[0]) if cells else []
    return frozenset(
        str(number).encode()
        for number, font in enumerate(used)
        if int(font) < len(fonts) and fonts[int(font)]
    )


def _has_password(raw: bytes) -> bool:
    """Tell whether a workbook of the older kind (XLS) has a password: its second record says so."""
    place = raw.find(_BIFF)
    while 0 <= place < len(raw) - 4:
        kind, length = (int.from_bytes(raw[place + i : place + i + 2], "little") for i in (0, 2))
        if kind in {_FILEPASS, _END}:
            return kind == _FILEPASS
        place += 4 + length
    return False


def _open_document(raw: bytes, packed: ZipFile) -> Regneark:
    """Read a workbook of OpenDocument (ODS); a row or a cell that stands for many is counted first."""
    if b"encryption-data" in (packed.read(_MANIFEST) if _MANIFEST in packed.namelist() else b""):
        return Regneark(kode="A634")
    if sum(each.file_size for each in packed.infolist()) > MOST_BYTES:
        return Regneark(kode="A640")
    for table in _TABLE.findall(packed.read(_CONTENT)):
        rows = [(_stands_for(row, _ROWS), _width(cells)) for row, cells in _ROW.findall(table)]
        filled = [i for i, (_, width) in enumerate(rows) if width]
        last = filled[-1] + 1 if filled else 0
        if sum(number for number, _ in rows[:last]) > MOST_ROWS:
            return Regneark(kode="A640")
        if any(width > MOST_COLUMNS for _, width in rows):
            return Regneark(kode="A640")
    return _plain_cells(raw)


def _width(cells: bytes) -> int:
    """Return how far out the last cell of a row stands that holds something."""
    width = last = 0
    for tag, held in _ODS_CELL.findall(cells):
        width += _stands_for(tag, _COLUMNS)
        last = width if b"<text:p" in held or b"office:value" in tag else last
    return last


def _stands_for(tag: bytes, pattern: re.Pattern[bytes]) -> int:
    found = pattern.search(tag)
    return int(found[1][:9]) if found else 1


def _plain_cells(raw: bytes) -> Regneark:
    """Read a workbook of which only values and merged cells are known."""
    from python_calamine import (  # noqa: PLC0415 - for a workbook only
        CalamineError,
        CalamineWorkbook,
    )

    found = []
    try:
        with CalamineWorkbook.from_filelike(BytesIO(raw)) as book:
            for number in range(len(book.sheet_names)):
                sheet = book.get_sheet_by_index(number)
                if sheet.total_height > MOST_ROWS:
                    return Regneark(kode="A640")
                rows = sheet.to_python(skip_empty_area=False)
                if max(map(len, rows), default=0) > MOST_COLUMNS:
                    return Regneark(kode="A640")
                rader = tuple(tuple(map(_text, row)) for row in rows)
                merged = frozenset(first for first, _ in sheet.merged_cell_ranges or ())
                found += [Ark(rader, slaatt_sammen=merged)] if any(map(any, rader)) else []
    except (CalamineError, OSError, ValueError, IndexError):
        return Regneark(kode="A635")
    return Regneark(tuple(found), None if found else "A602")


def _sheets(packed: ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the relation of each sheet, in the order of the workbook, and the file that it leads to."""
    led = {
        _said(each, b"Id"): _said(each, b"Target")
        for each in _RELATION.findall(packed.read(_LED_TO))
    }
    for number, each in enumerate(_SHEET.findall(packed.read(_BOOK))):
        target = led.get(_said(each, rb"\w+:id"), "")
        yield str(number), target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _said(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"=\"([^\"]*)\"", tag)
    return found[1].decode("utf-8", "replace") if found else ""


def _is_of_size(text: bytes) -> bool:
    """Tell whether a sheet's cells all stand where a list has them: one far out would fill the memory."""
    return all(
        int(row) <= MOST_ROWS and _column(letters) < MOST_COLUMNS
        for letters, row in _CELL.findall(text)
    )


def _column(letters: bytes) -> int:
    number = 0
    for each in letters:
        number = number * 26 + each - 64
    return number - 1


def _cells(raw: bytes, sheets: Mapping[str, bytes], struck: frozenset[bytes]) -> Regneark:
    from python_calamine import (  # noqa: PLC0415 - for a workbook only
        CalamineError,
        CalamineWorkbook,
    )

    found = []
    try:
        with CalamineWorkbook.from_filelike(BytesIO(raw)) as book:
            for number, text in sheets.items():
                rows = book.get_sheet_by_index(int(number)).to_python(skip_empty_area=False)
                rader = tuple(tuple(map(_text, row)) for row in rows)
                formulas = [(_place(*each[:2]), bool(each[2])) for each in _FORMULA.findall(text)]
                ark = Ark(
                    rader,
                    frozenset(place for place, _ in formulas),
                    frozenset(place for place, held in formulas if not held),
                    frozenset(_place(*each) for each in _MERGED.findall(text)),
                    frozenset((int(row) - 1, 0) for row in _HIDDEN.findall(text)),
                    frozenset(
                        _place(*each.groups()[:2])
                        for each in _CELL.finditer(text)
                        if (style := _STYLE.search(each[0])) and style[1] in struck
                    ),
                )
                found += [ark] if any(any(row) for row in rader) or ark.formler else []
    except (CalamineError, OSError, ValueError, IndexError):
        return Regneark(kode="A635")
    return Regneark(tuple(found), None if found else "A602")


def _place(letters: bytes, row: bytes) -> Sted:
    return int(row) - 1, _column(letters)


def _text(cell: object) -> str:
    """Return what a cell shows: a whole number without its point, a day as a day."""
    if isinstance(cell, bool):
        return "ja" if cell else "nei"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return " ".join(str(cell).split())
