"""The door to typst: Markdown and a school's ``stil.typ`` become an archivable PDF.

PDF/A-2a and PDF/UA-1 in one file: tagged, with title, language and alternative texts, and
the same bytes for the same input. Only the typefaces inside typst are used, so a machine's
own never change a document; ``stil.typ`` reads no file outside its own folder.
"""

import re
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import typst

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.model.visible import REPLACEMENT
from sosialplan.output.markdown import images as images_in
from sosialplan.output.markdown import parse
from sosialplan.output.typst_markup import exact, literal, typst_source
from sosialplan.reading import read_bytes

Papir = Literal["a4", "a3"]

_STYLE = "stil.typ"
_STANDARDS = ("a-2a", "ua-1")
_WITH_FILES = ("a-3a", "ua-1")
"""PDF/A-2 takes no attachments; PDF/A-3 is the same, and takes them."""
_CARRIED = "sosialplan-vedlegg"
_ORDINARY = re.compile("[\x20-\x7e\n\u00a0-\u024f\u2010-\u2026\u200b\ufffd]")
_LINE = re.compile(r"[/ ]main:(\d+):")
_NAMES = "dokument, merknad, opplysninger, skille, tabell"
_SAMPLE = "# a\n\n## b\n\n### c\n\n#### d\n\n> e\n\n- f\n\n1. g\n\n---\n\n|  |  |\n| --- | --- |\n| h | i |\n\n| j | k |\n| --- | --- |\n| l | m |\n"
_PLACE = re.compile(r"┌─ (\S+?):(\d+):")
_SUSPECTS = b"/Suspects false"
"""What is so when it is not said; older poppler takes the word for a fault. Blanks keep every offset."""
_PNG = b"\x89PNG"


class Filvedlegg(Value, frozen=True):
    """A file that a PDF carries: its name, what it holds, and what it is in words."""

    navn: str
    innhold: bytes
    beskrivelse: str
    mime: str = "application/pdf"


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
) -> bytes:
    """Print Markdown by the look of ``maler/stil.typ``.

    ``title`` and ``author`` are metadata, ``day`` becomes the file's only time (noon, UTC),
    ``footer`` stands to the left of the page number, ``spraak`` is the language tag. ``images`` holds SVG or PNG by the name
    that ``![alternative text](name)`` uses; an image without either is an ExpectedFailure.
    Characters that the typefaces lack are printed as U+FFFD; see ``not_printable``.
    """
    blocks = parse(markdown)
    pictures = {
        name: f"bilde-{number}.{_suffix(data)}"
        for number, (name, data) in enumerate((images or {}).items())
    }
    for image in images_in(blocks):
        if image.target not in pictures or not image.text.strip():
            raise ExpectedFailure(
                "Dokumentet viser til et bilde som ikke er med, eller som mangler bildetekst.",
                "Skriv ![det bildet viser](navn-på-bildet) i malen, med et bilde som kommandoen lager.",
            )
    settings = (
        f"tittel: {literal(title)}, skole: {literal(author)}, bunn: {literal(footer)}, "
        f'papir: "{papir}", liggende: {"true" if liggende else "false"}, '
        f"spraak: {literal(spraak)}"
    )
    source = (
        f'#import "{_STYLE}": {_NAMES}\n'
        f"#show: dokument.with({settings})\n{typst_source(blocks, pictures)}"
        + "".join(_attached(each) for each in vedlegg)
    )
    files = {pictures[name]: _printable(data) for name, data in (images or {}).items()}
    whole = {"main": _printable(source.encode()), **files}
    if not vedlegg:
        return _compile(whole, maler, day)
    with TemporaryDirectory() as place:
        root = Path(place) / maler.name
        shutil.copytree(maler, root, symlinks=True)
        (root / _CARRIED).mkdir()
        for each in vedlegg:
            (root / _CARRIED / each.navn).write_bytes(each.innhold)
        return _compile(whole, root, day, _WITH_FILES)


def _attached(each: Filvedlegg) -> str:
    """Return the call that lets the document carry a file: no virtual one, since those are texts."""
    told = f"description: {exact(each.beskrivelse)}, mime-type: {exact(each.mime)}"
    data = f"read({exact(f'{_CARRIED}/{each.navn}')}, encoding: none)"
    return f'#pdf.attach({exact(each.navn)}, {data}, relationship: "supplement", {told})\n'


