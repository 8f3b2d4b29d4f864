"""What a finished file says to its reader, and what else is in it. The door to pypdfium2."""

import ctypes
import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.reading import brought_text

_HYPHENS = str.maketrans({"\ufffe": "\u00ad\n", "\x02": "\u00ad\n", "\r": None})
"""pdfium's sign for a word that goes on in the next line, which it then puts together."""


_MOST_PAGES = 2_000
_SCALE = 1.0
"""Pixels a point where two pages are compared: enough for a full stop to be seen."""
_TEXT = 4_000


class PdfText(Value, frozen=True):
    """The text of a PDF, a form feed after each page, and its metadata, a line each."""

    tekst: str
    opplysninger: str


def _unreadable() -> ExpectedFailure:
    return ExpectedFailure("Filen er ikke en PDF som kan leses.", "Sjekk filen.")


def too_much() -> ExpectedFailure:
    """Say that a file is no document of a planmappe."""
    return ExpectedFailure(
        "Filen er mye større enn noe dokument fra planmappen, så den er ikke lest.",
        "Gi en fil som er laget med lag eller utlever.",
    )


def pdf_text(content: bytes, most: int) -> PdfText:
    """Read a PDF. Raises ExpectedFailure for one that cannot be read, or says more than ``most``."""
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - slow

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise _unreadable() from None
    try:
        pages = list(_pages(document, most))
        told = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError:  # a page that is not there
        raise _unreadable() from None
    finally:
        document.close()
    return PdfText("\f".join(pages), "\n".join(told.values()))


def _pages(document: Any, most: int) -> Iterator[str]:
    """Yield what each page says, and stop where they are more than any document's."""
    left = most
    if len(document) > _MOST_PAGES:
        raise too_much()
    for number in range(len(document)):
        page = _of_page(document, number)
        left -= len(page)
        if left < 0:
            raise too_much()
        yield page


def _of_page(document: Any, number: int) -> str:
    page = document[number]
    text = page.get_textpage()
    try:
        found: str = text.get_text_range()
    finally:
        text.close()
        page.close()
    return found.translate(_HYPHENS)


def pdf_differences(made: bytes, given: bytes) -> Iterator[str]:
    """Yield what differs between two PDFs of the same words: pages, notes and links, what goes with them.

    Raises ExpectedFailure for one that cannot be read.
    """
    import pypdfium2  # noqa: PLC0415 - slow

    try:
        ours, theirs = pypdfium2.PdfDocument(made), pypdfium2.PdfDocument(given)
        if len(ours) != len(theirs):
            yield "antall sider"
            return
        for number in range(len(ours)):
            one, other = ours[number], theirs[number]
            if _looks(one) != _looks(other):
                yield f"utseendet på side {number + 1}"
            if _notes(ours, one) != _notes(theirs, other):
                yield f"merknader eller lenker på side {number + 1}"
        if _beside(ours) != _beside(theirs):
            yield "vedlegg, skjema eller programkode"
    except pypdfium2.PdfiumError:
        raise _unreadable() from None


def _looks(page: Any) -> tuple[Any, ...]:
    """Return a page's size and what is drawn on it, notes too."""
    bitmap = page.render(scale=_SCALE)
    return page.get_size(), hashlib.sha256(bytes(bitmap.buffer)).hexdigest()


def _notes(document: Any, page: Any) -> list[tuple[Any, ...]]:
    """Return the notes and links of a page: kind, place, what it says, and where it leads."""
    from pypdfium2 import raw  # noqa: PLC0415 - slow

    found = []
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, number)
        try:
            rect = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(note, rect)
            place = tuple(round(getattr(rect, side)) for side in ("left", "bottom", "right", "top"))
            text = ctypes.create_string_buffer(2 * _TEXT)
            units = ctypes.cast(text, ctypes.POINTER(raw.FPDF_WCHAR))
            size = raw.FPDFAnnot_GetStringValue(note, b"Contents", units, 2 * _TEXT)
            says = text.raw[: min(size, 2 * _TEXT)]
            action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(note))
            where = ctypes.create_string_buffer(_TEXT)
            length = raw.FPDFAction_GetURIPath(document, action, where, _TEXT) if action else 0
            found.append(
                (raw.FPDFAnnot_GetSubtype(note), place, says, where.raw[: min(length, _TEXT)])
            )
        finally:
            raw.FPDFPage_CloseAnnot(note)
    return found


def _beside(document: Any) -> tuple[Any, ...]:
    """Return what goes with the pages: attached files, forms, programs."""
    from pypdfium2 import raw  # noqa: PLC0415 - slow

    attached = [document.get_attachment(each) for each in range(document.count_attachments())]
    files = [
        (each.get_name(), hashlib.sha256(bytes(each.get_data())).digest()) for each in attached
    ]
    return files, document.get_formtype(), raw.FPDFDoc_GetJavaScriptActionCount(document)


