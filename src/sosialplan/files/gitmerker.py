"""What is remembered in git's own folder, where no commit takes it along: the last backup, and a deletion under way."""

from datetime import datetime
from pathlib import Path

import msgspec

from sosialplan.files.disk import Disk, write_atomically
from sosialplan.model.record import Value
from sosialplan.reading import LARGEST, read_bytes

_KOPI, _SLETTING = "sosialplan-sikkerhetskopi.json", "sosialplan-sletting.json"


class Kopimerke(Value, frozen=True):
    """A backup that was made: when, and the fingerprint of its file."""

    naar: datetime
    sha256: str


def keep_backup(disk: Disk, git_folder: Path, merke: Kopimerke) -> None:
    """Remember a backup. Raises ExpectedFailure."""
    write_atomically(git_folder / _KOPI, msgspec.json.encode(merke), disk)


def last_backup(git_folder: Path) -> Kopimerke | None:
    """Return the last backup from here; None where there is none, or where the mark cannot be read."""
    try:
        return msgspec.json.decode(read_bytes(git_folder / _KOPI), type=Kopimerke)
    except (OSError, msgspec.DecodeError):
        return None


class Slettemerke(Value, frozen=True):
    """A deletion that was begun: the case, the newest commit before it, and git's names for all it said."""

    sak: str
    hode_foer: str
    innhold: tuple[str, ...]
    grunn: str
    hvorfor: str | None


def keep_deletion(disk: Disk, git_folder: Path, merke: Slettemerke) -> None:
    """Write the note. Raises ExpectedFailure."""
    write_atomically(git_folder / _SLETTING, msgspec.json.encode(merke), disk)


def begun_deletion(git_folder: Path) -> Slettemerke | None:
    """Return the deletion that was begun and not finished."""
    try:
        return msgspec.json.decode(
            read_bytes(git_folder / _SLETTING, most=LARGEST), type=Slettemerke
        )
    except (OSError, msgspec.DecodeError):
        return None


def end_deletion(disk: Disk, git_folder: Path) -> None:
    """Take the note away: all is done."""
    disk.remove(git_folder / _SLETTING)
