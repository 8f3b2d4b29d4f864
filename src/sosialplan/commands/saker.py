"""``saker`` and ``søk``: the cases, a line each, and where words stand in what has been written."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sosialplan.commands.lesing import read_all, tell_left_out
from sosialplan.commands.oversikt import oversikt
from sosialplan.commands.run import ProblemsFoundError, Run, known_word
from sosialplan.files.loader import load_views
from sosialplan.model.failure import WrongUsage
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import fold
from sosialplan.output.tables import LISTEFORMATER, Column
from sosialplan.rules.vurdering import by_case
from sosialplan.views.datoer import kort_dato
from sosialplan.views.saksliste import FIELDS, HEADERS, Saksrad, as_cells, as_values, row_of

if TYPE_CHECKING:
    from sosialplan.rules.saksutvalg import Saksutvalg

COLUMNS = tuple(
    Column(name, wraps=name == "Neste", right=name in {"Runde", "Forfalt"}) for name in HEADERS
)


class Saksvalg(Value, frozen=True):
    """Which cases are wanted: by a sentence about the list (``rules/saksutvalg``), or by the name the school gave one."""

    kjede: str | None = None
    klasse: str | None = None
    alle: bool = False
    hvor: str | None = None
    visning: str | None = None


def saker(run: Run, valg: Saksvalg, *, format_: str) -> int:
    """List the open cases, all of them, or those that a sentence means."""
    seen = oversikt(run)
    wanted = _wanted(run, seen.plan, valg)
    tell_left_out(run, seen.utelatt)
    rows = by_case(seen.rader)
    known = (row_of(each, rows[each.sak]) for each in seen.linjer if each.kjent)
    listed = [row for row in known if wanted(row)]
    if format_ == "json":
        run.answer({"saker": [as_values(row) for row in listed]})
    elif format_ in LISTEFORMATER:
        run.list_out(format_, FIELDS, [as_values(row) for row in listed])
    elif listed:
        run.terminal.table(COLUMNS, [as_cells(row) for row in listed])
    else:
        run.terminal.note("Ingen saker.")
    return seen.status


def _wanted(run: Run, plan: Plan, valg: Saksvalg) -> Callable[[Saksrad], bool]:
    """Return what tells whether a case is wanted. Raises WrongUsage."""
    kjede, klasse, alle = valg.kjede, valg.klasse, valg.alle
    if kjede is not None:
        titles = {each.kjede: each.navn for each in plan.kjeder}
        kjede = known_word(kjede, tuple(titles), "kjeden", titles=titles)
    if klasse is not None:
        klasse = known_word(klasse, [each.klasse for each in plan.skole.klasser], "klassen")
    meant = _meant(run, plan, valg)
    closed_too = alle or (meant is not None and meant.sier_status)

    def wanted(row: Saksrad) -> bool:
        return (
            (closed_too or row.avsluttet is None)
            and (kjede is None or fold(kjede) == fold(row.kjede))
            and (klasse is None or fold(klasse) == fold(row.klasse))
            and (
                meant is None or meant.passer(as_values(row) | {"trinn": _grades(plan, row.klasse)})
            )
        )

    return wanted


def _grades(plan: Plan, klasse: str) -> tuple[str, ...]:
    return tuple(str(each) for each in plan.skole.trinn_i(klasse))


def _meant(run: Run, plan: Plan, valg: Saksvalg) -> "Saksutvalg | None":
    """Return which cases the sentence means, or the list that was named; None for neither. Raises WrongUsage."""
    hvor, told = valg.hvor, "«--hvor»"
    if valg.visning is not None:
        hvor, told = _named(run, valg.visning), "«--visning»"
    if hvor is None:
        return None
    from sosialplan.commands.svar.saksutvalg import read_sentence  # noqa: PLC0415 - the whole list asks for none

    return read_sentence(run, plan, hvor, told)


def _named(run: Run, typed: str) -> str:
    """Return the sentence of a list that the school has named. Raises WrongUsage or ProblemsFoundError."""
    visninger, problems = load_views(run.planmappe())
    if visninger is None:
        raise ProblemsFoundError(problems)
    known = {each.navn: each for each in visninger.visninger}
    if not known:
        raise WrongUsage(
            "Skolen har ingen lister med navn.", 'Si hvilke saker du vil se: --hvor "klasse=8B"'
        )
    titles = {each.navn: each.hva or "" for each in visninger.visninger}
    visning = known[known_word(typed, tuple(known), "listen", titles=titles)]
    run.terminal.note(f"{visning.hva or visning.navn}: {visning.hvor}")
    return visning.hvor


_LEAST = 2
_MOST_TEXTS = 200
"""So many texts are shown; who gets more has searched for too little."""
_TEXT_COLUMNS = (
    Column("Sak"), Column("Klasse"), Column("Dato"), Column("Hva", wraps=True, least=12), Column("Tekst", wraps=True, least=20),
)  # fmt: skip


def soek(run: Run, words: list[str]) -> int:
    """Show each text that holds all the words. Raises WrongUsage for a word that is too short to be looked for."""
    asked = [" ".join(each.split()) for each in words]
    if any(len(each) < _LEAST for each in asked):
        raise WrongUsage(
            f"Det som letes etter, må ha minst {_LEAST} tegn.",
            "Skriv et ord, eller begynnelsen på det.",
        )
    from sosialplan.views.tekstsoek import texts_with  # noqa: PLC0415 - it knows every field; the list asks for none

    _, mappe, status = read_all(run)
    found = sorted(texts_with(mappe, asked), key=lambda each: (each.hvor, str(each.dato or "")))
    rows = [
        (each.hvor, each.klasse, kort_dato(each.dato) if each.dato else "", each.felt, each.utsnitt)
        for each in found[:_MOST_TEXTS]
    ]
    if rows:
        run.terminal.table(_TEXT_COLUMNS, rows)
    else:
        run.terminal.note("Ingen tekst har alle ordene.")
    run.terminal.note("Det letes i det som er skrevet, ikke i navn på elever og foresatte.")
    if len(found) > _MOST_TEXTS:
        run.terminal.note(
            f"Viser {_MOST_TEXTS} av {len(found)} tekster. Skriv et ord til for å få færre."
        )
    return status