_UNREADABLE = (
    "Filen kan ikke leses som et dokument.",
    "Gi en fil som er laget med lag eller utlever.",
)
WHAT_A_ZIP_DOES = (
    zipfile.BadZipFile,
    UnicodeDecodeError,
    NotImplementedError,
    RuntimeError,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
)
"""How a damaged, locked or forged zip file answers."""

_WORD_PARTS = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|comments)\.xml|docProps/.*\.xml"
)
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_OF_THE_FILE = re.compile(r"docProps/.*|\[Content_Types\]\.xml")
"""Parts of a Word file that say nothing on paper."""
_ENDS = re.compile(r"</w:(?:p|tc|tr)>|<w:(?:br|tab)/>")


MOST_TEXT = 5_000_000
"""Characters: the longest document of a planmappe says a tenth of it."""


class Filtekst(Value, frozen=True):
    """The text of a file, pages parted by form feeds, and what it says beside that."""

    tekst: str
    opplysninger: str = ""


def filtekst(content: bytes | str, format_: str) -> Filtekst:
    """Read the text of a file in a format: ``md``, ``html``, ``pdf`` or ``docx``.

    Raises ExpectedFailure for a file that is not of its format, or says more than any document.
    """
    read = _read(content, format_)
    if len(read.tekst) + len(read.opplysninger) > MOST_TEXT:
        raise too_much()
    return read


def _read(content: bytes | str, format_: str) -> Filtekst:
    if format_ == "pdf":
        read = pdf_text(content if isinstance(content, bytes) else content.encode(), MOST_TEXT)
        return Filtekst(read.tekst, read.opplysninger)
    if format_ == "docx":
        return Filtekst(_of_word(content if isinstance(content, bytes) else content.encode()))
    text = content if isinstance(content, str) else brought_text(content)
    if text is None:
        raise ExpectedFailure(*_UNREADABLE)
    if len(text) > MOST_TEXT:
        raise too_much()
    if format_ == "html":
        reader = _Reader()
        reader.feed(text)
        return Filtekst("".join(reader.said))
    return Filtekst(text)


def _unfolded(packed: zipfile.ZipFile, names: Sequence[str]) -> Iterator[str]:
    """Yield the parts of a Word file, and stop where they are larger than any document's.

    A file may say that it is small, and unfold without end: so much is read, and no more.
    """
    left = 4 * MOST_TEXT
    for name in names:
        with packed.open(name) as part:
            data = part.read(left + 1)
        left -= len(data)
        if left < 0:
            raise too_much()
        yield data.decode("utf-8")


class _Reader(HTMLParser):
    """Gathers all that a page says, its title and its attributes too."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what attributes say; a block begins on a line of its own."""
        if tag not in _INLINE:
            self.said.append("\n")
        self.said += [f" {value} " for name, value in attrs if value and name in _TOLD]

    def handle_data(self, data: str) -> None:
        """Take the text."""
        self.said.append(data)


_INLINE = frozenset({"a", "b", "em", "i", "span", "strong", "code", "s", "u", "wbr"})
_TOLD = frozenset({"alt", "title", "content", "href", "aria-label"})


def _of_word(content: bytes) -> str:
    """Return the text of every part of a Word file, and of its properties."""
    from html import unescape  # noqa: PLC0415 - seldom needed

    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            names = [name for name in packed.namelist() if _WORD_PARTS.fullmatch(name)]
            parts = list(_unfolded(packed, names))
    except WHAT_A_ZIP_DOES:
        raise ExpectedFailure(*_UNREADABLE) from None
    lines = (_TAG.sub("", _ENDS.sub("\n", part)) for part in parts)
    return unescape("\n\n".join(lines))


def differences(made: bytes, given: bytes, format_: str) -> tuple[str, ...]:
    """Return what differs in how two files of the same words look; nothing where they are alike.

    A PDF that another program has saved again, with the same pages, is the same. Raises
    ExpectedFailure for a file that cannot be read.
    """
    if made == given:
        return ()
    match format_:
        case "pdf":
            return tuple(pdf_differences(made, given))
        case "docx":
            return () if _parts(made) == _parts(given) else ("oppsettet i filen",)
        case _:
            return () if _line(made) == _line(given) else ("merkingen i filen",)


def _parts(content: bytes) -> dict[str, int]:
    """Return the parts of a Word file by name, with their checksums."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return {
                each.filename: each.CRC
                for each in packed.infolist()
                if not _OF_THE_FILE.fullmatch(each.filename)
            }
    except WHAT_A_ZIP_DOES:
        raise ExpectedFailure(*_UNREADABLE) from None


def _line(content: bytes) -> bytes:
    text = brought_text(content)
    plain = content.decode("utf-8-sig", "replace") if text is None else text
    return _SPACE.sub(" ", plain).strip().encode()
