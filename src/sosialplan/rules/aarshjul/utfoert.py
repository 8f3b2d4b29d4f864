"""When an activity of the wheel was to be held, and which evidence fills which time.

A piece of evidence fills one time: the one it falls within, else the first that lacks one.
So what was held late, or early, is held; it is told that it was outside its time.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby

from msgspec.structs import replace

from sosialplan.model.aarshjul_naar import Naar
from sosialplan.model.moter import Utfoert
from sosialplan.model.record import Value
from sosialplan.model.tidsrom import Aktivitetstid, Tidsrom, Tidsromslag


class Tilstand(StrEnum):
    """How it stands with an activity, or with one of its times."""

    MANGLER = "mangler"
    NAA = "nå"
    I_RUTE = "i-rute"
    GJORT = "gjort"
    KOMMER = "kommer"
    LOEPENDE = "løpende"
    IKKE_VALGT = "ikke-valgt"
    UKJENT = "ukjent-tid"


class Forekomst(Value, frozen=True):
    """One time of an activity: the stretches in which it may be held, for whom, and the day it was."""

    hva: str | None
    vinduer: tuple[tuple[date, date], ...]
    for_hva: str | None = None
    utfoert: date | None = None

    @property
    def fra(self) -> date:
        """The first day it can be held in time."""
        return self.vinduer[0][0]

    @property
    def til(self) -> date:
        """The last day it can be held in time."""
        return self.vinduer[-1][1]

    @property
    def i_tide(self) -> bool | None:
        """Whether it was held in one of its stretches; None while it was not held."""
        return None if self.utfoert is None else self.holds(self.utfoert)

    def holds(self, day: date) -> bool:
        """Tell whether the day is in one of the stretches."""
        return any(first <= day <= last for first, last in self.vinduer)

    def tilstand(self, per: date) -> Tilstand:
        """Return how the time stands at the end of a day."""
        if self.utfoert is not None:
            return Tilstand.GJORT
        if self.til < per:
            return Tilstand.MANGLER
        return Tilstand.NAA if self.fra <= per else Tilstand.KOMMER


def parts_of(tid: Aktivitetstid) -> tuple[tuple[Naar, tuple[Tidsrom, ...]], ...]:
    """Return the times of an activity as the plan names them, alternatives together."""
    return tuple((naar, tuple(roms)) for naar, roms in groupby(tid.tidsrom, lambda rom: rom.naar))


def times_of(roms: Sequence[Tidsrom], groups: Sequence[str | None] = ()) -> tuple[Forekomst, ...]:
    """Return each time of one part, for each class or grade; none where it goes on all the year."""
    first = roms[0]
    groups = groups or (None,)
    match first.utsnitt.slag:
        case Tidsromslag.HELE_AARET:
            return ()
        case Tidsromslag.GJENTAS:
            ganger = first.utsnitt.ganger
            return tuple(
                Forekomst(first.naar.hva, ((each.fra, each.til),), group)
                for each in ganger
                for group in groups
            )
        case _:
            windows = tuple((rom.utsnitt.fra, rom.utsnitt.til) for rom in roms)
            return tuple(Forekomst(first.naar.hva, windows, group) for group in groups)


def filled(
    times: Sequence[Forekomst], held: Sequence[Utfoert]
) -> tuple[tuple[Forekomst, ...], tuple[Utfoert, ...]]:
    """Return the times with the evidence that fills each, and the evidence that fills none."""
    found = list(times)
    by_end = sorted(range(len(found)), key=lambda place: (found[place].til, found[place].fra))
    left = sorted(held, key=lambda each: each.dato)
    for within in (True, False):
        waiting, left = left, []
        for each in waiting:
            own = (place for place in by_end if _lacks(found[place], each))
            fits = (place for place in own if not within or found[place].holds(each.dato))
            place = next(fits, None)
            if place is None:
                left.append(each)
            else:
                found[place] = replace(found[place], utfoert=each.dato)
    return tuple(found), tuple(left)


def _lacks(time: Forekomst, held: Utfoert) -> bool:
    """Tell whether a time lacks evidence, and this can be it: of the same part, or of no part.

    What each class does is not done for it by another.
    """
    same = held.hva is None or held.hva == time.hva
    return time.utfoert is None and same and held.for_hva == time.for_hva


def together(times: Sequence[Forekomst], per: date) -> Tilstand:
    """Return how several times stand together: the worst of them first."""
    states = {each.tilstand(per) for each in times}
    for worst in (Tilstand.MANGLER, Tilstand.NAA):
        if worst in states:
            return worst
    if states == {Tilstand.GJORT}:
        return Tilstand.GJORT
    return Tilstand.I_RUTE if Tilstand.GJORT in states else Tilstand.KOMMER
