"""A new school year: who goes up a grade, who leaves, and what the school must still fill in.

Only what the files say is moved: cases that are followed, and the staff who follow their class.
A closed case stays as it was.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from sosialplan.model.elev import is_voice
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.frist import Frist
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.mappe import Read
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole, Verv
from sosialplan.rules.facts import facts_of
from sosialplan.rules.fravaer.klassebytte import Neste, class_after
from sosialplan.rules.frister import deadlines_of_case
from sosialplan.rules.kalender.skolekalender import year_in_force
from sosialplan.rules.saksgang import Saksgang

GAAR_UT = "ut"
"""The answer that a pupil leaves the school."""


class Klasseflytting(Value, frozen=True):
    """A case whose pupil goes up a grade."""

    file: str
    sak: Sak
    til: str


class Aarsovergang(Value, frozen=True):
    """A case whose pupil leaves the school, and what it still lacks: the titles of undone steps."""

    file: str
    sak: Sak
    mangler: tuple[str, ...]
    hoert: bool


class Vervflytting(Value, frozen=True):
    """A post of a class that follows its class up, or is free since the class has left."""

    person: int
    verv: int
    rolle: str
    fra: str
    til: str | None


class Fravaerslenke(Value, frozen=True):
    """An absence entry found by name and class, which must bear the case's number to be found on."""

    file: str
    elev: int
    sak: str


class Skifte(Value, frozen=True):
    """All that a change of school year does."""

    fra: str
    til: str
    flyttes: tuple[Klasseflytting, ...]
    overleveres: tuple[Aarsovergang, ...]
    avsluttet: int
    etterkontroller: tuple[str, ...]
    verv: tuple[Vervflytting, ...]
    ubesatt: tuple[tuple[str, str], ...]
    lenker: tuple[Fravaerslenke, ...]
    uavklart: tuple[Sak, ...] = ()
    """Cases whose pupils go where only the school knows, and has not said."""
    blir_staaende: tuple[str, ...] = ()
    """Classes whose posts stay as they are, since the classes do not go up by their code."""

    def ukjente_klasser(self, skole: Skole) -> tuple[str, ...]:
        """Return the classes that cases or posts move to and that the school does not have."""
        known = {each.klasse for each in skole.klasser}
        wanted = {each.til for each in self.flyttes}
        wanted |= {each.til for each in self.verv if each.til is not None}
        return tuple(sorted(wanted - known))


def change_of(
    plan: Plan,
    courses: Sequence[tuple[str, Saksgang]],
    books: Sequence[Read[Klassefravaer]],
    til: str,
    i_dag: date,
    svar: Mapping[str, str] = MappingProxyType({}),
) -> Skifte:
    """Return what a change of school year does; ``courses`` are all cases, each with its file.

    ``svar`` is the class that the pupil of a case goes to where the school has said it, or ``GAAR_UT``.
    """
    followed = [(file, gang) for file, gang in courses if gang.followed]
    veier = [(file, gang, _next_of(plan.skole, gang, svar)) for file, gang in followed]
    moves = tuple(
        Klasseflytting(file, gang.fakta.sak, vei.klasse) for file, gang, vei in veier if vei.klasse
    )
    leaving = tuple(_leaving(file, gang) for file, gang, vei in veier if vei.ut)
    posts = tuple(_posts(plan.skole))
    return Skifte(
        fra=year_in_force(plan, i_dag),
        til=til,
        flyttes=moves,
        overleveres=leaving,
        avsluttet=len(courses) - len(followed),
        etterkontroller=tuple(gang.fakta.sak.sak for _, gang in courses if _check_up(gang)),
        verv=posts,
        ubesatt=tuple(_vacant(plan.skole, posts)),
        lenker=tuple(
            link
            for _, gang in followed
            if gang.kjede.kjede == plan.trapp.kjede
            for link in _links(gang.fakta.sak, books)
        ),
        uavklart=tuple(gang.fakta.sak for _, gang, vei in veier if vei == Neste()),
        blir_staaende=tuple(
            each.klasse
            for each in plan.skole.klasser
            if class_after(plan.skole, each.klasse) == Neste()
        ),
    )


def _next_of(skole: Skole, gang: Saksgang, svar: Mapping[str, str]) -> Neste:
    """Return where the pupil of a case goes: where the school says, else with the class."""
    sak = gang.fakta.sak
    said = svar.get(sak.sak)
    if said is None:
        return class_after(skole, sak.elev.klasse)
    return Neste(ut=True) if said == GAAR_UT else Neste(said)


def _leaving(file: str, gang: Saksgang) -> Aarsovergang:
    sak = gang.fakta.sak
    plan = sak.aktivitetsplan
    heard = any(
        is_voice(each.elevens_stemme) for each in facts_of(sak, (), gang.fakta.per).hendelser
    )
    return Aarsovergang(
        file=file,
        sak=sak,
        mangler=tuple(dict.fromkeys(each.tittel for each in _undone(gang))),
        hoert=heard or (plan is not None and is_voice(plan.elevens_stemme)),
    )


def _undone(gang: Saksgang) -> Iterator[Frist]:
    for frist in deadlines_of_case(gang, undone=True):
        if frist.slag is Slag.FRIST and frist.gjort is None and frist.bortfall is None:
            yield frist


def _check_up(gang: Saksgang) -> bool:
    """Tell whether a closed case still waits for its check-up."""
    if gang.closed_on is None:
        return False
    return any(each.steg in gang.kjede.etterkontroller for each in _undone(gang))


def _posts(skole: Skole) -> Iterator[Vervflytting]:
    """Yield the posts of one class: whoever has a class follows it up, where the class goes up."""
    for person, each in enumerate(skole.personer):
        for place, verv in enumerate(each.verv):
            if verv.klasse is not None:
                vei = class_after(skole, verv.klasse)
                up = verv.klasse if vei == Neste() else vei.klasse
                yield Vervflytting(person, place, verv.rolle, verv.klasse, up)


def _vacant(skole: Skole, moved: Sequence[Vervflytting]) -> Iterator[tuple[str, str]]:
    """Yield each role that every class should have and class that has nobody after the change."""
    taken = {(each.rolle, each.til) for each in moved}
    for rolle in skole.roller:
        for klasse in skole.klasser if rolle.per_klasse else ():
            if (rolle.rolle, klasse.klasse) not in taken:
                yield rolle.rolle, klasse.klasse


def _links(sak: Sak, books: Sequence[Read[Klassefravaer]]) -> Iterator[Fravaerslenke]:
    for read in books:
        if read.value.klasse == sak.elev.klasse:
            for place in read.value.of_name(sak.elev.navn):
                if read.value.elever[place].sak is None:
                    yield Fravaerslenke(read.file, place, sak.sak)


def posts_after(skifte: Skifte, skole: Skole) -> dict[int, tuple[Verv, ...]]:
    """Return the posts of each person who loses one, by place in the list of people."""
    lost = {each.person for each in skifte.verv if each.til is None}
    moved = {(each.person, each.verv): each.til for each in skifte.verv}
    return {person: tuple(_kept(skole.personer[person].verv, person, moved)) for person in lost}


def _kept(
    posts: Sequence[Verv], person: int, moved: dict[tuple[int, int], str | None]
) -> Iterator[Verv]:
    for place, verv in enumerate(posts):
        klasse = moved.get((person, place), verv.klasse)
        if klasse is not None or verv.klasse is None:
            yield Verv(rolle=verv.rolle, klasse=klasse, trinn=verv.trinn)
