"""What ``maler/`` holds beside its templates: the style, where it takes too much, and the school's pictures."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from sosialplan.model.failure import ExpectedFailure
from sosialplan.output.markdown import Node, TooDeepError, parse
from sosialplan.output.markdown import images as images_in
from sosialplan.output.template_fault import TemplateFault
from sosialplan.output.worker import Job
from sosialplan.output.workshop import Stopped, do
from sosialplan.reading import NotRead, read_bytes

MOST_BYTES = 20_000_000
MOST_FILES = 200
"""So much, and so many files, a style may be made of."""
_TEMPLATE = ".j2"
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


def style_files(maler: Path) -> Mapping[str, bytes]:
    """Return the files that a style may use, by their path inside the folder; a link is none of them.

    Raises TemplateFault where they are too many or too large.
    """
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    for path in _files(maler):
        name = path.relative_to(maler).as_posix()
        try:
            data = read_bytes(path, most=max(left, 0))
        except NotRead as fault:
            if fault.code == "F102":
                raise _too_much(maler, name) from None
            continue
        found[name] = data
        left -= len(data)
        if len(found) > MOST_FILES:
            raise _too_much(maler, name)
    return found


def own_picture(maler: Path, target: str) -> bytes:
    """Return a picture of the school's own that a template shows. Raises TemplateFault."""
    name = unquote(target)
    data = style_files(maler).get(name)
    if data is None:
        raise _unshown(maler, target, "bildet ligger ikke i maler/, eller er en lenke")
    if suffix(data) is None:
        raise _unshown(maler, target, "bildet må være PNG, JPEG eller SVG")
    return data


def suffix(data: bytes) -> str | None:
    """Return what kind of picture this is: ``png``, ``jpg`` or ``svg``; None for what is none."""
    if data.startswith(_PNG):
        return "png"
    if data.startswith(_JPEG):
        return "jpg"
    return "svg" if b"<svg" in data[:2_000] else None


def blocks_of(markdown: str, maler: Path) -> tuple[Node, ...]:
    """Read a document that templates made. Raises TemplateFault where they nest without measure."""
    try:
        return parse(markdown)
    except TooDeepError as fault:
        what = "uthevinger, lister eller sitater ligger for mange ganger inni hverandre"
        raise _at(maler, fault.text[:20], what, code="V710") from None


def pictures_of(
    blocks: tuple[Node, ...], given: Mapping[str, bytes], maler: Path
) -> Mapping[str, bytes]:
    """Return every picture of a document by its target: drawn by the program, or the school's own.

    Raises TemplateFault for one that is not there or has no words for those who do not see it.
    """
    found = {}
    for image in images_in(blocks):
        if not image.text.strip():
            raise _unshown(maler, image.target, "bildet mangler tekst for den som ikke ser det")
        drawn = given.get(image.target)
        found[image.target] = own_picture(maler, image.target) if drawn is None else drawn
    return found


def place_of(maler: Path, words: str) -> tuple[str, int] | None:
    """Return the template and the line that hold some words of its own; None where none does."""
    for path in sorted(maler.rglob("*.j2")):
        try:
            lines = read_bytes(path).decode("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
        for number, line in enumerate(lines, start=1):
            if words in line:
                return path.relative_to(maler).as_posix(), number
    return None


def _unshown(maler: Path, target: str, what: str) -> ExpectedFailure:
    return _at(maler, f"({unquote(target)}" if unquote(target) != target else f"({target}", what)


def _at(maler: Path, words: str, what: str, code: str = "V713") -> ExpectedFailure:
    found = place_of(maler, words)
    if found is None:
        return ExpectedFailure(
            f"Dokumentet kan ikke settes: {what}.",
            "Skriv ![det bildet viser](navn-på-bildet) i malen, med et bilde som ligger i maler/.",
        )
    return TemplateFault(maler, *found, what, code=code)


def _too_much(maler: Path, name: str) -> TemplateFault:
    return TemplateFault(
        maler, name, 0, "det er for mange eller for store filer i maler/", code="V709",
        cure="Ha bare stilen, malene og bildene deres i maler/, til sammen under 20 MB.",
    )  # fmt: skip


def _files(maler: Path) -> Iterator[Path]:
    """Yield the regular files beside the templates, by path; no link is followed."""
    for folder, below, names in os.walk(maler):
        below.sort()
        for name in sorted(names):
            path = Path(folder) / name
            if not name.endswith(_TEMPLATE) and path.is_file() and not path.is_symlink():
                yield path


STYLE = "stil.typ"
NAMES = ("dokument", "merknad", "opplysninger", "skille", "tabell")
"""What the style must define, and every document calls."""
NOT_SET = "dokumentet kan ikke settes"
ENDLESS = "stilen blir aldri ferdig, eller tar for mye minne"
STYLE_CURE = "Rett linjen, eller hent stil.typ fra en ny planmappe (sosialplan start)."
_STATEMENT = re.compile(r"^#", re.MULTILINE)
_MOST = 60
"""So many statements are tried at most."""


def place_in_style(maler: Path, seconds: float) -> TemplateFault:
    """Return the fault of a style that was stopped, with the line of the statement that does it."""
    return TemplateFault(maler, STYLE, _line(maler, seconds), ENDLESS, code="V712", cure=STYLE_CURE)


def _line(maler: Path, seconds: float) -> int:
    try:
        text = read_bytes(maler / STYLE).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return 1
    starts = [found.start() for found in _STATEMENT.finditer(text)]
    for begin, end in zip(starts[:_MOST], [*starts[1:], len(text)], strict=False):
        if _stops(maler, text[:end], "", seconds):
            return text.count("\n", 0, begin) + 1
    for name in NAMES:
        if _stops(maler, text, name, seconds):
            defined = re.search(rf"^#let {name}\b", text, re.MULTILINE)
            return text.count("\n", 0, defined.start()) + 1 if defined else 1
    return 1


def _stops(maler: Path, style: str, name: str, seconds: float) -> bool:
    """Tell whether a style that is used for one thing does not end. A fault of it is an end."""
    try:
        do(Job("sosialplan.output.pdf", "try_style", (maler, style, name), {}, seconds))
    except Stopped:
        return True
    return False
