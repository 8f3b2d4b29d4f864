"""How a planmappe stands: everything the doctor looks at, gathered without changing anything."""

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from sosialplan.commands.mappesyn import SAVED
from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.medbrakt import in_words, unaccepted
from sosialplan.commands.skrivebordet.signering import lacks_key
from sosialplan.depot import Depot
from sosialplan.files.disk import left_over
from sosialplan.files.gitmerker import begun_deletion, last_backup
from sosialplan.files.loader import load_plan
from sosialplan.files.lock import is_replaced, is_shut, last_turn
from sosialplan.files.planmappe import CONTENT, Planmappe
from sosialplan.files.replacing import (
    Outlook,
    UnreadableIntent,
    outlook,
    read_intent,
    waiting,
    waiting_note_of,
)
from sosialplan.files.standard import stale_schemas, standard_plan
from sosialplan.git.attributes import strange_attributes
from sosialplan.git.brought import brought
from sosialplan.git.bundles import first_day
from sosialplan.git.health import (
    damaged_parts,
    foreign_references,
    is_damaged,
    is_partial,
    is_shallow,
    lying_indexes,
    unwatched,
)
from sosialplan.git.mending import git_locks, is_alive, left_locks
from sosialplan.git.program import version
from sosialplan.git.repository import NoDepot, find_depot
from sosialplan.git.rooms import left_rooms
from sosialplan.git.settings import (
    OWN_FILES,
    has_identity,
    missing_lines,
    missing_settings,
    read_config,
)
from sosialplan.git.state import file_state, is_detached, school_branch, under_way
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappeinnhold import (
    Avbrutt,
    Gittilstand,
    Kopialder,
    Mappetilstand,
    Skriving,
)
from sosialplan.model.visible import one_line
from sosialplan.rules.checks.folder_checks import OLDEST_GIT
from sosialplan.rules.explanation import number

_MEGABYTE = 1_000_000
SIKKERHETSKOPI = "sikkerhetskopi-dager"


def tilstand_of(run: Run, folder: Planmappe) -> Mappetilstand:
    """Look at the folder, at git, and at what the last writer left. Too old a git is not asked more."""
    git_version = version()
    asked = git_version is not None and git_version >= OLDEST_GIT
    skadde = damaged_in(folder) if asked else ()
    depot = _depot(folder) if asked and not skadde else None
    git = _git_or_damage(run, folder, depot) if depot else None
    return Mappetilstand(
        git_versjon=git_version,
        python_versjon=sys.version_info[:3],
        git=git,
        laaste_mapper=_locked_folders(folder, depot),
        ledig=shutil.disk_usage(folder.root).free // _MEGABYTE,
        mangler=tuple(
            (file, len(lines)) for file in OWN_FILES if (lines := missing_lines(folder.root, file))
        ),
        rester=len(remains(run, folder, depot)) if git is None or git.skriver is None else 0,
        skadde=skadde,
        skjema=tuple(stale_schemas(folder.root)),
        kopi=_backup(run, folder, depot) if depot else None,
    )


def _backup(run: Run, folder: Planmappe, depot: Depot) -> Kopialder | None:
    """Tell how old the last backup from here is; without one how old the history is, and nothing where it is not begun."""
    last, today = last_backup(depot.common), run.now.date()
    plan = load_plan(folder)[0]
    known = plan if plan and plan.innstilling(SIKKERHETSKOPI) else standard_plan(folder, plan)
    bound = number(known, SIKKERHETSKOPI, today) if known else 0
    day = last.naar.date() if last else None
    if day is not None and day <= today:  # one that is ahead was made by a clock that was wrong
        return Kopialder((today - day).days, bound, day)
    begun = first_day(depot)
    return Kopialder((today - begun).days, bound) if begun else None


def damaged_in(folder: Planmappe) -> tuple[str, ...]:
    """Return those of git's own files that are so damaged that git does nothing here."""
    git_folder = own_git_folder(folder)
    return damaged_parts(git_folder, git_folder) if git_folder else ()


def own_git_folder(folder: Planmappe) -> Path | None:
    """Return git's folder as it lies on the disk; None where there is none, or where a file leads to it."""
    above = (each / ".git" for each in (folder.root, *folder.root.parents))
    nearest = next((each for each in above if each.exists()), None)
    return nearest if nearest is not None and nearest.is_dir() else None


