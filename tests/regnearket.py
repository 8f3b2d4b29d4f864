"""A workbook as another program writes one, made by hand: cells, formulas with and without a value, merged cells."""

from collections.abc import Sequence
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


def _cell(row: int, column: int, value: Any) -> str:
    place = f"{_letters(column)}{row + 1}"
    if value is None:
        return ""
    if isinstance(value, dict):  # a formula, and the value that it was worked out to, if any
        held = f"<v>{escape(str(value['verdi']))}</v>" if "verdi" in value else ""
        return f'<c r="{place}" t="str"><f>{escape(value["formel"])}</f>{held}</c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _sheet(rows: Sequence[Sequence[Any]], merged: Sequence[str]) -> str:
    lines = "".join(
        f'<row r="{i + 1}">{"".join(_cell(i, j, each) for j, each in enumerate(row))}</row>'
        for i, row in enumerate(rows)
    )
    cells = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    joined = f'<mergeCells count="{len(merged)}">{cells}</mergeCells>' if merged else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData>{joined}</worksheet>'


def workbook(*sheets: Sequence[Sequence[Any]], slaatt_sammen: Sequence[str] = ()) -> bytes:
    """Return the bytes of a workbook with these sheets; ``slaatt_sammen`` are merged cells of the first."""
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
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LED}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKED}/relationships">{led}</Relationships>',
        **{
            f"xl/worksheets/sheet{n}.xml": _sheet(rows, slaatt_sammen if n == 1 else ())
            for n, rows in zip(numbers, sheets, strict=True)
        },
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return out.getvalue()
