"""Who should be told what, once each, and in which words: case numbers, kinds and days, never a name or a typed title.

Fewer rather than more: what is a person's own to do and is new, near, overdue or raised, and what waits for her yes. Each
is told once of one person; a day that is moved is another thing to be told.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256

from sosialplan.model.frist import Frist, Status, Ventende, Ventetype, VurdertFrist
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.record import Value
from sosialplan.model.skole import Person, Skole, has_role
from sosialplan.rules.kalender.datoord import UKEDAGER
from sosialplan.rules.kalender.skolekalender import first_day_of, preceding, school_year_of
from sosialplan.rules.ventende import of_person
from sosialplan.rules.vurdering import is_open, is_overdue, is_to_be_done
from sosialplan.views.datoer import kort_dato
from sosialplan.views.fristrader import Utvalg, choose, is_raised_to


class Varselslag(StrEnum):
    """Why somebody is told. The first three of one row follow each other."""

    NY = "ny"
    FORFALLER = "forfaller"
    FORFALT = "forfalt"
    ESKALERT = "eskalert"
    SVAR = "svar"


STRAKS = "forfaller, forfalt, eskalert, svar"
"""What is told at once where the school has not said otherwise; the rest comes once a week."""
STRAKS_VALG, UKEDAG_VALG = "varsel-straks", "varsel-ukedag"
"""The school's own choice: which kinds are told at once, and the weekday on which the rest comes."""
_IN_TURN = (Varselslag.NY, Varselslag.FORFALLER, Varselslag.FORFALT)
_NEAR = frozenset({Status.SNART, Status.I_DAG})
_WHAT = {Slag.FRIST: "en frist", Slag.PLIKT: "en fast plikt", Slag.VARSEL: "et varsel"}
_ASKED = {
    Ventetype.GODKJENNING: "en plan venter på godkjenning",
    Ventetype.OVERFOERING: "du er spurt om å ta over",
}


def words_for(innstilling: str) -> tuple[str, ...]:
    """Return the words that a setting of the notices may hold; of another setting none is said."""
    return {STRAKS_VALG: tuple(Varselslag), UKEDAG_VALG: UKEDAGER}.get(innstilling, ())


def words_said(innstilling: str, said: str) -> tuple[str, ...] | None:
    """Return the words of a setting; None where one is not among them, or where one is asked for and several are said."""
    words = tuple(each.strip().casefold() for each in said.split(",") if each.strip())
    several = innstilling == UKEDAG_VALG and len(words) != 1
    return None if several or not set(words_for(innstilling)).issuperset(words) else words


class Varsel(Value, frozen=True):
    """One thing that one person is told. ``merker`` are what it is remembered by, and what need not be told after it."""

    slag: Varselslag
    setning: str
    merker: tuple[str, ...]


class Varselbrev(Value, frozen=True):
    """What one person is told in one message; ``ukebrev`` is the week that it is the weekly one of."""

    person: Person
    varsler: tuple[Varsel, ...]
    ukebrev: str | None = None

    @property
    def merker(self) -> tuple[str, ...]:
        """What it is remembered by."""
        own = tuple(each for varsel in self.varsler for each in varsel.merker)
        return own if self.ukebrev is None else (*own, self.ukebrev)

    @property
    def emne(self) -> str:
        """The subject: how many things, and nothing of them."""
        many = len(self.varsler)
        return "Sosialplan: 1 ting til deg" if many == 1 else f"Sosialplan: {many} ting til deg"

    @property
    def linjer(self) -> tuple[str, ...]:
        """What it says, a line each: things that are told in the same words are one, with how many they are."""
        many = Counter(each.setning for each in self.varsler)
        return tuple(
            f"{each} ({count} slike)" if count > 1 else each for each, count in many.items()
        )

    @property
    def tekst(self) -> str:
        """The message."""
        lines = "\n".join(f"- {each}" for each in self.linjer)
        return (
            f"{lines}\n\nSe hva det er, der planen ligger: sosialplan frister --meg\n"
            "Svar ikke på denne meldingen. Skriv aldri om en elev i en e-post.\n"
        )


def letters(
    rows: Iterable[VurdertFrist],
    waiting: Iterable[Ventende],
    skole: Skole,
    i_dag: date,
    *,
    fortalt: Container[str],
    straks: Container[Varselslag],
    ukedag: int,
) -> Iterator[Varselbrev]:
    """Yield a message for each member of staff who is here and has something that was not told before.

    What is not told at once waits for the weekday (Monday is 0): it comes with the first run on or after it.
    """
    rows, waiting = tuple(rows), tuple(waiting)
    for person in skole.personer:
        if not _is_here(person, i_dag):
            continue
        week = week_mark(person, i_dag, ukedag)
        due = week not in fortalt
        found = [
            each
            for each in _of(person, rows, waiting, skole, i_dag)
            if each.merker[0] not in fortalt
        ]
        later = [each for each in found if each.slag not in straks]
        now = tuple(each for each in found if due or each.slag in straks)
        if now:
            yield Varselbrev(person, now, week if later and due else None)


