"""What a list of absence adds to what is kept, and what follows: rungs, and who should have a case."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from sosialplan.model.fravaer import (
    Elevfravaer,
    Fravaersperiode,
    Fravaerstype,
    Klassefravaer,
    Periode,
    same_lessons,
)
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.model.skrivemaate import pupil
from sosialplan.rules.fravaer.elevtrapp import Elevgang, pupils_of
from sosialplan.rules.fravaer.fravaersliste import Fravaersrad, Hvem
from sosialplan.rules.fravaerstrapp import Naadd, counts
from sosialplan.rules.kalender.skolekalender import (
    Skolekalender,
    days_between,
    kalender_of,
    school_year_of,
)
from sosialplan.rules.navn.likhet import near_one_before


class Nytt(Value, frozen=True):
    """What is new for one pupil in one school year. ``linje`` is the pupil's first in the list."""

    klasse: str
    skoleaar: str
    navn: str
    sak: str | None
    linje: int
    perioder: tuple[Periode, ...]
    dager: int


class Tilvekst(Value, frozen=True):
    """What a list adds: by pupil, how many of its days were there, and what was found."""

    nytt: tuple[Nytt, ...]
    kjent: int
    funn: tuple[Finding, ...]


def growth(
    fil: str,
    rows: Iterable[Fravaersrad],
    cases: Sequence[Sak],
    books: Sequence[Klassefravaer],
    kalender: Skolekalender,
) -> Tilvekst:
    """Return what rows add; ``cases`` are the open ones of the absence chain."""
    by_pupil: dict[Hvem, list[Fravaersrad]] = {}
    for row in rows:
        by_pupil.setdefault(row.hvem, []).append(row)
    new: list[Nytt] = []
    findings = list(_nearly(fil, by_pupil, cases, books))
    known = 0
    own_case: dict[Hvem, Sak] = {}
    for each in cases:
        own_case.setdefault((each.elev.klasse, pupil(each.elev.navn)), each)
    entries_of = _by_pupil(books, {each.sak: hvem for hvem, each in own_case.items()})
    for hvem, own in sorted(by_pupil.items()):
        case, entries = own_case.get(hvem), entries_of.get(hvem, [])
        there = _days([periode for entry in entries for periode in entry.borte], own)
        spelled = case.elev.navn if case else entries[-1].elev if entries else own[0].elev
        days: list[tuple[date, Periode]] = []
        for row in own:
            fresh, differs = _fresh(row, there)
            known += len(row.dager) - len(fresh)
            days += [(day, row.periode) for day in fresh]
            if differs:
                findings.append(Finding("A623", fil, (row.rad, row.celle)))
        line = min(each.linje for each in own)
        new += _by_year(hvem[0], spelled, case.sak if case else None, line, days, kalender)
    return Tilvekst(tuple(new), known, tuple(findings))


def _nearly(
    fil: str,
    by_pupil: Mapping[Hvem, Sequence[Fravaersrad]],
    cases: Sequence[Sak],
    books: Sequence[Klassefravaer],
) -> Iterator[Finding]:
    """Yield the first row of each new pupil whose name nearly is another's in the class."""
    known: dict[str, list[str]] = {}
    for case in cases:
        known.setdefault(case.elev.klasse, []).append(pupil(case.elev.navn))
    for book in books:
        known.setdefault(book.klasse, []).extend(pupil(each.elev) for each in book.elever)
    new: dict[str, list[str]] = {}
    for klasse, navn in sorted(by_pupil, key=lambda each: by_pupil[each][0].rad):
        new.setdefault(klasse, []).append(navn)
    found = [
        by_pupil[klasse, navn][0]
        for klasse, listed in new.items()
        for navn in near_one_before(known.get(klasse, ()), listed)
    ]
    for row in sorted(found, key=lambda each: each.rad):
        yield Finding("A633", fil, (row.rad, row.celle))


def _by_pupil(
    books: Sequence[Klassefravaer], case_of: Mapping[str, Hvem]
) -> Mapping[Hvem, list[Elevfravaer]]:
    """Return what is kept of each pupil: under the name in the class, or under the case's number."""
    found: dict[Hvem, list[Elevfravaer]] = {}
    for book in books:
        for entry in book.elever:
            named = (book.klasse, pupil(entry.elev))
            for each in {named, case_of.get(entry.sak or "", named)}:
                found.setdefault(each, []).append(entry)
    return found


def _days(
    perioder: Sequence[Fravaersperiode], rows: Sequence[Fravaersrad]
) -> dict[date, list[Fravaersperiode]]:
    """Return what is kept of each day that the rows speak of."""
    spoken = {day for row in rows for day in row.dager}
    return {day: [each for each in perioder if each.fra <= day <= each.til] for day in spoken}


def _fresh(
    row: Fravaersrad, there: Mapping[date, Sequence[Fravaersperiode]]
) -> tuple[list[date], bool]:
    """Return the days of a row that are new, and whether one that is there says otherwise.

    Whether the guardians told the school is better known by who wrote it down than by a code.
    """
    fresh, differs, told = [], False, row.periode
    for day in row.dager:
        kept = [each for each in there[day] if same_lessons(each.fag, told.fag)]
        if not kept:
            fresh.append(day)
        differs = differs or any(
            (each.type, each.fag, each.timer) != (told.type, told.fag, told.timer) for each in kept
        )
    return fresh, differs


def _by_year(
    klasse: str,
    navn: str,
    sak: str | None,
    linje: int,
    days: Sequence[tuple[date, Periode]],
    kalender: Skolekalender,
) -> Iterator[Nytt]:
    for year in sorted({school_year_of(day) for day, _ in days}):
        of_year = [(day, told) for day, told in days if school_year_of(day) == year]
        stretches = _joined(of_year, kalender)
        yield Nytt(klasse, year, navn, sak, linje, stretches, len({day for day, _ in of_year}))


def _joined(days: Sequence[tuple[date, Periode]], kalender: Skolekalender) -> tuple[Periode, ...]:
    """Return the days as stretches: school days of one kind that follow each other are one."""
    joined: list[Periode] = []
    for day, told in sorted(days, key=lambda each: (each[0], each[1].fag or "")):
        last = joined[-1] if joined else None
        one = replace(told, fra=day, til=day)
        follows = last is not None and kalender.next_school_day(last.til + timedelta(1)) == day
        if last is not None and follows and last == replace(one, fra=last.fra, til=last.til):
            joined[-1] = replace(last, til=day)
        else:
            joined.append(one)
    return tuple(joined)


Tillegg = tuple[str, str, Elevfravaer]
"""What is added for a pupil: the class, the school year, and the entry."""


class Importtelling(Value, frozen=True):
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
    telling: Importtelling


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
) -> Importtelling:
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
    return Importtelling(len(now - then), lessons, dict(kinds), unexplained)


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
    anew = defaultdict[tuple[str, str], list[Elevfravaer]](list)
    for klasse, skoleaar, entry in added:
        anew[klasse, skoleaar].append(entry)
    for (klasse, skoleaar), entries in anew.items():
        empty = Klassefravaer(klasse=klasse, skoleaar=skoleaar)
        found[klasse, skoleaar] = found.get((klasse, skoleaar), empty).with_entries(entries)
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
