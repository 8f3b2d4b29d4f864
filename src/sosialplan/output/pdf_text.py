"""The door to pypdfium2: what a finished PDF says, to its reader and in its metadata; and how it looks."""

import ctypes
import hashlib
from collections.abc import Iterator
from typing import Any

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value

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
