"""When the activities come: cases worked out by hand, the school's choices, and what always holds."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import field
from msgspec.structs import replace

from aarshjul_fixtures import TIDSVALG, YEARS, choices, load_yaml, the_calendars, the_wheel
from sosialplan.model.aarshjul import (
    Aktivitetstid,
    Dag,
    Maaned,
    Medio,
    Naar,
    Tidsrom,
    Tidsromslag,
    Utsnitt,
)
from sosialplan.model.record import Record
from sosialplan.rules.aarshjul.aktivitetstider import aarets_tider

WHEEL = the_wheel()
CALENDARS = the_calendars()


class Forventet(Record, frozen=True, kw_only=True):
    slag: Tidsromslag
    fra: date
    til: date
    frist: date | None = None
    alternativ: bool = False
    ganger: tuple[tuple[date, date], ...] | None = None
    antall: int | None = None


class Tilfelle(Record, frozen=True, kw_only=True):
    hvorfor: str
    skoleaar: str = field(name="skoleår")
    naar: Naar = field(name="når")
    gir: tuple[Forventet, ...] = ()
    forklaring: str = ""
    ukjent: str = ""


CASES = [
    case
    for file in sorted((Path(__file__).parent / "aarshjul_cases").glob("*.yaml"))
    for case in load_yaml(file, tuple[Tilfelle, ...])
]


def test_there_are_cases() -> None:
    assert len(CASES) > 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.skoleaar} {case.hvorfor}")
def test_case(case: Tilfelle) -> None:
    found = times_of(case.naar, case.skoleaar)
    parts = [rom.utsnitt for rom in found.tidsrom]
    assert [_dates(part) for part in parts] == [
        (want.slag, want.fra, want.til, want.frist, want.alternativ) for want in case.gir
    ]
    for part, want in zip(parts, case.gir, strict=True):
        if want.ganger is not None:
            assert tuple((gang.fra, gang.til) for gang in part.ganger) == want.ganger
        if want.antall is not None:
            assert len(part.ganger) == want.antall
        assert case.forklaring in part.forklaring
    assert found.ukjent == ((case.ukjent,) if case.ukjent else ())


def times_of(naar: Naar, skoleaar: str) -> Aktivitetstid:
    one = replace(WHEEL.aktiviteter[0], naar=(naar,))
    wheel = replace(WHEEL, aktiviteter=(one,))
    return aarets_tider(wheel, skoleaar, CALENDARS, choices())[0]


def _dates(part: Utsnitt) -> tuple[Tidsromslag, date, date, date | None, bool]:
    return part.slag, part.fra, part.til, part.frist, part.alternativ


def _readings(activity: str, **chosen: str) -> list[tuple[str | None, bool, str]]:
    times = aarets_tider(WHEEL, "2026-2027", CALENDARS, choices(**chosen))
    found = next(one for one in times if one.aktivitet.id == activity)
    return [(rom.naar.lesning, rom.uavklart, rom.ord) for rom in found.tidsrom]


def test_until_chosen_both_readings_stand_and_are_marked() -> None:
    assert _readings("foreldremøter") == [
        (None, False, "høst"),
        ("høst-og-vår", True, "vår"),
        ("høst-og-vinter", True, "vinter"),
    ]
    assert _readings("midtstuenukene") == [
        ("skolestart-og-semesterskifte", True, "skolestart"),
        ("før-uke-40-og-semesterskifte", True, "før uke 40"),
        (None, False, "semesterskiftet"),
        ("midtstuenuka", True, "semesterskiftet"),
    ]
    assert _readings("evalueringer")[2:] == [
        ("januar-og-august", True, "august"),
        ("januar-og-august", True, "januar"),
        ("medio-januar-og-juni", True, "medio januar"),
        ("medio-januar-og-juni", True, "medio juni"),
    ]


def test_after_the_choice_only_the_chosen_reading_stands_unmarked() -> None:
    assert _readings("foreldremøter", foreldremøter="høst-og-vinter") == [
        (None, False, "høst"),
        ("høst-og-vinter", False, "vinter"),
    ]
    assert _readings("midtstuenukene", midtstuenukene="før-uke-40-og-semesterskifte") == [
        ("før-uke-40-og-semesterskifte", False, "før uke 40"),
        (None, False, "semesterskiftet"),
        ("midtstuenuka", True, "semesterskiftet"),
    ]
    assert _readings("evalueringer", evaluering_ledelsen="medio-januar-og-juni")[2:] == [
        ("medio-januar-og-juni", False, "medio januar"),
        ("medio-januar-og-juni", False, "medio juni"),
    ]


@pytest.mark.parametrize("valg", TIDSVALG)
def test_a_choice_that_is_missing_from_the_list_counts_as_not_chosen(valg: str) -> None:
    without = replace(choices(), valg=tuple(one for one in choices().valg if one.valg != valg))
    times = aarets_tider(WHEEL, "2026-2027", CALENDARS, without)
    marked = {rom.naar.valg for one in times for rom in one.tidsrom if rom.uavklart}
    assert valg in marked


def test_an_unknown_year_has_no_dates_and_says_so() -> None:
    times = aarets_tider(WHEEL, "2030-2031", CALENDARS, choices())
    assert len(times) == 49
    assert all(one.tidsrom == () for one in times)
    (sentence,) = {why for one in times for why in one.ukjent}
    assert sentence.startswith("Skoleruten for 2030-2031 er ikke kjent")


def test_a_wheel_that_does_not_say_what_medio_means_has_no_such_dates_and_says_so() -> None:
    one = replace(WHEEL.aktiviteter[0], naar=(Medio(maaned=1),))
    silent = replace(WHEEL, aktiviteter=(one,), perioder=())
    (found,) = aarets_tider(silent, "2026-2027", CALENDARS, choices())
    assert found.tidsrom == ()
    assert found.ukjent == ("Ordet «medio» er ikke forklart under perioder i aarshjul.yaml.",)


def test_of_a_reading_that_is_chosen_away_nothing_is_unknown() -> None:
    naar = Medio(maaned=1, valg="foreldremøter", lesning="høst-og-vår")
    one = replace(WHEEL.aktiviteter[0], naar=(naar,))
    silent = replace(WHEEL, aktiviteter=(one,), perioder=())
    away = choices(foreldremøter="høst-og-vinter")
    (found,) = aarets_tider(silent, "2026-2027", CALENDARS, away)
    assert (found.tidsrom, found.ukjent) == ((), ())


ALL_TIMES = [
    (year, rom)
    for year in YEARS
    for one in aarets_tider(WHEEL, year, CALENDARS, choices())
    for rom in one.tidsrom
]


def test_every_time_begins_and_ends_on_a_school_day_of_its_year() -> None:
    for year, rom in ALL_TIMES:
        days = CALENDARS.school_days(year)
        part = rom.utsnitt
        assert part.fra <= part.til
        assert {part.fra, part.til} <= set(days)
        assert (part.slag is Tidsromslag.DAG) <= (part.fra == part.til)


def test_several_times_are_in_order_and_apart() -> None:
    for _, rom in ALL_TIMES:
        times = rom.utsnitt.ganger
        assert bool(times) == (rom.utsnitt.slag is Tidsromslag.GJENTAS)
        assert [gang.nummer for gang in times] == list(range(1, len(times) + 1))
        assert all(gang.fra <= gang.til for gang in times)
        assert all(one.til < other.fra for one, other in pairwise(times))


def test_every_time_is_explained_in_one_sentence() -> None:
    for _, rom in ALL_TIMES:
        sentence = rom.utsnitt.forklaring
        assert sentence[0].isupper() or sentence[0].isdigit()
        assert sentence.endswith(".")
        assert not sentence.endswith("..")


def _only(naar: Naar, year: str) -> Tidsrom | None:
    return next(iter(times_of(naar, year).tidsrom), None)


@given(day=st.integers(1, 31), month=st.integers(1, 12), year=st.sampled_from(YEARS))
def test_a_fixed_day_is_the_first_school_day_at_or_after_it(
    day: int, month: int, year: str
) -> None:
    found = _only(Dag(dag=day, maaned=month), year)
    try:
        wanted = date(int(year[:4]) + (month < 8), month, day)
    except ValueError:
        assert found is None
        return
    later = [one for one in CALENDARS.school_days(year) if one >= wanted]
    assert (found.utsnitt.fra if found else None) == (later[0] if later else None)


@given(month=st.integers(1, 12), year=st.sampled_from(YEARS))
def test_a_month_holds_all_its_school_days(month: int, year: str) -> None:
    found = _only(Maaned(maaned=month), year)
    days = [one for one in CALENDARS.school_days(year) if one.month == month]
    assert ((found.utsnitt.fra, found.utsnitt.til) if found else None) == (
        (days[0], days[-1]) if days else None
    )
