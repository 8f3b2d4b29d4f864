"""How it stands with the annual wheel on a day: which evidence fills which time, done, due and missed."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby

from msgspec.structs import replace

from sosialplan.model.aarshjul import Aktivitet, Aktivitetstid, Naar, Tidsrom, Tidsromslag
from sosialplan.model.moeter import Per, Utfoert
from sosialplan.model.oppslagsverk import Teller
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.rules.dekning import Dekning, Strekk, meeting_coverage
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.maaltelling import Aar, count_goal
from sosialplan.rules.moeter.moeteplan import groups_of


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


class Delstatus(Value, frozen=True):
    """How it stands with one part of an activity. Asked for is what is past or was held.

    ``ganger`` are the times of an activity whose evidence is its own. Of a meeting,
    ``mangler_for`` are the classes, grades or codes that lack one, and ``strekk`` the stretches
    without. ``om_elever`` is set where the numbers are numbers of pupils, and ``uavklart`` where it
    is counted by a reading that the school has not chosen.
    """

    nummer: int
    aktivitet: Aktivitet
    naar: Naar | None
    ord: str
    tilstand: Tilstand
    ventet: int = 0
    holdt: int = 0
    ganger: tuple[Forekomst, ...] = ()
    mangler_for: tuple[str, ...] = ()
    strekk: tuple[Strekk, ...] = ()
    bevis: tuple[date, ...] = ()
    om_elever: bool = False
    uavklart: bool = False


def wheel_status(tider: Sequence[Aktivitetstid], aar: Aar) -> tuple[Delstatus, ...]:
    """Return the status of every part of every activity, in the wheel's order."""
    coverage = meeting_coverage(
        aar.plan, kalender_of(aar.plan.ruter), aar.moeter, aar.skoleaar, aar.per
    )
    held = [
        each
        for book in aar.moeter
        if book.skoleaar == aar.skoleaar
        for each in book.gjort
        if each.dato <= aar.per
    ]
    return tuple(
        row
        for tid in tider
        for row in _of_activity(tid, aar, coverage, [e for e in held if _is(e, tid.aktivitet)])
    )


def _is(held: Utfoert, aktivitet: Aktivitet) -> bool:
    return held.aktivitet == aktivitet.id


def _of_activity(
    tid: Aktivitetstid, aar: Aar, coverage: Sequence[Dekning], held: Sequence[Utfoert]
) -> Iterator[Delstatus]:
    parts = parts_of(tid)
    counted = [_times(naar, roms, aar.plan) for naar, roms in parts]
    found, left = filled([each for part in counted for each in part], held)
    times, other = iter(found), tuple(each.dato for each in left)
    until = {naar.valg for naar, _ in parts if naar.inntil_valgt}
    for (naar, roms), own in zip(parts, counted, strict=True):
        if roms[0].uavklart and naar.valg in until and not naar.inntil_valgt:
            continue  # another reading holds until the school has chosen
        if naar.teller is not None:
            yield _of_goal(tid, naar, naar.teller, roms[0], aar)
        elif naar.moete is not None:
            yield _of_meeting(tid, naar, naar.moete, roms[0], coverage, aar)
        elif own:
            yield _of_times(tid, roms[0], _asked([next(times) for _ in own], aar.plan), aar.per)
        elif roms[0].uavklart:
            yield Delstatus(tid.nummer, tid.aktivitet, naar, roms[0].ord, Tilstand.IKKE_VALGT)
        else:
            state = Tilstand.LOEPENDE
            yield Delstatus(tid.nummer, tid.aktivitet, naar, roms[0].ord, state, bevis=other)
    for why in tid.ukjent:
        yield Delstatus(tid.nummer, tid.aktivitet, None, why, Tilstand.UKJENT)


def _times(naar: Naar, roms: Sequence[Tidsrom], plan: Plan) -> tuple[Forekomst, ...]:
    """Return the times that evidence of the activity itself can fill."""
    elsewhere = naar.teller is not None or naar.moete is not None
    return () if elsewhere or roms[0].uavklart else times_of(roms, groups_of(plan, naar.per))


def _asked(times: Sequence[Forekomst], plan: Plan) -> tuple[Forekomst, ...]:
    """Return the times without those that were over before the day from which the school says that it counts."""
    begun = plan.skole.plikter_fra
    return tuple(
        each for each in times if begun is None or each.utfoert is not None or each.til >= begun
    )


def _of_times(
    tid: Aktivitetstid, rom: Tidsrom, times: tuple[Forekomst, ...], per: date
) -> Delstatus:
    states = [each.tilstand(per) for each in times]
    done = states.count(Tilstand.GJORT)
    return Delstatus(
        tid.nummer,
        tid.aktivitet,
        rom.naar,
        rom.ord,
        together(times, per),
        ventet=done + states.count(Tilstand.MANGLER),
        holdt=done,
        ganger=times,
        mangler_for=tuple(
            each.for_hva
            for each in times
            if each.for_hva and each.tilstand(per) in {Tilstand.MANGLER, Tilstand.NAA}
        ),
        bevis=tuple(sorted(each.utfoert for each in times if each.utfoert is not None)),
    )


def _of_goal(tid: Aktivitetstid, naar: Naar, teller: Teller, rom: Tidsrom, aar: Aar) -> Delstatus:
    antall = count_goal(teller, aar)
    asked = antall.nevner or 0
    return Delstatus(
        tid.nummer,
        tid.aktivitet,
        naar,
        rom.ord,
        _by_count(asked, antall.teller),
        ventet=asked,
        holdt=antall.teller,
        om_elever=True,
    )


def _of_meeting(
    tid: Aktivitetstid, naar: Naar, code: str, rom: Tidsrom, coverage: Sequence[Dekning], aar: Aar
) -> Delstatus:
    rows = [row for row in coverage if row.moete == code and row.lesning == naar.lesning]
    asked, held = sum(row.ventet for row in rows), sum(row.holdt for row in rows)
    moete = aar.plan.moeter.moete(code)
    return Delstatus(
        tid.nummer,
        tid.aktivitet,
        naar,
        rom.ord,
        _by_count(asked, held),
        ventet=asked,
        holdt=held,
        mangler_for=tuple(row.for_hva for row in rows if row.mangler and row.for_hva),
        strekk=tuple(strekk for row in rows for strekk in row.mangler),
        om_elever=moete is not None and moete.per is Per.ELEV,
        uavklart=rom.uavklart,
    )


def _by_count(asked: int, held: int) -> Tilstand:
    if asked == 0:
        return Tilstand.KOMMER
    return Tilstand.MANGLER if held < asked else Tilstand.I_RUTE


def counts_elsewhere(tid: Aktivitetstid) -> Naar | None:
    """Return the part whose evidence stands elsewhere, where no other part takes any."""
    parts = parts_of(tid)
    elsewhere = [naar for naar, _ in parts if naar.moete is not None or naar.teller is not None]
    own = [
        naar
        for naar, roms in parts
        if naar not in elsewhere and roms[0].utsnitt.slag is not Tidsromslag.HELE_AARET
    ]
    return elsewhere[0] if elsewhere and not own else None
