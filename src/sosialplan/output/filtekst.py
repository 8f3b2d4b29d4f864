"""What a finished file says, whatever its format: the text its reader sees, and what else is in it."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from io import BytesIO

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.output.pdf_text import too_much

_UNREADABLE = (
    "Filen kan ikke leses som et dokument.",
    "Gi en fil som er laget med lag eller utlever.",
)
_WHAT_A_ZIP_DOES = (
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
        from sosialplan.output.pdf_text import pdf_text  # noqa: PLC0415 - slow

        read = pdf_text(content if isinstance(content, bytes) else content.encode(), MOST_TEXT)
        return Filtekst(read.tekst, read.opplysninger)
    if format_ == "docx":
        return Filtekst(_of_word(content if isinstance(content, bytes) else content.encode()))
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ExpectedFailure(*_UNREADABLE) from None
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
    except _WHAT_A_ZIP_DOES:
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
            from sosialplan.output.pdf_text import pdf_differences  # noqa: PLC0415 - slow

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
    except _WHAT_A_ZIP_DOES:
        raise ExpectedFailure(*_UNREADABLE) from None


def _line(content: bytes) -> bytes:
    return _SPACE.sub(" ", content.decode("utf-8-sig", "replace")).strip().encode()
