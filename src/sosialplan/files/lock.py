"""One writer at a time in a planmappe, and who it is. The one door to the system's file locks.

The lock is the operating system's own, on a file in git's folder: it lets go by itself when a
process dies, on this machine or on another, so a lock is never stale and never taken over from
somebody who lives. What may be left is the note of who held it, and then that command was killed.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from sosialplan.files.disk import refused
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.reading import read_bytes

_NAME = "sosialplan.lock"
_TELL_AFTER = 1.0
"""Seconds before the one who waits is told whom for."""
_PATIENCE = 30.0
"""Seconds before one gives up: eight who write all the time get their turn within five."""
_LONGEST = 4096
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class Holder(Value, frozen=True):
    """Who holds the lock: no case, no text. ``since`` is a moment with its time zone."""

    process: int
    host: str
    user: str
    command: str
    since: str

    def __str__(self) -> str:
        who = " ".join(part for part in (self.user, f"på {self.host}" if self.host else "") if part)
        return f"{who or 'noen'} ({self.command}, prosess {self.process}, siden kl. {self.since[11:19]})"


class Turn(Value, frozen=True):
    """The last turn to write: whose, when it began by the disk's clock, and whether it lasts.

    One that does not last and has a holder was killed.
    """

    holder: Holder
    since: float
    lasts: bool


def this_process(command: str, since: str) -> Holder:
    """Return this process as a holder."""
    names = os.environ
    user = names.get("USER") or names.get("USERNAME") or names.get("LOGNAME") or ""
    return Holder(os.getpid(), _host(), user, command, since)


@contextmanager
def locked(
    git_folder: Path,
    holder: Holder,
    tell: Callable[[Holder | None], None],
    patience: float = _PATIENCE,
) -> Iterator[Turn | None]:
    """Hold the lock of a repository; yields the turn of a command that was killed, if any.

    ``tell`` is called once if the wait is long. Raises ExpectedFailure when another holds the
    lock too long, and where there can be no lock.
    """
    path = git_folder / _NAME
    try:
        _require_own(git_folder)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o600)
        _share(handle, git_folder)
    except OSError as error:
        raise _another_s() if is_shut_out(git_folder) else refused(error) from error
    try:
        _wait(handle, path, tell, patience)
        killed = _turn(handle, path, lasts=False)
        try:
            _write(handle, msgspec.json.encode(holder))
        except OSError as error:
            raise refused(error) from error
        try:
            yield killed
        finally:
            _write(handle, b"")
    finally:
        os.close(handle)


def is_replaced(git_folder: Path) -> bool:
    """Tell whether a link, a folder or a device stands for the lock, so that nobody can write."""
    path = git_folder / _NAME
    return path.is_symlink() or (path.exists() and not path.is_file())


def is_shut(git_folder: Path) -> bool:
    """Tell whether only the one who made the lock can open it, in a folder that others may write in too."""
    path = git_folder / _NAME
    if not path.exists() or is_replaced(git_folder):
        return False
    shared = sys.platform != "win32" and git_folder.stat().st_mode & 0o022 & ~path.stat().st_mode
    return bool(shared) or is_shut_out(git_folder)


def is_shut_out(git_folder: Path) -> bool:
    """Tell whether the lock cannot be opened here, in a folder that can be written in."""
    path = git_folder / _NAME
    may_write = os.access(git_folder, os.W_OK | os.X_OK)
    return may_write and path.exists() and not os.access(path, os.R_OK | os.W_OK)


def _require_own(git_folder: Path) -> None:
    """Raise ExpectedFailure where another thing stands for the lock: a note written there would land elsewhere."""
    if is_replaced(git_folder):
        raise ExpectedFailure(
            "Låsen (.git/sosialplan.lock) er en lenke eller ingen vanlig fil, og brukes ikke. Ingenting er endret.",
            "Se hvem som har laget den, og slett den. Den lages på nytt.",
        )


def _another_s() -> ExpectedFailure:
    return ExpectedFailure(
        "Låsen (.git/sosialplan.lock) er laget av en annen bruker, og bare den kan åpne den. "
        "Ingenting er endret.",
        "Be den andre kjøre noe som skriver, som: sosialplan sjekk --reparer. Da åpnes den for dere "
        "begge. Er brukeren borte, og ingen skriver nå, så slett filen.",
    )


def last_turn(git_folder: Path) -> Turn | None:
    """Return the turn that lasts, or the one that was killed; changes nothing."""
    path = git_folder / _NAME
    try:
        handle = os.open(path, os.O_RDWR | _NO_LINK | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return None
    try:
        return _turn(handle, path, lasts=not _try(handle))
    finally:
        os.close(handle)


def _turn(handle: int, path: Path, *, lasts: bool) -> Turn | None:
    holder = _read(path)
    return Turn(holder, os.fstat(handle).st_mtime, lasts) if holder else None


def _wait(handle: int, path: Path, tell: Callable[[Holder | None], None], patience: float) -> None:
    began = time.monotonic()
    told = False
    while not _try(handle):
        waited = time.monotonic() - began
        if waited > patience:
            raise ExpectedFailure(
                f"Mappen er opptatt: {_read(path) or 'noen'} skriver i den. Ingenting er endret.",
                "Vent til det er ferdig, og prøv igjen. Henger det, så avslutt den prosessen.",
            )
        if waited > _TELL_AFTER and not told:
            tell(_read(path))
            told = True
        time.sleep(0.005 + os.urandom(1)[0] / 12_800)  # not in step with others who wait


def _read(path: Path) -> Holder | None:
    try:
        holder = msgspec.json.decode(read_bytes(path, most=_LONGEST), type=Holder)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    words = (holder.host, holder.user, holder.command, holder.since)
    return holder if all(each.isprintable() for each in words) else None


def _write(handle: int, data: bytes) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    os.ftruncate(handle, 0)
    os.write(handle, data)


if sys.platform == "win32":
    import msvcrt

    def _share(_: int, __: Path) -> None:
        """Rights follow the folder on Windows."""

    def _host() -> str:
        return os.environ.get("COMPUTERNAME", "")

    _FAR = 1 << 30
    """A byte beyond the note is locked, since Windows lets nobody read what is locked."""

    def _try(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _share(handle: int, git_folder: Path) -> None:
        """Let whoever may write in git's folder open the lock, where it is ours: umask hides it from none."""
        held = os.fstat(handle)
        wanted = 0o600 | git_folder.stat().st_mode & 0o022
        wanted |= (wanted & 0o022) << 1
        if held.st_uid == os.geteuid() and held.st_mode & 0o777 != wanted:
            os.fchmod(handle, wanted)

    def _host() -> str:
        return os.uname().nodename

    def _try(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            raise ExpectedFailure(
                "Disken mappen ligger på, kan ikke låses, så to kunne skrevet samtidig.",
                "Flytt mappen til en vanlig disk på maskinen.",
            ) from error
        return True
