"""Markdown and a school's ``stil.typ`` become an archivable PDF.

PDF/A-2a and PDF/UA-1 in one file: tagged, with title, language and alternative texts, and
the same bytes for the same input. Commands call this by ``bounded``, in a process that can be ended.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from sosialplan.model.failure import ExpectedFailure
from sosialplan.output.filvedlegg import Filvedlegg
from sosialplan.output.markdown import images as images_in
from sosialplan.output.markdown import parse
from sosialplan.output.style_files import (
    ENDLESS,
    NAMES,
    NOT_SET,
    STYLE,
    STYLE_CURE,
    blocks_of,
    pictures_of,
    style_files,
    suffix,
)
from sosialplan.output.template_fault import TemplateFault
from sosialplan.output.typeset import STANDARDS, TypesetError, plain, printable, typeset
from sosialplan.output.typst_markup import DEFINES_LOGO, exact, typst_source

Papir = Literal["a4", "a3"]

_WITH_FILES = ("a-3a", "ua-1")
"""PDF/A-2 takes no attachments; PDF/A-3 is the same, and takes them."""
_IMPORT = f'#import "{STYLE}": {", ".join(NAMES)}\n'
_SAMPLE = "# a\n\n## b\n\n### c\n\n#### d\n\n> e\n\n- f\n\n1. g\n\n---\n\n|  |  |\n| --- | --- |\n| h | i |\n\n| j | k |\n| --- | --- |\n| l | m |\n"
_USES = {
    "dokument": '#show: dokument.with(tittel: "x", skole: "x", bunn: "x")\na',
    "merknad": "#merknad[a]",
    "opplysninger": "#opplysninger(([a], [b]))",
    "skille": "#skille()",
    "tabell": "#tabell((auto, 1fr), ([a], [b]), ([c], [d]))",
}
"""How a document calls each name of the style."""
_PLACE = re.compile(r"┌─ (.+?):(\d+):\d+")
_NO_GLYPH = re.compile(r"could not be displayed|not (?:be )?displayed with")
_WORDS = (
    ("package", "stilen henter en pakke fra nettet, og det får den ikke"),
    ("file not found", "stilen henter en fil som ikke ligger i maler/, eller som er en lenke"),
    ("failed to load file", "stilen henter en fil som ikke ligger i maler/, eller som er en lenke"),
    ("infinite", ENDLESS),
    ("depth exceeded", ENDLESS),
    ("condition is always true", ENDLESS),
    ("did not converge", ENDLESS),
)
"""What is said of a fault by what typst says of it."""
_LINK = re.compile(rb"/S\s*/URI\s*/URI\s*(?!\((?:https?:|mailto:|tel:))", re.IGNORECASE)


def pdf_of(
    markdown: str,
    *,
    maler: Path,
    title: str,
    author: str,
    day: date,
    footer: str = "",
    images: Mapping[str, bytes] | None = None,
    papir: Papir = "a4",
    liggende: bool = False,
    spraak: str = "nb",
    vedlegg: Sequence[Filvedlegg] = (),
    innhold: str = "",
) -> bytes:
    """Print Markdown by the look of ``maler/stil.typ``.

    ``title`` and ``author`` are metadata, ``day`` becomes the file's only time (noon, UTC),
    ``footer`` stands to the left of the page number, ``spraak`` is the language tag. ``images`` holds SVG or PNG by the name
    that ``![alternative text](name)`` uses; an image without either is an ExpectedFailure. ``innhold`` is the heading of
    a table of contents, where there shall be one.
    Characters that the typefaces lack are printed as U+FFFD; see ``not_printable``.
    """
    blocks = blocks_of(markdown, maler)
    images = images or {}
    shown = pictures_of(blocks, images, maler)
    names = {
        target: f"bilde-{number}.{suffix(data) or 'svg'}"
        for number, (target, data) in enumerate(shown.items())
    }
    settings = (
        f"tittel: {exact(title)}, skole: {exact(author)}, bunn: {exact(footer)}, "
        f'papir: "{papir}", liggende: {"true" if liggende else "false"}, '
        f"spraak: {exact(spraak)}"
    )
    has_logo = any(each.logo for each in images_in(blocks))
    source = (
        _IMPORT
        + (DEFINES_LOGO if has_logo else "")
        + f"#show: dokument.with({settings})\n"
        + typst_source(blocks, names, frozenset(shown) - frozenset(images), innhold)
        + "".join(_attached(each) for each in vedlegg)
    )
    drawn = {names[target]: _drawing(data) for target, data in shown.items()}
    files = {**_style(maler), **drawn}
    standards = _WITH_FILES if vedlegg else STANDARDS
    try:
        made = typeset({**files, "main": printable(source).encode()}, day, standards)
    except TypesetError as fault:
        if not _NO_GLYPH.search(fault.diagnostic):
            raise _told(maler, fault) from None
        made = _set_plainly(files, source, maler, day, standards)
    if _LINK.search(made):
        raise _fault(maler, STYLE, 0, "en lenke i dokumentet kan bare være https, mailto eller tel")
    return made


def style_fault(maler: Path) -> ExpectedFailure | None:
    """Set one page of everything that ``stil.typ`` shapes; None where that goes well, else the fault."""
    settings = ", ".join(f'{name}: "x"' for name in ("tittel", "skole", "bunn"))
    source = f"{_IMPORT}#show: dokument.with({settings})\n{typst_source(parse(_SAMPLE), {})}"
    try:
        made = typeset({**_style(maler), "main": source.encode()}, date(2000, 1, 1))
    except TypesetError as fault:
        return _told(maler, fault)
    except ExpectedFailure as fault:
        return fault
    if _LINK.search(made):
        return _fault(
            maler, STYLE, 0, "en lenke i dokumentet kan bare være https, mailto eller tel"
        )
    return None


def try_style(maler: Path, style: str, name: str) -> None:
    """Use a style, or the beginning of one, for one thing; whether it ends is all that is asked."""
    source = f'#import "{STYLE}": *\n#set document(title: "x")\n{_USES.get(name, "a")}'
    try:
        files = {**style_files(maler), STYLE: style.encode(), "main": source.encode()}
        typeset(files, date(2000, 1, 1))
    except (TypesetError, TemplateFault):
        return


def _style(maler: Path) -> Mapping[str, bytes]:
    """Return the style and its files. Raises TemplateFault where there is no style."""
    found = style_files(maler)
    if STYLE not in found:
        raise ExpectedFailure(
            f"Filen {maler.name}/{STYLE} kan ikke leses.",
            "Den bestemmer hvordan dokumenter ser ut. Hent den fra en ny planmappe (sosialplan start).",
        )
    try:
        found[STYLE].decode("utf-8")
    except UnicodeDecodeError as fault:
        line = found[STYLE].count(b"\n", 0, fault.start) + 1
        raise _fault(maler, STYLE, line, "filen er ikke lagret som UTF-8") from None
    return found


def _attached(each: Filvedlegg) -> str:
    """Return the call that lets the document carry a file, its bytes written out: none is laid on a disk."""
    told = f"description: {exact(each.beskrivelse)}, mime-type: {exact(each.mime)}"
    data = f"bytes(({','.join(map(str, each.innhold))},))"
    return f'#pdf.attach({exact(each.navn)}, {data}, relationship: "supplement", {told})\n'


def _drawing(data: bytes) -> bytes:
    """Put U+FFFD for what no typeface has in a drawing; other pictures stay as they are."""
    if suffix(data) != "svg":
        return data
    return printable(data.decode("utf-8", "replace")).encode()


def _set_plainly(
    files: Mapping[str, bytes], source: str, maler: Path, day: date, standards: Sequence[str]
) -> bytes:
    """Set the document with ordinary signs only: what stands beside a sign may take its shape away."""
    try:
        return typeset({**files, "main": plain(source).encode()}, day, standards)
    except TypesetError as fault:
        raise _told(maler, fault) from None


def _told(maler: Path, fault: TypesetError) -> ExpectedFailure:
    """Return what typst says in words, at the place in the style or in what it fetches."""
    if "bilde-" in fault.diagnostic:
        return ExpectedFailure(
            "Et bilde i dokumentet kan ikke leses.",
            "Bilder må være hele SVG-, PNG- eller JPEG-filer.",
        )
    what = next((words for said, words in _WORDS if said in fault.diagnostic), NOT_SET)
    for name, line in _PLACE.findall(fault.diagnostic):
        if (maler / name).is_file():
            return _fault(maler, name, int(line), what)
    return _fault(maler, STYLE, 0, what)


def _fault(maler: Path, file: str, line: int, what: str) -> TemplateFault:
    return TemplateFault(maler, file, line, what, code="V706", cure=STYLE_CURE)
