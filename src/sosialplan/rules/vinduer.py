"""How many lessons a day has, and the windows that absence is counted within: their school days, and what a share is one of."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from sosialplan.model.aarshjul import Periode
from sosialplan.model.fravaerstrapp import Fravaerstrapp, Hva, Tell, Vindu
from sosialplan.model.klassetrinn import lest_trinn
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.skole import Skole
from sosialplan.model.skrivemaate import folded
from sosialplan.rules.aarshjul.perioder import IngenTid, kjent_skoleaar
from sosialplan.rules.explanation import value_of, word
from sosialplan.rules.kalender.datoord import MAANEDER
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of

PERIODE = "fravær-periode"
PERIODER = ("skoleår", "halvår")
"""What the setting of the period can be; the first where the school has not chosen."""
HALVAAR_TIL = "fravær-halvår-til"
"""The setting that says when the first half-year ends: a day, or the wheel's period whose last school day it is."""
SEMESTERSKIFTE = "semesterskifte"
_DAY = r"([1-9]|[12][0-9]|3[01])\. ([a-z]+)"
_WEEK = 7
_AUGUST = 8
TIMER_PER_DAG = "fravær-timer-per-dag"
LESSONS_WANTED = (
    "et tall fra 0 til 12, eller fem (mandag til fredag), som 6 6 6 6 5. "
    "Er det ulikt på trinnene, så med trinnet foran: 8 = 6 6 6 6 5; 9 = 7"
)
ALLE = ""
"""The grades of which nothing is said by themselves."""
_SCHOOL_WEEK = 5
MOST_LESSONS = 12
"""The most lessons that a day can be said to have."""
Dagslengder = Mapping[str, tuple[int, ...]]
"""Lessons of Monday to Friday, by grade or class."""


def period_of(plan: Plan, day: date) -> str:
    """Return the period in which days in all are counted: the school year, or half of it."""
    return half_of(plan, day) if period_is_half(plan, day) else school_year_of(day)


def period_is_half(plan: Plan, on: date) -> bool:
    """Tell whether the school counts days in all within the half-year."""
    return word(plan, PERIODE, on, default=PERIODER[0]) == PERIODER[1]


def half_of(plan: Plan, day: date) -> str:
    """Return the half-year of a day; the whole year where it is not known when the first half ends."""
    year = school_year_of(day)
    ends = first_half_ends(plan, year, day)
    return f"{year}{' vår' if ends is not None and day > ends else ''}"


def counts_by_wheel(skole: Skole, trapp: Fravaerstrapp | None = None) -> bool:
    """Tell whether the school ever counts by half-years that a period of the wheel ends."""
    values = set(_values(skole, PERIODE))
    rungs = trapp.trinn if trapp else ()
    if PERIODER[1] not in values and all(
        each.telles().vindu is not Vindu.HALVAAR for each in rungs
    ):
        return False
    ends = _values(skole, HALVAAR_TIL) or (SEMESTERSKIFTE,)
    return any(day_in_year(each) is None for each in ends)


def _values(skole: Skole, code: str) -> tuple[str, ...]:
    setting = next((each for each in skole.innstillinger if each.innstilling == code), None)
    if setting is None:
        return ()
    return (str(setting.standard), *(str(each.verdi) for each in setting.verdier))


def day_in_year(text: str) -> tuple[int, int] | None:
    """Return the month and the day of a day without its year; None where it is no such day.

    >>> day_in_year("15. januar"), day_in_year("semesterskifte"), day_in_year("31. juni")
    ((1, 15), None, None)
    """
    found = re.fullmatch(_DAY, text.strip().lower())
    if found is None or found[2] not in MAANEDER:
        return None
    month, day = MAANEDER.index(found[2]) + 1, int(found[1])
    try:
        date(2025, month, day)
    except ValueError:
        return None
    return month, day


def first_half_ends(plan: Plan, skoleaar: str, on: date) -> date | None:
    """Return the last day of the first half-year; None where year or period is not known."""
    said = word(plan, HALVAAR_TIL, on, default=SEMESTERSKIFTE)
    own = day_in_year(said)
    if own is not None:
        year = int(skoleaar[:4])
        return date(year if own[0] >= _AUGUST else year + 1, *own)
    aar = kjent_skoleaar(skoleaar, kalender_of(plan.ruter), plan.perioder)
    if aar is None:
        return None
    try:
        return aar.dager_i(aar.spenn(said))[-1]
    except IngenTid:
        return None


def ends_in_the_year(plan: Plan, perioder: Iterable[Periode], said: str, on: date) -> bool:
    """Tell whether the first half-year ends so that both halves of the school year have days, where its calendar is known."""
    own = day_in_year(said)
    if own is None:
        return said in {each.periode for each in perioder}
    rute = kalender_of(plan.ruter).rute(school_year_of(on))
    if rute is None:
        return True
    first, last = rute.foerste_skoledag, rute.siste_skoledag
    year = first.year if own[0] >= _AUGUST else last.year
    return first <= date(year, *own) < last


def key_of(plan: Plan, tell: Tell, day: date) -> str:
    """Return which window a day is in, of those that do not slide."""
    match tell.vindu:
        case Vindu.DAG:
            return day.isoformat()
        case Vindu.MAANED:
            return f"{day.year}-{day.month:02}"
        case Vindu.HALVAAR:
            return half_of(plan, day)
        case Vindu.PERIODE:
            return period_of(plan, day)
        case _:
            return school_year_of(day)


