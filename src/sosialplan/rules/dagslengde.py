"""How many lessons a day has, by grade and weekday: the school's own setting, and what of it can be read."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sosialplan.model.klassetrinn import lest_trinn
from sosialplan.model.plan import Plan
from sosialplan.model.skole import Skole
from sosialplan.rules.explanation import value_of

TIMER_PER_DAG = "fravær-timer-per-dag"
LESSONS_WANTED = (
    "et tall fra 0 til 12, eller fem (mandag til fredag), som 6 6 6 6 5. "
    "Er det ulikt på trinnene, så med trinnet foran: 8 = 6 6 6 6 5; 9 = 7"
)
ALLE = ""
"""The grades of which nothing is said by themselves."""
_WEEK = 5
_MOST_LESSONS = 12
Dagslengder = Mapping[str, tuple[int, ...]]
"""Lessons of Monday to Friday, by grade or class."""


def lessons_a_day(plan: Plan, klasse: str, day: date) -> int | None:
    """Return how many lessons a class has on a day; None until the school has said it."""
    setting = plan.innstilling(TIMER_PER_DAG)
    said = None if setting is None else lesson_numbers(str(value_of(setting, day)))
    week = _week_of(plan.skole, klasse, said or {})
    return week[day.weekday() % _WEEK] or None if week else None


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
    if len(said) not in {1, _WEEK} or max(said) > _MOST_LESSONS:
        return None
    return said if len(said) == _WEEK else said * _WEEK
