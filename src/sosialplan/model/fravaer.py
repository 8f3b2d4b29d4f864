"""Absence: one file a class and school year, an entry a pupil."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from msgspec import Meta, field
from msgspec.structs import replace

from sosialplan.model.klassetrinn import ClassName
from sosialplan.model.record import (
    CaseNumber,
    Desimaltimer,
    EntryId,
    Fil,
    Line,
    Navn,
    Record,
    Recorded,
    SchoolYear,
    Value,
)
from sosialplan.model.rettelser import gjeldende
from sosialplan.model.sak import Hendelse
from sosialplan.model.skrivemaate import places_by_pupil, pupil


class Fravaerstype(StrEnum):
    """What kind of absence: valid or not, both of which are followed up, or leave the school granted."""

    GYLDIG = "gyldig"
    UGYLDIG = "ugyldig"
    PERMISJON = "permisjon"


class Meldt(StrEnum):
    """Whether the guardians told the school on the first day."""

    JA = "ja"
    NEI = "nei"


class Fravaersperiode(Record, frozen=True, kw_only=True):
    """Absence from and including ``fra`` to and including ``til``; only skoledager count."""

    id: EntryId
    fra: date
    til: date
    type: Fravaerstype
    meldt: Meldt
    fag: Annotated[
        Line | None, Meta(description="Faget, når eleven bare var borte fra enkelte timer.")
    ] = None
    timer: Annotated[
        Annotated[int, Meta(ge=1, le=60)] | Desimaltimer | None,
        Meta(
            description="Antall timer, når eleven ikke var borte hele dagen. En del av en time med komma: 2,5."
        ),
    ] = None
    minutter: Annotated[
        Annotated[int, Meta(ge=1, le=600)] | None,
        Meta(
            description="Antall minutter, når det var en del av en time. Minutter er ikke timer, og fyller ingen dag."
        ),
    ] = None
    forsent: Annotated[bool, Meta(description="Ja når eleven kom for sent, og ikke var borte.")] = (
        False
    )
    gikk: Annotated[
        bool,
        Meta(
            description="Ja når eleven gikk fra skolen uten lov. «timer» er timene eleven var borte etterpå."
        ),
    ] = False
    registrert: Recorded | None = None
    retter: EntryId | None = None
    utgaar: Annotated[
        bool, Meta(description="Ja når det som rettes, ikke har vært. Da gjelder ingen av dem.")
    ] = field(name="utgår", default=False)

    @property
    def whole_days(self) -> bool:
        """Whether whole days are meant; single lessons make a day only by the school's own rule."""
        return is_whole(self)

    @property
    def antall_timer(self) -> float:
        """How many lessons were missed; none where the pupil was away for minutes, or late."""
        return lessons_in(self)

    def collides(self, other: "Fravaersperiode") -> bool:
        """Tell whether the two say something of the same day, or of the same subject that day."""
        meet = self.fra <= other.til and other.fra <= self.til
        return meet and same_stretch(self, other)


def is_whole(told: "Fravaersperiode | Periode") -> bool:
    """Tell whether absence is of whole days: no subject, lessons or minutes, and neither late nor left."""
    part = told.fag, told.timer, told.minutter
    return part == (None, None, None) and not (told.forsent or told.gikk)


def is_event(told: "Fravaersperiode | Periode") -> bool:
    """Tell whether it is something that happened, and no time away: late, or left and no lessons said."""
    return told.forsent or (told.gikk and told.timer is None)


def lessons_in(told: "Fravaersperiode | Periode") -> float:
    """Return how many lessons absence is of each day: where no number is said, one."""
    if is_event(told) or (told.minutter is not None and told.timer is None):
        return 0
    return float(str(told.timer or 1).replace(",", "."))


def as_lessons(number: float) -> int | str:
    """Return a number of lessons as it is written in a file.

    >>> as_lessons(3.0), as_lessons(2.5)
    (3, '2,5')
    """
    return int(number) if number == int(number) else f"{number:g}".replace(".", ",")


def same_stretch(one: "Fravaersperiode | Periode", other: "Fravaersperiode | Periode") -> bool:
    """Tell whether two absences of one day cannot both be: about the same lessons. One can be late, and later away or leave."""
    if (one.forsent, one.gikk) != (other.forsent, other.gikk):
        return one.whole_days or other.whole_days
    return same_lessons(one.fag, other.fag)


def same_lessons(fag: str | None, other: str | None) -> bool:
    """Tell whether two absences of one day are about the same lessons: no subject is all of them."""
    return fag is None or other is None or fag == other


