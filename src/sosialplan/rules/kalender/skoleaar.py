"""Which school year a planmappe is in, and whether the next can begin."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from sosialplan.model.plan import Plan
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of

LAST_GRADE = 10


def following(skoleaar: str) -> str:
    """Return the school year after this one.

    >>> following("2026-2027")
    '2027-2028'
    """
    last = int(skoleaar[-4:])
    return f"{last}-{last + 1}"


def years_on(dag: date, fra: date) -> bool:
    """Tell whether a day lies past the school year after that of another: no plan of a school does.

    >>> years_on(date(2028, 6, 20), date(2026, 11, 23)), years_on(date(2062, 11, 20), date(2026, 11, 23))
    (False, True)
    """
    return school_year_of(dag) > following(school_year_of(fra))


def year_in_force(plan: Plan, i_dag: date) -> str:
    """Return the school year that classes and posts hold for: the one written, else that of the day."""
    return plan.skole.skoleaar or school_year_of(i_dag)


def grade_up(klasse: str) -> str | None:
    """Return the class a year later, or None for a class that leaves.

    >>> grade_up("8B")
    '9B'
    """
    grade = int(klasse[:-1])
    return None if grade >= LAST_GRADE else f"{grade + 1}{klasse[-1]}"


class Hinder(StrEnum):
    """Why a change of school year cannot be done now."""

    BEGYNT = "begynt"
    OVER = "over"
    IKKE_NESTE = "ikke-neste"
    VARER = "varer"
    SKOLERUTE_MANGLER = "skolerute-mangler"


def wrong_year(plan: Plan, til: str, i_dag: date) -> Hinder | None:
    """Say what is wrong with the year that was asked for; None for the one that follows."""
    now = year_in_force(plan, i_dag)
    if til == now:
        return Hinder.BEGYNT
    if til < now:
        return Hinder.OVER
    return None if til == following(now) else Hinder.IKKE_NESTE


def not_yet(plan: Plan, til: str, i_dag: date) -> Iterator[Hinder]:
    """Yield what must be in place before the change is made: a year that is over, a calendar."""
    kalender = kalender_of(plan.ruter)
    now = kalender.rute(year_in_force(plan, i_dag))
    if now is not None and i_dag <= now.siste_skoledag:
        yield Hinder.VARER
    if kalender.rute(til) is None:
        yield Hinder.SKOLERUTE_MANGLER
