"""The school's own lists of words, which documents are made and read by."""

from sosialplan.commands.run import ProblemsFoundError
from sosialplan.files.loader import load_names, load_vague_words
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.navnebok import Navnebok
from sosialplan.model.record import Value
from sosialplan.model.vage_ord import INGEN, VageOrd
from sosialplan.views.dokumentliste import Dokumentslag


class Ordlister(Value, frozen=True):
    """What the school's own lists say of words: of names in general, and of what says nothing."""

    navn: Navnebok
    vage: VageOrd


def ordlister(folder: Planmappe, slag: Dokumentslag | None = None) -> Ordlister:
    """Read the school's lists of words, for one kind of document or for all.

    Raises ProblemsFoundError.
    """
    bok, problems = load_names(folder)
    vage: VageOrd | None = INGEN
    if slag is None or slag.tiltak:
        vage, more = load_vague_words(folder)
        problems = [*problems, *more]
    if bok is None or vage is None:
        raise ProblemsFoundError(problems)
    return Ordlister(bok, vage)
