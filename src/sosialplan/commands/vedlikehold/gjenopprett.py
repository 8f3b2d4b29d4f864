"""``gjenopprett``: a planmappe from a backup, laid out whole or not at all."""

import os
from pathlib import Path

from sosialplan.commands.hel_mappe import made_whole
from sosialplan.commands.run import FINE, PROBLEMS, Run
from sosialplan.commands.vedlikehold.funn import check_history_of
from sosialplan.files.filtolk import place_in_files
from sosialplan.files.loader import load_with_lists
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.bundles import (
    branch_of,
    commits_in,
    content_of,
    lay_in,
    lay_out,
    names_in,
)
from sosialplan.git.hooks import put_hooks
from sosialplan.git.repository import create, find_depot, short_head
from sosialplan.git.rooms import ensure_graph
from sosialplan.git.settings import read_config
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.problems import Level, Problem
from sosialplan.model.record import Value
from sosialplan.views.problemliste import in_order


class _Lagt(Value, frozen=True):
    """What was laid out: where the planmappe lies in it, the names left out, and how many links became files."""

    planmappe: str
    utelatt: tuple[str, ...]
    lenker: int


def gjenopprett(run: Run, fil: Path, mappe: Path) -> int:
    """Lay out a backup in a folder that is empty or not there; 1 where its history does not hold.

    Raises ExpectedFailure: then the folder is as it was.
    """
    bundle = fil.absolute()
    if not bundle.is_file():
        raise ExpectedFailure(
            "Det er ingen vanlig fil med det navnet.", "Skriv navnet på sikkerhetskopien."
        )
    root = mappe.resolve()
    with made_whole(root) as waiting:
        laid = _lay(waiting, bundle)
    return _tell(run, root, laid)


def _lay(root: Path, bundle: Path) -> _Lagt:
    """Make a repository of a backup. Nothing that it brings is run, and no name of it is believed unseen."""
    create(root)
    names = names_in(root, bundle)
    left_out = lay_in(root, bundle, names)
    branch = branch_of(names)
    held = content_of(root, branch) if branch else None
    if branch is None or held is None or not held.planmapper:
        raise ExpectedFailure(
            "Kopien er av noe annet enn en planmappe: den har ingen plan/skole.yaml.",
            "Bruk en fil som er laget slik: sosialplan sikkerhetskopi FIL",
        )
    lay_out(root, branch, without_links=held.lenker > 0)
    ensure_graph(root, read_config(root))
    place = root / held.planmapper[0]
    put_hooks(find_depot(place), read_config(place))
    return _Lagt(held.planmapper[0], left_out, held.lenker)


def _checked(run: Run, folder: Planmappe) -> tuple[Problem, ...]:
    """Hold what stands against its history; of a sealed folder that is not unlocked, say that it is not done."""
    try:
        loaded = load_with_lists(folder)
        found = place_in_files(folder, tuple(check_history_of(folder, loaded.mappe, ())))
    except ExpectedFailure as error:
        run.terminal.note(f"Historikken er ikke sjekket ennå. {error.sentence} {error.cure}")
        return ()
    return in_order((*loaded.problems, *found))


def _tell(run: Run, root: Path, laid: _Lagt) -> int:
    """Say what was laid out and what it lacks, and hold what stands against its history."""
    terminal, folder = run.terminal, Planmappe(root / laid.planmappe, run.laas)
    terminal.line(f"Planmappen er gjenopprettet: {root.name}")
    terminal.line(f"Lagringer: {commits_in(root)}. Den siste er {short_head(root)}.")
    if laid.planmappe:
        terminal.line(f"Planmappen ligger i {laid.planmappe}{os.sep} i den.")
    problems = _checked(run, folder)
    terminal.problems(problems)
    if laid.lenker:
        terminal.note(
            f"Lenker i kopien er lagt ut som vanlige filer, så ingen av dem leder ut av mappen: {laid.lenker}."
        )
    if laid.utelatt:
        terminal.note(
            f"Navn i kopien som ikke er grener, merker eller notater, er utelatt: {len(laid.utelatt)}."
        )
    terminal.line()
    terminal.heading("Dette følger ikke med i en sikkerhetskopi")
    for each in (
        'Hvem du er i git: git config --global user.name "Navn Navnesen" og git config --global user.email deg@skolen.no',
        "Den felles kopien: git remote add origin ADRESSE, og så: sosialplan synk",
        "Nøkler: til å lese det som er vernet, og til å signere.",
        "Det som ble skrevet etter at kopien ble tatt.",
    ):
        terminal.wrapped(f"- {each}")
    terminal.line()
    terminal.line("Se om alt er i orden: sosialplan sjekk, og så: sosialplan logg --kontroller")
    return PROBLEMS if any(each.level is Level.FEIL for each in problems) else FINE
