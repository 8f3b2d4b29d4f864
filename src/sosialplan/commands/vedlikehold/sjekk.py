"""``sjekk``: the doctor. Tells what is wrong with folder, git and the last writer, and mends it."""

from collections.abc import Iterator, Sequence

from sosialplan import __version__
from sosialplan.commands.lesing import LIES_THERE, unread_files
from sosialplan.commands.mappesyn import IN_GIT, look_at
from sosialplan.commands.run import FINE, PROBLEMS, Run
from sosialplan.commands.skrivebordet.avbrutt import clear_git_locks, mend
from sosialplan.commands.skrivebordet.medbrakt import accept, obeyed
from sosialplan.commands.skrivebordet.signering import sign_as_needed
from sosialplan.commands.skrivebordet.skriving import waiting_note, write_and_commit
from sosialplan.commands.vedlikehold.funn import nobody_reads
from sosialplan.commands.vedlikehold.personvern import omgivelser_of
from sosialplan.commands.vedlikehold.tilstand import (
    damaged_in,
    own_git_folder,
    remains,
    tilstand_of,
)
from sosialplan.depot import Depot
from sosialplan.files.disk import refused
from sosialplan.files.loader import load_with_lists
from sosialplan.files.lock import locked, this_process
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.replacing import Filbytte, UnreadableIntent, read_intent, remove_intent
from sosialplan.files.standard import SKJEMA, stale_schemas
from sosialplan.git.health import lying_indexes
from sosialplan.git.hooks import put_hooks
from sosialplan.git.mending import mend_part
from sosialplan.git.repository import find_depot
from sosialplan.git.rooms import renew, take_away
from sosialplan.git.settings import (
    OWN_FILES,
    ensure_settings,
    has_identity,
    missing_lines,
    missing_settings,
    read_config,
)
from sosialplan.git.state import changed_files, is_detached, under_way
from sosialplan.model.mappeinnhold import Kopialder, Mappetilstand, Sjekkfunn
from sosialplan.model.problems import Level
from sosialplan.model.visible import one_line
from sosialplan.reading import is_there, read_bytes
from sosialplan.rules.checks.folder_checks import check_folder
from sosialplan.rules.checks.place_checks import check_surroundings
from sosialplan.tekster.maalform import talt
from sosialplan.views.datoer import kort_dato
from sosialplan.views.problemliste import in_order, summary


def reparer(run: Run, folder: Planmappe) -> tuple[str, ...]:
    """Mend what can be mended, alone in the folder; return what was done, a sentence each.

    Raises ExpectedFailure.
    """
    parts = list(_mend_parts(run, folder))
    if damaged_in(folder):
        return tuple(parts)
    depot = obeyed(run, find_depot(folder.root, folder.laas))
    holder = this_process(run.command, run.moment)
    with locked(depot.git_folder, holder, waiting_note(run)) as killed:
        count = clear_git_locks(run, depot, killed)
        done = [*parts, *([f"Låser i git som er tatt bort: {count}."] if count else [])]
        try:
            done += _finish(run, folder, depot)
            done += _remove_remains(run, folder, depot)
            done += _put_settings(depot)
            done += _put_hooks(depot)
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
        yield mend(run, depot, intent)


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


def _put_hooks(depot: Depot) -> Iterator[str]:
    if put_hooks(depot, read_config(depot.root)):
        yield "Kontrollen før lagring (vokt) er satt."


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
    yield f"{' og '.join(wanted)} har fått linjene som manglet. {run.terminal.lagret(short).capitalize()}."


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
        changes.append(Filbytte(path, before, text.encode("utf-8")))
    short = write_and_commit(run, depot, changes, "Redigeringshjelp\n")
    yield f"Redigeringshjelpen i {SKJEMA} er skrevet på nytt. {run.terminal.lagret(short).capitalize()}."


def _with_lines(depot: Depot, name: str, lines: tuple[str, ...]) -> Filbytte:
    path = depot.root / name
    before = read_bytes(path) if is_there(path) else None
    old = before or b""
    if old and not old.endswith(b"\n"):
        old += b"\n"
    return Filbytte(path, before, old + "".join(f"{line}\n" for line in lines).encode("utf-8"))


def _can_save(depot: Depot, names: list[str]) -> bool:
    return not (
        under_way(depot)
        or is_detached(depot)
        or changed_files(depot, names)
        or not has_identity(depot.root, read_config(depot.root))
    )


