"""What follows from absence that is read in: rungs that are reached, and who should have a case."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from sosialplan.model.fravaer import Elevfravaer, Fravaersperiode, Fravaerstype, Klassefravaer
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.model.skrivemaate import pupil
from sosialplan.rules.fravaer.elevtrapp import Elevgang, pupils_of
from sosialplan.rules.fravaer.fravaersliste import Hvem
from sosialplan.rules.fravaerstrapp import Naadd
from sosialplan.rules.kalender.skolekalender import days_between, kalender_of, school_year_of
from sosialplan.rules.tellemaate import counts

Tillegg = tuple[str, str, Elevfravaer]
"""What is added for a pupil: the class, the school year, and the entry."""


class Telling(Value, frozen=True):
    """What the ladder makes of the days that are added: how many it counts, and why not the others.

    ``timer`` are days of lessons that fill no day, ``slag`` those of a kind that does not count.
    ``uforklart`` should be none.
    """

    teller: int = 0
    timer: int = 0
    slag: Mapping[Fravaerstype, int] = {}
    uforklart: int = 0


class Foelger(Value, frozen=True):
    """Rungs that are reached anew, and the rung of each pupil who should have a case and has none."""

    trinn: tuple[tuple[Elevgang, Naadd], ...]
    behov: tuple[tuple[Elevgang, Naadd], ...]
    telling: Telling


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
    before = list(pupils_of(saker, books, plan, per, years))
    after = list(pupils_of(saker, grown(books, added), plan, per, years))
    need = (
        (elev, elev.opening) for elev in after if elev.skoleaar == this_year and hvem(elev) in whom
    )
    return Foelger(
        tuple(_reached_anew(before, after, whom)),
        tuple((elev, naadd) for elev, naadd in need if naadd is not None),
        _counted(before, after, added, plan),
    )


def _counted(
    before: Iterable[Elevgang], after: Iterable[Elevgang], added: Iterable[Tillegg], plan: Plan
) -> Telling:
    """Hold what is added against what the ladder counts then and did not count before."""
    now, then = _days_counted(after), _days_counted(before)
    kalender = kalender_of(plan.ruter)
    told: dict[tuple[Hvem, date], list[Fravaersperiode]] = {}
    for klasse, _, entry in added:
        for periode in entry.perioder:
            for day in days_between(periode.fra, periode.til):
                if kalender.is_school_day(day):
                    told.setdefault(((klasse, pupil(entry.elev)), day), []).append(periode)
    lessons, unexplained, kinds = 0, 0, Counter[Fravaerstype]()
    for place, periods in told.items():
        whole = [each for each in periods if each.whole_days]
        if place in now:
            continue
        if not whole:
            lessons += 1
        elif counts(plan, whole[0].type, place[1]):
            unexplained += 1
        else:
            kinds[whole[0].type] += 1
    return Telling(len(now - then), lessons, dict(kinds), unexplained)


def _days_counted(elever: Iterable[Elevgang]) -> set[tuple[Hvem, date]]:
    return {
        (hvem(elev), day.dato) for elev in elever for day in elev.gang.fravaersdager if day.teller
    }


def hvem(elev: Elevgang) -> Hvem:
    """Return who a pupil is, as a list tells it."""
    return elev.klasse, pupil(elev.gang.fakta.sak.elev.navn)


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
