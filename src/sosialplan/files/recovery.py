"""A change that was cut off: how its files stand, and how it is finished or taken back."""

from collections.abc import Mapping
from enum import Enum, auto
from pathlib import Path

from sosialplan.depot import Depot
from sosialplan.files.disk import Disk, fingerprint, fingerprint_of
from sosialplan.files.intent import Intent, Planned, remove_intent
from sosialplan.files.replacing import put, take_text


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


def take_back(disk: Disk, depot: Depot, intent: Intent, saved: Mapping[str, str | None]) -> None:
    """Give the files that have their new text the one they had, from what git ``saved``.

    Raises OSError. A file whose old text git does not have is left as it is.
    """
    for each in intent.files:
        if standing(depot, each) is Standing.NEW:
            old = _as_it_was(each, saved.get(each.file))
            if old is not None or each.before is None:
                put(disk, depot.top / each.file, old)


def _as_it_was(planned: Planned, saved: str | None) -> bytes | None:
    """Return the file's own bytes; git keeps line breaks its own way."""
    text = saved or ""
    candidates = (text.encode("utf-8"), text.replace("\n", "\r\n").encode("utf-8"))
    return next((each for each in candidates if fingerprint_of(each) == planned.before), None)


def forget(disk: Disk, depot: Depot, intent: Intent) -> None:
    """Take away the note, and what still lies beside the files. Raises OSError."""
    for each in intent.files:
        disk.remove(waiting(depot, each))
    remove_intent(disk, depot)


def waiting(depot: Depot, planned: Planned) -> Path:
    """Return where a file's new text waits."""
    return (depot.top / planned.file).with_name(planned.waiting)
