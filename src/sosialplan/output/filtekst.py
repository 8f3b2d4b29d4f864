"""What a finished file says, whatever its format: the text its reader sees, and what else is in it."""

import re
import zipfile
from html.parser import HTMLParser
from io import BytesIO

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value

_UNREADABLE = (
    "Filen kan ikke leses som et dokument.",
    "Gi en fil som er laget med lag eller utlever.",
)
_WORD_PARTS = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|comments)\.xml|docProps/.*\.xml"
)
_TAG = re.compile(r"<[^>]*>")
_ENDS = re.compile(r"</w:(?:p|tc|tr)>|<w:(?:br|tab)/>")


class Filtekst(Value, frozen=True):
    """The text of a file, pages parted by form feeds, and what it says beside that."""

    tekst: str
    opplysninger: str = ""


def filtekst(content: bytes | str, format_: str) -> Filtekst:
    """Read the text of a file in a format: ``md``, ``html``, ``pdf`` or ``docx``.

    Raises ExpectedFailure for a file that is not of its format.
    """
    if format_ == "pdf":
        from sosialplan.output.pdf_text import pdf_text  # noqa: PLC0415 - slow

        read = pdf_text(content if isinstance(content, bytes) else content.encode())
        return Filtekst(read.tekst, read.opplysninger)
    if format_ == "docx":
        return Filtekst(_of_word(content if isinstance(content, bytes) else content.encode()))
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ExpectedFailure(*_UNREADABLE) from None
    if format_ == "html":
        reader = _Reader()
        reader.feed(text)
        return Filtekst("".join(reader.said))
    return Filtekst(text)


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
            parts = [packed.read(name).decode("utf-8") for name in names]
    except (zipfile.BadZipFile, UnicodeDecodeError):
        raise ExpectedFailure(*_UNREADABLE) from None
    lines = (_TAG.sub("", _ENDS.sub("\n", part)) for part in parts)
    return unescape("\n\n".join(lines))
