"""The door to typst: texts and pictures become a PDF, in signs that its typefaces have, and nothing else is reached."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from sosialplan.model.visible import REPLACEMENT
from sosialplan.output.typst_markup import exact

STANDARDS = ("a-2a", "ua-1")
_SUSPECTS = b"/Suspects false"
"""What is so when it is not said; older poppler takes the word for a fault. Blanks keep every offset."""
_DOTS = 300.0
_NO_PACKAGES = "ingen-pakker"


class TypesetError(Exception):
    """Typst says no; ``diagnostic`` is why and where, in typst's own words."""

    def __init__(self, diagnostic: str) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


def drawn(picture: bytes, kind: str) -> bytes:
    """Return a picture as a PNG of 60 mm, for what shows no other. Raises TypesetError."""
    page = f'#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image("bilde.{kind}", width: 60mm)\n'
    return typeset({f"bilde.{kind}": picture, "main": page.encode()}, date(2000, 1, 1), ())


def typeset(files: Mapping[str, bytes], day: date, standards: Sequence[str] = STANDARDS) -> bytes:
    """Set the document ``main`` of the files; a picture of it (PNG) where it follows no standard. Raises TypesetError.

    ``day`` becomes the file's only time (noon, UTC). Pictures lie meanwhile where the worker stands, which
    is a room of its own: nothing of it is in the machine's temporary folder.
    """
    texts, pictures = _parted(files)
    with TemporaryDirectory(dir=Path.cwd()) as room:
        root = Path(room)
        for name, data in pictures.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        try:
            found: bytes = typst.compile(  # type: ignore[call-overload]  # its stub lacks virtual files
                texts,
                root=root,
                font_paths=_typefaces(),
                format="pdf" if standards else "png",
                ppi=None if standards else _DOTS,
                pdf_standards=list(standards) or None,
                timestamp=datetime.combine(day, time(12), UTC),
                package_path=root / _NO_PACKAGES,
                package_cache_path=root / _NO_PACKAGES,
            )
        except typst.TypstError as fault:
            raise TypesetError(_from_inside(fault.diagnostic, root)) from None
        except RuntimeError as fault:
            raise TypesetError(str(fault)) from None
        except BaseException as fault:
            if (
                type(fault).__name__ == "PanicException"
            ):  # a fault inside typst; it has no name in Python
                raise TypesetError("panic") from None
            raise
    return found.replace(_SUSPECTS, b" " * len(_SUSPECTS))


def _from_inside(diagnostic: str, root: Path) -> str:
    """Return what typst says with each file named as it is named to typst."""
    return re.sub(rf"\S*{re.escape(root.name)}[/\\]", "", diagnostic)


def _parted(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Part the texts from what is none: typst takes only the first as values."""
    texts, pictures = {}, {}
    for name, data in files.items():
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            pictures[name] = data
        else:
            texts[name] = data
    return texts, pictures


@lru_cache(maxsize=1)
def _typefaces() -> typst.Fonts:
    """Return the typefaces inside typst, read once: most of what a short document costs."""
    return typst.Fonts(include_system_fonts=False)


_ORDINARY = "\x20-\x7e\n\u00a0-\u00ac\u00ae-\u024f\u2010-\u2026\ufffd"
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903"
    "\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff"
    "\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef"
)
_UNUSUAL = re.compile(f"[^{_MARKS}][{_MARKS}]+|[^{_ORDINARY}]")
_LINE = re.compile(r"[/ ]main:(\d+):")
_BEFORE = 3
"""The line of the first sign that is tried."""


def not_printable(text: str) -> frozenset[str]:
    """Return the signs that no typeface inside typst has; ordinary text costs nothing."""
    return frozenset(_replacements(text))


def printable(text: str) -> str:
    """Return the text with U+FFFD for each sign that cannot be printed; the base of one that can, stays."""
    instead = _replacements(text)
    return _UNUSUAL.sub(lambda found: instead.get(found[0], found[0]), text) if instead else text


def plain(text: str) -> str:
    """Return the text with U+FFFD for every sign that is not ordinary: what always can be printed."""
    return re.sub(f"[^{_ORDINARY}]", REPLACEMENT, text)


def _replacements(text: str) -> Mapping[str, str]:
    signs = sorted(set(_UNUSUAL.findall(text)))
    if not signs:
        return {}
    tried = sorted({*signs, *(sign[0] for sign in signs)})
    lacking = _lacking(tried)
    return {
        sign: REPLACEMENT if len(sign) == 1 or sign[0] in lacking else sign[0] + REPLACEMENT
        for sign in signs
        if sign in lacking
    }


def _lacking(signs: list[str]) -> frozenset[str]:
    """Set each sign on a page that grows with them, and return those that typst complains of."""
    lines = "".join(f"#{exact(sign)}\n\n" for sign in signs)
    probe = f'#set document(title: "Prøve")\n#set page(height: auto)\n{lines}'
    try:
        typeset({"main": probe.encode()}, date(2000, 1, 1))
    except TypesetError as fault:
        found = {int(number) for number in _LINE.findall(fault.diagnostic)}
        return frozenset(signs[(line - _BEFORE) // 2] for line in found)
    return frozenset()
