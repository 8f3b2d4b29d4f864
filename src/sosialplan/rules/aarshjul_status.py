"""How it stands with the annual wheel on a day: done, due and missed, each with its coverage.

The evidence stands in the minute books. For a meeting it is the meetings that were held, counted
as the meeting's own coverage is; what is counted in cases and absence is counted as its goal is.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.model.aarshjul import Aktivitet
from sosialplan.model.aarshjul_naar import Naar
from sosialplan.model.maal import Teller
from sosialplan.model.moter import Per, Utfoert
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.tidsrom import Aktivitetstid, Tidsrom, Tidsromslag
from sosialplan.rules.aarshjul.utfoert import (
    Forekomst,
    Tilstand,
    filled,
    parts_of,
    times_of,
    together,
)
from sosialplan.rules.dekning import Dekning, Strekk, meeting_coverage
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.maaltelling import Aar, count_goal
from sosialplan.rules.moter.moetehyppighet import groups_of


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
        aar.plan, kalender_of(aar.plan.ruter), aar.moter, aar.skoleaar, aar.per
    )
    held = [
        each
        for book in aar.moter
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
            yield _of_times(tid, roms[0], tuple(next(times) for _ in own), aar.per)
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
    moete = aar.plan.moter.moete(code)
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
