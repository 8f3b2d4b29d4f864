"""A day that a person wrote: which day is meant, seen from a day and a way; and what is told of what is not."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sosialplan.model.skrivemaate import Dagretning, Ukedel
from sosialplan.rules.kalender import datoord
from sosialplan.rules.kalender.dagord import IkkeEnDag, lest_dag
from sosialplan.views.datoer import kort_dato, lang_dato

I_DAG = date(2026, 11, 25)
"""A Wednesday, in week 48."""
BAK, FRAM, NAER = Dagretning.BAKOVER, Dagretning.FRAMOVER, Dagretning.NAERMEST


@pytest.mark.parametrize(
    "skrevet",
    [
        "2026-12-03", "2026-12-3", "3.12.2026", "03.12.2026", "3. 12. 2026", " 3.12.2026 ", "3.12.26",
        "3/12/2026", "3/12-26", "3/12-2026", "3-12-2026", "3. desember 2026", "3. des 2026", "3.des.2026",
        "3 desember 26", "den 3. desember 2026", "TORSDAG 3. desember 2026", "tors. 3.12.2026", "3. DES. 2026",
        "torsdag den 3. desember 2026", "3.\u00a0desember\u00a02026",
    ],
)  # fmt: skip
@pytest.mark.parametrize("retning", Dagretning)
def test_a_day_with_its_year_is_the_same_day_whichever_way_one_looks(
    skrevet: str, retning: Dagretning
) -> None:
    assert lest_dag(skrevet, I_DAG, retning).dag == date(2026, 12, 3)


LESES = [
    # what is written, as what happened, as what is planned, as the nearest
    ("30.11", "2025-11-30", "2026-11-30", "2026-11-30"),
    ("30/11", "2025-11-30", "2026-11-30", "2026-11-30"),
    ("20.11.", "2026-11-20", "2027-11-20", "2026-11-20"),
    ("25. november", "2026-11-25", "2026-11-25", "2026-11-25"),
    ("3. des", "2025-12-03", "2026-12-03", "2026-12-03"),
    ("03.04", "2026-04-03", "2027-04-03", "2027-04-03"),
    ("1. sept", "2026-09-01", "2027-09-01", "2026-09-01"),
    ("i dag", "2026-11-25", "2026-11-25", "2026-11-25"),
    ("I går", "2026-11-24", "2026-11-24", "2026-11-24"),
    ("i forgårs", "2026-11-23", "2026-11-23", "2026-11-23"),
    ("imorgen", "2026-11-26", "2026-11-26", "2026-11-26"),
    ("i overmorgen", "2026-11-27", "2026-11-27", "2026-11-27"),
    ("mandag", "2026-11-23", "2026-11-30", "2026-11-30"),
    ("på mandag", "2026-11-23", "2026-11-30", "2026-11-30"),
    ("på onsdag", "2026-11-18", "2026-12-02", "2026-12-02"),
    ("fredag", "2026-11-20", "2026-11-27", "2026-11-27"),
    ("lør", "2026-11-21", "2026-11-28", "2026-11-28"),
    ("tysdag", "2026-11-24", "2026-12-01", "2026-12-01"),
    ("forrige fredag", "2026-11-20", "2026-11-20", "2026-11-20"),
    ("sist mandag", "2026-11-23", "2026-11-23", "2026-11-23"),
    ("siste onsdag", "2026-11-18", "2026-11-18", "2026-11-18"),
    ("neste mandag", "2026-11-30", "2026-11-30", "2026-11-30"),
    ("neste onsdag", "2026-12-02", "2026-12-02", "2026-12-02"),
    ("kommende fredag", "2026-11-27", "2026-11-27", "2026-11-27"),
    ("om to uker", "2026-12-09", "2026-12-09", "2026-12-09"),
    ("om 14 dager", "2026-12-09", "2026-12-09", "2026-12-09"),
    ("om én måned", "2026-12-25", "2026-12-25", "2026-12-25"),
    ("for to dager siden", "2026-11-23", "2026-11-23", "2026-11-23"),
    ("3 uker siden", "2026-11-04", "2026-11-04", "2026-11-04"),
    ("for en måned siden", "2026-10-25", "2026-10-25", "2026-10-25"),
    ("mandag i uke 49", "2025-12-01", "2026-11-30", "2026-11-30"),
    ("fredag uke 47", "2026-11-20", "2027-11-26", "2026-11-20"),
    ("torsdag i uke 49 2026", "2026-12-03", "2026-12-03", "2026-12-03"),
    ("fredag denne uken", "2026-11-27", "2026-11-27", "2026-11-27"),
    ("tirsdag i forrige uke", "2026-11-17", "2026-11-17", "2026-11-17"),
    ("tirsdag neste uke", "2026-12-01", "2026-12-01", "2026-12-01"),
]


@pytest.mark.parametrize(("skrevet", "bakover", "framover", "naermest"), LESES)
def test_a_fact_lies_behind_and_a_plan_ahead(
    skrevet: str, bakover: str, framover: str, naermest: str
) -> None:
    read = [lest_dag(skrevet, I_DAG, each).dag.isoformat() for each in (BAK, FRAM, NAER)]
    assert read == [bakover, framover, naermest]


@pytest.mark.parametrize(
    ("skrevet", "hvorfor"),
    [
        ("", "dette er ikke en dato"),
        ("i fjor", "dette er ikke en dato"),
        ("to uker", "dette er ikke en dato"),
        ("99", "dette er ikke en dato"),
        ("3. dec", "det finnes ingen slik måned"),
        ("9999-12-30", "året må være fra 2000 til 2099"),
        ("3.12.1926", "året må være fra 2000 til 2099"),
        ("om 999 måneder", "året må være fra 2000 til 2099"),
        ("uke 4 1926", "året må være fra 2000 til 2099"),
        ("31.11.2026", "datoen finnes ikke"),
        ("31.02", "datoen finnes ikke"),
        ("12.13", "datoen finnes ikke"),
        ("2027-02-29", "datoen finnes ikke"),
        ("29.2.27", "datoen finnes ikke"),
        ("29.2", "29. februar finnes ikke i 2026. Skriv året"),
        ("fredag 3. desember 2026", "3. desember 2026 er en torsdag, ikke en fredag"),
        ("onsdag", "kan være 25. november 2026 eller 18. november 2026. Skriv datoen"),
        ("forrige mandag", "kan være 23. november 2026 eller 16. november 2026. Skriv datoen"),
        ("neste fredag", "kan være 27. november 2026 eller 4. desember 2026. Skriv datoen"),
        ("uke 47", "fra mandag 16. november til fredag 20. november 2026. Skriv dagen, som «onsdag i uke 47»"),
        ("neste uke", "fra mandag 30. november til fredag 4. desember 2026"),
        ("uke 0", "det finnes ingen slik uke"),
        ("uke 53 2025", "det finnes ingen slik uke"),
        ("uke 53", "det finnes ingen slik uke"),
    ],
)  # fmt: skip
def test_what_is_no_day_or_could_be_two_says_why(skrevet: str, hvorfor: str) -> None:
    with pytest.raises(IkkeEnDag, match=hvorfor):
        lest_dag(skrevet, I_DAG, BAK)


def test_a_plan_on_the_weekday_of_today_is_asked_of_too() -> None:
    with pytest.raises(IkkeEnDag, match=r"25\. november 2026 eller 2\. desember 2026"):
        lest_dag("onsdag", I_DAG, FRAM)


@pytest.mark.parametrize(
    ("skrevet", "retning", "ukedel", "dag", "sagt"),
    [
        ("uke 49", FRAM, Ukedel.SISTE, "2026-12-04", "fredag 4. desember 2026. Det er den siste skoledagen i uken."),
        ("uke 49", NAER, Ukedel.FOERSTE, "2026-11-30", "mandag 30. november 2026. Det er den første dagen i uken."),
        ("uke 48", FRAM, Ukedel.FOERSTE, "2026-11-23", "mandag 23. november 2026. Det er den første dagen i uken."),
        ("u48", BAK, Ukedel.SISTE, "2026-11-27", "fredag 27. november 2026. Det er den siste skoledagen i uken."),
        ("uke 1", FRAM, Ukedel.FOERSTE, "2027-01-04", "mandag 4. januar 2027. Det er den første dagen i uken."),
        ("i neste uke", FRAM, Ukedel.SISTE, "2026-12-04", "fredag 4. desember 2026. Det er den siste skoledagen i uken."),
    ],
)  # fmt: skip
def test_a_week_is_the_first_or_the_last_day_where_one_is_asked_for(
    skrevet: str, retning: Dagretning, ukedel: Ukedel, dag: str, sagt: str
) -> None:
    read = lest_dag(skrevet, I_DAG, retning, ukedel, lambda _: True)
    assert (read.dag.isoformat(), read.sagt) == (dag, sagt)


def test_the_last_school_day_of_a_week_is_asked_of_the_calendar_and_is_no_holiday() -> None:
    def week(skrevet: str, fri: set[str] | None) -> str:
        def school(day: date) -> bool | None:
            return None if fri is None else day.isoformat() not in fri

        return lest_dag(skrevet, I_DAG, FRAM, Ukedel.SISTE, school).sagt

    assert week("uke 53", None) == "torsdag 31. desember 2026. Det er den siste virkedagen i uken."
    assert week("uke 49", {"2026-12-04"}) == "torsdag 3. desember 2026. Det er den siste skoledagen i uken."  # fmt: skip
    free = {f"2026-12-{day}" for day in (28, 29, 30, 31)} | {"2027-01-01"}
    with pytest.raises(
        IkkeEnDag, match=r"det er ingen skoledag i uke 53, fra mandag 28\. desember"
    ):
        week("uke 53", free)
    assert week("uke 53", None) == lest_dag("uke 53", I_DAG, FRAM, Ukedel.SISTE).sagt


def test_a_fact_is_not_written_on_a_day_whose_year_was_guessed_far_off() -> None:
    near = lest_dag("24.11", I_DAG, BAK)
    assert near.require_sure() == near.dag
    with pytest.raises(IkkeEnDag, match=r"uten år er det lest som 26\. november 2025\. Skriv året"):
        lest_dag("26.11", I_DAG, BAK).require_sure()
    assert lest_dag("26.11.2025", I_DAG, BAK).require_sure() == date(2025, 11, 26)


def test_what_was_understood_is_told_with_its_weekday_unless_it_was_written_as_iso_has_it() -> None:
    assert lest_dag("2026-12-03", I_DAG, FRAM).sagt == ""
    assert lest_dag("3.12.2026", I_DAG, FRAM).sagt == "torsdag 3. desember 2026."
    assert lest_dag("30.11", I_DAG, FRAM).sagt == "mandag 30. november 2026."


def test_a_day_far_off_that_was_read_by_its_direction_alone_is_asked_of() -> None:
    said = "søndag 30. november 2025. Er det et annet år, så skriv året."
    assert lest_dag("30.11", I_DAG, BAK).sagt == said


def test_the_last_of_a_month_stays_in_the_next_one() -> None:
    assert lest_dag("om en måned", date(2027, 1, 31), FRAM).dag == date(2027, 2, 28)
    assert lest_dag("for 11 måneder siden", date(2027, 1, 31), BAK).dag == date(2026, 2, 28)


def test_the_leap_day_is_read_in_the_year_that_has_it() -> None:
    assert lest_dag("29.2", date(2028, 3, 1), BAK).dag == date(2028, 2, 29)
    assert lest_dag("29.2", date(2028, 2, 1), NAER).dag == date(2028, 2, 29)


DAGER = st.dates(date(2001, 1, 1), date(2098, 12, 31))
VISES = (
    date.isoformat,
    kort_dato,
    lang_dato,
    datoord.dato,
    datoord.ukedag_og_dato,
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%d.%m.%y}",
    lambda day: lest_dag(day.isoformat(), day, BAK).sagt or f"{day}",
    lambda day: lest_dag(kort_dato(day), day, BAK).sagt,
)
"""Every way in which the program writes a whole date."""


@given(day=DAGER, i_dag=DAGER, retning=st.sampled_from(Dagretning), vises=st.sampled_from(VISES))
def test_a_date_that_is_shown_can_be_typed_back_and_is_the_same_day(
    day: date, i_dag: date, retning: Dagretning, vises: object
) -> None:
    assert callable(vises)
    assert lest_dag(vises(day), i_dag, retning).dag == day


@given(i_dag=DAGER, away=st.integers(0, 364), retning=st.sampled_from((BAK, FRAM)))
def test_a_date_without_its_year_is_the_first_one_that_way(
    i_dag: date, away: int, retning: Dagretning
) -> None:
    day = i_dag + timedelta(days=-away if retning is BAK else away)
    if (day.month, day.day) != (2, 29):
        assert lest_dag(datoord.dag_og_maaned(day), i_dag, retning).dag == day
        assert lest_dag(f"{day.day}.{day.month}", i_dag, retning).dag == day


@given(i_dag=DAGER, number=st.integers(0, 6), retning=st.sampled_from(Dagretning))
def test_a_weekday_is_within_a_week_and_is_that_weekday(
    i_dag: date, number: int, retning: Dagretning
) -> None:
    read = lest_dag(f"på {datoord.UKEDAGER[number]}", i_dag, retning).dag
    away = (read - i_dag).days
    assert read.weekday() == number
    assert -7 <= away <= -1 if retning is BAK else 1 <= away <= 7


@given(text=st.text(max_size=40), i_dag=DAGER)
def test_any_text_is_a_day_or_is_told_of(text: str, i_dag: date) -> None:
    with suppress(IkkeEnDag):
        assert isinstance(lest_dag(text, i_dag, NAER).dag, date)
