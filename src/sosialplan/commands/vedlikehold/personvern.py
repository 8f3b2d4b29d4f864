"""What surrounds the planmappe here: gathered from the machine and from git, judged by ``place_checks``."""

from sosialplan.commands.run import Run
from sosialplan.commands.utskrifter import held_by_git, old_documents
from sosialplan.depot import Depot
from sosialplan.files.loader import load_access
from sosialplan.files.omgivelser import disk, lesbar, sted, synkroter, this_machine
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.health import was_plain
from sosialplan.git.hooks import hook_state
from sosialplan.git.program import version
from sosialplan.git.repository import find_depot
from sosialplan.git.settings import read_config
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.omgivelser import Omgivelser, Vakt
from sosialplan.model.tilgang import Tilgang
from sosialplan.model.vernet import any_sealed
from sosialplan.rules.tillit.fullmakt import must_sign


def omgivelser_of(run: Run, folder: Planmappe) -> Omgivelser:
    """Look at what surrounds the folder; what git cannot be asked is left unsaid."""
    maskin, root = run.maskin or this_machine(), folder.root
    depot = _depot(folder)
    places = [*sted(maskin, "Mappen", root)]
    if depot is not None and depot.common.resolve().parent != root.resolve():
        places += sted(maskin, "Historikken (.git)", depot.common)
    tilgang = load_access(folder)[0] or Tilgang()
    return Omgivelser(
        system=maskin.system,
        steder=tuple(places),
        disk=disk(maskin, root),
        lesbar=lesbar(maskin, root, depot.common if depot else None),
        synkroter=tuple(synkroter(maskin)),
        fjern=_shared(depot) if depot else None,
        vern=folder.is_protected or any_sealed(held_by_git(folder.root)),
        noednoekkel=any(each.noed for each in tilgang.lesenoekler),
        aapen_historikk=depot is not None and was_plain(depot),
        vakt=_vakt(depot) if depot else Vakt.PAA,
        utskrifter=old_documents(run, folder),
        signert=must_sign(tilgang, run.now.date()),
    )


def _depot(folder: Planmappe) -> Depot | None:
    try:
        return find_depot(folder.root) if version() is not None else None
    except ExpectedFailure:
        return None


def _vakt(depot: Depot) -> Vakt:
    try:
        return hook_state(depot, read_config(depot.root))
    except ExpectedFailure:
        return Vakt.UKJENT


def _shared(depot: Depot) -> tuple[str, ...] | None:
    """Return the addresses of the shared copies; None where git's settings cannot be read."""
    try:
        config = read_config(depot.root)
    except ExpectedFailure:
        return None
    return tuple(
        said for name, said in config.all.items() if name.startswith("remote.") and name.endswith(".url")
    )  # fmt: skip
