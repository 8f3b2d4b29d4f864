"""A planmappe that was read: the plan, the cases and the rest, each with the file it came from."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.klasseliste import Klasseliste
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok
from sosialplan.model.plan import Plan
from sosialplan.model.problems import TreePath
from sosialplan.model.record import Fil, Value
from sosialplan.model.sak import Elev, GjelderAnsatt, Involvert, Sak
from sosialplan.model.skrivemaate import pupil

T_co = TypeVar("T_co", covariant=True)


class Kjennetegn(Value, frozen=True):
    """Who and what a case is about, in its own words: all that most who look at every case ask of the others."""

    sak: str
    kjede: str
    opprettet: date
    elev: Elev
    fra_sak: str | None = None
    involverte: tuple[Involvert, ...] = ()
    gjelder_ansatt: GjelderAnsatt | None = None


def hode_of(sak: Sak) -> Kjennetegn:
    """Return the head of a case."""
    return Kjennetegn(
        sak.sak, sak.kjede, sak.opprettet, sak.elev, sak.fra_sak, sak.involverte, sak.gjelder_ansatt
    )


class Senere(Generic[T_co]):
    """A value that is made when somebody asks for it. ``hode`` is what is known of it before, and ``doble`` where an id stands again."""

    __slots__ = ("doble", "hode", "lag")

    def __init__(
        self, lag: Callable[[], T_co], hode: Kjennetegn, doble: tuple[TreePath, ...] = ()
    ) -> None:
        self.lag = lag
        self.hode = hode
        self.doble = doble


class Read(Value, Generic[T_co], frozen=True, dict=True, eq=False):
    """A value and the file it was read from (relative to the planmappe, with ``/``)."""

    file: str
    said: T_co | Senere[T_co]

    @cached_property
    def value(self) -> T_co:
        """What the file says, made now where only its head was kept."""
        return self.said.lag() if isinstance(self.said, Senere) else self.said

    @property
    def hode(self: "Read[Sak]") -> Kjennetegn:
        """The head of a case, which costs nothing where it was kept."""
        return self.said.hode if isinstance(self.said, Senere) else hode_of(self.said)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Read):
            return NotImplemented
        return self.file == other.file and bool(self.value == other.value)

    def __hash__(self) -> int:
        return hash((self.file, self.value))

    def __reduce__(self) -> tuple[object, ...]:
        """Let it go to another process with all that it says: what makes it later stays here."""
        return Read, (self.file, self.value)


class Ulest(Value, frozen=True):
    """A case's versions that are sealed for others: the first day and the last, both included.

    ``poster`` are the ids of what stood in the first version that could be read after them, later than it says that it
    was written: whether it came then, the reader cannot know.
    """

    fra: date
    til: date
    poster: frozenset[str]


class Mappe(Value, frozen=True, dict=True):
    """Everything that was read without a fault in its shape.

    ``lagret`` is the day of each entry that came into the history later than it says, by its id; only
    where that was asked for, as ``ulest``, what of a case's history the reader cannot open. ``lukket`` are the numbers of the cases that are sealed for others than who reads,
    ``mottakere`` the roles that take reports. ``klasselister`` are there only where they were asked for.
    """

    plan: Plan
    saker: tuple[Read[Sak], ...] = ()
    fravaer: tuple[Read[Klassefravaer], ...] = ()
    moeter: tuple[Read[Moetebok], ...] = ()
    lagret: Mapping[str, date] = {}
    lukket: frozenset[str] = frozenset()
    innboks: tuple[Read[Innboksmelding], ...] = ()
    mottakere: tuple[str, ...] = ()
    ulest: Ulest | None = None
    klasselister: tuple[Read[Klasseliste], ...] = ()

    @property
    def filer(self) -> tuple[Read[Fil], ...]:
        """Every file that is about pupils."""
        return (*self.saker, *self.fravaer, *self.moeter, *self.innboks, *self.klasselister)

    def knows(self, number: str) -> bool:
        """Tell whether there is a case with this number, also one for others, or there was one that was taken out."""
        return number in self._saker or number in self.plan.slettet or number in self.lukket

    def sak(self, number: str) -> Read[Sak] | None:
        """Return the case with this number."""
        return self._saker.get(number)

    def of_pupil(self, navn: str) -> Sequence[Read[Sak]]:
        """Return the cases of pupils of this name, in the order of the files."""
        return self._elever.get(pupil(navn), ())

    @cached_property
    def _saker(self) -> Mapping[str, Read[Sak]]:
        return {each.hode.sak: each for each in reversed(self.saker)}

    @cached_property
    def _elever(self) -> Mapping[str, Sequence[Read[Sak]]]:
        found = defaultdict[str, list[Read[Sak]]](list)
        for each in self.saker:
            found[pupil(each.hode.elev.navn)].append(each)
        return found