def remains(run: Run, folder: Planmappe, depot: Depot | None) -> tuple[Path, ...]:
    """Return the files and rooms that a killed command left, and that no change still waits for."""
    waited_for: frozenset[Path] = frozenset()
    in_git: tuple[Path, ...] = ()
    if depot is not None:
        note = waiting_note_of(depot)
        in_git = (*([note] if note.exists() else []), *left_rooms(depot, run.now))
        with suppress(UnreadableIntent):
            intent = read_intent(depot)
            waited_for = (
                frozenset(waiting(depot, each) for each in intent.files) if intent else waited_for
            )
    left = (each for each in left_over(folder.root) if each not in waited_for)
    return (*(each for each in left if not (each.is_dir() and _is_made_now(each))), *in_git)


def _is_made_now(waiting: Path) -> bool:
    """Tell whether a folder that waits is of a command that lasts: documents are packed outside of the lock."""
    owner = waiting.stem.rpartition("-")[2]
    return owner.isdigit() and is_alive(int(owner))


def _depot(folder: Planmappe) -> Depot | None:
    try:
        return find_depot(folder.root, folder.laas)
    except NoDepot:
        return None


def _git_or_damage(run: Run, folder: Planmappe, depot: Depot) -> Gittilstand:
    """Look at git; where it fails because the history itself is damaged, that is what there is to tell."""
    try:
        return _git(run, folder, depot)
    except ExpectedFailure:
        if is_damaged(depot):
            return Gittilstand(skadet=True)
        raise


def _git(run: Run, folder: Planmappe, depot: Depot) -> Gittilstand:
    config = read_config(depot.root)
    turn = last_turn(depot.git_folder)
    killed = turn if turn and not turn.lasts else None
    files = file_state(depot)
    standing = [each.path.name for each in git_locks(depot)]
    left = [each.path.name for each in left_locks(depot, run.now, killed.since if killed else None)]
    begun = under_way(depot)
    no_key = lacks_key(folder, depot, config, run.now.date())
    found, new = brought(depot, config), unaccepted(run, depot, config)
    deletion = begun_deletion(depot.common)
    return Gittilstand(
        identitet=has_identity(depot.root, config),
        innstillinger=tuple(name for name, _ in missing_settings(config)),
        i_gang=(begun.name, begun.leave) if begun else None,
        loesrevet=is_detached(depot),
        gren=school_branch(depot),
        grunn=is_shallow(depot),
        konflikter=files.unmerged,
        ulagret=sum(each.partition("/")[0] in SAVED for each in files.changed),
        etterlatte_laaser=tuple(left),
        andre_laaser=tuple(name for name in standing if name not in left),
        skadet=is_damaged(depot),
        registre=lying_indexes(depot),
        skriving=_interrupted(depot) if killed or not turn else None,
        skriver=str(turn.holder) if turn and turn.lasts else None,
        uten_noekkel=(no_key.why, no_key.cure) if no_key else None,
        drept=killed.holder.command if killed else None,
        sletting=deletion.sak if deletion else None,
        delvis=is_partial(depot, config),
        fremmede=foreign_references(depot),
        usette=unwatched(depot),
        medbrakt=tuple(map(in_words, new)),
        medbrakt_godtatt=tuple(in_words(each) for each in found if each not in new),
        stengt_laas=is_shut(depot.git_folder),
        ugyldig_laas=is_replaced(depot.git_folder),
        attributter=tuple((one_line(each.sted), each.hva) for each in strange_attributes(depot)),
    )


def _interrupted(depot: Depot) -> Skriving | None:
    try:
        intent = read_intent(depot)
    except UnreadableIntent:
        return Skriving(Avbrutt.ULESELIG)
    if intent is None:
        return None
    safe = outlook(depot, intent) is Outlook.FINISH
    return Skriving(
        Avbrutt.FERDIG if safe else Avbrutt.ENDRET,
        intent.command,
        intent.begun[:16].replace("T", " "),
    )


def _locked_folders(folder: Planmappe, depot: Depot | None) -> tuple[str, ...]:
    """Return the folders that cannot be written in; whether a disk is protected shows here too."""
    wanted = [folder.root, *(folder.root / name for name in CONTENT)]
    if depot is not None:
        wanted.append(depot.git_folder)
    return tuple(
        each.name for each in wanted if each.is_dir() and not os.access(each, os.W_OK | os.X_OK)
    )
