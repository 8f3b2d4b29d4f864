"""``sjekk``: the doctor. Tells what is wrong with folder, git and the last writer, and mends it."""

from collections.abc import Iterator, Sequence

from sosialplan import __version__
from sosialplan.commands.mappesyn import IN_GIT, look_at
from sosialplan.commands.run import FINE, LIES_THERE, PROBLEMS, Run, unread_files
from sosialplan.commands.skrivebordet.medbrakt import accept
from sosialplan.commands.vedlikehold.reparer import reparer
from sosialplan.commands.vedlikehold.tilstand import tilstand_of
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.repository import find_depot
from sosialplan.git.settings import read_config
from sosialplan.model.mappetilstand import Funn, Mappetilstand
from sosialplan.model.problems import Level
from sosialplan.model.visible import one_line
from sosialplan.rules.checks.folder_checks import check_folder
from sosialplan.views.problemliste import in_order, summary


def sjekk(run: Run, *, mend: bool, godta: bool, format_: str) -> int:
    """Tell what is wrong; with ``mend`` mend what can be. 1 where a ``feil`` is left.

    With ``godta`` the person says yes to what the folder brings that git would obey.
    """
    folder = run.planmappe()
    done: tuple[str, ...] = ()
    if godta:
        depot = find_depot(folder.root)
        accept(run, depot, read_config(depot.root))
    tilstand = tilstand_of(run, folder)
    if mend and any(each.kan_rettes for each in check_folder(tilstand)):
        done = reparer(run, folder)
        tilstand = tilstand_of(run, folder)
    found = (*check_folder(tilstand), *_lying(folder))
    if format_ == "json":
        run.answer(_as_values(tilstand, found, done))
    else:
        _show(run, tilstand, found, done)
    return PROBLEMS if any(each.nivaa is Level.FEIL for each in found) else FINE


def _lying(folder: Planmappe) -> Iterator[Funn]:
    """Yield what lies in the folder without being read or saved, the copies of cases too, and each file with a fault that keeps it out."""
    read = load(folder).problems
    for each in in_order(
        (*look_at(folder, rules=True), *(one for one in read if one.code in LIES_THERE))
    ):
        place = "" if each.location.path == IN_GIT else f"{one_line(each.location.path)}: "
        yield Funn(each.code, each.level, f"{place}{each.message}", each.cure, kan_rettes=False)
    for file, first in unread_files(read).items():
        told = f"{one_line(file)} kan ikke leses, og er ikke med noe sted. {first.message}"
        yield Funn(first.code, Level.FEIL, told, first.cure, kan_rettes=False)


def _show(run: Run, tilstand: Mappetilstand, found: Sequence[Funn], done: Sequence[str]) -> None:
    terminal = run.terminal
    for sentence in done:
        terminal.wrapped(f"Rettet: {sentence}")
    for each in found:
        terminal.wrapped(f"{each.nivaa}[{each.kode}] {each.melding}")
        terminal.wrapped(each.raad, indent=4)
    terminal.note(", ".join(f"{name} {number}" for name, number in _versions(tilstand).items()))
    terminal.note(summary([each.nivaa for each in found]))


def _as_values(
    tilstand: Mappetilstand, found: Sequence[Funn], done: Sequence[str]
) -> dict[str, object]:
    return {
        "programmer": _versions(tilstand),
        "rettet": list(done),
        "funn": [
            {
                "kode": each.kode,
                "nivå": each.nivaa.value,
                "melding": each.melding,
                "råd": each.raad,
                "kan_rettes": each.kan_rettes,
            }
            for each in found
        ],
    }


def _versions(tilstand: Mappetilstand) -> dict[str, str]:
    numbers = {"Python": tilstand.python_versjon, "git": tilstand.git_versjon or ()}
    dotted = {name: ".".join(map(str, parts)) for name, parts in numbers.items() if parts}
    return {"sosialplan": __version__, **dotted}
