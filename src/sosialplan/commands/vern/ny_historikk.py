"""``vern ny-historikk``: a folder whose history begins today, for a school whose old one is plain."""

from pathlib import Path

from sosialplan.commands.hel_mappe import made_whole
from sosialplan.commands.run import FINE, Run
from sosialplan.commands.skrivebordet.forsegling import Forsegling, sealing
from sosialplan.commands.skrivebordet.signering import sign_as_needed
from sosialplan.commands.skrivebordet.skriving import turn_to_write
from sosialplan.commands.vern.vernet_mappe import open_folder
from sosialplan.depot import Depot
from sosialplan.files.disk import write_atomically
from sosialplan.files.loader import load_plan
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.beginning import NEW_HISTORY
from sosialplan.git.bundles import commits_in, tracked
from sosialplan.git.hooks import put_hooks
from sosialplan.git.repository import commit, create, find_depot
from sosialplan.git.rooms import ensure_graph
from sosialplan.git.settings import read_config, require_identity
from sosialplan.git.shared import commit_of
from sosialplan.git.state import require_clean
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.model.vernet import is_sealed_name, may_be_sealed
from sosialplan.reading import read_bytes
from sosialplan.rules.tillit.bekreftelse import hvis
from sosialplan.rules.tillit.fullmakt import holds


class _Foer(Value, frozen=True):
    """The history that is left behind: its newest commit, and how many there are."""

    hode: str
    antall: int


def ny_historikk(run: Run, mappe: Path) -> int:
    """Lay what stands today in a new folder, with no history but its own. The old one is not touched.

    Raises ExpectedFailure where the folder is open or has something that is not saved, where something about
    pupils is plain, and where a key waits to be confirmed: it would be one that the new history begins with.
    """
    folder, root = run.planmappe(), mappe.resolve()
    if not folder.is_protected:
        raise open_folder()
    if root.is_relative_to(folder.root):
        raise ExpectedFailure(
            "Den nye mappen kan ikke ligge i den gamle.", "Velg et sted utenfor planmappen."
        )
    with turn_to_write(run, folder) as depot:
        require_clean(depot, (".",))
        files = tracked(depot)
        _require_sealed(files)
        _require_confirmed(_how(run, folder, depot))
        old = _Foer(commit_of(depot, "HEAD") or "", commits_in(depot.root))
        with made_whole(root) as waiting:
            _lay(run, folder, files, waiting, old)
    _tell(run, folder, root, old)
    return FINE


def _require_sealed(files: tuple[str, ...]) -> None:
    plain = [each for each in files if may_be_sealed(each) and not is_sealed_name(each)]
    if plain:
        raise ExpectedFailure(
            f"{plain[0]} er ikke vernet, og ville blitt åpen i den nye historikken. Ingenting er laget.",
            "Se hva som er galt: sosialplan valider",
        )


def _how(run: Run, folder: Planmappe, depot: Depot) -> Forsegling:
    plan, _ = load_plan(folder)
    how = sealing(folder, depot, plan.skole, run.i_dag) if plan else None
    if how is None:
        raise ExpectedFailure(
            "Planen har feil. Ingenting er laget.", "Se hva som er galt: sosialplan valider"
        )
    return how


def _require_confirmed(how: Forsegling) -> None:
    waiting = [
        each.id
        for each in how.tilgang.lesenoekler
        if holds(each, how.dag) and hvis(each) not in how.gjelder
    ]
    if waiting:
        raise ExpectedFailure(
            f"Ikke bekreftet: {', '.join(waiting)}. I en ny historikk ville de gjelde fra første dag. Ingenting er laget.",
            "Bekreft dem (sosialplan tilgang bekreft), eller sperr dem i plan/tilgang.yaml.",
        )


def _lay(run: Run, folder: Planmappe, files: tuple[str, ...], root: Path, old: _Foer) -> None:
    """Make the folder with its first commit, of the files just as they lie."""
    for name in files:
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, read_bytes(folder.root / name))
    create(root)
    require_identity(root)
    made, depot = Planmappe(root), find_depot(root)
    sign_as_needed(run, made, depot, read_config(root))
    message = NEW_HISTORY.format(hode=old.hode, antall=old.antall)
    commit(root, ["."], message, run.now if run.commit_dates else None)
    ensure_graph(root, read_config(root))
    put_hooks(depot, read_config(root))


def _tell(run: Run, folder: Planmappe, root: Path, old: _Foer) -> None:
    """Say where the new folder is, and what is still plain until it is gone."""
    terminal = run.terminal
    terminal.line(f"Mappen med ny historikk er klar: {root}")
    terminal.line(
        f"Historikken før: {old.hode[:12]} ({old.antall} lagringer). Den står i den første lagringen."
    )
    terminal.line()
    terminal.heading("Dette må gjøres")
    for each in (
        "Trenger skolen den gamle historikken som bevis, så ta først en sikkerhetskopi av den gamle mappen. Den er åpen.",
        "Lag en ny, tom felles kopi: git remote add origin ADRESSE i den nye mappen, og så: sosialplan synk",
        "Alle andre henter den nye, og sletter den gamle mappen sin. De to kan ikke flettes.",
        f"Slett så den gamle: mappen {folder.root.name}, den felles kopien og alle andre kopier. Til da kan den leses.",
    ):
        terminal.wrapped(f"- {each}")
