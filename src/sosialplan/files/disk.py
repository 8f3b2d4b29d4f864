"""The disk: read a file's text with the faults in it, and write it whole or not at all.

The one door through which a case's path becomes text and back.
"""

import errno
import hashlib
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.model.vernet import VERNET
from sosialplan.reading import BOM, LARGEST, NotRead, decoded, read_bytes

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_WAITS = (".sosialplan-", ".tmp")
"""How the name of a file that waits begins and ends."""
_PART = 1 << 20
_DEEPEST = 8
"""So many folders inside each other are looked into: deeper ones are no one's work."""
_PERSONAL = frozenset(VERNET)
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_HELD = (5, 32, 33)
"""Windows' words for a file that another program holds: denied, sharing violation, lock violation."""
_PATIENCE = (0.05, 0.1, 0.2, 0.3, 0.35)
"""Seconds between the tries: a second in all, as long as a virus scanner or a synced folder needs."""
_NO_FOLDER = (errno.ENOENT, errno.ENOTDIR)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


class FileText(Value, frozen=True):
    """What a file holds. ``text`` is None where it cannot be read; ``codes`` are its faults.

    A byte-order mark is taken off the text and kept in ``bom`` for writing.
    """

    text: str | None
    codes: tuple[str, ...] = ()
    bom: str = ""


def read_text(path: Path, root: Path | None = None) -> FileText:
    """Read a file as strict UTF-8, with its line endings as they are; no links below ``root``."""
    try:
        return text_of(read_bytes(path, root=root))
    except NotRead as error:
        return FileText(None, (error.code,))
    except OSError:
        return FileText(None, ("F106",))


def text_of(raw: bytes) -> FileText:
    """Return the text of a file's bytes, with the faults of it; a mark of bytes apart from it."""
    text = decoded(raw)
    if text is None:
        return FileText(None, ("F101",))
    bom = BOM if text.startswith(BOM) else ""
    text = text.removeprefix(BOM)
    if not text or text.isspace():
        return FileText(None, ("F103",))
    codes = ("F104",) * bool(bom) + ("F105",) * ("\r\n" in text)
    return FileText(text, codes, bom)


class ChangedMeanwhile(Exception):
    """A file no longer holds what was read."""


def fingerprint(path: Path) -> str | None:
    """Return the fingerprint of what a file holds; None where there is none. Raises OSError.

    A link holds where it leads.
    """
    try:
        if path.is_symlink():
            return fingerprint_of(os.fsencode(path.readlink()))
        return fingerprint_of(read_bytes(path, most=LARGEST))
    except (FileNotFoundError, NotADirectoryError):
        return None


def fingerprint_of(data: bytes) -> str:
    """Return the fingerprint of a content."""
    return hashlib.sha256(data).hexdigest()


