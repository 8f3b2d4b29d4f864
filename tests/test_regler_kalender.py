"""The school's days: what the calendars know, and what they do not."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from frist_sak import the_plan
from sosialplan.model.skole import Friperiode, Skolerute
from sosialplan.rules.kalender.datoord import (
    UKEDAGER,
    dag_og_maaned,
    dato,
    maaned,
    spenn,
    ukedag_og_dato,
)
from sosialplan.rules.kalender.skolekalender import (
    add_months,
    days_between,
    easter_sunday,
    kalender_of,
    school_year_of,
)

RUTER = the_plan().ruter
KALENDER = kalender_of(RUTER)
any_day = st.dates(date(2024, 1, 1), date(2029, 12, 31))


@pytest.mark.parametrize(
    ("year", "days", "first", "last"),
    [
        ("2024-2025", 190, date(2024, 8, 19), date(2025, 6, 20)),
        ("2026-2027", 190, date(2026, 8, 17), date(2027, 6, 18)),
        ("2027-2028", 192, date(2027, 8, 16), date(2028, 6, 22)),
    ],
)
def test_the_school_days_of_a_year(year: str, days: int, first: date, last: date) -> None:
    """2027-28 counts 192 as long as the two days that are perhaps off are not settled."""
    found = KALENDER.school_days(year)
    assert (len(found), found[0], found[-1]) == (days, first, last)


def test_a_year_without_a_calendar_has_no_days() -> None:
    assert KALENDER.school_days("2025-2026") == ()
    assert KALENDER.rute("2025-2026") is None


@pytest.mark.parametrize(
    ("day", "is_school", "why"),
    [
        (date(2026, 10, 12), True, None),
        (date(2026, 10, 10), False, "lørdag"),
        (date(2026, 10, 11), False, "søndag"),
        (date(2026, 9, 28), False, "høstferie"),
        (date(2026, 9, 27), False, "søndag"),
        (date(2026, 8, 14), False, "sommerferie"),
        (date(2027, 6, 21), False, "sommerferie"),
        (date(2027, 5, 17), False, "17. mai og 2. pinsedag"),
        (date(2027, 12, 25), False, "lørdag"),
        (date(2027, 9, 13), True, None),
        (date(2026, 3, 2), None, None),
        (date(2026, 3, 1), False, "søndag"),
    ],
)
def test_what_is_known_of_a_day(day: date, why: str | None, *, is_school: bool | None) -> None:
    assert KALENDER.is_school_day(day) is is_school
    assert KALENDER.free_because(day) == why


def test_a_public_holiday_that_the_file_forgot_is_free_all_the_same() -> None:
    forgot = kalender_of((replace(_rute("2026-2027"), fri=()),))
    assert forgot.free_because(date(2027, 5, 6)) == "Kristi himmelfartsdag"
    assert forgot.is_school_day(date(2027, 5, 7)) is True


def test_days_off_outside_the_school_year_make_nothing_known_of_another() -> None:
    far = Friperiode(navn="ferie på feil år", fra=date(2025, 9, 29), til=date(2025, 10, 3))
    strange = kalender_of((replace(_rute("2026-2027"), fri=(far,)),))
    assert strange.is_school_day(date(2025, 9, 29)) is None


def test_of_two_names_for_a_day_off_the_first_is_said() -> None:
    rute = _rute("2026-2027")
    twice = (
        Friperiode(navn="den første", fra=date(2026, 10, 12), til=date(2026, 10, 13)),
        Friperiode(navn="den andre", fra=date(2026, 10, 13), til=date(2026, 10, 14)),
    )
    kalender = kalender_of((replace(rute, fri=twice),))
    names = [kalender.free_because(date(2026, 10, day)) for day in (12, 13, 14)]
    assert names == ["den første", "den første", "den andre"]


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 10, 12), date(2026, 10, 12)),
        (date(2026, 10, 10), date(2026, 10, 12)),
        (date(2026, 9, 26), date(2026, 10, 5)),
        (date(2026, 12, 19), date(2027, 1, 4)),
        (date(2027, 6, 19), date(2027, 8, 16)),
        (date(2028, 6, 23), None),
        (date(2026, 3, 2), None),
    ],
)
def test_the_next_school_day(day: date, following: date | None) -> None:
    assert KALENDER.next_school_day(day) == following


@pytest.mark.parametrize(
    ("after", "until", "count"),
    [
        (date(2026, 10, 12), date(2026, 10, 12), 0),
        (date(2026, 10, 12), date(2026, 10, 13), 1),
        (date(2026, 10, 13), date(2026, 10, 12), 0),
        (date(2026, 9, 25), date(2026, 10, 5), 1),
        (date(2027, 6, 17), date(2027, 8, 16), 2),
        (date(2026, 7, 30), date(2026, 8, 17), None),
        (date(2026, 7, 31), date(2026, 8, 17), 1),
        (date(2028, 6, 22), date(2028, 8, 21), None),
    ],
)
def test_the_school_days_between_two_days(after: date, until: date, count: int | None) -> None:
    assert KALENDER.count_school_days(after, until) == count


@given(after=any_day, days=st.integers(0, 60), more=st.integers(0, 60))
@settings(max_examples=300, deadline=None)
def test_counting_in_two_parts_is_counting_in_one(after: date, days: int, more: int) -> None:
    middle, until = after + timedelta(days=days), after + timedelta(days=days + more)
    parts = KALENDER.count_school_days(after, middle), KALENDER.count_school_days(middle, until)
    whole = KALENDER.count_school_days(after, until)
    assert whole == (None if None in parts else sum(part or 0 for part in parts))


@given(day=any_day)
@settings(deadline=None)
def test_a_school_year_begins_on_the_first_of_august(day: date) -> None:
    year = school_year_of(day)
    assert date(int(year[:4]), 8, 1) <= day <= date(int(year[5:]), 7, 31)


def test_days_between_include_both_ends() -> None:
    first, last = date(2026, 12, 31), date(2027, 1, 1)
    assert list(days_between(first, last)) == [first, last]
    assert list(days_between(last, first)) == []


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 10, 12), 0, date(2026, 10, 12)),
    ],
)
def test_months(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2028, date(2028, 4, 16)),
        (2029, date(2029, 4, 1)),
        (2030, date(2030, 4, 21)),
    ],
)
def test_easter(year: int, sunday: date) -> None:
    assert easter_sunday(year) == sunday


def test_dates_in_words() -> None:
    day = date(2026, 11, 23)
    assert ukedag_og_dato(day) == "mandag 23. november 2026"
    assert dato(day) == "23. november 2026"
    assert dag_og_maaned(day) == "23. november"
    assert [maaned(number) for number in (1, 12)] == ["januar", "desember"]
    assert [UKEDAGER[date(2026, 10, 12 + n).weekday()] for n in range(7)] == list(UKEDAGER)


@pytest.mark.parametrize(
    ("first", "last", "with_year"),
    [
        (
            date(2026, 8, 17),
            date(2026, 8, 17),
            "17. august 2026",
        ),
        (
            date(2026, 8, 17),
            date(2026, 8, 28),
            "17.–28. august 2026",
        ),
        (
            date(2027, 3, 1),
            date(2027, 4, 30),
            "1. mars – 30. april 2027",
        ),
        (
            date(2026, 12, 1),
            date(2027, 1, 15),
            "1. desember 2026 – 15. januar 2027",
        ),
        (
            date(2026, 8, 17),
            date(2027, 8, 20),
            "17. august 2026 – 20. august 2027",
        ),
    ],
)
def test_a_stretch_in_words(first: date, last: date, with_year: str) -> None:
    assert spenn(first, last) == with_year


def _rute(year: str) -> Skolerute:
    return next(each for each in RUTER if each.skoleaar == year)