class Ukevindu(Value, frozen=True):
    """Some weeks that end with a day: from which day, and the school days that a share is one of."""

    fra: date
    dager: tuple[date, ...]


def weeks_of(dager: Iterable[date]) -> list[date]:
    """Return the Monday of each week that has one of these days, which are in order."""
    return list(dict.fromkeys(each - timedelta(each.weekday()) for each in dager))


def weeks_until(dager: Sequence[date], day: date, uker: int) -> Ukevindu:
    """Return the weeks with school that end with a day; ``dager`` are the school days of its year, at least one.

    Weeks without school are passed over. Until so many have gone, the window is the first of the year,
    and a share is one of all its days: the first day away is not the whole of a window.
    """
    mondays = weeks_of(dager)
    place = bisect_right(mondays, day) - 1
    if place < uker:
        end = mondays[min(uker, len(mondays)) - 1] + timedelta(_WEEK)
        return Ukevindu(dager[0], tuple(each for each in dager if each < end))
    start = mondays[place - uker] + timedelta(day.weekday() + 1)
    return Ukevindu(start, tuple(each for each in dager if start <= each <= day))


def days_of(plan: Plan, tell: Tell, day: date) -> tuple[date, ...]:
    """Return the school days of the window that a day is in; none where its year is not known."""
    dager = kalender_of(plan.ruter).school_days(school_year_of(day))
    if tell.vindu is Vindu.UKER:
        return weeks_until(dager, day, tell.uker or 1).dager if dager else ()
    key = key_of(plan, tell, day)
    return tuple(each for each in dager if key_of(plan, tell, each) == key)


def holds(plan: Plan, tell: Tell, dager: Sequence[date], klasse: str, fag: str = "") -> float:
    """Return what a share is one of: the school days, the class's lessons on them, or a subject's in the year."""
    if tell.hva is not Hva.TIMER:
        return len(dager)
    if tell.per_fag:
        return subject_hours(plan, klasse, fag) or 0
    return sum(lessons_a_day(plan, klasse, each) or 0 for each in dager)


def subject_hours(plan: Plan, klasse: str, fag: str) -> int | None:
    """Return how many lessons a subject has for a class in the year: what its grade has goes before."""
    grades = plan.skole.trinn_i(klasse)
    named = [each for each in plan.trapp.timer_i_fag if folded(each.fag) == folded(fag)]
    own = [each for each in named if each.trinn in grades]
    found = [*own, *(each for each in named if each.trinn is None)]
    return found[0].timer if found else None


def lessons_a_day(plan: Plan, klasse: str, day: date) -> int | None:
    """Return how many lessons a class has on a day; None until the school has said it."""
    setting = plan.innstilling(TIMER_PER_DAG)
    said = None if setting is None else lesson_numbers(str(value_of(setting, day)))
    week = _week_of(plan.skole, klasse, said or {})
    return week[day.weekday() % _SCHOOL_WEEK] or None if week else None


def _week_of(skole: Skole, klasse: str, said: Dagslengder) -> tuple[int, ...] | None:
    """Return what is said of the class itself, else of its grades, else of all.

    Where grades of a mixed class have days of different length nothing is said of it.
    """
    if klasse.upper() in said:
        return said[klasse.upper()]
    weeks = {said.get(str(each)) or said.get(ALLE) for each in skole.trinn_i(klasse)}
    weeks = weeks or {said.get(ALLE)}
    return weeks.pop() if len(weeks) == 1 else None


def lengths(plan: Plan, klasse: str, days: Iterable[date]) -> tuple[int, ...] | None:
    """Return the different lengths of these days, shortest first; None where one of them is not said."""
    said = {lessons_a_day(plan, klasse, day) for day in days}
    known = sorted(each for each in said if each is not None)
    return None if None in said else tuple(known)


@lru_cache(maxsize=64)
def lesson_numbers(value: str) -> Dagslengder | None:
    """Return the lessons of Monday to Friday by grade; None where the value does not say them.

    One number, or five from Monday to Friday; of several grades with the grade before it:

    >>> lesson_numbers("8 = 6 6 6 6 5; 9 = 7")
    {'8': (6, 6, 6, 6, 5), '9': (7, 7, 7, 7, 7)}
    """
    found: dict[str, tuple[int, ...]] = {}
    for part in value.split(";"):
        grade, sign, rest = part.partition("=") if "=" in part else ("", "", part)
        week = _week(rest)
        key = str(lest_trinn(grade) or grade.strip().upper())
        if week is None or key in found or (sign and not key):
            return None
        found[key] = week
    return found


def unknown_grades(value: str, skole: Skole) -> Iterator[str]:
    """Yield each grade or class of a value that the school does not have."""
    known = {ALLE, *map(str, skole.trinnene), *(each.klasse.upper() for each in skole.klasser)}
    yield from (each for each in lesson_numbers(value) or () if each not in known)


def _week(text: str) -> tuple[int, ...] | None:
    words = text.split()
    if not all(each.isascii() and each.isdecimal() for each in words):
        return None
    said = tuple(int(each) for each in words)
    if len(said) not in {1, _SCHOOL_WEEK} or max(said) > MOST_LESSONS:
        return None
    return said if len(said) == _SCHOOL_WEEK else said * _SCHOOL_WEEK
