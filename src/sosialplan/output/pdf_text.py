"""The door to pypdfium2: what a finished PDF says, to its reader and in its metadata."""

from typing import Any

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value

_HYPHENS = str.maketrans({"\ufffe": "\u00ad\n", "\x02": "\u00ad\n", "\r": None})
"""pdfium's sign for a word that goes on in the next line, which it then puts together."""


class PdfText(Value, frozen=True):
    """The text of a PDF, a form feed after each page, and its metadata, a line each."""

    tekst: str
    opplysninger: str


def pdf_text(content: bytes) -> PdfText:
    """Read a PDF. Raises ExpectedFailure for one that cannot be read."""
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - slow

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise ExpectedFailure("Filen er ikke en PDF som kan leses.", "Sjekk filen.") from None
    try:
        pages = [_of_page(document, number) for number in range(len(document))]
        told = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    return PdfText("\f".join(pages), "\n".join(told.values()))


def _of_page(document: Any, number: int) -> str:
    page = document[number]
    text = page.get_textpage()
    try:
        found: str = text.get_text_range()
    finally:
        text.close()
        page.close()
    return found.translate(_HYPHENS)
