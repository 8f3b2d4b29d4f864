"""The folder's files become those of a commit that was made beside it: as one change, under its note."""

import os
from collections.abc import Iterator, Sequence

from sosialplan.commands.run import Run
from sosialplan.depot import Depot
from sosialplan.files.disk import mode_of
from sosialplan.files.intent import Intent, remove_intent
from sosialplan.files.replacing import Change, prepare, replace
from sosialplan.git.moving import Moved, arrive, moved_between
from sosialplan.git.state import changed_files
from sosialplan.model.failure import ExpectedFailure
from sosialplan.reading import LARGEST, read_bytes

_ODD = frozenset("\\:\0\ufffd")
"""What a name on every system does not hold."""
_RUN = 0o111
_LISTED = 3


def move_to(run: Run, depot: Depot, beside: Depot, old: str, new: str) -> None:
    """Let files, git's list of them and the branch go from one commit to another that lies ``beside``.

    Raises ExpectedFailure: then all is as it was, or the note stands and it is finished by whoever comes next.
    """
    moved = tuple(moved_between(depot, old, new))
    _require_plain(moved)
    changes = tuple(_changes(depot, beside, moved))
    intent = Intent(
        files=tuple(each.planned(depot.top) for each in changes),
        message="",
        command=run.command,
        begun=run.moment,
        commit=new,
    )
    prepare(run.disk, depot, changes, intent)
    try:
        replace(run.disk, depot, changes)
        arrive(depot, old, new)
    except KeyboardInterrupt:
        raise ExpectedFailure(
            "Avbrutt mens det som er hentet, ble lagt inn.",
            "Gjør det ferdig: sosialplan sjekk --reparer",
        ) from None
    remove_intent(run.disk, depot)
    _leave_no_empty_folder(depot, changes)


def _require_plain(moved: Sequence[Moved]) -> None:
    """Take in nothing that is no plain file: a link shows another thing than what was saved."""
    odd = [each.file for each in moved if not each.plain or _ODD & set(each.file)]
    if odd:
        raise ExpectedFailure(
            f"Det som er hentet, har noe som ikke er en vanlig fil: {_named(odd)}. "
            "Ingenting er flettet eller sendt.",
            "Den som la det inn, må ta det bort igjen og synke. Se hvem: git log --stat "
            "HEAD..refs/sosialplan/hentet",
        )


def _changes(depot: Depot, beside: Depot, moved: Sequence[Moved]) -> Iterator[Change]:
    """Yield what each file held and shall hold. What goes, goes first: two names may be one on the disk."""
    unsaved = frozenset(changed_files(depot.at_top()))
    in_the_way = []
    for each in sorted(moved, key=lambda one: one.stays):
        path = depot.top / each.file
        there = os.path.lexists(path)
        if each.was and not there and each.file not in unsaved:
            continue  # git was told to leave it out of the folder
        before = _held(depot, each.file) if there else None
        if not each.stays:
            change = Change(path, before, None)
        else:
            new = beside.top / each.file
            rights = mode_of(path) & ~_RUN | new.stat().st_mode & _RUN
            change = Change(path, before, read_bytes(new, most=LARGEST), rights)
        if before != change.after and (each.file in unsaved or there > each.was):
            in_the_way.append(each.file)
        yield change
    if in_the_way:
        raise ExpectedFailure(
            "Det som er hentet, kunne ikke flettes inn. Ingenting er endret. "
            "Filer som ikke er lagret i historikken, ligger i veien.",
            "Se hvilke: git status. Flytt dem, eller lagre dem.",
        )


def _held(depot: Depot, file: str) -> bytes:
    path = depot.top / file
    if path.is_symlink():
        return os.fsencode(path.readlink())
    try:
        return read_bytes(path, most=LARGEST)
    except OSError:
        raise ExpectedFailure(
            f"{file} kan ikke leses, så det som er hentet, kan ikke legges inn. Ingenting er endret.",
            "Se hva som ligger der: sosialplan sjekk. Flytt det, og prøv igjen.",
        ) from None


def _named(files: Sequence[str]) -> str:
    more = f" og {len(files) - _LISTED} til" if len(files) > _LISTED else ""
    return ", ".join(files[:_LISTED]) + more


def _leave_no_empty_folder(depot: Depot, changes: Sequence[Change]) -> None:
    """Take away the folders that held only what is gone, as git does."""
    for folder in {each.path.parent for each in changes if each.after is None}:
        for each in (folder, *folder.parents):
            if each == depot.top or not each.is_relative_to(depot.root):
                break
            try:
                each.rmdir()
            except OSError:
                break
