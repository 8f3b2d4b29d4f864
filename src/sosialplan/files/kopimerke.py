"""When the last backup was made from here: kept in git's own folder, where no commit takes it along."""

from datetime import datetime
from pathlib import Path

import msgspec

from sosialplan.files.disk import Disk, write_atomically
from sosialplan.model.record import Value
from sosialplan.reading import read_bytes

_NAME = "sosialplan-sikkerhetskopi.json"


class Kopimerke(Value, frozen=True):
    """A backup that was made: when, and the fingerprint of its file."""

    naar: datetime
    sha256: str


def keep_backup(disk: Disk, git_folder: Path, merke: Kopimerke) -> None:
    """Remember a backup. Raises ExpectedFailure."""
    write_atomically(git_folder / _NAME, msgspec.json.encode(merke), disk)


def last_backup(git_folder: Path) -> Kopimerke | None:
    """Return the last backup from here; None where there is none, or where the mark cannot be read."""
    try:
        return msgspec.json.decode(read_bytes(git_folder / _NAME), type=Kopimerke)
    except (OSError, msgspec.DecodeError):
        return None
