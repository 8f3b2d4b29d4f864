"""What ``sjekk --reparer`` mends, one thing after another, and tells of."""

from collections.abc import Iterator

from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.avbrutt import clear_git_locks, mend
from sosialplan.commands.skrivebordet.medbrakt import obeyed
from sosialplan.commands.skrivebordet.signering import sign_as_needed
from sosialplan.commands.skrivebordet.skriving import waiting_note, write_and_commit
from sosialplan.commands.vedlikehold.tilstand import damaged_in, own_git_folder, remains
from sosialplan.depot import Depot
from sosialplan.files.disk import refused
from sosialplan.files.intent import UnreadableIntent, read_intent, remove_intent
from sosialplan.files.lock import locked, this_process
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.replacing import Change
from sosialplan.files.skjema import SKJEMA, stale_schemas
from sosialplan.git.graph import renew
from sosialplan.git.health import lying_indexes
from sosialplan.git.mending import mend_part
from sosialplan.git.own_files import OWN_FILES, missing_lines
from sosialplan.git.repository import find_depot
from sosialplan.git.rooms import take_away
from sosialplan.git.settings import ensure_settings, has_identity, missing_settings, read_config
from sosialplan.git.state import changed_files, is_detached, under_way
from sosialplan.reading import is_there, read_bytes


def reparer(run: Run, folder: Planmappe) -> tuple[str, ...]:
    """Mend what can be mended, alone in the folder; return what was done, a sentence each.

    Raises ExpectedFailure.
    """
    parts = list(_mend_parts(run, folder))
    if damaged_in(folder):
        return tuple(parts)
    depot = obeyed(run, find_depot(folder.root))
    holder = this_process(run.command, run.moment)
    with locked(depot.git_folder, holder, waiting_note(run)) as killed:
        count = clear_git_locks(run, depot, killed)
        done = [*parts, *([f"Låser i git som er tatt bort: {count}."] if count else [])]
        try:
            done += _finish(run, folder, depot)
            done += _remove_remains(run, folder, depot)
            done += _put_settings(depot)
            done += _renew_indexes(depot)
            done += _add_lines(run, folder, depot)
            done += _renew_schemas(run, folder, depot)
        except OSError as error:
            raise refused(error) from error
    return tuple(done)


def _mend_parts(run: Run, folder: Planmappe) -> Iterator[str]:
    """Make git's own damaged files anew, alone in the folder; without them git can be asked nothing."""
    git_folder = own_git_folder(folder)
    if git_folder is None or not damaged_in(folder):
        return
    with locked(git_folder, this_process(run.command, run.moment), waiting_note(run)):
        try:
            found = [mend_part(git_folder.parent, git_folder, each) for each in damaged_in(folder)]
        except OSError as error:
            raise refused(error) from error
    yield from (each for each in found if each is not None)


def _finish(run: Run, folder: Planmappe, depot: Depot) -> Iterator[str]:
    """Finish or take back a change that was cut off."""
    try:
        intent = read_intent(depot)
    except UnreadableIntent:
        remove_intent(run.disk, depot)
        yield "Merket etter en avbrutt skriving er tatt bort."
        return
    if intent is not None:
        sign_as_needed(run, folder, depot, read_config(depot.root))
        yield mend(run.disk, depot, intent)


def _remove_remains(run: Run, folder: Planmappe, depot: Depot) -> Iterator[str]:
    left = remains(run, folder, depot)
    for each in left:
        if each.is_dir() and not each.is_symlink():
            take_away(each)
        else:
            run.disk.remove(each)
    if left:
        yield f"Midlertidige filer som er slettet: {len(left)}."


def _put_settings(depot: Depot) -> Iterator[str]:
    config = read_config(depot.root)
    missing = [name for name, _ in missing_settings(config)]
    if missing:
        ensure_settings(depot.root, config)
        yield f"Innstillinger i git er satt: {', '.join(missing)}."


def _renew_indexes(depot: Depot) -> Iterator[str]:
    wrong = lying_indexes(depot)
    if wrong:
        renew(depot)
        yield f"Gits register over historikken er laget på nytt: {', '.join(wrong)}."


def _add_lines(run: Run, folder: Planmappe, depot: Depot) -> Iterator[str]:
    """Add what a new folder has to git's own files, where that can be saved by itself."""
    wanted = {name: lines for name in OWN_FILES if (lines := missing_lines(depot.root, name))}
    if not wanted or not _can_save(depot, list(wanted)):
        return
    sign_as_needed(run, folder, depot, read_config(depot.root))
    changes = [_with_lines(depot, name, lines) for name, lines in wanted.items()]
    short = write_and_commit(run, depot, changes, "Innstillinger for git\n")
    yield f"{' og '.join(wanted)} har fått linjene som manglet. Lagret i historikken som {short}."


def _renew_schemas(run: Run, folder: Planmappe, depot: Depot) -> Iterator[str]:
    """Write the editor's schemas as this version of the program has them, where that can be saved by itself."""
    wanted = stale_schemas(folder.root)
    if not wanted or not _can_save(depot, [SKJEMA]):
        return
    sign_as_needed(run, folder, depot, read_config(depot.root))
    changes = []
    for file, text in wanted.items():
        path = folder.root / file
        before = read_bytes(path) if is_there(path) else None
        changes.append(Change(path, before, text.encode("utf-8")))
    short = write_and_commit(run, depot, changes, "Redigeringshjelp\n")
    yield f"Redigeringshjelpen i {SKJEMA} er skrevet på nytt. Lagret i historikken som {short}."


def _with_lines(depot: Depot, name: str, lines: tuple[str, ...]) -> Change:
    path = depot.root / name
    before = read_bytes(path) if is_there(path) else None
    old = before or b""
    if old and not old.endswith(b"\n"):
        old += b"\n"
    return Change(path, before, old + "".join(f"{line}\n" for line in lines).encode("utf-8"))


def _can_save(depot: Depot, names: list[str]) -> bool:
    return not (
        under_way(depot)
        or is_detached(depot)
        or changed_files(depot, names)
        or not has_identity(depot.root, read_config(depot.root))
    )
