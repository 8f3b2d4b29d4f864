"""Whom the folder knows, for those who look through what is about to be saved."""

from collections.abc import Iterable

from sosialplan.files.loader import load_names, load_with_lists
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.oppslagsverk import UTEN_NAVN
from sosialplan.model.problems import Problem
from sosialplan.model.vernet import is_about_pupils
from sosialplan.rules.navn.andres_navn import folk_i
from sosialplan.rules.vokt import Navn, TilLagring, check_files, navn_i


def known_names(folder: Planmappe) -> Navn | None:
    """Return whom the folder knows; None where that cannot be read, so that nobody can be looked for."""
    try:
        loaded = load_with_lists(folder)
    except ExpectedFailure:  # what is about pupils is sealed, and no key of the person's is open
        return None
    if loaded.mappe is None:
        return None
    lister = [each.value for each in loaded.mappe.klasselister]
    return navn_i(folk_i(loaded.mappe, load_names(folder)[0] or UTEN_NAVN, lister))


def names_where_none_belong(folder: Planmappe, files: Iterable[str]) -> tuple[Problem, ...]:
    """Return where the plan and the templates name a pupil; files about pupils are for that, and are not looked at."""
    beside = [each for each in files if not is_about_pupils(each)]
    read = [TilLagring(each, folder.text(folder.root / each).text) for each in beside]
    return tuple(check_files(read, known_names(folder), vern=False)) if read else ()
