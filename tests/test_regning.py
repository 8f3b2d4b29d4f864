"""Counting days: cases worked out by hand, and an oracle that counts in another way."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dag_orakel import FIRST, LAST, ORACLE, is_of_kind, oracle_school_days, public_holidays
from frist_sak import the_plan
from frist_tilfelle import Regnestykke, load_sums
from sosialplan.model.frist import Fristtelling
from sosialplan.model.regel import Enhet
from sosialplan.rules.kalender.day_counting import (
    amount,
    count,
    last_in,
    last_in_words,
    not_virkedag,
)
from sosialplan.rules.kalender.skolekalender import Skolekalender, helligdager, kalender_of

MANY = settings(max_examples=3_000, deadline=None)
SOME = settings(max_examples=500, deadline=None)

SUMS = load_sums()
ALL = kalender_of(the_plan().ruter)
ONE = kalender_of(tuple(each for each in the_plan().ruter if each.skoleaar == "2026-2027"))

far_starts = st.dates(date(FIRST, 1, 1), date(LAST, 9, 30))
near_starts = st.dates(date(2024, 1, 1), date(2029, 1, 1))
amounts = st.integers(0, 60)
day_units = st.sampled_from((Enhet.VIRKEDAGER, Enhet.SKOLEDAGER, Enhet.KALENDERDAGER))


def test_there_are_cases() -> None:
    assert len(SUMS) >= 24


@pytest.mark.parametrize(
    "sum_", SUMS, ids=lambda sum_: f"{sum_.fra} {sum_.antall} {sum_.enhet}: {sum_.hvorfor}"
)
def test_case(sum_: Regnestykke) -> None:
    telling = count(sum_.fra, sum_.antall, sum_.enhet, ONE)
    assert telling.dato == sum_.frist, _words(telling)
    if sum_.frist is None:
        assert "Skoleruten for 2027-2028 er ikke kjent" in telling.merknader[0]


def _words(telling: Fristtelling) -> str:
    passed = ", ".join(f"{each.dato} {each.hvorfor}" for each in telling.passert)
    return f"{telling.dato}, hoppet over {passed or 'ingen'}; {telling.merknader}"


@given(start=far_starts, antall=amounts, enhet=st.sampled_from(Enhet))
@MANY
def test_every_unit_agrees_with_the_oracle_over_140_years(
    start: date, antall: int, enhet: Enhet
) -> None:
    assert count(start, antall, enhet, ALL).dato == ORACLE[enhet](start, antall)


other_units = st.sampled_from([each for each in Enhet if each is not Enhet.SKOLEDAGER])
some_months = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True)


def _months_from(start: date) -> list[list[date]]:
    """Every day of the two years from the month of a day on, month by month."""
    firsts = [date(start.year + (start.month - 1 + n) // 12, (start.month - 1 + n) % 12 + 1, 1)
              for n in range(25)]  # fmt: skip
    return [
        [first.replace(day=day + 1) for day in range(monthrange(first.year, first.month)[1])]
        for first in firsts
    ]


@given(
    start=st.dates(date(FIRST, 1, 1), date(LAST - 2, 1, 1)),
    months=some_months,
    enhet=other_units,
    again=st.booleans(),
)
@SOME
def test_the_last_day_of_a_month_agrees_with_a_look_at_the_whole_month(
    start: date, months: list[int], enhet: Enhet, again: bool
) -> None:
    of_days = enhet if enhet is Enhet.VIRKEDAGER else Enhet.KALENDERDAGER
    last_days = (
        [day for day in month if is_of_kind(day, of_days)][-1]
        for month in _months_from(start)[1 if again else 0 :]
        if month[0].month in months
    )
    expected = next(day for day in last_days if day >= start)
    assert last_in(start, months, enhet, ALL, again=again).dato == expected


@given(start=st.dates(date(2026, 8, 1), date(2027, 8, 31)), months=some_months)
@SOME
def test_the_last_school_day_of_a_month_is_known_or_not_and_never_guessed(
    start: date, months: list[int]
) -> None:
    found = last_in(start, months, Enhet.SKOLEDAGER, ONE, again=False)
    days = [day for day in ONE.school_days("2026-2027") if day.month in months]
    last_days = [
        max(day for day in days if day.month == month) for month in {day.month for day in days}
    ]
    ahead = sorted(day for day in last_days if day >= start)
    assert found.dato == (ahead[0] if ahead else None)
    if not ahead:
        assert "ikke kjent" in found.merknader[-1]


def test_what_the_last_day_of_a_month_is_called() -> None:
    assert last_in_words((6,), Enhet.VIRKEDAGER) == (
        "siste virkedag i juni (mandag–fredag, ikke helligdager)"
    )
    told = last_in(date(2027, 1, 4), (1, 6), Enhet.SKOLEDAGER, ONE, again=False)
    assert [each.hvorfor for each in told.passert] == ["lørdag", "søndag"]


@given(start=near_starts, antall=amounts)
@MANY
def test_school_days_agree_with_the_oracle_where_calendars_come_and_go(
    start: date, antall: int
) -> None:
    assert count(start, antall, Enhet.SKOLEDAGER, ALL).dato == oracle_school_days(start, antall)


@given(start=near_starts, antall=amounts, enhet=day_units)
@SOME
def test_one_more_is_never_earlier(start: date, antall: int, enhet: Enhet) -> None:
    here, more = (count(start, n, enhet, ALL).dato for n in (antall, antall + 1))
    if here is not None and more is not None:
        assert here < more if antall else here <= more
    else:
        assert more is None


@given(start=near_starts, antall=amounts, enhet=st.sampled_from(Enhet))
@SOME
def test_a_later_event_is_never_due_earlier(start: date, antall: int, enhet: Enhet) -> None:
    here, later = (
        count(day, antall, enhet, ALL).dato for day in (start, start + timedelta(days=1))
    )
    if here is not None and later is not None:
        assert here <= later


@given(start=near_starts, antall=amounts, enhet=day_units)
@SOME
def test_the_passed_days_are_those_not_counted_between(
    start: date, antall: int, enhet: Enhet
) -> None:
    telling = count(start, antall, enhet, ALL)
    if telling.dato is None:
        assert telling.passert == ()
        assert len(telling.merknader) == 1
        return
    first = start + timedelta(days=1 if antall else 0)
    walked = [first + timedelta(days=n) for n in range((telling.dato - first).days + 1)]
    passed = [each.dato for each in telling.passert]
    assert passed == [day for day in walked if not is_of_kind(day, enhet)]
    assert len(walked) - len(passed) == max(antall, 1)
    assert all(each.hvorfor for each in telling.passert)


@given(start=near_starts, antall=amounts, enhet=day_units)
@SOME
def test_the_day_is_of_the_kind_that_was_asked_for(start: date, antall: int, enhet: Enhet) -> None:
    dato = count(start, antall, enhet, ALL).dato
    assert dato is None or is_of_kind(dato, enhet)


@given(start=far_starts)
@SOME
def test_zero_is_the_day_itself_when_it_is_of_the_kind(start: date) -> None:
    assert (count(start, 0, Enhet.VIRKEDAGER, ALL).dato == start) == is_of_kind(
        start, Enhet.VIRKEDAGER
    )
    assert count(start, 0, Enhet.KALENDERDAGER, ALL).dato == start


def test_the_public_holidays_are_those_of_the_oracle() -> None:
    for year in range(FIRST, LAST + 1):
        assert set(helligdager(year)) == {day for day in public_holidays() if day.year == year}


def test_a_public_holiday_has_its_names() -> None:
    assert helligdager(2027)[date(2027, 5, 17)] == "17. mai og 2. pinsedag"
    assert helligdager(2008)[date(2008, 5, 1)] == "1. mai og Kristi himmelfartsdag"
    assert helligdager(2026)[date(2026, 4, 2)] == "skjærtorsdag"
    assert [len(helligdager(year)) for year in (2026, 2027)] == [12, 11]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 10, 9), None),
        (date(2026, 10, 10), "lørdag"),
        (date(2026, 10, 11), "søndag"),
        (date(2026, 12, 24), None),
        (date(2026, 12, 25), "1. juledag"),
        (date(2026, 12, 26), "lørdag"),
        (date(2027, 5, 7), None),
    ],
)
def test_why_a_day_is_no_virkedag(day: date, why: str | None) -> None:
    assert not_virkedag(day) == why


@pytest.mark.parametrize(
    ("antall", "enhet", "said"),
    [
        (1, Enhet.VIRKEDAGER, "1 virkedag (mandag–fredag, ikke helligdager)"),
        (5, Enhet.VIRKEDAGER, "5 virkedager (mandag–fredag, ikke helligdager)"),
        (0, Enhet.KALENDERDAGER, "0 kalenderdager"),
        (1, Enhet.SKOLEDAGER, "1 skoledag"),
        (8, Enhet.UKER, "8 uker"),
        (1, Enhet.UKER, "1 uke"),
        (1, Enhet.MAANEDER, "1 måned"),
    ],
)
def test_virkedager_are_always_said_in_full(antall: int, enhet: Enhet, said: str) -> None:
    assert amount(antall, enhet) == said


@pytest.mark.parametrize(
    ("start", "antall", "enhet", "merknader"),
    [
        (date(2026, 10, 12), 5, Enhet.VIRKEDAGER, ()),
        (
            date(2026, 9, 25),
            5,
            Enhet.VIRKEDAGER,
            ("Skolen har fri denne dagen (høstferie). Fristen flyttes ikke.",),
        ),
        (
            date(2027, 10, 4),
            1,
            Enhet.UKER,
            ("Skoleruten for 2027-2028 er ikke kontrollert.",),
        ),
        (
            date(2027, 12, 24),
            0,
            Enhet.VIRKEDAGER,
            (
                "Skolen har fri denne dagen (juleferie). Fristen flyttes ikke.",
                "Skoleruten for 2027-2028 er ikke kontrollert.",
            ),
        ),
        (
            date(2026, 7, 6),
            0,
            Enhet.SKOLEDAGER,
            (
                "Skoleruten for 2025-2026 er ikke kjent, så datoen kan ikke regnes ut. Legg inn plan/skoleruter/2025-2026.yaml.",
            ),
        ),
        (date(2026, 7, 6), 1, Enhet.MAANEDER, ()),
        (date(2025, 10, 6), 1, Enhet.KALENDERDAGER, ()),
    ],
)
def test_what_the_reader_should_know_of_the_day(
    start: date, antall: int, enhet: Enhet, merknader: tuple[str, ...]
) -> None:
    found = count(start, antall, enhet, ALL).merknader
    assert tuple(each for each in found if "sommerferie" not in each) == merknader


def test_an_empty_calendar_knows_nothing() -> None:
    nothing: Skolekalender = kalender_of(())
    assert count(date(2026, 10, 12), 1, Enhet.SKOLEDAGER, nothing).dato is None
    assert count(date(2026, 10, 12), 1, Enhet.VIRKEDAGER, nothing).dato == date(2026, 10, 13)