def _printable(source: bytes) -> bytes:
    """Put U+FFFD for what no typeface has, in Typst and in drawings; PNG stays as it is."""
    if source.startswith(_PNG):
        return source
    text = source.decode()
    for missing in not_printable(text):
        text = text.replace(missing, REPLACEMENT)
    return text.encode()


def not_printable(text: str) -> frozenset[str]:
    """Return the characters that no typeface inside typst has; ordinary text costs nothing."""
    unusual = sorted(set(text) - set(_ORDINARY.findall(text)))
    if not unusual:
        return frozenset()
    lines = "".join(f"#{literal(character)}\n\n" for character in unusual)
    probe = f'#set document(title: "Prøve")\n#set page(height: auto)\n{lines}'
    try:
        _typeset({"main": probe.encode()}, None, date(2000, 1, 1))
    except typst.TypstError as fault:
        found = {int(number) for number in _LINE.findall(fault.diagnostic)}
        return frozenset(unusual[(line - 3) // 2] for line in found)
    return frozenset()


def style_fault(maler: Path) -> tuple[str, int] | None:
    """Set one page of everything that ``stil.typ`` shapes; None where that goes well.

    Else the file and the line of the fault: ``stil.typ`` itself, or a picture that it fetches.
    """
    settings = ", ".join(f'{name}: "x"' for name in ("tittel", "skole", "bunn"))
    source = f'#import "{_STYLE}": {_NAMES}\n#show: dokument.with({settings})\n'
    source += typst_source(parse(_SAMPLE), {})
    try:
        style = read_bytes(maler / _STYLE)
        _typeset({"main": source.encode(), _STYLE: style}, maler, date(2000, 1, 1))
    except OSError:
        return _STYLE, 1
    except typst.TypstError as fault:
        for name, line in _PLACE.findall(fault.diagnostic):
            if (maler / Path(name).name).is_file():
                return Path(name).name, int(line)
        return _STYLE, 1
    return None


def _compile(
    files: Mapping[str, bytes], maler: Path, day: date, standards: Sequence[str] = _STANDARDS
) -> bytes:
    try:
        style = read_bytes(maler / _STYLE)
        return _typeset({**files, _STYLE: style}, maler, day, standards)
    except OSError:
        raise ExpectedFailure(
            f"Filen {maler.name}/{_STYLE} kan ikke leses.",
            "Den bestemmer hvordan dokumenter ser ut. Hent den fra en ny planmappe (sosialplan start).",
        ) from None
    except typst.TypstError as fault:
        if "bilde-" in fault.diagnostic:
            raise ExpectedFailure(
                "Et bilde i dokumentet kan ikke leses.", "Bilder må være hele SVG- eller PNG-filer."
            ) from None
        place = re.search(rf"{re.escape(_STYLE)}:(\d+)", fault.diagnostic)
        where = f"{maler.name}/{_STYLE}" + (f":{place[1]}" if place else "")
        raise ExpectedFailure(
            f"{where}: dokumentet kan ikke settes.",
            "Rett linjen i stil.typ, eller hent filen fra en ny planmappe (sosialplan start).",
        ) from None


def _typeset(
    files: Mapping[str, bytes],
    root: Path | None,
    day: date,
    standards: Sequence[str] = _STANDARDS,
) -> bytes:
    found: bytes = typst.compile(  # type: ignore[call-overload]  # its stub lacks virtual files
        dict(files),
        root=root,
        font_paths=_typefaces(),
        pdf_standards=list(standards),
        timestamp=datetime.combine(day, time(12), UTC),
    )
    return found.replace(_SUSPECTS, b" " * len(_SUSPECTS))


@lru_cache(maxsize=1)
def _typefaces() -> typst.Fonts:
    """Return the typefaces inside typst, read once: most of what a short document costs."""
    return typst.Fonts(include_system_fonts=False)


def _suffix(data: bytes) -> str:
    return "png" if data.startswith(_PNG) else "svg"
