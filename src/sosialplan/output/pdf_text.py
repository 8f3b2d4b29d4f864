"""The door to pypdfium2: what a finished PDF says, to its reader and in its metadata."""

from collections.abc import Iterator
from typing import Any

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value

_HYPHENS = str.maketrans({"\ufffe": "\u00ad\n", "\x02": "\u00ad\n", "\r": None})
"""pdfium's sign for a word that goes on in the next line, which it then puts together."""


_MOST_PAGES = 2_000


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