def reaching_nobody(rows: Iterable[VurdertFrist], skole: Skole, i_dag: date) -> Iterator[str]:
    """Yield what has gone up to a role that nobody at the school has: it reaches nobody from here."""
    here = [each for each in skole.personer if _is_here(each, i_dag)]
    names = {each.rolle: each.navn.lower() for each in skole.roller}
    found = Counter(
        names.get(rolle, rolle)
        for row in rows
        if is_overdue(row)
        for rolle in row.eskalert_til
        if not any(has_role(each, rolle, skole, row.frist.klasse) for each in here)
    )
    for rolle, many in found.items():
        yield f"{many} ting er løftet til {rolle}, som ikke får varsel herfra: ingen på skolen har rollen."


def _is_here(person: Person, i_dag: date) -> bool:
    return (person.fra is None or person.fra <= i_dag) and (
        person.til is None or person.til >= i_dag
    )


def week_mark(person: Person, i_dag: date, ukedag: int) -> str:
    """Return what a person's turn of the week is remembered by, also where nothing was to be told: the latest such weekday."""
    latest = i_dag - timedelta(days=(i_dag.weekday() - ukedag) % 7)
    return _mark(person.navn, "ukebrev", latest.isoformat())


def _of(
    person: Person,
    rows: Iterable[VurdertFrist],
    waiting: Iterable[Ventende],
    skole: Skole,
    i_dag: date,
) -> Iterator[Varsel]:
    for row in choose(rows, Utvalg(person=person), i_dag, skole):
        if (is_to_be_done(row) or row.frist.slag is Slag.VARSEL) and is_open(row):
            yield _told(person, row, skole)
    for each in of_person(waiting, person, skole):
        mark = _mark_of_answer(person, each)
        yield Varsel(Varselslag.SVAR, f"Sak {each.sak}: {_ASKED[each.hva]}", (mark,))


def _told(person: Person, row: VurdertFrist, skole: Skole) -> Varsel:
    frist = row.frist
    slag = _kind(person, row, skole)
    before = _IN_TURN[: _IN_TURN.index(slag)] if slag in _IN_TURN else (Varselslag.NY,)
    marks = dict.fromkeys(_mark_of(person, frist, each) for each in (slag, *before))
    about = (
        f"Sak {frist.sak}" if frist.sak else f"Klasse {frist.klasse}" if frist.klasse else "Skolen"
    )
    what = _WHAT.get(frist.slag, "noe som skal gjøres")
    hers = is_raised_to(person, row, skole)
    why = "" if not hers else " og løftet til deg" if row.eskalert_til else ", og ingen har rollen"
    return Varsel(slag, f"{about}: {what}{_when(slag, frist.frist)}{why}", tuple(marks))


def _mark_of(person: Person, frist: Frist, slag: Varselslag) -> str:
    """Return what is remembered of one kind of a row: all but a new one are of its day."""
    day = frist.frist.isoformat() if frist.frist else ""
    what = frist.id if slag is Varselslag.NY else f"{frist.id}/{day}"
    return _mark(person.navn, slag, what)


def marks_that_count(
    rows: Iterable[VurdertFrist], waiting: Iterable[Ventende], skole: Skole, i_dag: date
) -> frozenset[str]:
    """Return the marks of all that anybody at the school could be told of now, also those who are away today."""
    rows, waiting = tuple(rows), tuple(waiting)
    found = set[str]()
    for person in skole.personer:
        for row in choose(rows, Utvalg(person=person), i_dag, skole):
            found.update(
                _mark_of(person, row.frist, each)
                for each in Varselslag
                if each is not Varselslag.SVAR
            )
        found.update(_mark_of_answer(person, each) for each in of_person(waiting, person, skole))
    return frozenset(found)


def counted_since(i_dag: date) -> date:
    """Return the day from which what was told is remembered: last school year's first.

    What nobody could be asked about for a whole school year does not come back by itself: duties are of a school year,
    and a case is put right in it.
    """
    return first_day_of(preceding(school_year_of(i_dag)))


def _mark_of_answer(person: Person, each: Ventende) -> str:
    return _mark(person.navn, Varselslag.SVAR, f"{each.sak}/{each.hva}")


def _kind(person: Person, row: VurdertFrist, skole: Skole) -> Varselslag:
    if is_overdue(row):
        return Varselslag.ESKALERT if is_raised_to(person, row, skole) else Varselslag.FORFALT
    return Varselslag.FORFALLER if row.status in _NEAR else Varselslag.NY


def _when(slag: Varselslag, day: date | None) -> str:
    if day is None:
        return ""
    said = kort_dato(day)
    told: Mapping[Varselslag, str] = {
        Varselslag.NY: f", ny hos deg, innen {said}",
        Varselslag.FORFALLER: f", dagen er nær: innen {said}",
        Varselslag.FORFALT: f", forfalt {said}",
        Varselslag.ESKALERT: f", forfalt {said}",
    }
    return told[slag]


def _mark(navn: str, kind: str, what: str) -> str:
    """Return what something told is remembered by: a print, of which nobody can tell what it was."""
    said = f"{navn}\0{kind}\0{what}"
    return sha256(said.encode("utf-8")).hexdigest()[:24]
