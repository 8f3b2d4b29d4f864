"""A protected folder that is asked who reads: its files, how it seals, and how a person's keys stand."""

from collections.abc import Collection, Iterator

from sosialplan.commands.lesing import read_all
from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.den_som_skriver import person_at
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.forsegling import Forsegling, readers_in, sealing
from sosialplan.depot import Depot
from sosialplan.files.loader import load_access, load_with_lists
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.repository import find_depot
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.record import Fil
from sosialplan.model.skrivemaate import alike
from sosialplan.model.tilgang import Tilgang
from sosialplan.model.vernet import VERNET
from sosialplan.rules.tillit.bekreftelse import hvis
from sosialplan.rules.tillit.fullmakt import holds
from sosialplan.vern.age import is_sealed

MISSING = "mangler"
"""How the keys of a person stand who has none."""


def open_folder() -> ExpectedFailure:
    """Say that nothing is sealed here."""
    return ExpectedFailure(
        "Mappen er ikke vernet, så alle som har den, leser alt i den.", "Slå på: sosialplan vern på"
    )


def protected_folder(run: Run) -> tuple[Planmappe, Mappe, Forsegling, int]:
    """Read everything, and how it is sealed. Raises ExpectedFailure for a folder that is open."""
    folder, mappe, how, status = folder_read(run)
    if not folder.is_protected:
        raise open_folder()
    return folder, mappe, how, status


def folder_read(run: Run) -> tuple[Planmappe, Mappe, Forsegling, int]:
    """Read everything, and how it is sealed, or would be by the keys that are there."""
    folder, mappe, status = read_all(run, lister=True)
    depot = find_depot(folder.root, folder.laas)
    how = sealing(folder, depot, mappe.plan.skole, run.i_dag)
    if how is None:
        tilgang = load_access(folder)[0] or Tilgang()
        ids = frozenset(map(hvis, tilgang.lesenoekler))
        how = Forsegling(tilgang, ids, run.i_dag)
    return folder, mappe, how, status


def sealing_now(desk: Desk) -> Forsegling | None:
    """Return how the folder seals after what was saved; no sealed file is read for it."""
    return sealing(desk.run.planmappe(), desk.depot, desk.mappe.plan.skole, desk.run.i_dag)


def who_reads(desk: Desk) -> str | None:
    """Return the one who sits here, where that is one whose key counts in a protected folder."""
    me = person_at(desk.folder.root, desk.folder, desk.mappe.plan.skole, desk.run.now.date())
    how = desk.how
    if me is None or how is None:
        return None
    mine = (each for each in how.tilgang.lesenoekler if each.person == me.navn)
    return me.navn if any(hvis(each) in how.gjelder for each in mine) else None


def files_of(mappe: Mappe) -> tuple[Read[Fil], ...]:
    """Return the files about pupils that could be read."""
    return mappe.filer


def not_read(folder: Planmappe, mappe: Mappe) -> str:
    """Return how many files one cannot read, so that they are as they were, and who mends them; empty for none."""
    known = {each.file for each in files_of(mappe)}
    paths = (path for part in VERNET for path in folder.files(part))
    count = sum(folder.relative(each) not in known for each in paths)
    files = "1 fil kan" if count == 1 else f"{count} filer kan"
    told = (
        f"{files} du ikke lese, og {'den' if count == 1 else 'de'} er ikke med her. Be en som leser {'den' if count == 1 else 'dem'}, kjøre: "
        "sosialplan tilgang kontroller --rett"
    )
    return told if count else ""


def tell_of_others(run: Run, folder: Planmappe, depot: Depot, files: Collection[str]) -> None:
    """Say of files that came how many are sealed for others than who shall read them by what stands here now."""
    mappe = load_with_lists(folder).mappe if folder.is_protected else None
    how = sealing(folder, depot, mappe.plan.skole, run.i_dag) if mappe else None
    count = sum(file in files for file, *_ in differing(folder, mappe, how)) if mappe and how else 0
    if count:
        told = "1 fil som er hentet, er" if count == 1 else f"{count} filer som er hentet, er"
        run.terminal.note(
            f"{told} ikke vernet for dem som skal lese nå. Rett det: sosialplan tilgang kontroller --rett"
        )


def differing(
    folder: Planmappe, mappe: Mappe, how: Forsegling
) -> Iterator[tuple[str, set[str], set[str]]]:
    """Yield the files that are sealed for others than shall read them, with the keys that lack and that are too many."""
    for each in files_of(mappe):
        _, raw = folder.read(folder.root / each.file)
        if not is_sealed(raw):
            continue
        was = readers_in(folder, each.file, raw)
        now, wanted = set(was), set(how.keys(each.value, mappe, was))
        if now != wanted:
            yield each.file, wanted - now, now - wanted


def key_state(how: Forsegling, navn: str) -> str:
    """Return the keys of a person that count, or why nothing is sealed for that person."""
    keys = [
        each
        for each in how.tilgang.lesenoekler
        if alike(each.person or "", navn) and holds(each, how.dag)
    ]
    counting = [each.id for each in keys if hvis(each) in how.gjelder]
    if counting:
        return ", ".join(counting)
    return f"{keys[0].id}, ikke bekreftet" if keys else MISSING
