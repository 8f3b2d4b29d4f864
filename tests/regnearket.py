"""A workbook as another program writes one, made by hand: cells, formulas with and without a value, merged cells."""

import struct
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKED = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")
"""How a workbook with a password begins, and what it is called inside."""


def _letters(column: int) -> str:
    rest, last = divmod(column, 26)
    return (_letters(rest - 1) if rest else "") + chr(65 + last)


_BEGINS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
"""The day 0 of the two ways in which a workbook counts its days."""


def _cell(row: int, column: int, value: Any, *, fra_1904: bool = False) -> str:
    if isinstance(value, dict) and "strøket" in value:
        return _cell(row, column, value["strøket"]).replace("<c ", '<c s="1" ', 1)
    place = f"{_letters(column)}{row + 1}"
    if value is None:
        return ""
    if isinstance(value, dict):  # a formula, and the value that it was worked out to, if any
        held = f"<v>{escape(str(value['verdi']))}</v>" if "verdi" in value else ""
        return f'<c r="{place}" t="str"><f>{escape(value["formel"])}</f>{held}</c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="2"><v>{(value - _BEGINS[fra_1904]).days}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _sheet(
    rows: Sequence[Sequence[Any]], merged: Sequence[str], hidden: Sequence[int], *, fra_1904: bool
) -> str:
    lines = "".join(
        f'<row r="{i + 1}"{_HIDDEN if i + 1 in hidden else ""}>{"".join(_cell(i, j, each, fra_1904=fra_1904) for j, each in enumerate(row))}</row>'
        for i, row in enumerate(rows)
    )
    cells = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    joined = f'<mergeCells count="{len(merged)}">{cells}</mergeCells>' if merged else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData>{joined}</worksheet>'


_FROM_1904 = '<workbookPr date1904="1"/>'
_HIDDEN = ' spans="1:2" hidden="1"'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/></font><font><strike/><sz val="11"/></font></fonts>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/><xf numFmtId="14" fontId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def workbook(
    *sheets: Sequence[Sequence[Any]],
    slaatt_sammen: Sequence[str] = (),
    skjult: Sequence[int] = (),
    fra_1904: bool = False,
) -> bytes:
    """Return the bytes of a workbook with these sheets; ``slaatt_sammen`` are merged cells of the first, ``skjult`` its hidden rows.

    Its days are numbers, counted from 1904 or from 1900.
    """
    numbers = range(1, len(sheets) + 1)
    named = "".join(f'<sheet name="Ark{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    led = "".join(
        f'<Relationship Id="rId{n}" Type="{_LED}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_SHEET}.worksheet+xml"/>'
        for n in numbers
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKED}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{_SHEET}.sheet.main+xml"/>{parts}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKED}/relationships"><Relationship Id="rId1" '
        f'Type="{_LED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LED}">{_FROM_1904 if fra_1904 else ""}<sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKED}/relationships">{led}</Relationships>',
        "xl/styles.xml": _STYLES,
        **{
            f"xl/worksheets/sheet{n}.xml": _sheet(
                rows,
                slaatt_sammen if n == 1 else (),
                skjult if n == 1 else (),
                fra_1904=fra_1904,
            )
            for n, rows in zip(numbers, sheets, strict=True)
        },
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return out.getvalue()


def _record(kind: int, held: bytes) -> bytes:
    return struct.pack("<HH", kind, len(held)) + held


def older_workbook(rows: Sequence[Sequence[Any]], *, locked: bool = False) -> bytes:
    """Return the bytes of a workbook of the older kind (XLS): one sheet with texts and numbers."""
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    first = _record(0x0809, begin) + (_record(0x2F, b"\1\0" + b"\0" * 52) if locked else b"")
    name = b"\x04\x00Ark1"
    size = len(first) + 4 + 6 + len(name) + 4
    book = first + _record(0x0085, struct.pack("<IBB", size, 0, 0) + name) + _record(0x0A, b"")
    book += _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if isinstance(value, int | float):
                book += _record(0x0203, struct.pack("<HHHd", i, j, 0, value))
            elif value is not None:
                text = struct.pack("<HHHHB", i, j, 0, len(value), 1) + value.encode("utf-16-le")
                book += _record(0x0204, text)
    book += _record(0x0A, b"")
    book = book.ljust(max(4096, -(-len(book) // 512) * 512), b"\0")
    return _in_sectors(book)


def _in_sectors(book: bytes) -> bytes:
    """Return a stream in the file system that an older workbook is: head, table of sectors, folder, stream."""
    end, free, number = 0xFFFFFFFE, 0xFFFFFFFF, len(book) // 512
    tables = next(n for n in range(1, 100) if number + 1 + n <= n * 128)
    table = [0xFFFFFFFD] * tables + [end] + [tables + 2 + i for i in range(number - 1)] + [end]
    table += [free] * (tables * 128 - len(table))

    def entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
        text = f"{name}\0".encode("utf-16-le")
        return b"".join((
            text.ljust(64, b"\0"), struct.pack("<HBBIII", len(text), kind, 1, free, free, child),
            b"\0" * 36, struct.pack("<IQ", start, size),
        ))  # fmt: skip

    folder = entry("Root Entry", 5, end, 0, 1) + entry("Workbook", 2, tables + 1, len(book), free)
    head = LOCKED[:8] + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, end, 0, end, 0)
    head += struct.pack("<109I", *range(tables), *[free] * (109 - tables))
    return head + struct.pack(f"<{tables * 128}I", *table) + folder.ljust(512, b"\0") + book


_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def open_document(rows: Sequence[Sequence[Any]], *, after: str = "", locked: bool = False) -> bytes:
    """Return the bytes of a workbook of OpenDocument (ODS); ``after`` are rows as they stand in the file."""

    def cell(value: Any) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, date):
            kind = f'office:value-type="date" office:date-value="{value}"'
        elif isinstance(value, int | float):
            kind = f'office:value-type="float" office:value="{value}"'
        else:
            kind = 'office:value-type="string"'
        return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    spaces = " ".join(f'xmlns:{each}="{_ODF}:{each}:1.0"' for each in ("office", "table", "text"))
    sealed = "<manifest:encryption-data/>" if locked else ""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    files = {
        "mimetype": kind,
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{kind}">{sealed}</manifest:file-entry></manifest:manifest>',
        "content.xml": f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Ark1">{lines}{after}</table:table></office:spreadsheet></office:body></office:document-content>',
    }  # fmt: skip
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return out.getvalue()
