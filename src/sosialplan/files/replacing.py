"""Several files that change as one: all new, or all as they were.

1. The new texts are written beside their files, and wait until they are on the disk.
2. The note of the change is laid down (``intent``). Nothing has been changed until now.
3. Each file is compared with what was read, and takes its new text.
4. The caller commits, and takes the note away.

A crash before 2 leaves everything as it was, after 2 everything that is needed to go on.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sosialplan.depot import Depot
from sosialplan.files.disk import (
    ChangedMeanwhile,
    Disk,
    beside,
    fingerprint,
    fingerprint_of,
    mode_of,
    refused,
)
from sosialplan.files.intent import Intent, Planned, remove_intent, waiting_note_of, write_intent
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value


class Change(Value, frozen=True):
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
    def text(self) -> str:
        """The new content as git keeps it."""
        return (self.after or b"").decode("utf-8").replace("\r\n", "\n")

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


def prepare(disk: Disk, depot: Depot, changes: Sequence[Change], intent: Intent) -> None:
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


def replace(disk: Disk, depot: Depot, changes: Sequence[Change]) -> None:
    """Give each file its new text.

    Raises ExpectedFailure where a file is not as it was read, or the disk says no: then every
    file is as it was.
    """
    done: list[Change] = []
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


def changed_since(changes: Sequence[Change]) -> Iterator[Change]:
    """Yield each change whose file no longer holds what was written."""
    for each in changes:
        if fingerprint(each.path) != each.wanted:
            yield each


def _require_as_read(changes: Sequence[Change]) -> None:
    if any(fingerprint(each.path) != each.read for each in changes):
        raise ChangedMeanwhile


def _refusal(error: ChangedMeanwhile | OSError) -> ExpectedFailure:
    if isinstance(error, OSError):
        return refused(error)
    return ExpectedFailure(
        "Filen ble endret av noen andre mens kommandoen gikk. Ingenting er endret herfra.",
        "Lagre i editoren, kjør «sosialplan lagre», og kjør kommandoen på nytt.",
    )


def _take_back(disk: Disk, done: Sequence[Change]) -> None:
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


def _clear_away(disk: Disk, depot: Depot, changes: Sequence[Change]) -> None:
    """Remove what was laid ready. What cannot be removed is found by ``sjekk``."""
    try:
        disk.remove(waiting_note_of(depot))
        remove_intent(disk, depot)
        for each in changes:
            disk.remove(beside(each.path))
    except OSError:
        return
