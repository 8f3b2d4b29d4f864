"""The door to typst: texts and pictures that were gathered become a PDF, and nothing else is reached.

Typst is given every file as a value. Its root is an empty folder, so that no path leads anywhere; the only
files in it are the style's own pictures, which typst takes from a disk alone. It fetches no packages: the
places where it would look for them are not there, and a worker has no way to the net. Only the typefaces
inside typst are used, so a machine's own never change a document.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

STANDARDS = ("a-2a", "ua-1")
_SUSPECTS = b"/Suspects false"
"""What is so when it is not said; older poppler takes the word for a fault. Blanks keep every offset."""
_NO_PACKAGES = "ingen-pakker"


class TypesetError(Exception):
    """Typst says no; ``diagnostic`` is why and where, in typst's own words."""

    def __init__(self, diagnostic: str) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


def typeset(files: Mapping[str, bytes], day: date, standards: Sequence[str] = STANDARDS) -> bytes:
    """Set the document ``main`` of the files. Raises TypesetError.

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
                pdf_standards=list(standards),
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
