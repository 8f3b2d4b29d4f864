"""The absence ladder: how the school counts, both counters, the days rungs were reached, and the next one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import assert_never

from msgspec.structs import replace

from sosialplan.model.fravaer import Fravaersperiode, Fravaerstype, Meldt, Telling, Trinn
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.skole import Skole
from sosialplan.rules.aarshjul.perioder import IngenTid, kjent_skoleaar
from sosialplan.rules.dagslengde import lessons_a_day
from sosialplan.rules.explanation import flag, word
from sosialplan.rules.kalender.skolekalender import (
    Skolekalender,
    days_between,
    kalender_of,
    school_year_of,
)
from sosialplan.rules.lesninger import TEGN, as_read, reading_holds, undecided, waits_for

GYLDIG_TELLER = "fravær-gyldig-teller"
PERMISJON_TELLER = "fravær-permisjon-teller"
PERIODE = "fravær-periode"
PERIODER = ("skoleår", "halvår")
"""What the setting of the period can be; the first where the school has not chosen."""
HALVAAR_TIL = "fravær-halvår-til"
"""The setting that names the wheel's period with whose last day the first half-year ends."""
SEMESTERSKIFTE = "semesterskifte"
NO_CLASSES: Mapping[str, str] = MappingProxyType({})
Slag = tuple[Fravaerstype, Meldt]


def counts(plan: Plan, kind: Fravaerstype, on: date) -> bool:
    """Tell whether the school counts this kind of absence on its ladder."""
    if kind is Fravaerstype.PERMISJON:
        return flag(plan, PERMISJON_TELLER, on, default=False)
    return kind is Fravaerstype.UGYLDIG or flag(plan, GYLDIG_TELLER, on, default=True)


def kinds_that_count(plan: Plan, on: date) -> str:
    """Return the kinds that count, in words."""
    kinds = [each.value for each in Fravaerstype if counts(plan, each, on)]
    return f"bare {kinds[0]}" if len(kinds) == 1 else f"{', '.join(kinds[:-1])} og {kinds[-1]}"


def period_of(plan: Plan, day: date) -> str:
    """Return the period in which days in all are counted: the school year, or half of it."""
    year = school_year_of(day)
    if word(plan, PERIODE, day, default=PERIODER[0]) != PERIODER[1]:
        return year
    ends = first_half_ends(plan, year, day)
    return f"{year}{' vår' if ends is not None and day > ends else ''}"


def counts_by_wheel(skole: Skole) -> bool:
    """Tell whether the school ever counts by half-years: then a period of the wheel is needed."""
    setting = next((each for each in skole.innstillinger if each.innstilling == PERIODE), None)
    values = (
        () if setting is None else (setting.standard, *(each.verdi for each in setting.verdier))
    )
    return PERIODER[1] in values


def first_half_ends(plan: Plan, skoleaar: str, on: date) -> date | None:
    """Return the last school day of the first half-year; None where year or period is not known."""
    aar = kjent_skoleaar(skoleaar, kalender_of(plan.ruter), plan.perioder)
    if aar is None:
        return None
    try:
        return aar.dager_i(aar.spenn(word(plan, HALVAAR_TIL, on, default=SEMESTERSKIFTE)))[-1]
    except IngenTid:
        return None


def day_of_lessons(
    told: Sequence[Fravaersperiode], plan: Plan, klasse: str, day: date
) -> Slag | None:
    """Return the kind of day that the lessons a class missed on it make; None where they fill no day.

    Lessons of the kinds that count make a day that counts. Where only all of them together fill
    the day, it is one that does not count.
    """
    length = lessons_a_day(plan, klasse, day)
    if length is None:
        return None
    counting = [each for each in told if counts(plan, each.type, day)]
    others = [each for each in told if each not in counting]
    for lessons, kinds in ((counting, counting), (told, others)):
        if lessons and sum(each.antall_timer for each in lessons) >= length:
            invalid = any(each.type is Fravaerstype.UGYLDIG for each in kinds)
            untold = any(each.meldt is Meldt.NEI for each in kinds)
            kind = Fravaerstype.UGYLDIG if invalid else kinds[0].type
            return kind, Meldt.NEI if untold else Meldt.JA
    return None


class Fravaersdag(Value, frozen=True):
    """One school day of absence, with the two counters as they stand at its end."""

    dato: date
    type: Fravaerstype
    paa_rad: int
    i_alt: int
    ikke_meldt: bool
    teller: bool = True


class Naadd(Value, frozen=True):
    """A rung that was reached."""

    trinn: Trinn
    dato: date


def absence_days(
    perioder: Iterable[Fravaersperiode],
    plan: Plan,
    kalender: Skolekalender,
    per: date,
    *,
    klasse: str,
    foer: Mapping[str, str] = NO_CLASSES,
) -> tuple[Fravaersdag, ...]:
    """Return the school days of absence up to and including ``per``, in order.

    ``klasse`` is the pupil's class, ``foer`` the one in each school year in which it was another. Single lessons are a day of absence where they fill the day by the school's own rule. Absence
    that goes on from one period to the next is one absence: the guardians are told on its first day.
    """
    marked: dict[date, tuple[Fravaerstype, Meldt, bool]] = {}
    lessons: dict[date, list[Fravaersperiode]] = {}
    for periode in sorted(perioder, key=lambda each: each.fra):
        first = True
        for day in days_between(periode.fra, min(periode.til, per)):
            if not kalender.is_school_day(day):
                continue
            if periode.whole_days:
                marked.setdefault(day, (periode.type, periode.meldt, first))
                first = False
            elif periode.antall_timer:
                lessons.setdefault(day, []).append(periode)
    for day, told in lessons.items():
        made = day_of_lessons(told, plan, foer.get(school_year_of(day), klasse), day)
        if made is not None:
            marked.setdefault(day, (*made, True))
    return _count(marked, plan, kalender)