def sjekk(run: Run, *, mend: bool, godta: bool, format_: str) -> int:
    """Tell what is wrong; with ``mend`` mend what can be. 1 where a ``feil`` is left.

    With ``godta`` the person says yes to what the folder brings that git would obey.
    """
    folder = run.planmappe()
    done: tuple[str, ...] = ()
    if godta:
        depot = find_depot(folder.root, folder.laas)
        accept(run, depot, read_config(depot.root))
    tilstand = tilstand_of(run, folder)
    around = check_surroundings(omgivelser_of(run, folder))
    if mend and any(each.kan_rettes for each in (*check_folder(tilstand), *around)):
        done = reparer(run, folder)
        tilstand = tilstand_of(run, folder)
        around = check_surroundings(omgivelser_of(run, folder))
    found = (*check_folder(tilstand), *_lying(folder))
    if format_ == "json":
        run.answer(_as_values(tilstand, found, around, done))
    else:
        _show(run, tilstand, found, around, done)
    return PROBLEMS if any(each.nivaa is Level.FEIL for each in found) else FINE


def _lying(folder: Planmappe) -> Iterator[Sjekkfunn]:
    """Yield what lies in the folder without being read or saved, the copies of cases too, and each file with a fault that keeps it out."""
    read = load_with_lists(folder).problems
    for each in in_order(
        (*look_at(folder, rules=True), *(one for one in read if one.code in LIES_THERE))
    ):
        place = "" if each.location.path == IN_GIT else f"{one_line(each.location.path)}: "
        yield Sjekkfunn(
            each.code, each.level, f"{place}{each.message}", each.cure, kan_rettes=False
        )
    for nobody in nobody_reads(folder):
        yield Sjekkfunn(nobody.code, nobody.level, nobody.message, nobody.cure, kan_rettes=False)
    for file, first in unread_files(read).items():
        told = f"{one_line(file)} kan ikke leses, og er ikke med noe sted. {first.message}"
        yield Sjekkfunn(first.code, Level.FEIL, told, first.cure, kan_rettes=False)


def _show(
    run: Run,
    tilstand: Mappetilstand,
    found: Sequence[Sjekkfunn],
    around: Sequence[Sjekkfunn],
    done: Sequence[str],
) -> None:
    terminal = run.terminal
    for sentence in done:
        terminal.wrapped(f"Rettet: {sentence}")
    for each in (*found, *around):
        terminal.wrapped(f"{each.nivaa}[{each.kode}] {each.melding}")
        terminal.wrapped(each.raad, indent=4)
    terminal.note(", ".join(f"{name} {number}" for name, number in _versions(tilstand).items()))
    if tilstand.kopi is not None:
        terminal.note(_backup(tilstand.kopi))
    terminal.note(summary([each.nivaa for each in (*found, *around)]))


def _backup(kopi: Kopialder) -> str:
    if kopi.siste is None:
        return "Sikkerhetskopi: ingen er tatt herfra."
    return f"Sikkerhetskopi: den siste herfra er {talt(kopi.dager, 'dag', 'dager')} gammel ({kort_dato(kopi.siste)})."


def _as_values(
    tilstand: Mappetilstand,
    found: Sequence[Sjekkfunn],
    around: Sequence[Sjekkfunn],
    done: Sequence[str],
) -> dict[str, object]:
    kopi = tilstand.kopi
    return {
        "programmer": _versions(tilstand),
        "rettet": list(done),
        "sikkerhetskopi": {"dag": kopi.siste.isoformat(), "dager": kopi.dager}
        if kopi and kopi.siste
        else None,
        "funn": [_as_row(each) for each in found],
        "personvern": [_as_row(each) for each in around],
    }


def _as_row(each: Sjekkfunn) -> dict[str, object]:
    return {
        "kode": each.kode,
        "nivå": each.nivaa.value,
        "melding": each.melding,
        "råd": each.raad,
        "kan_rettes": each.kan_rettes,
    }


def _versions(tilstand: Mappetilstand) -> dict[str, str]:
    numbers = {"Python": tilstand.python_versjon, "git": tilstand.git_versjon or ()}
    dotted = {name: ".".join(map(str, parts)) for name, parts in numbers.items() if parts}
    return {"sosialplan": __version__, **dotted}