class Disk:
    """What changes something on the disk, step by step. Each raises OSError where it says no.

    A test gives one that fails at a step, or dies there.
    """

    def write(self, path: Path, data: bytes, mode: int = 0o600) -> None:
        """Write a file, and wait until it is on the disk itself. One that is there is left behind."""
        path.unlink(missing_ok=True)
        handle = os.open(path, _NEW, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(mode)

    def replace(self, source: Path, target: Path) -> None:
        """Let one file take another's name: at once, so that a reader sees the old or the new."""
        patiently(lambda: source.replace(target))

    def replace_as_read(self, source: Path, target: Path, before: str | None) -> None:
        """Let one file take the name of another that holds what was read, its fingerprint tells.

        Raises ChangedMeanwhile. Between the look and the act lies an instant that no system closes.
        """
        if fingerprint(target) != before:
            raise ChangedMeanwhile
        patiently(lambda: source.replace(target))

    def replace_new(self, source: Path, target: Path) -> None:
        """Let a file take a name that nothing has. Raises FileExistsError where something has it."""
        os.close(os.open(target, _NEW, 0o600))
        try:
            self.replace(source, target)
        except OSError:
            target.unlink(missing_ok=True)
            raise

    def copy(self, source: Path, target: Path) -> str:
        """Copy a file of any size to one that is its owner's alone, and return the fingerprint of what was written."""
        target.unlink(missing_ok=True)
        told = hashlib.sha256()
        with source.open("rb") as read, os.fdopen(os.open(target, _NEW, 0o600), "wb") as file:
            while part := read.read(_PART):
                told.update(part)
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        return told.hexdigest()

    def remove(self, path: Path) -> None:
        """Remove a file; one that is not there is fine."""
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        """Make a folder and those above it; one that is there is fine."""
        path.mkdir(parents=True, exist_ok=True)

    def sync(self, folder: Path) -> None:
        """Wait until the names in a folder are on the disk itself. Windows does it by itself."""
        if sys.platform != "win32":
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


DISK = Disk()
"""The disk as it is."""


def beside(path: Path) -> Path:
    """Return where a file's new content waits: in the same folder, unseen by git and by readers."""
    return path.with_name(f"{_WAITS[0]}{path.name}-{os.getpid()}{_WAITS[1]}")


def waits(name: str) -> bool:
    """Tell whether a file, or the last part of its path, waits to take another's name."""
    last = name.rpartition("/")[2]
    return last.startswith(_WAITS[0]) and last.endswith(_WAITS[1])


def left_over(root: Path) -> tuple[Path, ...]:
    """Return the files and folders under a folder that wait to take a name, in the order of their names."""
    found = []
    for folder, folders, files in os.walk(root):
        deep = folder[len(str(root)) :].count(os.sep) > _DEEPEST
        found += [Path(folder, name) for name in sorted(folders) if waits(name)]
        folders[:] = (
            [] if deep else sorted(name for name in folders if name != ".git" and not waits(name))
        )
        found += [Path(folder, name) for name in sorted(files) if waits(name)]
    return tuple(found)


def mode_of(path: Path) -> int:
    """Return the rights of a file, or those a new one gets: no more than the person's umask gives.

    What is written of pupils is its owner's alone, but where the folder itself is shared for writing.
    """
    if path.exists():
        return path.stat().st_mode & 0o7777
    asked = 0o666
    if _PERSONAL & set(path.parts):
        shared = path.parent.stat().st_mode & 0o022 if path.parent.exists() else 0
        asked = 0o600 | shared | shared << 1
    return asked & ~_umask()


def _umask() -> int:
    """Return what new files lack of rights; it can only be read by setting it."""
    kept = os.umask(0o077)
    os.umask(kept)
    return kept


OWNERS = 0o600
"""The rights of a file that is its owner's alone. Windows has no such rights: there the folder's list counts."""


def write_atomically(
    path: Path, content: str | bytes, disk: Disk = DISK, *, mode: int | None = None
) -> None:
    """Write a file so that a crash leaves the old or the new content, never a mix.

    It has the rights that it had, or that a new one gets, where no ``mode`` is said.

    Raises ExpectedFailure where the disk says no, and where a folder, a device or a queue has that
    name: a file that took its place would be the end of it.
    """
    require_place(path)
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        disk.make_folder(path.parent)
        waiting = beside(path)
        try:
            disk.write(waiting, data, mode_of(path) if mode is None else mode)
            disk.replace(waiting, path)
        finally:
            disk.remove(waiting)
        disk.sync(path.parent)
    except OSError as error:
        raise refused(error) from error


def require_place(path: Path) -> None:
    """Raise ExpectedFailure where a file cannot have this name: a folder, a device or a queue has it, or a file is its folder."""
    if path.exists() and not path.is_file():
        raise ExpectedFailure(
            f"{path.name or path} er ikke en vanlig fil. Ingenting er endret.",
            "Velg et annet navn på filen, som: ut/plan.pdf",
        )
    above = next((each for each in path.parents if each.exists()), None)
    if above is not None and not above.is_dir():
        raise ExpectedFailure(
            f"{above.name} er en fil, og ingen mappe. Ingenting er endret.",
            "Velg en mappe, som: ut/plan.pdf",
        )


def patiently(act: Callable[[], object], waits: Sequence[float] = _PATIENCE) -> None:
    """Do it, and try again for a second where another program holds the file."""
    for seconds in waits:
        try:
            act()
        except PermissionError as error:
            if not is_held(error):
                raise
            time.sleep(seconds)
        else:
            return
    act()


def is_held(error: OSError) -> bool:
    """Tell whether another program holds the file. Windows alone says so."""
    return getattr(error, "winerror", None) in _HELD


def is_full(error: OSError) -> bool:
    """Tell whether the disk, or the user's part of it, is full."""
    return error.errno in _FULL


def refused(error: OSError) -> ExpectedFailure:
    """Say in words why the disk said no, before anything was changed."""
    if is_full(error):
        return ExpectedFailure(
            "Disken er full. Ingenting er endret.", "Frigjør plass på disken, og prøv igjen."
        )
    if is_held(error):
        return ExpectedFailure(
            "Et annet program holder filen åpen. Ingenting er endret.",
            "Lukk filen der den er åpen (editor, Word, synkronisering), og prøv igjen.",
        )
    if error.errno in _FORBIDDEN:
        return ExpectedFailure(
            "Mappen kan ikke skrives i. Ingenting er endret.",
            "Sjekk at du har lov til å skrive i mappen, og at disken ikke er skrivebeskyttet.",
        )
    if error.errno in _NO_FOLDER:
        return ExpectedFailure(
            "Mappen filen skulle ligge i, finnes ikke. Ingenting er endret.",
            "Lag mappen først, eller skriv filen et annet sted.",
        )
    return ExpectedFailure(
        f"Kan ikke skrive filen (systemets feil {error.errno}). Ingenting er endret.",
        "Sjekk disken, og prøv igjen.",
    )