def _count(
    marked: dict[date, tuple[Fravaerstype, Meldt, bool]], plan: Plan, kalender: Skolekalender
) -> tuple[Fravaersdag, ...]:
    """Give each day its two counters; a kind that does not count leaves both as they were."""
    counted: list[Fravaersdag] = []
    for day, (kind, meldt, first) in sorted(marked.items()):
        last = counted[-1] if counted else None
        follows = last is not None and kalender.count_school_days(last.dato, day) == 1
        same_period = last is not None and period_of(plan, last.dato) == period_of(plan, day)
        step = 1 if counts(plan, kind, day) else 0
        goes_on = follows and last is not None and _untold(*marked[last.dato][:2])
        counted.append(
            Fravaersdag(
                day,
                kind,
                paa_rad=(last.paa_rad if last and follows else 0) + step,
                i_alt=(last.i_alt if last and same_period else 0) + step,
                ikke_meldt=first and _untold(kind, meldt) and not goes_on,
                teller=bool(step),
            )
        )
    return tuple(counted)


def _untold(kind: Fravaerstype, meldt: Meldt) -> bool:
    """Tell whether nobody told the school; leave that it granted was asked for by the guardians."""
    return meldt is Meldt.NEI and kind is not Fravaerstype.PERMISJON


def counting_words(plan: Plan, trinn: Trinn, on: date) -> str | None:
    """Say how the days of a rung are counted, by the school's own choice."""
    if trinn.telling is Telling.IKKE_MELDT:
        return None
    how = "på rad" if trinn.telling is Telling.PAA_RAD else f"i alt i {period(plan, on)}"
    return f"Skolen teller {kinds_that_count(plan, on)} fravær, skoledager {how}. Det er skolens eget valg."


def period(plan: Plan, on: date) -> str:
    """Return in words within what the days are counted, by the school's own choice: ``skoleåret``."""
    return f"{word(plan, PERIODE, on, default=PERIODER[0])}et"


def reached(days: Sequence[Fravaersdag], plan: Plan) -> tuple[Naadd, ...]:
    """Return each rung that holds, on each day it was reached, in order of days."""
    found = (
        Naadd(rung_as_read(plan, trinn, day.dato), day.dato)
        for day in days
        for trinn in plan.trapp.trinn
        if _reaches(day, trinn) and reading_holds(plan, trinn, on=day.dato)
    )
    return tuple(found)


def active(plan: Plan, on: date) -> tuple[Trinn, ...]:
    """Return the rungs that hold on a day, as they are read then.

    Those of a reading not chosen are left out; one that holds until the school has chosen says so
    in its name.
    """
    return tuple(
        rung_as_read(plan, trinn, on)
        for trinn in plan.trapp.trinn
        if reading_holds(plan, trinn, on=on)
    )


def rung_as_read(plan: Plan, trinn: Trinn, on: date) -> Trinn:
    """Return a rung with the people and the words of the readings that hold, and with its sign."""
    read = as_read(plan.valg, trinn, on, people="hvem")
    waits = undecided(plan.valg, trinn, on) or waits_for(plan.valg, read, on)
    return replace(read, navn=f"{trinn.navn} {TEGN}") if waits else read


def _reaches(day: Fravaersdag, trinn: Trinn) -> bool:
    match trinn.telling:
        case Telling.IKKE_MELDT:
            return day.ikke_meldt
        case Telling.PAA_RAD:
            return day.teller and day.paa_rad == trinn.dager
        case Telling.I_ALT:
            return day.teller and day.i_alt == trinn.dager
        case _:
            assert_never(trinn.telling)


def rungs_ahead(
    days: Sequence[Fravaersdag], plan: Plan, kalender: Skolekalender, per: date
) -> tuple[Trinn, ...]:
    """Return the rungs that one more day of absence would reach.

    A run of days is broken once a school day before ``per`` has passed without absence. The
    days in all begin anew with the period in which they are counted.
    """
    if not days:
        return ()
    last = days[-1]
    tomorrow = last.dato + timedelta(days=1)
    first_back = kalender.next_school_day(tomorrow)
    broken = first_back is not None and first_back < per
    following = kalender.next_school_day(max(tomorrow, per))
    same = following is not None and period_of(plan, following) == period_of(plan, last.dato)
    return tuple(
        trinn
        for trinn in active(plan, per)
        if trinn.varsle_dagen_foer
        and trinn.dager == _counter(last, trinn.telling) + 1
        and (not broken if trinn.telling is Telling.PAA_RAD else same)
    )


def next_rung(days: Sequence[Fravaersdag], plan: Plan, per: date) -> tuple[Trinn, int] | None:
    """Return the nearest rung by days in all, and how many days of absence it is away."""
    so_far = days[-1].i_alt if days else 0
    ahead = [
        trinn
        for trinn in active(plan, per)
        if trinn.telling is Telling.I_ALT and trinn.dager > so_far
    ]
    nearest = min(ahead, key=lambda trinn: trinn.dager, default=None)
    return (nearest, nearest.dager - so_far) if nearest else None


def _counter(day: Fravaersdag, telling: Telling) -> int:
    return day.paa_rad if telling is Telling.PAA_RAD else day.i_alt
