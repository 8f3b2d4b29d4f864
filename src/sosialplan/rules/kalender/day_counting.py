"""Counting days.

Day 0 is the day of the event, so one virkedag after a Monday is the Tuesday. Zero of a
kind of day, on a day that is not of that kind, moves to the next that is. Virkedager are
Monday to Friday except public holidays, and run on through school holidays. Skoledager
are the days of the skolerute. Kalenderdager, uker and måneder are as they are.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import assert_never

from sosialplan.model.frist import Fristtelling, PassertDag
from sosialplan.model.regel import Enhet
from sosialplan.rules.kalender.datoord import maaned
from sosialplan.rules.kalender.skolekalender import (
    LOERDAG,
    Skolekalender,
    add_months,
    helligdager,
    school_year_of,
)

_ONE = {
    Enhet.VIRKEDAGER: "virkedag",
    Enhet.SKOLEDAGER: "skoledag",
    Enhet.KALENDERDAGER: "kalenderdag",
    Enhet.UKER: "uke",
    Enhet.MAANEDER: "måned",
}


_VIRKEDAG_ER = "mandag–fredag, ikke helligdager"


def amount(antall: int, enhet: Enhet, si: Callable[[str], str] = str) -> str:
    """Return a number of days in words; what a virkedag is, is always said.

    Many count Saturday as a virkedag, so that is never left to guess. ``si`` puts our words into the reader's form.

    >>> amount(1, Enhet.VIRKEDAGER)
    '1 virkedag (mandag–fredag, ikke helligdager)'
    """
    word = _ONE[enhet] if antall == 1 else enhet.value
    return f"{antall} {si(word)}{_said(enhet, si)}"


def last_in_words(months: Sequence[int], enhet: Enhet, si: Callable[[str], str] = str) -> str:
    """Return the last day of a kind in some months in words.

    >>> last_in_words((1, 6), Enhet.SKOLEDAGER)
    'siste skoledag i januar eller juni'
    """
    names = " eller ".join(maaned(each) for each in months)
    return f"siste {si(_ONE[enhet])} i {names}{_said(enhet, si)}"


def _said(enhet: Enhet, si: Callable[[str], str]) -> str:
    return f" ({si(_VIRKEDAG_ER)})" if enhet is Enhet.VIRKEDAGER else ""


_ONE_DAY = timedelta(days=1)
_Counted = tuple[date, tuple[PassertDag, ...]]


def count(start: date, antall: int, enhet: Enhet, kalender: Skolekalender) -> Fristtelling:
    """Return the day that is ``antall`` of ``enhet`` after ``start``, and the days passed over.

    ``dato`` is None, with the reason, where the count would run past the last known skolerute.
    """
    try:
        dato, passert = _counted(start, antall, enhet, kalender)
    except _UnknownYearError as unknown:
        return Fristtelling(None, merknader=(unknown_year(school_year_of(unknown.day)),))
    return Fristtelling(dato, passert, day_notices(dato, kalender))


def _counted(start: date, antall: int, enhet: Enhet, kalender: Skolekalender) -> _Counted:
    match enhet:
        case Enhet.VIRKEDAGER:
            return _count_days(start, antall, not_virkedag)
        case Enhet.SKOLEDAGER:
            return _count_days(start, antall, _free_or_stop(kalender))
        case Enhet.KALENDERDAGER:
            return start + timedelta(days=antall), ()
        case Enhet.UKER:
            return start + timedelta(weeks=antall), ()
        case Enhet.MAANEDER:
            return add_months(start, antall), ()
        case _:
            assert_never(enhet)


def last_in(
    start: date, months: Sequence[int], enhet: Enhet, kalender: Skolekalender, *, again: bool
) -> Fristtelling:
    """Return the last day of the kind in the first of the months in which it is not yet past.

    ``again``: done on ``start``, so that month is over. A kind that is not of days counts as
    kalenderdager. ``dato`` is None where the school calendar is not known.
    """
    month = add_months(start.replace(day=1), 1 if again else 0)
    while True:
        if month.month in months:
            try:
                dato, passert = _last_day(month, enhet, kalender)
            except _UnknownYearError as unknown:
                return Fristtelling(None, merknader=(unknown_year(school_year_of(unknown.day)),))
            if dato is not None and dato >= start:
                return Fristtelling(dato, passert, day_notices(dato, kalender))
        month = add_months(month, 1)


def _last_day(
    month: date, enhet: Enhet, kalender: Skolekalender
) -> tuple[date | None, tuple[PassertDag, ...]]:
    """Return the month's last day of the kind, and the later days; None where it has none."""
    passed_over = _passed_over(enhet, kalender)
    passert: list[PassertDag] = []
    day = add_months(month, 1) - _ONE_DAY
    while day >= month:
        why = passed_over(day)
        if why is None:
            return day, tuple(reversed(passert))
        passert.append(PassertDag(day, why))
        day -= _ONE_DAY
    return None, ()


def _passed_over(enhet: Enhet, kalender: Skolekalender) -> Callable[[date], str | None]:
    match enhet:
        case Enhet.VIRKEDAGER:
            return not_virkedag
        case Enhet.SKOLEDAGER:
            return _free_or_stop(kalender)
        case _:
            return lambda _: None


def not_virkedag(day: date) -> str | None:
    """Say why a day is no virkedag, or None."""
    if day.weekday() >= LOERDAG:
        return "lørdag" if day.weekday() == LOERDAG else "søndag"
    return helligdager(day.year).get(day)


def _count_days(start: date, antall: int, passed_over: Callable[[date], str | None]) -> _Counted:
    """Count the days that are not passed over; zero is the first such day from ``start`` on."""
    passert = []
    day, left = (start - _ONE_DAY, 1) if antall == 0 else (start, antall)
    while left:
        day += _ONE_DAY
        why = passed_over(day)
        if why is None:
            left -= 1
        else:
            passert.append(PassertDag(day, why))
    return day, tuple(passert)


def unknown_year(skoleaar: str) -> str:
    """Say that a school calendar is missing, and the cure."""
    return (
        f"Skoleruten for {skoleaar} er ikke kjent, så datoen kan ikke regnes ut. "
        f"Legg inn plan/skoleruter/{skoleaar}.yaml."
    )


class _UnknownYearError(Exception):
    """The count came to a day that no calendar knows."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


def _free_or_stop(kalender: Skolekalender) -> Callable[[date], str | None]:
    def why(day: date) -> str | None:
        free = kalender.free_because(day)
        if free is None and day not in kalender.days:
            raise _UnknownYearError(day)
        return free

    return why


def day_notices(day: date, kalender: Skolekalender) -> tuple[str, ...]:
    """Say what the reader should know of the day itself; the day is not moved."""
    notices = []
    free = kalender.free_because(day)
    if free is not None:
        notices.append(f"Skolen har fri denne dagen ({free}). Fristen flyttes ikke.")
    rute = kalender.rute(school_year_of(day))
    if rute is not None and rute.kontrollert is None:
        notices.append(f"Skoleruten for {rute.skoleaar} er ikke kontrollert.")
    return tuple(notices)
