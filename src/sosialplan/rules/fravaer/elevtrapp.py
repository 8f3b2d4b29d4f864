"""The absence ladder for every pupil, with or without a case, and whether it was followed in time."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from sosialplan.model.fravaer import Elevfravaer, Klassefravaer
from sosialplan.model.frist import Frist
from sosialplan.model.handlingskjede import TO_BE_DONE, Handlingskjede
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Elev, Sak
from sosialplan.model.skrivemaate import pupil
from sosialplan.rules.fravaer.klassebytte import class_after
from sosialplan.rules.fravaerstrapp import Naadd
from sosialplan.rules.kalender.skolekalender import (
    Skolekalender,
    kalender_of,
    preceding,
    school_year_of,
)
from sosialplan.rules.saksgang import Saksgang, course_of, course_with
from sosialplan.rules.stegfrister import step_deadlines
from sosialplan.rules.varsler import rung_warnings


class Elevgang(Value, frozen=True):
    """One pupil's absence in one class and school year, and the course it has taken.

    ``sak`` is the case of the absence chain that the days belong to; then the course is the
    case's own, and may hold other years too.
    """

    klasse: str
    skoleaar: str
    fravaer: Elevfravaer
    kode: str
    sak: str | None
    gang: Saksgang

    @property
    def opening(self) -> Naadd | None:
        """The rung that wants a case, where one was reached and no open case follows the absence."""
        closed = self.gang.closed_on
        if self.sak is not None and closed is None:
            return None
        opens = (each for each in self.gang.naadd if each.trinn.aapner_sak)
        return next((each for each in opens if closed is None or each.dato > closed), None)

    @property
    def needs_case(self) -> bool:
        """Whether the pupil should have a case, and has none that is open."""
        return self.opening is not None


def pupils_of(
    saker: Sequence[Sak],
    books: Sequence[Klassefravaer],
    plan: Plan,
    per: date,
    years: Collection[str] | None = None,
) -> Iterator[Elevgang]:
    """Yield every pupil with absence, of all school years or of these."""
    kalender = kalender_of(plan.ruter)
    own = (sak for sak in saker if sak.kjede == plan.trapp.kjede)  # no other says anything of them
    courses = (course_of(sak, books, plan, kalender, per) for sak in own)
    gangs = [gang for gang in courses if gang is not None]
    wanted = [book for book in books if years is None or book.skoleaar in years]
    yield from pupils(gangs, wanted, plan, kalender, per)


def pupils(
    gangs: Sequence[Saksgang],
    books: Sequence[Klassefravaer],
    plan: Plan,
    kalender: Skolekalender,
    per: date,
) -> Iterator[Elevgang]:
    """Yield every pupil with absence; ``gangs`` are the courses of the cases there are."""
    chain = plan.kjede(plan.trapp.kjede)
    if chain is None:
        return
    by_case, by_name = _cases(gangs, chain)
    for book in books:
        for entry in book.elever:
            if entry.kode is None or not entry.borte:
                continue
            name = (pupil(entry.elev), book.klasse)
            own = by_case.get(entry.sak) if entry.sak else by_name.get(name)
            if own is not None:
                number = own.fakta.sak.sak
                yield Elevgang(book.klasse, book.skoleaar, entry, number, number, own)
            else:
                gang = _without_case(entry, book, chain, plan, kalender, per)
                yield Elevgang(book.klasse, book.skoleaar, entry, entry.kode, None, gang)


def _cases(
    gangs: Sequence[Saksgang], chain: Handlingskjede
) -> tuple[dict[str, Saksgang], dict[tuple[str, str], Saksgang]]:
    """Return the cases of the chain by number, and by name and class; open ones come first."""
    own = [each for each in gangs if each.kjede.kjede == chain.kjede]
    own.sort(key=lambda each: each.closed_on is None)
    by_case = {each.fakta.sak.sak: each for each in own}
    by_name = {(pupil(each.fakta.sak.elev.navn), each.fakta.sak.elev.klasse): each for each in own}
    return by_case, by_name


def _without_case(
    entry: Elevfravaer,
    book: Klassefravaer,
    chain: Handlingskjede,
    plan: Plan,
    kalender: Skolekalender,
    per: date,
) -> Saksgang:
    """Return the course that the absence would have in a case of its own."""
    sak = Sak(
        sak="",
        kjede=chain.kjede,
        opprettet=min(each.fra for each in entry.borte),
        elev=Elev(navn=entry.elev, klasse=book.klasse),
        hendelser=entry.oppfoelging,
    )
    return course_with(sak, entry.borte, chain, plan, kalender, per)


def pupil_deadlines(elev: Elevgang, *, undone: bool = False) -> Iterator[Frist]:
    """Yield what the ladder asks for a pupil whom no open case follows, without any name."""
    gang, closed = elev.gang, elev.gang.closed_on
    if elev.sak is not None and closed is None:
        return
    of_rungs = {each.steg for each in gang.kjede.steg if each.utloeses_av_trinn}
    rows = [row for row in step_deadlines(gang, undone=undone) if row.steg in of_rungs]
    for row in (*rows, *rung_warnings(gang)):
        if closed is None or row.forklaring.fra_dato > closed:
            _, _, place = row.id.partition("/")
            yield replace(
                row,
                id=f"{elev.klasse}/{elev.fravaer.kode}/{place}",
                sak=None,
                klasse=elev.klasse,
                runde=1,
                tittel=f"{row.tittel} (elev {elev.fravaer.kode})",
            )


def deadlines_left(
    gangs: Sequence[Saksgang],
    books: Sequence[Klassefravaer],
    plan: Plan,
    kalender: Skolekalender,
    per: date,
) -> Iterator[Frist]:
    """Yield what last school year's absence still asks for, of pupils whom no case follows.

    A duty does not end with the year. Its row is that of the class which the pupil's has become;
    what is written about the pupil there since then counts, be it a follow-up or a case.
    """
    year = school_year_of(per)
    now = [book for book in books if book.skoleaar == year]
    last = [book for book in books if book.skoleaar == preceding(year)]
    chain = plan.kjede(plan.trapp.kjede)
    followed = _cases(gangs, chain)[1] if chain else {}
    for book in last:
        neste = class_after(plan.skole, book.klasse)
        here = neste.klasse or book.klasse
        later = [each for each in now if each.klasse == here]
        since = replace(book, elever=tuple(_with_later(each, later) for each in book.elever))
        for elev in pupils(gangs, [since], plan, kalender, per):
            own = followed.get((pupil(elev.fravaer.elev), here))
            if own is not None and own.closed_on is None:
                continue
            rows = pupil_deadlines(elev, undone=True)
            for row in (each for each in rows if each.slag in TO_BE_DONE):
                yield replace(
                    row,
                    klasse=None if neste.ut else here,
                    tittel=f"{row.tittel}, fra {book.klasse} i {book.skoleaar}",
                )


def _with_later(entry: Elevfravaer, later: Sequence[Klassefravaer]) -> Elevfravaer:
    """Return an entry with what was done about the pupil in the class after it."""
    done = (
        each
        for book in later
        for place in book.of_name(entry.elev)
        for each in book.elever[place].oppfoelging
    )
    return replace(entry, oppfoelging=(*entry.oppfoelging, *done))


class Trinnsteg(Value, frozen=True):
    """A step that a rung set off: when it had to be done, and when it was."""

    steg: str
    frist: date | None
    gjort: date | None


class Trappfoelging(Value, frozen=True):
    """A rung that a pupil reached. ``elev`` is a code and no name."""

    elev: str
    klasse: str
    skoleaar: str
    sak: str | None
    trinn: str
    naadd: date
    per: date
    steg: tuple[Trinnsteg, ...]

    @property
    def fulgt(self) -> date | None:
        """The day the last of the steps was done; None while one is left."""
        done = [each.gjort for each in self.steg if each.gjort is not None]
        return max(done) if done and len(done) == len(self.steg) else None

    @property
    def i_tide(self) -> bool | None:
        """Whether every step was done by its day; None while that can still be, or is not known."""
        late = any(
            each.frist is not None and (each.gjort or self.per) > each.frist for each in self.steg
        )
        if late:
            return False
        known = all(each.gjort is not None and each.frist is not None for each in self.steg)
        return True if known and self.steg else None


def followed(
    saker: Sequence[Sak], books: Sequence[Klassefravaer], plan: Plan, per: date
) -> tuple[Trappfoelging, ...]:
    """Return every rung that every pupil has reached up to and including ``per``, by day."""
    found = [rung for elev in pupils_of(saker, books, plan, per) for rung in rungs_of(elev, per)]
    return tuple(sorted(set(found), key=lambda each: (each.naadd, each.elev, each.trinn)))


def rungs_of(elev: Elevgang, per: date) -> Iterator[Trappfoelging]:
    """Yield the rungs that a pupil has reached in the school year."""
    rows = tuple(step_deadlines(elev.gang))
    for naadd in elev.gang.naadd:
        if school_year_of(naadd.dato) == elev.skoleaar:
            steps = _set_off_by(naadd, elev)
            yield Trappfoelging(
                elev=elev.kode,
                klasse=elev.klasse,
                skoleaar=elev.skoleaar,
                sak=elev.sak,
                trinn=naadd.trinn.trinn,
                naadd=naadd.dato,
                per=per,
                steg=tuple(
                    Trinnsteg(row.steg, row.frist, row.gjort)
                    for row in rows
                    if row.steg in steps and row.forklaring.fra_dato == naadd.dato
                ),
            )


def _set_off_by(naadd: Naadd, elev: Elevgang) -> set[str]:
    chain = elev.gang.kjede
    return {each.steg for each in chain.steg if naadd.trinn.trinn in each.utloeses_av_trinn}
