"""``sammenlign``: what differs in a case between two days or two commits, in words."""

from collections.abc import Iterator, Sequence

from sosialplan.commands.fortid import read_tree
from sosialplan.commands.historikk.kjent import COMMIT, Kjent, known_in, known_on
from sosialplan.commands.historikk.sakshistorie import Sakshistorie, case_history
from sosialplan.commands.run import Run, case_number, no_such_case
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.history import SHORT, find_commit
from sosialplan.git.repository import find_depot
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.nearest import fold
from sosialplan.reading import is_there
from sosialplan.rules.kalender.skrevet_dato import HVORDAN, IkkeEnDag, skrevet_dag
from sosialplan.views.datoer import kort_dato
from sosialplan.views.historikk.loggord import SAK
from sosialplan.views.historikk.loggord_delt import FRAVAER, MOETER
from sosialplan.views.historikk.loggsetninger import Setning, file_changes
from sosialplan.views.historikk.sakens_del import absence_of_case, minutes_of_case

NOW = "nå"


def sammenlign(run: Run, typed: str, fra: str, til: str, *, format_: str) -> int:
    """Tell what a case, and what is of it in other files, holds then that it did not hold before."""
    folder, number = run.planmappe(), case_number(typed)
    find_depot(folder.root)
    historie = case_history(folder, number)
    if not historie.egne and not folder.case_path(number).is_file():
        raise no_such_case(number)
    (first, before), (last, after) = (_known(folder, historie, each) for each in (fra, til))
    if before.sak is None and after.sak is None:
        raise ExpectedFailure(
            f"Sak {number} fantes ikke på noen av de to tidspunktene.",
            f"Se når den kom: sosialplan logg {number}",
        )
    found = list(_changes(historie, before, after))
    if format_ == "json":
        run.answer({
            "sak": number, "fra": first, "til": last,
            "endringer": [_values(each) for each in found],
        })  # fmt: skip
        return 0
    _show(run, f"Sak {number}: fra {first} til {last}", found, md=format_ == "md")
    return 0


def _known(folder: Planmappe, historie: Sakshistorie, typed: str) -> tuple[str, Kjent]:
    """Return what was known then, and the point as it is called. Raises WrongUsage."""
    if fold(typed.strip()) == fold(NOW):
        return NOW, _now(folder, historie)
    if COMMIT.match(typed):
        commit = find_commit(folder.root, typed)
        if commit is None:
            raise WrongUsage(
                "Historikken har ingen slik commit.",
                f"Se: sosialplan logg {historie.sak} --format json",
            )
        return commit[:SHORT], known_in(historie, commit)
    try:
        day = skrevet_dag(typed)
    except IkkeEnDag:
        raise WrongUsage(
            "Dette er verken en dato eller en commit.",
            f"{HVORDAN} Ellers begynnelsen av navnet på en commit, eller «{NOW}».",
        ) from None
    return kort_dato(day), known_on(historie, day)


def _now(folder: Planmappe, historie: Sakshistorie) -> Kjent:
    """Return the case as its files stand now, saved or not."""

    def held(file: str) -> object:
        path = folder.root / file
        return read_tree(folder.text(path).text).tree if is_there(path) else None

    others = dict.fromkeys(each.file for each in historie.andre)
    return Kjent(held(historie.file), {file: held(file) for file in others})


def _changes(historie: Sakshistorie, before: Kjent, after: Kjent) -> Iterator[Setning]:
    if before.sak != after.sak:
        yield from file_changes(before.sak, after.sak, SAK)
    for file in after.andre:
        absence = file.startswith("fravaer/")
        ord_, part = (FRAVAER, absence_of_case) if absence else (MOETER, minutes_of_case)
        old, new = (part(each.andre[file] or {}, historie.kjenne) for each in (before, after))
        yield from file_changes(old, new, ord_)


def _values(said: Setning) -> dict[str, object]:
    return {
        "hva": f"{said.hva}.",
        "id": said.id,
        "steg": said.steg,
        "dato": said.dato.isoformat() if said.dato else None,
        "registrert": said.registrert.isoformat() if said.registrert else None,
    }


def _show(run: Run, heading: str, found: Sequence[Setning], *, md: bool) -> None:
    run.terminal.heading(f"## {heading}" if md else heading)
    if md:
        run.terminal.line()
    for each in found:
        run.terminal.wrapped(f"{'- ' if md else ''}{each.hva}.")
    if not found:
        run.terminal.line("Ingen forskjell.")
