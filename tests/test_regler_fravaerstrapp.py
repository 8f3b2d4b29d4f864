"""The absence ladder, counted in another way: from sets of days and not from one day to the next."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from frist_sak import the_plan
from sosialplan.model.fravaer import Fravaersperiode, Fravaerstype, Meldt
from sosialplan.model.fravaerstrapp import Telling
from sosialplan.model.plan import Plan
from sosialplan.rules.borte import Regnskap, accounts
from sosialplan.rules.fravaerstrapp import (
    absence_days,
    active,
    next_rung,
    reached,
    rungs_ahead,
)
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of

KALENDER = kalender_of(the_plan().ruter)
DAYS = [
    day
    for year in ("2026-2027", "2027-2028")
    for day in KALENDER.school_days(year)
    if date(2027, 4, 1) <= day < date(2027, 12, 1)
]
PER = date(2027, 11, 15)


def periode(fra: date, til: date, meldt: Meldt = Meldt.JA) -> Fravaersperiode:
    return Fravaersperiode(id="f0000001", fra=fra, til=til, type=Fravaerstype.UGYLDIG, meldt=meldt)


def first_before(day: date) -> date:
    """The school day before one; before the first of them a day without absence."""
    return DAYS[DAYS.index(day) - 1] if day != DAYS[0] else date.min


@st.composite
def stretches(draw: st.DrawFn) -> list[Fravaersperiode]:
    """Periods that never overlap, over a summer, some of them in days off."""
    starts = sorted(draw(st.sets(st.integers(0, 230), max_size=25)))
    found = []
    for start, following in zip(starts, [*starts[1:], 240], strict=False):
        length = draw(st.integers(0, following - start - 1))
        fra = date(2027, 4, 1) + timedelta(days=start)
        told = draw(st.sampled_from(Meldt))
        found.append(periode(fra, fra + timedelta(days=length), told))
    return found


@given(perioder=stretches())
@settings(max_examples=500, deadline=None)
def test_the_counters_agree_with_a_count_from_sets(perioder: list[Fravaersperiode]) -> None:
    absent = {
        day for day in DAYS if day <= PER and any(each.fra <= day <= each.til for each in perioder)
    }
    counted = absence_days(perioder, the_plan(), KALENDER, PER, klasse="8B")
    assert [each.dato for each in counted] == sorted(absent)
    for each in counted:
        place = DAYS.index(each.dato)
        run = 0
        while place - run >= 0 and DAYS[place - run] in absent:
            run += 1
        assert each.paa_rad == run
        year = school_year_of(each.dato)
        assert each.i_alt == sum(school_year_of(day) == year for day in absent if day <= each.dato)


@given(perioder=stretches())
@settings(max_examples=300, deadline=None)
def test_each_rung_is_reached_on_the_day_of_its_count(perioder: list[Fravaersperiode]) -> None:
    days = absence_days(perioder, the_plan(), KALENDER, PER, klasse="8B")
    kept = accounts(perioder, the_plan(), KALENDER, PER, klasse="8B")
    found = [(each.trinn.trinn, each.dato) for each in reached(kept, the_plan())]
    told = {day: each.meldt for each in perioder for day in DAYS if each.fra <= day <= each.til}
    untold = {
        first
        for each in perioder
        if each.meldt is Meldt.NEI
        and (first := next((day for day in DAYS if each.fra <= day <= min(each.til, PER)), None))
        and told.get(first_before(first)) is not Meldt.NEI
    }
    assert {dato for name, dato in found if name == "første-dag-ikke-meldt"} == untold
    for name, telling, dager in (
        ("over-tre-dager", "paa_rad", 4),
        ("ti-dager", "i_alt", 10),
        ("over-ti-dager", "i_alt", 11),
        ("femten-dager", "i_alt", 15),
        ("femten-dager-vurderes", "i_alt", 15),
    ):
        expected = [day.dato for day in days if getattr(day, telling) == dager]
        assert [dato for found_name, dato in found if found_name == name] == expected


@given(perioder=stretches(), shift=st.integers(0, 200))
@settings(max_examples=200, deadline=None)
def test_what_is_known_later_never_changes_what_was_counted_before(
    perioder: list[Fravaersperiode], shift: int
) -> None:
    early = PER - timedelta(days=shift)
    before = absence_days(perioder, the_plan(), KALENDER, early, klasse="8B")
    assert absence_days(perioder, the_plan(), KALENDER, PER, klasse="8B")[: len(before)] == before


@pytest.mark.parametrize(
    ("valg", "holds"),
    [
        ({}, {"ti-dager", "femten-dager-vurderes"}),
        ({"fravær-ti-dager": "møte-ved-ti"}, {"ti-dager", "femten-dager-vurderes"}),
        ({"fravær-ti-dager": "møte-over-ti"}, {"over-ti-dager-møte", "femten-dager-vurderes"}),
        ({"fravær-femten-dager": "melding-sendes"}, {"ti-dager", "femten-dager-sendes"}),
        ({"fravær-femten-dager": "melding-vurderes"}, {"ti-dager", "femten-dager-vurderes"}),
    ],
)
def test_the_readings_that_the_school_chose(valg: dict[str, str], holds: set[str]) -> None:
    always = {"første-dag-ikke-meldt", "over-tre-dager", "over-ti-dager", "femten-dager"}
    assert {each.trinn for each in active(_chosen(valg), PER)} == always | holds


def test_a_day_in_two_periods_counts_once_and_keeps_the_first() -> None:
    first = periode(date(2026, 10, 12), date(2026, 10, 13))
    second = replace(
        periode(date(2026, 10, 13), date(2026, 10, 14), Meldt.NEI), type=Fravaerstype.GYLDIG
    )
    days = absence_days([second, first], the_plan(), KALENDER, PER, klasse="8B")
    assert [(each.type.value, each.ikke_meldt) for each in days] == [
        ("ugyldig", False),
        ("ugyldig", False),
        ("gyldig", False),
    ]


def test_the_next_rung_is_the_nearest_by_days_in_all() -> None:
    assert _next([]) == ("ti-dager", 10)
    nine = [periode(date(2026, 9, 7), date(2026, 9, 17))]
    assert _next(nine) == ("ti-dager", 1)
    ten = [periode(date(2026, 9, 7), date(2026, 9, 18))]
    assert _next(ten) == ("over-ti-dager", 1)
    fifteen = [periode(date(2026, 9, 7), date(2026, 9, 25))]
    assert _next(fifteen) is None


def test_without_absence_no_rung_is_ahead() -> None:
    assert rungs_ahead(Regnskap("8B"), the_plan(), KALENDER, PER) == ()


def test_a_ladder_can_count_only_days_in_a_row() -> None:
    plan = the_plan()
    trinn = tuple(each for each in plan.trapp.trinn if each.telling is Telling.PAA_RAD)
    short = replace(plan, trapp=replace(plan.trapp, trinn=trinn))
    assert next_rung((), short, PER) is None
    assert short.trapp.find("over-tre-dager") is trinn[0]
    assert short.trapp.find("ti-dager") is None


def _next(perioder: list[Fravaersperiode]) -> tuple[str, int] | None:
    found = next_rung(
        absence_days(perioder, the_plan(), KALENDER, PER, klasse="8B"), the_plan(), PER
    )
    return (found[0].trinn, found[1]) if found else None


def _chosen(valg: dict[str, str]) -> Plan:
    plan = the_plan()
    choices = tuple(replace(each, valgt=valg.get(each.valg)) for each in plan.valg.valg)
    return replace(plan, valg=replace(plan.valg, valg=choices))
