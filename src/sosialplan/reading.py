"""The one door for reading: a regular file of a decent size, and never what a link, a queue or a device gives.

A planmappe may come from somebody else, by clone, stick or ``synk``. A link in it may lead to any file of
the machine, a device never ends, and a queue waits for ever. So a file is looked at before it is opened, and
once more when it is open. Every other module gets its bytes here; a test finds those that do not.
"""

import errno
import os
import stat
from pathlib import Path

from sosialplan.model.failure import ExpectedFailure

MAX_BYTES = 1_000_000
"""The longest text of a planmappe; a case is seldom a tenth of it."""
LARGEST = 50_000_000
"""The longest file that is read at all: a picture of a template, a printed copy."""
_HOW = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
TOO_MANY = frozenset({errno.EMFILE, errno.ENFILE})


class NotRead(OSError):
    """A file was not read. ``code`` is the problem that says why: F102, F106, F108 or F109."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_bytes(path: Path, *, most: int = MAX_BYTES, root: Path | None = None) -> bytes:
    """Return what a file holds. Raises NotRead, or FileNotFoundError where there is none.

    Raises ExpectedFailure where the machine opens no more files: what could not be read then is not
    for anyone to take for missing. With a ``root`` no folder between it and the file is a link either.
    """
    try:
        if root is not None:
            _require_inside(path, root)
        _require_plain(os.lstat(path), most)
        handle = os.open(path, _HOW)
        try:
            _require_plain(os.fstat(handle), most)
            return _all_of(handle, most)
        finally:
            os.close(handle)
    except (NotRead, FileNotFoundError, NotADirectoryError):
        raise
    except (OSError, ValueError) as error:
        if getattr(error, "errno", None) in TOO_MANY:
            raise too_many_open() from error
        raise NotRead("F106") from error


def bytes_of_listed(path: str) -> bytes | None:
    """Return what a file holds that a look through the folder, which follows no links, has just found.

    None where it is anything but a plain text of a decent size: ``read_bytes`` says what. For whoever goes through
    thousands of them: it asks the system for as little as can be, and no less.
    """
    if not hasattr(os, "O_NOFOLLOW"):
        try:
            return read_bytes(Path(path))
        except OSError:
            return None
    try:
        handle = os.open(path, _HOW)
    except (OSError, ValueError):
        return None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
            return None
        held = os.read(handle, found.st_size + 1)
        return held if len(held) == found.st_size else None
    except OSError:
        return None
    finally:
        os.close(handle)


def too_many_open() -> ExpectedFailure:
    """Say that the machine opens no more files."""
    return ExpectedFailure(
        "Maskinen har for mange filer åpne, så mappen kan ikke leses. Ingenting er endret.",
        "Lukk noen programmer, og prøv igjen.",
    )


def is_there(path: Path) -> bool:
    """Tell whether something has this name, be it a link that leads nowhere."""
    return os.path.lexists(path)


def _require_inside(path: Path, root: Path) -> None:
    """Refuse a path that leaves the folder, by its own words or by a link on the way."""
    here = root
    parts = path.relative_to(root).parts if path.is_relative_to(root) else ("..",)
    for part in parts[:-1]:
        here /= part
        if part == ".." or stat.S_ISLNK(os.lstat(here).st_mode):
            raise NotRead("F108")
    if parts[-1:] == ("..",):
        raise NotRead("F108")


def _require_plain(found: os.stat_result, most: int) -> None:
    if stat.S_ISLNK(found.st_mode):
        raise NotRead("F108")
    if not stat.S_ISREG(found.st_mode):
        raise NotRead("F109")
    if found.st_size > most:
        raise NotRead("F102")


def _all_of(handle: int, most: int) -> bytes:
    """Read to the end, which may have moved since the size was asked for."""
    parts = []
    left = most + 1
    while left and (part := os.read(handle, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    if not left:
        raise NotRead("F102")
    return b"".join(parts)


BOM = "\ufeff"
"""The mark that some editors of Windows put first in a file."""


def decoded(raw: bytes) -> str | None:
    """Return the text of some bytes; None where they are none. The one way from bytes to text."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def brought_text(raw: bytes) -> str | None:
    r"""Return the text of a file that somebody brings: UTF-8 with a mark or none, or the UTF-16 of PowerShell 5.1's ``>``.

    >>> brought_text("blåbær".encode("utf-16")), brought_text(b"\xef\xbb\xbfr\xc3\xb8d"), brought_text(b"bl\xe5")
    ('blåbær', 'rød', None)
    """
    if not raw.startswith(UTF_16):
        text = decoded(raw)
        return text.removeprefix("\ufeff") if text is not None else None
    try:
        return raw.decode("utf-16")
    except UnicodeDecodeError:
        return None
