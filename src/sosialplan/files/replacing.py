"""Several files that change as one, the note of it under way, and what a crash leaves to finish or undo."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from pathlib import Path

import msgspec

from sosialplan.depot import Depot
from sosialplan.files.disk import (
    ChangedMeanwhile,
    Disk,
    beside,
    fingerprint,
    fingerprint_of,
    mode_of,
    refused,
    waits,
)
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.reading import read_bytes
from sosialplan.vern.age import is_sealed

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


class Filbytte(Value, frozen=True):
    """One file: what it held when it was read (None: it was not there), and what it shall hold.

    ``after`` is None where the file shall go; ``mode`` is its rights, where those shall be others.
    """

    path: Path
    before: bytes | None
    after: bytes | None
    mode: int | None = None

    @property
    def read(self) -> str | None:
        """The fingerprint of what the file held when it was read."""
        return None if self.before is None else fingerprint_of(self.before)

    @property
    def as_git_keeps_it(self) -> bytes:
        """The new content as git keeps it: a text with its own line breaks, what is sealed as it is."""
        new = self.after or b""
        return new if is_sealed(new) else new.replace(b"\r\n", b"\n")

    @property
    def wanted(self) -> str | None:
        """The fingerprint of what the file shall hold."""
        return None if self.after is None else fingerprint_of(self.after)

    def planned(self, top: Path) -> Planned:
        """Return the change as the note tells of it."""
        return Planned(
            file=self.path.relative_to(top).as_posix(),
            before=self.read,
            after=self.wanted,
            waiting=beside(self.path).name,
        )


def prepare(disk: Disk, depot: Depot, changes: Sequence[Filbytte], intent: Intent) -> None:
    """Lay the new texts ready, and the note. Raises ExpectedFailure; then nothing is changed."""
    try:
        for each in changes:
            if each.after is not None:
                disk.make_folder(each.path.parent)
                mode = mode_of(each.path) if each.mode is None else each.mode
                disk.write(beside(each.path), each.after, mode)
        write_intent(disk, depot, intent)
    except OSError as error:
        _clear_away(disk, depot, changes)
        raise refused(error) from error
    except KeyboardInterrupt:
        _clear_away(disk, depot, changes)
        raise


def replace(disk: Disk, depot: Depot, changes: Sequence[Filbytte]) -> None:
    """Give each file its new text.

    Raises ExpectedFailure where a file is not as it was read, or the disk says no: then every
    file is as it was.
    """
    done: list[Filbytte] = []
    try:
        _require_as_read(changes)
        for each in changes:
            take_text(disk, each.path, each.planned(depot.top))
            done.append(each)
        for folder in {each.path.parent: None for each in changes}:
            disk.sync(folder)
    except (ChangedMeanwhile, OSError) as error:
        _take_back(disk, done)
        _clear_away(disk, depot, changes)
        raise _refusal(error) from error


def take_text(disk: Disk, path: Path, planned: Planned) -> None:
    """Give a file the text that waits beside it, or take it away. Raises OSError, ChangedMeanwhile."""
    if planned.after is not None:
        disk.replace_as_read(path.with_name(planned.waiting), path, planned.before)
    elif fingerprint(path) != planned.before:
        raise ChangedMeanwhile
    else:
        disk.remove(path)


def changed_since(changes: Sequence[Filbytte]) -> Iterator[Filbytte]:
    """Yield each change whose file no longer holds what was written."""
    for each in changes:
        if fingerprint(each.path) != each.wanted:
            yield each


def _require_as_read(changes: Sequence[Filbytte]) -> None:
    if any(fingerprint(each.path) != each.read for each in changes):
        raise ChangedMeanwhile


def _refusal(error: ChangedMeanwhile | OSError) -> ExpectedFailure:
    if isinstance(error, OSError):
        return refused(error)
    return ExpectedFailure(
        "Filen ble endret av noen andre mens kommandoen gikk. Ingenting er endret herfra.",
        "Lagre i editoren, kjør «sosialplan lagre», og kjør kommandoen på nytt.",
    )


def _take_back(disk: Disk, done: Sequence[Filbytte]) -> None:
    """Let files hold what they held. They were replaced a moment ago: nobody else has touched them."""
    try:
        for each in done:
            put(disk, each.path, each.before)
    except OSError as error:
        raise ExpectedFailure(
            "Disken sviktet midt i skrivingen, så bare noe av endringen er skrevet.",
            "Se til disken, og kjør: sosialplan sjekk --reparer",
        ) from error


def put(disk: Disk, path: Path, content: bytes | None) -> None:
    """Let a file hold this, or not be there."""
    if content is None:
        disk.remove(path)
        return
    disk.write(beside(path), content, mode_of(path))
    disk.replace(beside(path), path)


def _clear_away(disk: Disk, depot: Depot, changes: Sequence[Filbytte]) -> None:
    """Remove what was laid ready. What cannot be removed is found by ``sjekk``."""
    try:
        disk.remove(waiting_note_of(depot))
        remove_intent(disk, depot)
        for each in changes:
            disk.remove(beside(each.path))
    except OSError:
        return


class Standing(Enum):
    """How one file of the change stands."""

    NEW = auto()
    """It holds the new text."""
    WAITING = auto()
    """It is as it was, and the new text lies whole beside it."""
    OLD = auto()
    """It is as it was, and the new text is gone: somebody took it back."""
    EDITED_OLD = auto()
    """Somebody has edited it, and it had not got the new text."""
    EDITED_NEW = auto()
    """Somebody has edited it after it got the new text."""


class Outlook(Enum):
    """What can be done with the change as a whole."""

    FINISH = auto()
    """Nobody has touched its files: the rest takes its new text, and all is committed."""
    TAKE_BACK = auto()
    """One file can no longer get its new text, so the others get their old one."""
    LEAVE = auto()
    """Somebody has built on the new text: it stands, unsaved, for people to look at."""


def standing(depot: Depot, planned: Planned) -> Standing:
    """Tell how a file stands."""
    path = depot.top / planned.file
    now, ready = fingerprint(path), fingerprint(path.with_name(planned.waiting))
    if now == planned.after:
        return Standing.NEW
    if now == planned.before:
        return Standing.WAITING if planned.after in {ready, None} else Standing.OLD
    return Standing.EDITED_NEW if ready is None else Standing.EDITED_OLD


def outlook(depot: Depot, intent: Intent) -> Outlook:
    """Tell what can be done with a change that was cut off."""
    found = {standing(depot, each) for each in intent.files}
    if found <= {Standing.NEW, Standing.WAITING}:
        return Outlook.FINISH
    return Outlook.LEAVE if Standing.EDITED_NEW in found else Outlook.TAKE_BACK


def carry_on(disk: Disk, depot: Depot, intent: Intent) -> None:
    """Give the files that wait their new text. Raises OSError, ChangedMeanwhile."""
    for each in intent.files:
        if standing(depot, each) is Standing.WAITING:
            path = depot.top / each.file
            take_text(disk, path, each)
            disk.sync(path.parent)


def take_back(disk: Disk, depot: Depot, intent: Intent, saved: Mapping[str, bytes | None]) -> None:
    """Give the files that have their new text the one they had, from what git ``saved``.

    Raises OSError. A file whose old text git does not have is left as it is.
    """
    for each in intent.files:
        if standing(depot, each) is Standing.NEW:
            old = _as_it_was(each, saved.get(each.file))
            if old is not None or each.before is None:
                put(disk, depot.top / each.file, old)


def _as_it_was(planned: Planned, saved: bytes | None) -> bytes | None:
    """Return the file's own bytes; git keeps line breaks its own way."""
    held = saved or b""
    candidates = (held, held.replace(b"\n", b"\r\n"))
    return next((each for each in candidates if fingerprint_of(each) == planned.before), None)


def forget(disk: Disk, depot: Depot, intent: Intent) -> None:
    """Take away the note, and what still lies beside the files. Raises OSError."""
    for each in intent.files:
        disk.remove(waiting(depot, each))
    remove_intent(disk, depot)


def waiting(depot: Depot, planned: Planned) -> Path:
    """Return where a file's new text waits."""
    return (depot.top / planned.file).with_name(planned.waiting)