class Periode(Value, frozen=True):
    """A stretch of absence as it is told, before it is an entry."""

    fra: date
    til: date
    type: Fravaerstype
    meldt: Meldt
    fag: str | None = None
    timer: int | str | None = None
    minutter: int | None = None
    forsent: bool = False
    gikk: bool = False

    @property
    def whole_days(self) -> bool:
        """Whether whole days are meant, as of an entry."""
        return is_whole(self)

    @property
    def antall_timer(self) -> float:
        """How many lessons were missed, as of an entry."""
        return lessons_in(self)

    def entry(self, entry_id: str, recorded: str) -> Fravaersperiode:
        """Return the entry that it becomes."""
        return Fravaersperiode(
            id=entry_id,
            fra=self.fra,
            til=self.til,
            type=self.type,
            meldt=self.meldt,
            fag=self.fag,
            timer=self.timer,
            minutter=self.minutter,
            forsent=self.forsent,
            gikk=self.gikk,
            registrert=recorded,
        )


class Elevfravaer(Record, frozen=True, kw_only=True):
    """The absence of one pupil in one school year."""

    elev: Navn
    sak: CaseNumber | None = None
    fra_klasse: Annotated[
        ClassName | None,
        Meta(description="Klassen eleven gikk i før, i samme skoleår. Fraværet der telles med."),
    ] = None
    perioder: tuple[Fravaersperiode, ...] = ()
    oppfoelging: Annotated[
        tuple[Hendelse, ...], Meta(description="Det som er gjort før eleven har en sak.")
    ] = field(name="oppfølging", default=())

    @property
    def borte(self) -> tuple[Fravaersperiode, ...]:
        """The periods that count."""
        return gjeldende(self.perioder)

    @property
    def kode(self) -> str | None:
        """A code for the pupil that is no name: the id of the first period."""
        return self.perioder[0].id if self.perioder else None


class Klassefravaer(Fil, frozen=True, kw_only=True, dict=True):
    """The absence file of one class."""

    klasse: ClassName
    skoleaar: SchoolYear = field(name="skoleår")
    elever: tuple[Elevfravaer, ...] = ()

    def of_case(self, sak: str, navn: str, klasse: str) -> Iterator[Elevfravaer]:
        """Yield the entries of a case: that bear its number, or the pupil's name in the pupil's class."""
        named = self.of_name(navn) if self.klasse == klasse else ()
        own = (place for place in named if self.elever[place].sak is None)
        for place in sorted((*self._numbered.get(sak, ()), *own)):
            yield self.elever[place]

    def of_name(self, navn: str) -> Sequence[int]:
        """Return the places of the entries of pupils of this name."""
        return self._named.get(pupil(navn), ())

    @cached_property
    def _named(self) -> Mapping[str, Sequence[int]]:
        return places_by_pupil(each.elev for each in self.elever)

    @cached_property
    def _numbered(self) -> Mapping[str | None, Sequence[int]]:
        found = defaultdict[str | None, list[int]](list)
        for place, each in enumerate(self.elever):
            found[each.sak].append(place)
        return found

    def position(self, navn: str, sak: str | None) -> int | None:
        """Return where a pupil's entry stands: by the case's number, else by the name.

        An entry that belongs to another case is not the one that is looked for.
        """
        if sak is not None and self._numbered.get(sak):
            return self._numbered[sak][0]
        return next(
            (n for n in self.of_name(navn) if sak is None or self.elever[n].sak is None), None
        )

    def with_entries(self, added: Iterable[Elevfravaer]) -> "Klassefravaer":
        """Return the file with pupils' entries in it, or with their periods in those there are."""
        elever = list(self.elever)
        named = defaultdict(list, {name: [*places] for name, places in self._named.items()})
        numbered = {sak: places[0] for sak, places in self._numbered.items()}
        for each in added:
            own = named[pupil(each.elev)]
            free = (n for n in own if each.sak is None or elever[n].sak is None)
            place = numbered.get(each.sak) if each.sak else None
            place = next(free, None) if place is None else place
            if place is None:
                place = len(elever)
                own.append(place)
                elever.append(each)
            else:
                there = elever[place]
                perioder = (*there.perioder, *each.perioder)
                elever[place] = replace(there, sak=there.sak or each.sak, perioder=perioder)
            numbered.setdefault(elever[place].sak, place)
        return replace(self, elever=tuple(elever))
