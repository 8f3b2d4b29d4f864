"""The absence ladder: both counters, the days on which rungs were reached, and the next rung.

Only skoledager count. A rung is reached on the school day of absence that brings the count
to its threshold. Days in a row are consecutive school days; days in all are those of one
school year. A year whose skolerute is missing counts nothing and is told of.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import assert_never

from sosialplan.model.fravaer import Fravaersperiode, Fravaerstype, Meldt
from sosialplan.model.fravaerstrapp import Telling, Trinn
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.rules.in_force import reading_holds
from sosialplan.rules.skolekalender import Skolekalender, days_between, school_year_of


class Fravaersdag(Value, frozen=True):
    """One school day of absence, with the two counters as they stand at its end."""

    dato: date
    type: Fravaerstype
    paa_rad: int
    i_alt: int
    ikke_meldt: bool


class Naadd(Value, frozen=True):
    """A rung that was reached."""

    trinn: Trinn
    dato: date


def absence_days(
    perioder: Iterable[Fravaersperiode], kalender: Skolekalender, per: date
) -> tuple[Fravaersdag, ...]:
    """Return the school days of absence up to and including ``per``, in order."""
    marked: dict[date, tuple[Fravaerstype, bool]] = {}
    for periode in sorted(perioder, key=lambda each: each.fra):
        first = True
        for day in days_between(periode.fra, min(periode.til, per)):
            if kalender.is_school_day(day):
                untold = first and periode.meldt is Meldt.NEI
                marked.setdefault(day, (periode.type, untold))
                first = False
    return _count(marked, kalender)


def _count(
    marked: dict[date, tuple[Fravaerstype, bool]], kalender: Skolekalender
) -> tuple[Fravaersdag, ...]:
    counted: list[Fravaersdag] = []
    for day, (kind, untold) in sorted(marked.items()):
        last = counted[-1] if counted else None
        follows = last is not None and kalender.count_school_days(last.dato, day) == 1
        same_year = last is not None and school_year_of(last.dato) == school_year_of(day)
        in_a_row = last.paa_rad + 1 if last and follows else 1
        in_all = last.i_alt + 1 if last and same_year else 1
        counted.append(Fravaersdag(day, kind, in_a_row, in_all, untold))
    return tuple(counted)


def reached(days: Sequence[Fravaersdag], plan: Plan) -> tuple[Naadd, ...]:
    """Return each rung that holds, on each day it was reached, in order of days."""
    found = [
        Naadd(trinn, day.dato) for day in days for trinn in active(plan) if _reaches(day, trinn)
    ]
    return tuple(found)


def active(plan: Plan) -> tuple[Trinn, ...]:
    """Return the rungs that hold: those of a reading the school has not chosen are left out."""
    return tuple(
        trinn
        for trinn in plan.trapp.trinn
        if reading_holds(plan, trinn.valg, trinn.lesning, until_chosen=trinn.inntil_valgt)
    )


def _reaches(day: Fravaersdag, trinn: Trinn) -> bool:
    match trinn.telling:
        case Telling.IKKE_MELDT:
            return day.ikke_meldt
        case Telling.PAA_RAD:
            return day.paa_rad == trinn.dager
        case Telling.I_ALT:
            return day.i_alt == trinn.dager
        case _:
            assert_never(trinn.telling)


def rungs_ahead(
    days: Sequence[Fravaersdag], plan: Plan, kalender: Skolekalender, per: date
) -> tuple[Trinn, ...]:
    """Return the rungs that one more day of absence would reach.

    A run of days is broken once a school day before ``per`` has passed without absence. The
    days in all begin anew with the school year.
    """
    if not days:
        return ()
    last = days[-1]
    tomorrow = last.dato + timedelta(days=1)
    first_back = kalender.next_school_day(tomorrow)
    broken = first_back is not None and first_back < per
    following = kalender.next_school_day(max(tomorrow, per))
    same_year = following is not None and school_year_of(following) == school_year_of(last.dato)
    return tuple(
        trinn
        for trinn in active(plan)
        if trinn.varsle_dagen_foer
        and trinn.dager == _counter(last, trinn.telling) + 1
        and (not broken if trinn.telling is Telling.PAA_RAD else same_year)
    )


def next_rung(days: Sequence[Fravaersdag], plan: Plan) -> tuple[Trinn, int] | None:
    """Return the nearest rung by days in all, and how many days of absence it is away."""
    so_far = days[-1].i_alt if days else 0
    ahead = [
        trinn for trinn in active(plan) if trinn.telling is Telling.I_ALT and trinn.dager > so_far
    ]
    nearest = min(ahead, key=lambda trinn: trinn.dager, default=None)
    return (nearest, nearest.dager - so_far) if nearest else None


def _counter(day: Fravaersdag, telling: Telling) -> int:
    return day.paa_rad if telling is Telling.PAA_RAD else day.i_alt
