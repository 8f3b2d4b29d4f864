"""The note of a change under way: what a crash leaves behind, to finish it or to take it back.

It lies in git's folder from when all new texts are on the disk until the commit is made. It holds names of files, fingerprints and the commit's message: numbers and codes, never a text.
"""

from pathlib import Path

import msgspec

from sosialplan.depot import Depot
from sosialplan.files.disk import Disk, waits
from sosialplan.model.record import Value
from sosialplan.reading import read_bytes

_NAME = "sosialplan-skriving.json"


class Planned(Value, frozen=True):
    """One file of a change: from git's top folder, what it held, what it shall hold.

    ``before`` and ``after`` are fingerprints; None where there was no file, or shall be none.
    ``waiting`` is the name of the file beside it that holds the new text until it takes its place.
    """

    file: str
    before: str | None
    after: str | None
    waiting: str


class Intent(Value, frozen=True):
    """A change under way: its files, and the commit it shall become. ``when`` dates the commit.

    ``commit`` is one that is made already, by a merge beside the folder: there the branch goes.
    """

    files: tuple[Planned, ...]
    message: str
    command: str
    begun: str
    when: str | None = None
    commit: str | None = None


class UnreadableIntent(Exception):
    """The note is there, and does not hold what a note holds."""


def note_of(depot: Depot) -> Path:
    """Return where the note lies."""
    return depot.git_folder / _NAME


def write_intent(disk: Disk, depot: Depot, intent: Intent) -> None:
    """Lay the note down: from here the change is finished, whatever happens. Raises OSError."""
    note = note_of(depot)
    waiting = waiting_note_of(depot)
    disk.write(waiting, msgspec.json.encode(intent))
    disk.replace(waiting, note)
    disk.sync(note.parent)


def read_intent(depot: Depot) -> Intent | None:
    """Return the change that a command left half done; None where there is none.

    Raises UnreadableIntent.
    """
    try:
        raw = read_bytes(note_of(depot))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnreadableIntent from error
    try:
        intent = msgspec.json.decode(raw, type=Intent)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableIntent from error
    if not all(map(_is_inside, intent.files)):
        raise UnreadableIntent
    return intent


def _is_inside(planned: Planned) -> bool:
    """Tell whether a note speaks of a file in the folder: it may have come with the folder.

    Nothing is written elsewhere, nor in git's own folder, whatever it says.
    """
    parts = planned.file.split("/")
    plain = all(part not in {"", ".", ".."} and part.casefold() != ".git" for part in parts)
    marks = set("\\:\0") & set(planned.file + planned.waiting)
    return plain and not marks and "/" not in planned.waiting and waits(planned.waiting)


def waiting_note_of(depot: Depot) -> Path:
    """Return where a note waits that is not laid down yet: one that stays there is of a killed command."""
    return note_of(depot).with_suffix(".ny")


def remove_intent(disk: Disk, depot: Depot) -> None:
    """Take the note away: the change is done."""
    disk.remove(note_of(depot))
