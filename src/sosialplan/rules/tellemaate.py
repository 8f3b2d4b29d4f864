"""How the school counts absence: which kinds, in which period, and when lessons make a day.

All of it is settings of the school, so that a case follows what held on the day.
"""

from collections.abc import Sequence
from datetime import date

from sosialplan.model.fravaer import Fravaersperiode, Fravaerstype, Meldt
from sosialplan.model.plan import Plan
from sosialplan.model.skole import Skole
from sosialplan.rules.aarshjul.perioder import IngenTid, kjent_skoleaar
from sosialplan.rules.in_force import flag, value_of, word
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of

GYLDIG_TELLER = "fravær-gyldig-teller"
PERMISJON_TELLER = "fravær-permisjon-teller"
PERIODE = "fravær-periode"
PERIODER = ("skoleår", "halvår")
"""What the setting of the period can be; the first where the school has not chosen."""
HALVAAR_TIL = "fravær-halvår-til"
"""The setting that names the wheel's period with whose last day the first half-year ends."""
SEMESTERSKIFTE = "semesterskifte"
TIMER_PER_DAG = "fravær-timer-per-dag"
_WEEK = 5
_MOST_LESSONS = 12
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


def lessons_a_day(plan: Plan, day: date) -> int | None:
    """Return how many lessons a day has; None until the school has said it.

    The setting is one number, or five from Monday to Friday.
    """
    setting = plan.innstilling(TIMER_PER_DAG)
    said = lesson_numbers("0" if setting is None else str(value_of(setting, day)))
    return said[day.weekday() % _WEEK] or None if said else None


def lesson_numbers(value: str) -> tuple[int, ...] | None:
    """Return the lessons of Monday to Friday; None where the value does not say them."""
    words = value.split()
    if not all(each.isascii() and each.isdecimal() for each in words):
        return None
    said = tuple(int(each) for each in words)
    if len(said) not in {1, _WEEK} or max(said) > _MOST_LESSONS:
        return None
    return said if len(said) == _WEEK else said * _WEEK


def day_of_lessons(told: Sequence[Fravaersperiode], plan: Plan, day: date) -> Slag | None:
    """Return the kind of day that the lessons missed on it make; None where they fill no day.

    Lessons of the kinds that count make a day that counts. Where only all of them together fill
    the day, it is one that does not count.
    """
    length = lessons_a_day(plan, day)
    if length is None:
        return None
    counting = [each for each in told if counts(plan, each.type, day)]
    others = [each for each in told if each not in counting]
    for lessons, kinds in ((counting, counting), (told, others)):
        if sum(each.timer or 1 for each in lessons) >= length:
            invalid = any(each.type is Fravaerstype.UGYLDIG for each in kinds)
            untold = any(each.meldt is Meldt.NEI for each in kinds)
            kind = Fravaerstype.UGYLDIG if invalid else kinds[0].type
            return kind, Meldt.NEI if untold else Meldt.JA
    return None
