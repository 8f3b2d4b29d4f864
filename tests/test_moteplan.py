"""Proposed meetings: never on a free day, on the weekday, evenly, and what cannot be is told."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from moete_eksempler import AAR, kalender, plan
from sosialplan.model.plan import Plan
from sosialplan.rules.moeter.moeteplan import Hull, Moeteforslag, held_for, proposals, spread

MEETINGS = [each.moete for each in plan().moeter.moeter]
YEARS = [each.skoleaar for each in plan().ruter]
CODES = ("k3m9x2ab", "p4r7t1cd", "q8s2v6ef")


def proposed(
    moete: str, skoleaar: str = AAR, ukedag: int = 2, own: Plan | None = None
) -> tuple[Moeteforslag | Hull, ...]:
    own = own or plan()
    found = own.moeter.moete(moete)
    assert found is not None
    groups = held_for(own, found, [], skoleaar) or CODES
    return proposals(own, kalender(), skoleaar, found, groups, ukedag)


def days(found: tuple[Moeteforslag | Hull, ...], **wanted: str | None) -> list[date]:
    return [
        each.dato
        for each in found
        if isinstance(each, Moeteforslag)
        and all(getattr(each, key) == value for key, value in wanted.items())
    ]


@given(
    moete=st.sampled_from(MEETINGS),
    skoleaar=st.sampled_from(YEARS),
    ukedag=st.integers(0, 4),
)
def test_every_proposal_is_a_school_day_on_the_weekday_and_no_group_meets_twice_a_day(
    moete: str, skoleaar: str, ukedag: int
) -> None:
    found = proposed(moete, skoleaar, ukedag)
    assert found == proposed(moete, skoleaar, ukedag)
    dates = [each for each in found if isinstance(each, Moeteforslag)]
    assert all(kalender().is_school_day(each.dato) for each in dates)
    assert {each.dato.weekday() for each in dates} <= {ukedag}
    assert len(set(dates)) == len(dates)
    for gap in (each for each in found if isinstance(each, Hull)):
        usable = [
            day
            for day in kalender().school_days(skoleaar)
            if gap.fra < day <= gap.til and day.weekday() == ukedag
        ]
        assert len(usable) < gap.mangler + 1


def due_after(day: date) -> date:
    """Eight weeks on, or the first school day after that."""
    due = day + timedelta(weeks=8)
    while not kalender().is_school_day(due):
        due += timedelta(days=1)
    return due


@given(skoleaar=st.sampled_from(YEARS), ukedag=st.integers(0, 4))
def test_no_class_waits_more_than_eight_weeks(skoleaar: str, ukedag: int) -> None:
    found = proposed("klassemøte", skoleaar, ukedag)
    assert not [each for each in found if isinstance(each, Hull)]
    first = kalender().school_days(skoleaar)[0]
    for klasse in plan().skole.klasser:
        own = [first, *days(found, for_hva=klasse.klasse)]
        assert all(later <= due_after(day) for day, later in pairwise(own))


def test_four_a_year_take_turns_between_salto_and_school() -> None:
    found = proposed("utvidet-sosialt-r-team")
    hosts = [each.hos for each in found if isinstance(each, Moeteforslag)]
    assert hosts == ["salto", "skolen", "salto", "skolen"]
    between = [(later - day).days for day, later in pairwise(days(found))]
    assert max(between) - min(between) <= 21


def test_both_readings_are_proposed_until_the_school_has_chosen() -> None:
    found = proposed("r-team")
    assert len(days(found, lesning="annenhver-uke")) == 21
    assert len(days(found, lesning="en-til-tre-i-måneden")) == 11


def test_a_week_without_the_weekday_is_told_of() -> None:
    gaps = [each for each in proposed("trinnmøte", ukedag=0) if isinstance(each, Hull)]
    assert {(each.fra, each.mangler) for each in gaps} == {
        (date(2027, 3, 31), 1),
        (date(2027, 5, 18), 1),
    }
    assert {each.for_hva for each in gaps} == {"8", "9", "10"}


def with_times(moete: str, **more: object) -> Plan:
    moeter = tuple(
        replace(each, hyppighet=tuple(replace(one, **more) for one in each.hyppighet))
        if each.moete == moete
        else each
        for each in plan().moeter.moeter
    )
    return replace(plan(), moeter=replace(plan().moeter, moeter=moeter))


def test_more_than_the_year_has_room_for_is_told_of() -> None:
    found = proposed("smu", own=with_times("smu", minst=40))
    (gap,) = [each for each in found if isinstance(each, Hull)]
    assert len(days(found)) + gap.mangler == 40
    found = proposed("sosialt-r-team", own=with_times("sosialt-r-team", minst=6))
    assert all(each.mangler >= 1 for each in found if isinstance(each, Hull))
    assert [each for each in found if isinstance(each, Hull)]


def with_weeks(weeks: int) -> Plan:
    rules = tuple(
        replace(each, versjoner=(replace(each.versjoner[0], antall=weeks),))
        if each.regel == "klassemøte"
        else each
        for each in plan().fristregler.regler
    )
    return replace(plan(), fristregler=replace(plan().fristregler, regler=rules))


def test_a_deadline_within_a_holiday_is_told_of_and_the_next_is_counted_from_it() -> None:
    found = proposed("klassemøte", ukedag=0, own=with_weeks(1))
    gaps = [each for each in found if isinstance(each, Hull) and each.for_hva == "8A"]
    assert gaps
    assert all(each.til - each.fra <= timedelta(weeks=3) for each in gaps)


def test_a_rule_that_never_moves_on_proposes_nothing() -> None:
    assert proposed("klassemøte", own=with_weeks(0)) == ()


@pytest.mark.parametrize(
    ("wanted", "place", "places", "expected"),
    [(1, 0, 1, (5,)), (2, 0, 1, (2, 7)), (1, 0, 2, (2,)), (1, 1, 2, (7,)), (11, 0, 1, None)],
)
def test_days_are_spread_evenly(
    wanted: int, place: int, places: int, expected: tuple[int, ...] | None
) -> None:
    ten = [date(2026, 1, 1) + timedelta(days=each) for each in range(10)]
    chosen = [ten.index(day) for day in spread(ten, wanted, place, places)]
    assert chosen == (list(expected) if expected else list(range(10)))


@pytest.mark.parametrize("ukedag", range(5))
def test_every_other_week_is_two_weeks_apart_but_for_the_holidays(ukedag: int) -> None:
    found = days(proposed("r-team", ukedag=ukedag), lesning="annenhver-uke")
    gaps = [(later - day).days // 7 for day, later in pairwise(found)]
    assert set(gaps) <= {1, 2, 3}
    assert gaps.count(2) >= len(gaps) - 4
