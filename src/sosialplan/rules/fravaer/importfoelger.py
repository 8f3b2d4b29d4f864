"""What follows from absence that is read in: rungs that are reached, and who should have a case."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from sosialplan.model.fravaer import Elevfravaer, Klassefravaer
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.model.skrivemaate import folded
from sosialplan.rules.fravaer.elevtrapp import Elevgang, pupils_of
from sosialplan.rules.fravaer.fravaersliste import Hvem
from sosialplan.rules.fravaerstrapp import Naadd
from sosialplan.rules.kalender.skolekalender import school_year_of

Tillegg = tuple[str, str, Elevfravaer]
"""What is added for a pupil: the class, the school year, and the entry."""


class Foelger(Value, frozen=True):
    """Rungs that are reached anew, and the rung of each pupil who should have a case and has none."""

    trinn: tuple[tuple[Elevgang, Naadd], ...]
    behov: tuple[tuple[Elevgang, Naadd], ...]


def follows(
    saker: Sequence[Sak],
    books: Sequence[Klassefravaer],
    added: Sequence[Tillegg],
    whom: Collection[Hvem],
    plan: Plan,
    per: date,
) -> Foelger:
    """Work out the ladder without and with what is added, for these pupils."""
    this_year = school_year_of(per)
    years = {this_year, *(year for _, year, _ in added)}
    before = pupils_of(saker, books, plan, per, years)
    after = list(pupils_of(saker, grown(books, added), plan, per, years))
    need = (
        (elev, elev.opening) for elev in after if elev.skoleaar == this_year and hvem(elev) in whom
    )
    return Foelger(
        tuple(_reached_anew(before, after, whom)),
        tuple((elev, naadd) for elev, naadd in need if naadd is not None),
    )


def hvem(elev: Elevgang) -> Hvem:
    """Return who a pupil is, as a list tells it."""
    return elev.klasse, folded(elev.gang.fakta.sak.elev.navn)


def grown(books: Iterable[Klassefravaer], added: Iterable[Tillegg]) -> tuple[Klassefravaer, ...]:
    """Return the files with what is added in them."""
    found = {(book.klasse, book.skoleaar): book for book in books}
    for klasse, skoleaar, entry in added:
        empty = Klassefravaer(klasse=klasse, skoleaar=skoleaar)
        found[klasse, skoleaar] = found.get((klasse, skoleaar), empty).with_entry(entry)
    return tuple(found.values())


def _reached_anew(
    before: Iterable[Elevgang], after: Iterable[Elevgang], whom: Collection[Hvem]
) -> Iterator[tuple[Elevgang, Naadd]]:
    known = {key for elev in before for key, _ in _rungs(elev)}
    for elev in after:
        if hvem(elev) in whom:
            yield from ((elev, naadd) for key, naadd in _rungs(elev) if key not in known)


def _rungs(elev: Elevgang) -> Iterator[tuple[tuple[Hvem, str, date], Naadd]]:
    for naadd in elev.gang.naadd:
        if school_year_of(naadd.dato) == elev.skoleaar:
            yield (hvem(elev), naadd.trinn.trinn, naadd.dato), naadd
