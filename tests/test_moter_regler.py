"""Meetings counted: what was asked for, what was held, who was missing, and decisions as deadlines."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from moete_eksempler import AAR, book, case, chosen, held, kalender, plan
from sosialplan.model.frist import Frist
from sosialplan.model.moeter import Elevkode, Holdt, Moetebok
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Hendelse
from sosialplan.rules.dekning import (
    Dekning,
    Strekk,
    class_meeting_coverage,
    meeting_coverage,
)
from sosialplan.rules.moeter.beslutninger import decision_deadlines, missing_people
from sosialplan.rules.moeter.moeteplan import stretches
from sosialplan.rules.saksgang import course_of
from sosialplan.rules.varsler import duty_counted

END = date(2027, 6, 18)


def coverage(moete: str, per: str, *books: Moetebok) -> list[Dekning]:
    rows = meeting_coverage(plan(), kalender(), books, AAR, date.fromisoformat(per))
    return [row for row in rows if row.moete == moete]


def counts(rows: list[Dekning]) -> list[tuple[int, int]]:
    return [(row.holdt, row.ventet) for row in rows]


def of_class(per: str, *days: str) -> Dekning:
    entries = book(held("klassemøte", *days, klasse="8B"))
    rows = class_meeting_coverage(plan(), kalender(), [entries], AAR, date.fromisoformat(per))
    return next(row for row in rows if row.for_hva == "8B")


@pytest.mark.parametrize(
    ("per", "days", "holdt", "ventet"),
    [
        ("2026-10-12", [], 0, 0),  # eight weeks after 17 August is today: it can still be held
        ("2026-10-13", [], 0, 1),
        ("2026-10-13", ["2026-10-12"], 1, 1),
        ("2026-10-13", ["2026-10-13"], 0, 1),  # a day late
        ("2026-09-01", ["2026-08-17"], 1, 1),  # the first school day counts
        ("2026-11-23", ["2026-09-10", "2026-11-05"], 2, 2),
        ("2026-11-23", ["2026-09-10", "2026-11-06"], 1, 2),
        ("2026-11-23", ["2026-09-09", "2026-09-10", "2026-10-01"], 1, 1),  # three in one stretch
        ("2027-06-18", [], 0, 5),
    ],
)
def test_class_meetings_are_counted_by_their_deadlines(
    per: str, days: list[str], holdt: int, ventet: int
) -> None:
    found = of_class(per, *days)
    assert (found.holdt, found.ventet) == (holdt, ventet)


def test_what_was_missed_is_told_with_its_days() -> None:
    found = of_class("2026-11-23", "2026-09-10")
    assert (found.prosent, found.mangler) == (
        50,
        (Strekk(date(2026, 9, 11), date(2026, 11, 5)),),
    )


def test_nothing_asked_for_is_no_per_cent() -> None:
    found = of_class("2026-09-01")
    assert found.prosent is None


def test_every_class_is_counted() -> None:
    rows = class_meeting_coverage(plan(), kalender(), [], AAR, END)
    assert [row.for_hva for row in rows] == [each.klasse for each in plan().skole.klasser]


def test_a_year_without_a_calendar_is_not_guessed() -> None:
    assert meeting_coverage(plan(), kalender(), [], "2031-2032", date(2032, 1, 1)) == ()


def test_a_rule_that_never_moves_on_is_counted_as_nothing() -> None:
    rules = tuple(
        replace(each, versjoner=(replace(each.versjoner[0], antall=0),))
        if each.regel == "klassemøte"
        else each
        for each in plan().fristregler.regler
    )
    odd = replace(plan(), fristregler=replace(plan().fristregler, regler=rules))
    rows = class_meeting_coverage(odd, kalender(), [], AAR, END)
    assert {row.ventet for row in rows} == {0}


def test_both_readings_are_counted_until_the_school_has_chosen() -> None:
    days = book(held("r-team", "2026-08-26", "2026-09-09", "2026-09-23", "2026-10-14"))
    rows = coverage("r-team", "2026-11-01", days)
    assert [(row.lesning, row.holdt, row.ventet) for row in rows] == [
        ("en-til-tre-i-måneden", 3, 3),
        ("annenhver-uke", 4, 5),
        ("hver-uke", 4, 10),
    ]


def test_only_the_chosen_reading_is_counted() -> None:
    decided = chosen("r-team-hyppighet", "annenhver-uke")
    rows = meeting_coverage(decided, kalender(), [], AAR, END)
    assert {row.lesning for row in rows if row.moete == "r-team"} == {"annenhver-uke"}


def test_two_with_salto_and_two_at_school_are_counted_apart() -> None:
    at_school = held("utvidet-sosialt-r-team", "2026-10-20", "2027-03-10", hos="skolen")
    with_salto = held("utvidet-sosialt-r-team", "2026-11-10", hos="salto")
    rows = coverage("utvidet-sosialt-r-team", "2027-06-19", book(at_school, with_salto))
    assert [(row.hos, row.holdt, row.ventet) for row in rows] == [
        ("salto", 1, 2),
        ("skolen", 2, 2),
    ]


def test_once_a_year_for_each_code() -> None:
    codes = (Elevkode(kode="k3m9x2ab"), Elevkode(kode="p4r7t1cd"))
    entries = replace(book(held("tverrfaglig-møte", "2026-11-10", elev="k3m9x2ab")), elever=codes)
    rows = coverage("tverrfaglig-møte", "2027-06-19", entries)
    assert [(row.for_hva, row.holdt, row.ventet) for row in rows] == [
        ("k3m9x2ab", 1, 1),
        ("p4r7t1cd", 0, 1),
    ]
    assert counts(coverage("tverrfaglig-møte", "2027-06-18", entries)) == [(1, 1), (0, 0)]


def test_two_a_month_are_two_in_each_month() -> None:
    moeter = tuple(
        replace(each, hyppighet=(replace(each.hyppighet[0], minst=2),))
        if each.moete == "sosialt-r-team"
        else each
        for each in plan().moeter.moeter
    )
    more = replace(plan(), moeter=replace(plan().moeter, moeter=moeter))
    entries = book(held("sosialt-r-team", "2026-08-19", "2026-09-02", "2026-09-09", "2026-09-16"))
    rows = meeting_coverage(more, kalender(), [entries], AAR, date(2026, 10, 2))
    row = next(row for row in rows if row.moete == "sosialt-r-team")
    assert (row.holdt, row.ventet) == (3, 4)
    assert row.mangler == (Strekk(date(2026, 8, 17), date(2026, 8, 31)),)


def test_the_whole_year_is_one_stretch() -> None:
    smu = plan().moeter.moete("smu")
    assert smu is not None
    assert stretches(smu.hyppighet[0], SCHOOL_DAYS) == (SCHOOL_DAYS,)


def test_grades_are_counted_apart() -> None:
    rows = coverage("trinnmøte", "2026-08-31", book(held("trinnmøte", "2026-08-19", trinn=9)))
    assert [(row.for_hva, row.holdt, row.ventet) for row in rows] == [
        ("8", 0, 2),
        ("9", 1, 2),
        ("10", 0, 2),
    ]


SCHOOL_DAYS = kalender().school_days(AAR)


@given(
    days=st.lists(st.sampled_from(SCHOOL_DAYS), max_size=12),
    per=st.sampled_from(SCHOOL_DAYS),
    moete=st.sampled_from([each.moete for each in plan().moeter.moeter]),
)
def test_never_more_than_was_asked_for_and_all_of_it_is_told(
    days: list[date], per: date, moete: str
) -> None:
    texts = [day.isoformat() for day in days]
    entries = book(held(moete, *texts, klasse="8B", trinn=8, elev="k3m9x2ab", hos="salto"))
    entries = replace(entries, elever=(Elevkode(kode="k3m9x2ab"),))
    for row in coverage(moete, per.isoformat(), entries):
        assert 0 <= row.holdt <= row.ventet
        assert (row.prosent == 100) == (row.ventet > 0 and row.holdt == row.ventet)
        assert (row.mangler == ()) == (row.holdt == row.ventet)
        assert all(each.fra <= each.til < per for each in row.mangler)


@given(st.lists(st.integers(1, 55), min_size=1, max_size=10))
def test_who_never_waits_eight_weeks_has_all(gaps: list[int]) -> None:
    day, days = SCHOOL_DAYS[0], []
    for gap in gaps:
        later = [each for each in SCHOOL_DAYS if day < each <= day + timedelta(days=gap)]
        day = later[-1] if later else day
        days += [day.isoformat()] if later else []
    per = date.fromisoformat(days[-1]) if days else SCHOOL_DAYS[0]
    found = of_class(per.isoformat(), *days)
    assert found.holdt == found.ventet


def test_the_duty_and_the_coverage_count_by_one_rule() -> None:
    due = duty_counted(plan(), kalender(), "klassemøte", SCHOOL_DAYS[0], "x").telling.dato
    assert due is not None
    assert of_class(due.isoformat()).ventet == 0
    assert of_class((due + timedelta(days=1)).isoformat()).ventet == 1


# Who must be in a meeting


def lacking(decided: Plan, code: str, hos: str | None = None) -> set[str]:
    """Return whom a meeting lacks where nobody came and all its members must be there."""
    moete = decided.moeter.moete(code)
    assert moete is not None
    held = Holdt(
        id="aaaaaaaa", moete=code, dato=date(2026, 11, 2), hos=hos, til_stede=("vaktmester",)
    )
    return set(missing_people(decided, replace(moete, maa_vaere_med=moete.medlemmer), held))


def test_both_are_asked_for_until_the_school_has_chosen() -> None:
    both = {"kontaktlærer", "trinnleder"}
    assert lacking(plan(), "tverrfaglig-møte") >= both
    for each in both:
        decided = chosen("tverrfaglig-møte-deltakere", each)
        assert lacking(decided, "tverrfaglig-møte") & both == {each}


def test_salto_is_asked_for_where_salto_holds_it() -> None:
    assert "salto" in lacking(plan(), "utvidet-sosialt-r-team", "salto")
    assert "salto" not in lacking(plan(), "utvidet-sosialt-r-team", "skolen")


# Decisions


DECIDED = Hendelse(
    id="b0000001",
    dato=date(2026, 10, 14),
    steg="beslutning",
    notat="Ring hjem",
    ansvarlig="rådgiver",
    frist=date(2026, 10, 21),
    moete="r-team",
)


def decisions(*entries: Hendelse) -> list[Frist]:
    gang = course_of(case(*entries), (), plan(), kalender(), date(2026, 11, 1))
    assert gang is not None
    return list(decision_deadlines(gang))


def test_a_decision_is_a_deadline_on_the_day_that_was_agreed() -> None:
    (row,) = decisions(DECIDED)
    assert (row.frist, row.ansvarlig, row.gjort) == (DECIDED.frist, ("rådgiver",), None)
    assert row.tittel == "Gjør det R-team 14. oktober bestemte"
    assert row.forklaring.merknad == "Dagen ble avtalt i møtet."


def test_it_is_done_on_the_first_day_that_says_so() -> None:
    done = Hendelse(
        id="d0000001", dato=date(2026, 10, 20), steg="beslutning-utført", gjelder="b0000001"
    )
    later = replace(done, id="d0000002", dato=date(2026, 10, 25))
    other = replace(done, id="d0000003", dato=date(2026, 10, 15), gjelder="b0000009")
    (row,) = decisions(DECIDED, later, done, other)
    assert row.gjort == date(2026, 10, 20)


def test_a_corrected_decision_keeps_what_was_done_of_it() -> None:
    done = Hendelse(
        id="d0000001", dato=date(2026, 10, 20), steg="beslutning-utført", gjelder="b0000001"
    )
    mended = replace(DECIDED, id="b0000002", frist=date(2026, 10, 28), retter="b0000001")
    (row,) = decisions(DECIDED, done, mended)
    assert (row.frist, row.gjort) == (date(2026, 10, 28), date(2026, 10, 20))


@pytest.mark.parametrize("part", [{"ansvarlig": None}, {"frist": None}])
def test_a_decision_without_owner_or_date_is_no_deadline(part: dict[str, None]) -> None:
    assert decisions(replace(DECIDED, **part)) == []


@pytest.mark.parametrize("moete", [None, "finnes-ikke"])
def test_a_decision_of_a_meeting_that_is_not_known_says_so_plainly(moete: str | None) -> None:
    (row,) = decisions(replace(DECIDED, moete=moete))
    assert row.tittel == "Gjør det møtet 14. oktober bestemte"
