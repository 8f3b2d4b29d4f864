"""The door to python-docx (the extra ``docx``): the same blocks as in print, for those who edit in Word.

The same input gives the same bytes: the file's times are the day of the document.
"""

import struct
import zipfile
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.visible import visible
from sosialplan.output.markdown import Node
from sosialplan.output.style_files import blocks_of, pictures_of, suffix
from sosialplan.output.typeset import drawn
from sosialplan.output.typst_markup import LOGO_HIGH, LOGO_WIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docx.document import Document
    from docx.text.paragraph import Paragraph

_NOON = time(12)
_LANGUAGE = {"nb": "nb-NO", "nn": "nn-NO"}
_LEVELS = 9
_WIDEST = 6
"""Inches between the margins of Word's own page."""
_BULLETS = ("List Bullet", "List Bullet 2", "List Bullet 3")
_NUMBERS = ("List Number", "List Number 2", "List Number 3")


def docx_of(
    markdown: str,
    *,
    maler: Path,
    title: str,
    author: str,
    day: date,
    footer: str = "",
    images: "Mapping[str, bytes] | None" = None,
    spraak: str = "nb",
) -> bytes:
    """Write Markdown as a Word document. Raises ExpectedFailure where the extra is not installed.

    Pictures are of ``images``, by name, else the school's own, from ``maler``; one that Word cannot show stands as its
    words, apart from a logo, which is drawn anew.
    """
    try:
        import docx  # noqa: PLC0415 - an extra, and slow
    except ImportError:
        raise ExpectedFailure(
            "Word-filer trenger et tillegg som ikke er installert.",
            "Gå til mappen du hentet programmet i, og skriv: python -m pip install '.[docx]'",
        ) from None
    made = docx.Document()
    _describe(made, title, author, day, _LANGUAGE[spraak])
    made.sections[0].footer.paragraphs[0].text = visible(footer)
    blocks = blocks_of(markdown, maler)
    shown = pictures_of(blocks, images or {}, maler)
    for node in blocks:
        _Writer(made, shown).block(node)
    content = BytesIO()
    made.save(content)
    return _dated(content.getvalue(), day)


def _describe(made: "Document", title: str, author: str, day: date, language: str) -> None:
    told = made.core_properties
    told.title, told.author, told.last_modified_by = title, author, author
    told.comments, told.language = "", language
    told.created = told.modified = datetime.combine(day, _NOON)
    for lang in made.styles.element.iter("{*}lang"):
        for name in lang.attrib:
            lang.set(name, language)


class _Writer:
    """Writes blocks into a document, or into one of its cells."""

    def __init__(self, place: Any, pictures: "Mapping[str, bytes]") -> None:
        self._place = place
        self._pictures = pictures

    def block(self, node: Node, depth: int = 0) -> None:
        writers: Mapping[str, Callable[[Node, int], None]] = {
            "heading": self._heading,
            "list": self._list,
            "table": self._table,
            "blockquote": self._quote,
            "hr": self._rule,
            "code": self._code,
        }
        writers.get(node.kind, self._paragraph)(node, depth)

    def _heading(self, node: Node, _depth: int) -> None:
        level = min(node.level, _LEVELS)
        _runs(self._place.add_heading(level=level), node)

    def _paragraph(self, node: Node, _depth: int) -> None:
        paragraph = self._place.add_paragraph()
        if [child.kind for child in node.children] == ["image"]:
            self._picture(paragraph, node.children[0])
        else:
            _runs(paragraph, node)

    def _picture(self, paragraph: "Paragraph", node: Node) -> None:
        from docx.image.exceptions import UnrecognizedImageError  # noqa: PLC0415 - an extra
        from docx.shared import Emu, Inches, Mm  # noqa: PLC0415 - an extra

        data = self._pictures[node.target]
        if node.logo and suffix(data) != "png":
            data = drawn(data, suffix(data) or "svg")
        if suffix(data) == "svg":
            _runs(paragraph, node)
            return
        try:
            shown = paragraph.add_run().add_picture(BytesIO(data))
        except (UnrecognizedImageError, ValueError, KeyError, struct.error, EOFError):
            raise ExpectedFailure(
                "Et bilde i dokumentet kan ikke leses.",
                "Bilder må være hele PNG- eller JPEG-filer.",
            ) from None
        shown._inline.docPr.set("descr", visible(node.text))  # noqa: SLF001 - the library has no name for it
        if node.logo:
            part = min(Mm(LOGO_WIDE) / shown.width, Mm(LOGO_HIGH) / shown.height)
            shown.width, shown.height = (
                Emu(int(shown.width * part)),
                Emu(int(shown.height * part)),
            )
        widest = Inches(_WIDEST)
        if shown.width > widest:
            shown.height, shown.width = Emu(int(shown.height * widest / shown.width)), widest

    def _quote(self, node: Node, _depth: int) -> None:
        for child in node.children:
            _runs(self._place.add_paragraph(style="Quote"), child)

    def _rule(self, _node: Node, _depth: int) -> None:
        self._place.add_paragraph()

    def _code(self, node: Node, _depth: int) -> None:
        self._place.add_paragraph(visible(node.text.rstrip("\n")))

    def _list(self, node: Node, depth: int) -> None:
        styles = _NUMBERS if node.ordered else _BULLETS
        style = styles[min(depth, len(styles) - 1)]
        for item in node.children:
            for part in item.children:
                if part.kind in {"paragraph", "tight"}:
                    _runs(self._place.add_paragraph(style=style), part)
                else:
                    self.block(part, depth + 1)

    def _table(self, node: Node, _depth: int) -> None:
        header, *rows = node.children
        shown = [header, *rows] if header.plain.strip() else rows
        columns = len(header.children)
        table = self._place.add_table(rows=0, cols=columns, style="Table Grid")
        for row in shown:
            cells = table.add_row().cells
            for cell, place in zip(row.children, cells, strict=False):
                _runs(place.paragraphs[0], cell, bold=row is header)
        self._place.add_paragraph()


def _runs(paragraph: "Paragraph", node: Node, *, bold: bool = False, italic: bool = False) -> None:
    """Write the inline parts of a node; text is text, whatever it looks like."""
    if node.text:
        run = paragraph.add_run(visible(node.text))
        run.bold, run.italic = bold or None, italic or None
    if node.kind in {"hardbreak", "softbreak"}:
        paragraph.add_run().add_break() if node.kind == "hardbreak" else paragraph.add_run(" ")
    for child in node.children:
        _runs(
            paragraph,
            child,
            bold=bold or child.kind == "strong",
            italic=italic or child.kind == "em",
        )


def _dated(content: bytes, day: date) -> bytes:
    """Return the file with every part in it dated to the day, so that nothing tells of the clock."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as read, zipfile.ZipFile(made, "w") as written:
        for name in read.namelist():
            part = zipfile.ZipInfo(name, (day.year, day.month, day.day, _NOON.hour, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(part, read.read(name))
    return made.getvalue()
