"""``sikkerhetskopi``: the whole history in one file, read back before it takes its name."""

from collections.abc import Iterator
from pathlib import Path

from sosialplan.commands.run import FINE, Run
from sosialplan.commands.skrivebordet.skriving import waiting_note
from sosialplan.depot import Depot
from sosialplan.files.disk import beside, refused
from sosialplan.files.gitmerker import Kopimerke, keep_backup
from sosialplan.files.lock import locked, this_process
from sosialplan.git.beginning import look
from sosialplan.git.bundles import (
    commits_in,
    ignored_files,
    make_bundle,
    older_stashes,
    references,
    require_same,
)
from sosialplan.git.health import is_damaged, is_partial
from sosialplan.git.repository import find_depot
from sosialplan.git.rooms import room
from sosialplan.git.settings import read_config
from sosialplan.git.state import file_state
from sosialplan.model.failure import ExpectedFailure

_BUNDLE = "kopi.bundle"


def sikkerhetskopi(run: Run, fil: Path) -> int:
    """Write everything that is saved to a new file of the owner's alone, and say what is not in it.

    Raises ExpectedFailure: then there is no file, and nothing is written over.
    """
    depot = find_depot(run.planmappe().root)
    target = _target(depot, fil)
    with locked(depot.git_folder, this_process(run.command, run.moment), waiting_note(run)):
        _require_whole(depot)
        names = references(depot.root)
        fingerprint = _make(run, depot, target, dict(names))
    keep_backup(run.disk, depot.common, Kopimerke(run.now, fingerprint))
    _tell(run, depot, target, len(names), fingerprint)
    return FINE


def _target(depot: Depot, fil: Path) -> Path:
    """Return where the file goes. Raises ExpectedFailure."""
    target = fil.absolute()
    if not target.parent.is_dir():
        raise ExpectedFailure(
            f"Mappen {target.parent} finnes ikke.",
            "Lag den først. Skal kopien til en minnepinne eller et fellesområde, så se om det er koblet til.",
        )
    target = target.parent.resolve() / target.name
    own = (depot.root, depot.top, depot.git_folder, depot.common)
    if any(target.is_relative_to(each.resolve()) for each in own):
        raise ExpectedFailure(
            "En sikkerhetskopi i mappen selv blir borte sammen med den.",
            "Velg et sted utenfor planmappen, helst på en annen disk.",
        )
    if target.exists() or target.is_symlink():
        raise ExpectedFailure(
            f"{target.name} finnes fra før. Ingenting er skrevet over.",
            "Velg et annet navn, gjerne med dagens dato i.",
        )
    return target


def _require_whole(depot: Depot) -> None:
    """Raise ExpectedFailure where what is here is not the whole history."""
    before = look(depot.root)
    if not before.begun:
        raise ExpectedFailure("Ingenting er lagret i historikken ennå.", "Se: sosialplan lagre")
    if before.shallow:
        raise ExpectedFailure(
            "Bare den nyeste delen av historikken er her, så en kopi ville ikke vært hel.",
            "Hent resten: git fetch --unshallow",
        )
    if is_partial(depot, read_config(depot.root)):
        raise ExpectedFailure(
            "Bare en del av historikken er hentet hit, så en kopi ville ikke vært hel.",
            "Hent resten: git fetch --refetch --no-filter",
        )
    if is_damaged(depot):
        raise ExpectedFailure(
            "Historikken her er skadet, så en kopi ville ikke vært hel.", "Se: sosialplan sjekk"
        )


def _make(run: Run, depot: Depot, target: Path, names: dict[str, str]) -> str:
    """Make the file, read it back where it lies, and let it take its name; return its fingerprint."""
    waiting = beside(target)
    try:
        with room(depot) as place:
            make_bundle(depot, place / _BUNDLE)
            fingerprint = run.disk.copy(place / _BUNDLE, waiting)
            (place / _BUNDLE).unlink()
            require_same(place, waiting, names)
        run.disk.replace_new(waiting, target)
        run.disk.sync(target.parent)
    except FileExistsError as error:
        raise ExpectedFailure(
            f"{target.name} er nettopp laget av noen andre. Ingenting er skrevet over.",
            "Velg et annet navn.",
        ) from error
    except OSError as error:
        raise refused(error) from error
    finally:
        run.disk.remove(waiting)
    return fingerprint


def _tell(run: Run, depot: Depot, target: Path, count: int, fingerprint: str) -> None:
    terminal = run.terminal
    terminal.line(f"Sikkerhetskopien er laget og lest tilbake: {target.name}")
    terminal.line(f"Lagringer: {commits_in(depot.root)}. Grener, merker og andre navn: {count}.")
    terminal.line(f"Fingeravtrykk (SHA-256): {fingerprint}")
    terminal.line()
    terminal.heading("Dette er ikke med")
    for each in _left_out(depot):
        terminal.wrapped(f"- {each}")
    terminal.line()
    terminal.wrapped(
        "Den som får tak i filen, kan lese alt i den som ikke er vernet med nøkkel. Legg den der bare de rette kommer til."
    )
    if target.stat().st_dev == depot.root.stat().st_dev:
        terminal.note(
            "Kopien ligger på samme disk som mappen. Blir disken borte, er begge borte: flytt den til en annen."
        )


def _left_out(depot: Depot) -> Iterator[str]:
    """Yield what the file does not hold, in words that name no file."""
    state = file_state(depot)
    changed, new = len(state.changed) - len(state.new), len(state.new)
    if changed:
        yield f"Endringer som ikke er lagret: filer {changed}. Lagre dem og ta en ny kopi: sosialplan lagre"
    if new:
        yield f"Filer som aldri er lagret: {new}."
    ignored = ignored_files(depot.root)
    if ignored:
        yield f"Filer som git ikke tar med (ut/ og andre): {ignored}."
    stashed = older_stashes(depot.root)
    if stashed:
        yield f"Eldre endringer som er lagt til side (git stash): {stashed}. Den siste er med."
    yield "Nøkler: de ligger utenfor mappen, og trengs for å lese det som er vernet og for å signere."
    yield "Det som gjelder bare her: innstillingene i git, adressen til den felles kopien, og hva kontrollen sist så."
