"""What an import sets off and whether all of it is counted: rungs, cases that are wanted, and the list held against the ladder."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from sosialplan.model.fravaer import (
    Elevfravaer,
    Fravaersperiode,
    Fravaerstype,
    Klassefravaer,
    is_event,
)
from sosialplan.model.importkart import Liste
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole
from sosialplan.model.skrivemaate import pupil
from sosialplan.rules.borte import counts
from sosialplan.rules.fravaer.elevtrapp import Elevgang, pupils_of
from sosialplan.rules.fravaer.listeceller import name_of
from sosialplan.rules.fravaer.listehode import Columns, is_sum
from sosialplan.rules.fravaer.listerader import Fravaersrad, Hvem
from sosialplan.rules.fravaerstrapp import Naadd
from sosialplan.rules.kalender.skolekalender import days_between, kalender_of, school_year_of


class Listekontroll(Value, frozen=True):
    """What a list was read as, held against what the ladder counts when it is in: days by pupil and day.

    ``timedager`` are those of ``dager`` that the list has as lessons, ``timer`` how many lessons. Of the days that do
    not count, ``borte`` do not stand in the planmappe at all, and should be none.
    """

    elever: int
    dager: int
    timedager: int
    timer: float
    forsent: int
    minutter: int
    talte_elever: int
    talte: int
    borte: int
    gikk: int = 0

    @property
    def teller_ikke(self) -> int:
        """How many of the days that were read the ladder does not count."""
        return self.dager - self.talte


def held_against(
    rows: Iterable[Fravaersrad], books: Sequence[Klassefravaer], after: Iterable[Elevgang]
) -> Listekontroll:
    """Hold what a list was read as against the files and the ladder as they are with it; ``books`` as they are counted."""
    read: dict[tuple[Hvem, date], float] = {}
    lessons: set[tuple[Hvem, date]] = set()
    rows = list(rows)
    for row in rows:
        for day in row.dager if not is_event(row.periode) else ():
            number = 0 if row.periode.whole_days else row.periode.antall_timer
            place = (row.hvem, day)
            read[place] = read.get(place, 0) + number
            lessons |= {place} if number else set()
    pupils = list(after)
    counted = _days_counted(pupils) & read.keys()
    there = {
        (who, day)
        for who, entry in (
            *((hvem(each), each.fravaer) for each in pupils),
            *(((book.klasse, pupil(entry.elev)), entry) for book in books for entry in book.elever),
        )
        for periode in entry.borte
        for day in days_between(periode.fra, periode.til)
    }
    return Listekontroll(
        elever=len({who for who, _ in read}),
        dager=len(read),
        timedager=len(lessons),
        timer=sum(read.values()),
        forsent=sum(row.periode.forsent for row in rows),
        gikk=sum(row.periode.gikk for row in rows),
        minutter=sum(row.periode.minutter or 0 for row in rows),
        talte_elever=len({who for who, _ in counted}),
        talte=len(counted),
        borte=len(read.keys() - there - counted),
    )


Tillegg = tuple[str, str, Elevfravaer]
"""What is added for a pupil: the class, the school year, and the entry."""


class Sumrad(Value, frozen=True):
    """A row of a list of sums: what it says of days and lessons, and how many days the ladder has counted in the year."""

    linje: int
    klasse: str
    elev: str
    dager: str
    timer: str
    talt: int


def sums_held(
    liste: Liste, columns: Columns, elever: Iterable[Elevgang], skoleaar: str, skole: Skole
) -> tuple[Sumrad, ...]:
    """Hold a list of sums, which has no days to write, against what is counted."""
    counted = Counter(who for who, day in _days_counted(elever) if school_year_of(day) == skoleaar)
    found = []
    for row in liste.rader:
        said = {
            key: " ".join(row.celler[i] for i in places if i < len(row.celler)).strip()
            for key, places in columns.items()
        }
        name = name_of(said.get("elev", ""))
        klasse = skole.klasse_ment(said.get("klasse", "")) or said.get("klasse", "")
        if not is_sum(row, columns) and isinstance(name, str) and klasse:
            dager, timer = (said.get(key, "") for key in ("hel_dag", "timer"))
            number = counted[klasse, pupil(name)]
            found.append(Sumrad(row.linje, klasse, name, dager, timer, number))
    return tuple(found)


class Importtelling(Value, frozen=True):
    """What the ladder makes of the days that are added: how many it counts, and why not the others.

    ``timer`` are days of lessons that fill no day, ``minutter`` those of minutes alone, ``slag`` those of a kind that does not count.
    ``uforklart`` should be none.
    """

    teller: int = 0
    timer: int = 0
    minutter: int = 0
    slag: Mapping[Fravaerstype, int] = {}
    uforklart: int = 0


class Foelger(Value, frozen=True):
    """Rungs that are reached anew, and the rung of each pupil who should have a case and has none."""

    trinn: tuple[tuple[Elevgang, Naadd], ...]
    behov: tuple[tuple[Elevgang, Naadd], ...]
    telling: Importtelling
    etter: tuple[Elevgang, ...] = ()


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
        tuple(after),
    )


def _counted(
    before: Iterable[Elevgang], after: Iterable[Elevgang], added: Iterable[Tillegg], plan: Plan
) -> Importtelling:
    """Hold what is added against what the ladder counts then and did not count before."""
    now, then = _days_counted(after), _days_counted(before)
    kalender = kalender_of(plan.ruter)
    told: dict[tuple[Hvem, date], list[Fravaersperiode]] = {}
    for klasse, _, entry in added:
        for periode in (each for each in entry.perioder if not is_event(each)):
            for day in days_between(periode.fra, periode.til):
                if kalender.is_school_day(day):
                    told.setdefault(((klasse, pupil(entry.elev)), day), []).append(periode)
    lessons, minutes, unexplained, kinds = 0, 0, 0, Counter[Fravaerstype]()
    for place, periods in told.items():
        whole = [each for each in periods if each.whole_days]
        if place in now:
            continue
        if not whole:
            lessons += any(each.antall_timer for each in periods)
            minutes += not any(each.antall_timer for each in periods)
        elif counts(plan, whole[0].type, place[1]):
            unexplained += 1
        else:
            kinds[whole[0].type] += 1
    return Importtelling(len(now - then), lessons, minutes, dict(kinds), unexplained)


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
            yield (hvem(elev), f"{naadd.trinn.trinn} {naadd.fag}", naadd.dato), naadd
