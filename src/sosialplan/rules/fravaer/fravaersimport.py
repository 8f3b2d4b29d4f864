"""What a list of absence adds to what is kept, and what follows: rungs, and who should have a case."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from sosialplan.model.fravaer import (
    Elevfravaer,
    Fravaersperiode,
    Klassefravaer,
    Periode,
    is_event,
    same_stretch,
)
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.model.skrivemaate import pupil
from sosialplan.rules.fravaer.listerader import Fravaersrad, Hvem
from sosialplan.rules.kalender.skolekalender import (
    Skolekalender,
    school_year_of,
)
from sosialplan.rules.navn.likhet import near_one_before
from sosialplan.rules.vinduer import lessons_a_day


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
        kept = [each for each in there[day] if same_stretch(each, told)]
        if not kept:
            fresh.append(day)
        differs = differs or any(
            (each.type, each.fag, each.timer, each.minutter)
            != (told.type, told.fag, told.timer, told.minutter)
            for each in kept
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
        yield Nytt(
            klasse,
            year,
            navn,
            sak,
            linje,
            stretches,
            len({day for day, told in of_year if not is_event(told)}),
        )


def _joined(days: Sequence[tuple[date, Periode]], kalender: Skolekalender) -> tuple[Periode, ...]:
    """Return the days as stretches: school days of one kind that follow each other are one."""
    joined: list[Periode] = []
    for day, told in sorted(days, key=lambda each: (each[0], each[1].fag or "")):
        last = joined[-1] if joined else None
        one = replace(told, fra=day, til=day)
        follows = last is not None and kalender.next_school_day(last.til + timedelta(1)) == day
        apart = told.forsent or told.gikk or not (told.whole_days or told.antall_timer)
        if (
            last is not None
            and follows
            and not apart
            and last == replace(one, fra=last.fra, til=last.til)
        ):
            joined[-1] = replace(last, til=day)
        else:
            joined.append(one)
    return tuple(joined)


def unsaid_lengths(fil: str, rows: Iterable[Fravaersrad], plan: Plan) -> Iterator[Finding]:
    """Yield, a class, where lessons would count as nothing: nobody has said how many a day has."""
    first: dict[str, Fravaersrad] = {}
    days: dict[str, set[tuple[Hvem, date]]] = defaultdict(set)
    for row in rows:
        if row.periode.whole_days or not row.periode.antall_timer:
            continue
        unsaid = [day for day in row.dager if lessons_a_day(plan, row.klasse, day) is None]
        if unsaid:
            first.setdefault(row.klasse, row)
            days[row.klasse] |= {(row.hvem, day) for day in unsaid}
    for klasse, row in first.items():
        number = len(days[klasse])
        values = {
            "antall": f"{number} {'dag' if number == 1 else 'dager'}",
            "klasse": klasse,
            "fra": min(day for _, day in days[klasse]).isoformat(),
        }
        yield Finding("A642", fil, (row.rad, row.celle), values)
