"""One's turn to write in a planmappe, and a change of several files that becomes one commit."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.medbrakt import obeyed
from sosialplan.depot import Depot
from sosialplan.files.disk import mode_of
from sosialplan.files.lock import Holder, Turn, locked, this_process
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.replacing import (
    Filbytte,
    Intent,
    changed_since,
    note_of,
    prepare,
    remove_intent,
    replace,
)
from sosialplan.git.repository import commit, find_depot
from sosialplan.git.rooms import Moved, arrive, ensure_graph, moved_between
from sosialplan.git.settings import Config, ensure_settings, read_config, require_identity
from sosialplan.git.signing import was_signing
from sosialplan.git.state import changed_files, require_ready
from sosialplan.model.failure import ExpectedFailure
from sosialplan.reading import LARGEST, read_bytes


@contextmanager
def turn_to_write(run: Run, folder: Planmappe, *, signs: bool = True) -> Iterator[Depot]:
    """Be the only one who writes, in a repository where a change can be saved.

    Raises ExpectedFailure: no git, no identity, settings that nobody has said yes to, another writer,
    something half done in git. A
    change that was cut off is finished first, and then this command stops too. What is saved is
    signed where the school wants it, unless the command seldom makes a commit (``signs``).
    """
    depot = find_depot(folder.root, folder.laas)
    config = read_config(folder.root)
    require_identity(folder.root, config)
    depot = obeyed(run, depot, config)
    holder = this_process(run.command, run.moment)
    with locked(depot.git_folder, holder, waiting_note(run)) as killed:
        if killed is not None:
            _clear_up(run, depot, killed)
        require_ready(depot)
        ensure_settings(folder.root, config)
        ensure_graph(folder.root, config)
        if signs and _may_sign(folder, config):
            _sign(run, folder, depot, config)
        if note_of(depot).exists():
            _finish(run, depot)
        yield depot


def _may_sign(folder: Planmappe, config: Config) -> bool:
    """Tell whether signing may be on, without reading the file as what it is.

    A file that is gone turns nothing off: what it said last is asked for.
    """
    said = folder.text(folder.root / "plan" / "tilgang.yaml").text
    if said is None:
        return True  # neither is what cannot be read taken for no file
    return "true" in said.lower() or was_signing(config)


def _sign(run: Run, folder: Planmappe, depot: Depot, config: Config) -> None:
    from sosialplan.commands.skrivebordet.signering import sign_as_needed  # noqa: PLC0415 - seldom needed

    sign_as_needed(run, folder, depot, config)


def _clear_up(run: Run, depot: Depot, killed: Turn) -> None:
    from sosialplan.commands.skrivebordet.avbrutt import clear_git_locks  # noqa: PLC0415 - seldom needed

    clear_git_locks(run, depot, killed)


def _finish(run: Run, depot: Depot) -> None:
    from sosialplan.commands.skrivebordet.avbrutt import finish_interrupted  # noqa: PLC0415 - seldom needed

    finish_interrupted(run, depot)


def waiting_note(run: Run) -> Callable[[Holder | None], None]:
    """Return what tells a person whom the program waits for."""

    def tell(holder: Holder | None) -> None:
        run.terminal.note(f"Venter: {holder or 'noen'} skriver i mappen …")

    return tell


def write_and_commit(run: Run, depot: Depot, changes: Sequence[Filbytte], message: str) -> str:
    """Write the changes and commit them; return the commit's short name.

    Raises ExpectedFailure. Then nothing is written, or it says that the files hold the change.
    """
    intent = Intent(
        files=tuple(each.planned(depot.top) for each in changes),
        message=message,
        command=run.command,
        begun=run.moment,
        when=run.moment if run.commit_dates else None,
    )
    prepare(run.disk, depot, changes, intent)
    try:
        replace(run.disk, depot, changes)
        short = _committed(run, depot, changes, message)
        run.terminal.saved.append(short)
        _done(run, depot)
    except ExpectedFailure:
        _done(run, depot)
        raise
    except KeyboardInterrupt:
        raise ExpectedFailure(
            "Avbrutt mens endringen ble skrevet.", "Gjør den ferdig: sosialplan sjekk --reparer"
        ) from None
    return short


def _committed(run: Run, depot: Depot, changes: Sequence[Filbytte], message: str) -> str:
    """Commit what was written. An editor that saves its old text meanwhile is not let win unseen."""
    names = [each.path.relative_to(depot.root).as_posix() for each in changes]
    new = [name for name, each in zip(names, changes, strict=True) if each.before is None]
    _require_kept(list(changed_since(changes)))
    when = run.now if run.commit_dates else None
    short = commit(depot.root, names, message, when, new=new)
    overwritten = list(changed_since(changes))
    if overwritten:
        from sosialplan.git.contents import raw_contents  # noqa: PLC0415 - seldom needed

        asked = [f"HEAD:./{each.path.relative_to(depot.root).as_posix()}" for each in overwritten]
        pairs = zip(overwritten, raw_contents(depot.root, asked).values(), strict=True)
        _require_kept([each for each, held in pairs if held != each.as_git_keeps_it])
    return short


def _require_kept(overwritten: Sequence[Filbytte]) -> None:
    if overwritten:
        raise ExpectedFailure(
            "Et annet program skrev over filen i samme øyeblikk, så det nye er ikke lagret.",
            "Se over filen, kjør «sosialplan lagre», og kjør kommandoen på nytt.",
        )


def _done(run: Run, depot: Depot) -> None:
    """Take the note away: the files are as they shall be. One that stays is seen to by the next."""
    with suppress(OSError):
        remove_intent(run.disk, depot)


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


def _changes(depot: Depot, beside: Depot, moved: Sequence[Moved]) -> Iterator[Filbytte]:
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
            change = Filbytte(path, before, None)
        else:
            new = beside.top / each.file
            rights = mode_of(path) & ~_RUN | new.stat().st_mode & _RUN
            change = Filbytte(path, before, read_bytes(new, most=LARGEST), rights)
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


def _leave_no_empty_folder(depot: Depot, changes: Sequence[Filbytte]) -> None:
    """Take away the folders that held only what is gone, as git does."""
    for folder in {each.path.parent for each in changes if each.after is None}:
        for each in (folder, *folder.parents):
            if each == depot.top or not each.is_relative_to(depot.root):
                break
            try:
                each.rmdir()
            except OSError:
                break
