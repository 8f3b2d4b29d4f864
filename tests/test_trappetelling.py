"""The one counter of the ladder held against naive counts, its edges, and what is told of a rung that cannot be counted."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from frist_sak import the_plan
from sosialplan.model.fravaer import Fravaersperiode, Fravaerstype, Meldt
from sosialplan.model.fravaerstrapp import (
    Bare,
    Fagtimer,
    Hva,
    Tell,
    Telling,
    Trinn,
    Vindu,
)
from sosialplan.model.importkart import (
    Fravaerskart,
    Fravaerskode,
    Importkart,
    Kolonner,
    NavngittKart,
)
from sosialplan.model.plan import Plan
from sosialplan.model.skole import Innstillingsverdi, Klasse
from sosialplan.rules.borte import Regnskap, accounts, stands
from sosialplan.rules.checks.trapp_checks import check_rungs, check_subjects
from sosialplan.rules.fravaerstrapp import (
    Naadd,
    counting_words,
    next_rung,
    reached,
    rungs_ahead,
)
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of
from sosialplan.rules.vinduer import (
    HALVAAR_TIL,
    PERIODE,
    TIMER_PER_DAG,
    counts_by_wheel,
    day_in_year,
    days_of,
    first_half_ends,
    half_of,
    holds,
    subject_hours,
    weeks_until,
)

PLAN = the_plan()
KALENDER = kalender_of(PLAN.ruter)
YEAR = KALENDER.school_days("2026-2027")
PER = date(2027, 6, 18)
ALWAYS = date(2000, 1, 1)


def rung(tell: Tell | None, code: str = "prøve", **more: Any) -> Trinn:
    base = Trinn(
        trinn=code, navn="Prøve", tell=tell, hvem=("kontaktlærer",), hva="Gjør noe.",
        varsle_dagen_foer=True, linjer=1, grunnlag_for_tellingen="Oppdiktet.",
    )  # fmt: skip
    return replace(base, **more)


def plan_with(*trinn: Trinn, fag: tuple[Fagtimer, ...] = (), **said: Any) -> Plan:
    """The plan with these rungs, where settings are this."""
    names = {"periode": PERIODE, "til": HALVAAR_TIL, "timer": TIMER_PER_DAG}
    by_name = {names[key]: value for key, value in said.items()}
    settings = tuple(
        replace(
            each,
            verdier=(Innstillingsverdi(gjelder_fra=ALWAYS, verdi=by_name[each.innstilling]),),
        )
        if each.innstilling in by_name
        else each
        for each in PLAN.skole.innstillinger
    )
    trapp = replace(PLAN.trapp, trinn=trinn, timer_i_fag=fag)
    return replace(PLAN, trapp=trapp, skole=replace(PLAN.skole, innstillinger=settings))


def borte(fra: date, til: date | None = None, **more: Any) -> Fravaersperiode:
    base = Fravaersperiode(
        id="f0000001", fra=fra, til=til or fra, type=Fravaerstype.UGYLDIG, meldt=Meldt.NEI
    )
    return replace(base, **more)


def kept(plan: Plan, *perioder: Fravaersperiode, per: date = PER, klasse: str = "8B") -> Regnskap:
    return accounts(perioder, plan, kalender_of(plan.ruter), per, klasse=klasse)


some_days = st.sets(st.sampled_from(YEAR), max_size=40).map(sorted)
WINDOWS: dict[Vindu, Callable[[date, date], bool]] = {
    Vindu.DAG: lambda a, b: a == b,
    Vindu.MAANED: lambda a, b: (a.year, a.month) == (b.year, b.month),
    Vindu.HALVAAR: lambda a, b: (a <= date(2027, 1, 15)) == (b <= date(2027, 1, 15)),
    Vindu.SKOLEAAR: lambda a, b: school_year_of(a) == school_year_of(b),
}


def numbered() -> dict[date, int]:
    """Each school day by its place, where the weeks without school are cut out of the calendar."""
    weeks: list[tuple[int, int]] = []
    places = {}
    for day in YEAR:
        year, week, weekday = day.isocalendar()
        if (year, week) not in weeks:
            weeks.append((year, week))
        places[day] = 7 * weeks.index((year, week)) + weekday
    return places


PLACES = numbered()


@given(days=some_days, uker=st.integers(1, 39))
@settings(max_examples=300, deadline=None)
def test_the_sliding_window_is_a_naive_count(days: list[date], uker: int) -> None:
    tell = Tell(hva=Hva.DAGER, vindu=Vindu.UKER, uker=uker, over_prosent=10)
    regnskap = kept(PLAN, *(borte(day) for day in days))
    found = stands(regnskap, tell, PLAN, KALENDER).get("", ())
    assert [each.dato for each in found] == days
    for each in found:
        here = PLACES[each.dato]
        within = [day for day in YEAR if here - 7 * uker < PLACES[day] <= here]
        assert each.med == sum(day in days for day in within)
        assert each.med - each.uten == 1
        begun = here - 7 * uker >= 0
        first = [day for day in YEAR if PLACES[day] <= 7 * uker]
        assert each.av == len(within if begun else first)


@given(days=some_days, vindu=st.sampled_from(sorted(WINDOWS)))
@settings(max_examples=200, deadline=None)
def test_a_window_that_stands_is_a_naive_count(days: list[date], vindu: Vindu) -> None:
    plan = plan_with(til="15. januar")
    tell = Tell(hva=Hva.DAGER, vindu=vindu, over_prosent=10)
    for each in stands(kept(plan, *(borte(day) for day in days)), tell, plan, KALENDER).get("", ()):
        own = [day for day in days if day <= each.dato and WINDOWS[vindu](day, each.dato)]
        assert (each.med, each.uten) == (len(own), len(own) - 1)
        assert each.av == sum(WINDOWS[vindu](day, each.dato) for day in YEAR)


@given(days=some_days, over=st.integers(0, 8), uker=st.integers(1, 10))
@settings(max_examples=200, deadline=None)
def test_a_rung_is_reached_each_time_the_count_goes_over_and_never_while_it_is(
    days: list[date], over: int, uker: int
) -> None:
    tell = Tell(hva=Hva.DAGER, vindu=Vindu.UKER, uker=uker, over=over)
    plan = plan_with(rung(tell))
    regnskap = kept(plan, *(borte(day) for day in days))
    expected = []
    for place, day in enumerate(days):
        before = sum(PLACES[day] - PLACES[each] < 7 * uker for each in days[:place])
        expected += [day] if before == over else []
    assert [each.dato for each in reached(regnskap, plan)] == expected


@given(days=some_days)
@settings(max_examples=200, deadline=None)
def test_single_days_are_those_between_two_days_at_school(days: list[date]) -> None:
    tell = Tell(hva=Hva.ENKELTDAGER, vindu=Vindu.SKOLEAAR, fra=1)
    found = stands(kept(PLAN, *(borte(day) for day in days)), tell, PLAN, KALENDER).get("", ())
    at_school = [None, *YEAR, None]
    single = 0
    for each in found:
        place = at_school.index(each.dato)
        beside = {at_school[place - 1], at_school[place + 1]} & set(days)
        single += not beside
        assert each.med == single


def test_all_lessons_are_those_of_whole_days_too_and_no_more_than_a_day_has() -> None:
    plan = plan_with(timer="6 6 6 6 5")
    tell = Tell(hva=Hva.TIMER, vindu=Vindu.MAANED, over_prosent=10)
    friday, monday, tuesday = date(2026, 9, 4), date(2026, 9, 7), date(2026, 9, 8)
    regnskap = kept(
        plan, borte(friday), borte(monday, timer=2, fag="norsk"),
        borte(monday, timer="1,5", fag="engelsk"),
        borte(tuesday, timer=4, fag="norsk"), borte(tuesday, timer=4, fag="engelsk"),
    )  # fmt: skip
    found = stands(regnskap, tell, plan, KALENDER)[""]
    assert [each.med for each in found] == [5, 8.5, 14.5]
    mondays_to_thursdays, fridays = 15, 4
    assert {each.av for each in found} == {6 * mondays_to_thursdays + 5 * fridays}
    assert [each.antall for each in regnskap.enkelttimer] == [2, 1.5]
    assert [each.dato for each in regnskap.dager] == [friday, tuesday]
    only_that = replace(tell, hva=Hva.ENKELTTIMER, over_prosent=None, fra=3, per_fag=True)
    assert {fag: own[-1].med for fag, own in stands(regnskap, only_that, plan, KALENDER).items()} == {
        "norsk": 2, "engelsk": 1.5,
    }  # fmt: skip


def test_lessons_of_a_whole_day_are_none_beside_the_day_itself() -> None:
    day = date(2026, 9, 7)
    regnskap = kept(PLAN, borte(day), borte(day, timer=2))
    assert [each.antall for each in regnskap.timer] == [0], "the length of the day is not said"
    assert regnskap.enkelttimer == ()


def test_lessons_without_a_subject_are_in_no_count_by_subject() -> None:
    plan = plan_with(timer="0")
    tell = Tell(hva=Hva.TIMER, vindu=Vindu.SKOLEAAR, fra=1, per_fag=True)
    day = date(2026, 9, 7)
    regnskap = kept(plan, borte(day, timer=2), borte(day + timedelta(1), fag="Norsk"))
    assert list(stands(regnskap, tell, plan, KALENDER)) == ["Norsk"]


def test_the_hours_of_a_subject_are_those_of_the_grade_before_those_of_all() -> None:
    fag = (
        Fagtimer(fag="norsk", timer=100),
        Fagtimer(fag="Norsk", timer=80, trinn=8),
        Fagtimer(fag="norsk", timer=90, trinn=9),
    )
    plan = plan_with(fag=fag)
    assert [subject_hours(plan, each, "NORSK") for each in ("8B", "10A")] == [80, 100]
    assert subject_hours(plan, "8B", "engelsk") is None
    tell = Tell(hva=Hva.TIMER, vindu=Vindu.SKOLEAAR, over_prosent=10, per_fag=True)
    assert holds(plan, tell, YEAR, "8B", "norsk") == 80
    assert holds(plan, tell, YEAR, "8B", "engelsk") == 0
    assert not tell.met(5, 0), "of a subject whose hours are not said nothing is a share"


def test_a_limit_that_is_not_said_is_never_met() -> None:
    assert not Tell(hva=Hva.DAGER, vindu=Vindu.DAG).met(100, 1)
    assert not rung(None).telles().met(200)
    assert rung(None, telling=Telling.IKKE_MELDT).telles().fra == 1


def test_two_subjects_reach_a_rung_on_the_same_day_and_are_warned_of_in_one_line() -> None:
    tell = Tell(hva=Hva.ENKELTTIMER, vindu=Vindu.MAANED, fra=3, per_fag=True)
    plan = plan_with(rung(tell))
    first, then = date(2026, 9, 7), date(2026, 9, 10)
    two = [borte(first, fag=fag, timer=2) for fag in ("norsk", "engelsk")]
    ahead = rungs_ahead(kept(plan, *two, per=first), plan, KALENDER, first)
    assert [(each.trinn.navn, each.siste, each.en_til) for each in ahead] == [
        ("Prøve", first, "Én enkelttime til")
    ]
    more = [*two, *(borte(then, fag=fag) for fag in ("norsk", "engelsk"))]
    found = reached(kept(plan, *more), plan)
    assert [(each.dato, each.fag, each.trinn.navn) for each in found] == [
        (then, "norsk", "Prøve: norsk"), (then, "engelsk", "Prøve: engelsk"),
    ]  # fmt: skip
    assert found[0] == Naadd(found[0].trinn, then, "norsk")


@pytest.mark.parametrize(
    ("tell", "per", "warned"),
    [
        (Tell(hva=Hva.DAGER, vindu=Vindu.PAA_RAD, fra=3), date(2026, 9, 8), True),
        (Tell(hva=Hva.DAGER, vindu=Vindu.PAA_RAD, fra=3), date(2026, 9, 9), True),
        (Tell(hva=Hva.DAGER, vindu=Vindu.PAA_RAD, fra=3), date(2026, 9, 10), False),
        (Tell(hva=Hva.DAGER, vindu=Vindu.MAANED, fra=3), date(2026, 9, 26), False),
        (Tell(hva=Hva.DAGER, vindu=Vindu.MAANED, fra=3), date(2026, 9, 25), True),
        (Tell(hva=Hva.DAGER, vindu=Vindu.UKER, uker=2, fra=3), date(2026, 9, 18), True),
        (Tell(hva=Hva.DAGER, vindu=Vindu.UKER, uker=2, fra=3), date(2026, 9, 21), False),
        (Tell(hva=Hva.DAGER, vindu=Vindu.SKOLEAAR, fra=2), date(2026, 9, 8), False),
        (Tell(hva=Hva.DAGER, vindu=Vindu.SKOLEAAR, fra=4), date(2026, 9, 8), False),
        (Tell(hva=Hva.DAGER, vindu=Vindu.SKOLEAAR, fra=3, grunn=Bare.UGYLDIG), date(2026, 9, 8), True),
        (Tell(hva=Hva.DAGER, vindu=Vindu.SKOLEAAR, fra=3), date(2028, 9, 8), False),
    ],
)  # fmt: skip
def test_it_is_warned_one_step_before_while_the_window_is_open(
    tell: Tell, per: date, *, warned: bool
) -> None:
    plan = plan_with(rung(tell))
    regnskap = kept(plan, borte(date(2026, 9, 7), date(2026, 9, 8)), per=per)
    assert bool(rungs_ahead(regnskap, plan, KALENDER, per)) is warned


def test_of_all_lessons_one_step_is_a_whole_day() -> None:
    tell = Tell(hva=Hva.TIMER, vindu=Vindu.MAANED, over_prosent=10)
    plan = plan_with(rung(tell), timer="6")
    first = date(2026, 9, 7)
    ahead = rungs_ahead(kept(plan, borte(first), per=first), plan, KALENDER, first)
    assert [each.en_til for each in ahead] == ["Én dag eller time til"], "12 of 114 lessons is over"
    unsaid = plan_with(rung(replace(tell, over_prosent=None, fra=3)), timer="0")
    two = kept(unsaid, borte(first, timer=2), per=first)
    assert rungs_ahead(two, unsaid, KALENDER, first)


def test_the_next_rung_is_of_days_in_all_however_that_is_told() -> None:
    month = Tell(hva=Hva.DAGER, vindu=Vindu.MAANED, fra=2)
    share = Tell(hva=Hva.DAGER, vindu=Vindu.SKOLEAAR, fra_prosent=5)
    year = Tell(hva=Hva.DAGER, vindu=Vindu.SKOLEAAR, over=4)
    plan = plan_with(rung(month, "m"), rung(share, "p"), rung(year, "år"))
    found = next_rung((), plan, PER)
    assert found is not None
    assert (found[0].trinn, found[1]) == ("år", 5)
    assert next_rung((), plan_with(rung(month)), PER) is None


def test_what_was_known_on_a_day_can_be_asked_for() -> None:
    day = date(2026, 9, 7)
    more = (
        borte(day, forsent=True),
        borte(day + timedelta(1), gikk=True),
        borte(day + timedelta(2)),
    )
    whole = kept(PLAN, *more)
    assert whole.until(day) == kept(PLAN, more[0])
    assert whole.until(PER) == whole


def test_the_day_that_a_half_year_ends_can_be_said_as_a_day() -> None:
    plan = plan_with(til="15. januar")
    assert first_half_ends(plan, "2026-2027", PER) == date(2027, 1, 15)
    assert half_of(plan, date(2027, 1, 15)) == "2026-2027"
    assert half_of(plan, date(2027, 1, 18)) == "2026-2027 vår"
    assert first_half_ends(plan_with(til="18. desember"), "2026-2027", PER) == date(2026, 12, 18)
    assert [day_in_year(each) for each in ("29. februar", "1. mai", "1. vår", "")] == [
        None, (5, 1), None, None,
    ]  # fmt: skip
    half = rung(Tell(hva=Hva.DAGER, vindu=Vindu.HALVAAR, over=10))
    assert counts_by_wheel(PLAN.skole, plan_with(half).trapp)
    assert counts_by_wheel(plan.skole, plan_with(half).trapp), (
        "before it was said, the wheel's word held"
    )
    always = tuple(
        replace(each, standard="15. januar") if each.innstilling == HALVAAR_TIL else each
        for each in PLAN.skole.innstillinger
    )
    assert not counts_by_wheel(replace(PLAN.skole, innstillinger=always), plan_with(half).trapp)
    assert not counts_by_wheel(PLAN.skole, PLAN.trapp)


def test_of_a_year_that_is_not_known_no_window_has_days() -> None:
    unknown = date(2031, 9, 1)
    for tell in (
        Tell(hva=Hva.DAGER, vindu=Vindu.UKER, uker=2, fra=1),
        Tell(hva=Hva.DAGER, vindu=Vindu.MAANED, fra=1),
    ):
        assert days_of(PLAN, tell, unknown) == ()
    assert weeks_until(YEAR, YEAR[0], 60).dager == YEAR, (
        "more weeks than the year has are all of them"
    )


# What is told of a rung that cannot be counted


def told(*trinn: Trinn, plan: Plan | None = None, **said: Any) -> list[tuple[str, str]]:
    found = check_rungs(plan or plan_with(*trinn, **said))
    no_step_waits = "P431"  # these rungs stand with no chain around them
    return [
        (each.code, next(iter(each.values.values()), ""))
        for each in found
        if each.code != no_step_waits
    ]


ROW = Tell(hva=Hva.DAGER, vindu=Vindu.PAA_RAD, fra=3)


@pytest.mark.parametrize(
    ("trinn", "wanted"),
    [
        (rung(None), "enten «telling» og «dager», eller «tell»"),
        (rung(None, telling=Telling.I_ALT), "enten «telling» og «dager», eller «tell»"),
        (rung(None, dager=3), "enten «telling» og «dager», eller «tell»"),
        (rung(ROW, dager=3), "enten «telling» og «dager», eller «tell»"),
        (rung(ROW, telling=Telling.I_ALT, dager=3), "enten «telling» og «dager», eller «tell»"),
        (rung(replace(ROW, fra=None)), "én av «fra», «over», «fra_prosent» og «over_prosent»"),
        (rung(replace(ROW, over=3)), "én av «fra», «over», «fra_prosent» og «over_prosent»"),
        (rung(replace(ROW, uker=3)), "«uker» når vinduet er uker, og bare da"),
        (rung(replace(ROW, vindu=Vindu.UKER)), "«uker» når vinduet er uker, og bare da"),
        (rung(replace(ROW, per_fag=True)), "timer eller enkelttimer når det telles per fag"),
        (rung(replace(ROW, fra=None, fra_prosent=10)), "dager eller timer når grensen er prosent, og ikke på en dag eller på rad"),
        (rung(Tell(hva=Hva.GIKK, vindu=Vindu.MAANED, over_prosent=10)), "dager eller timer når grensen er prosent, og ikke på en dag eller på rad"),
        (rung(Tell(hva=Hva.TIMER, vindu=Vindu.MAANED, over_prosent=10, per_fag=True)), "skoleår når grensen er prosent av timene i et fag"),
    ],
)  # fmt: skip
def test_a_rung_that_does_not_say_how_it_is_counted_is_refused(trinn: Trinn, wanted: str) -> None:
    assert told(trinn) == [("P424", wanted)]


@pytest.mark.parametrize(
    ("tell", "said", "code"),
    [
        (Tell(hva=Hva.DAGER, vindu=Vindu.SKOLEAAR, fra=190), {}, None),
        (Tell(hva=Hva.DAGER, vindu=Vindu.SKOLEAAR, over=190), {}, ("P425", "190")),
        (Tell(hva=Hva.DAGER, vindu=Vindu.MAANED, fra=23), {}, ("P425", "22")),
        (Tell(hva=Hva.DAGER, vindu=Vindu.DAG, fra=2), {}, ("P425", "1")),
        (Tell(hva=Hva.DAGER, vindu=Vindu.PAA_RAD, over=200), {}, ("P425", "190")),
        (Tell(hva=Hva.DAGER, vindu=Vindu.HALVAAR, fra=96), {"til": "15. januar"}, ("P425", "95")),
        (Tell(hva=Hva.DAGER, vindu=Vindu.PERIODE, fra=96), {"til": "15. januar", "periode": "halvår"}, ("P425", "95")),
        (Tell(hva=Hva.DAGER, vindu=Vindu.PERIODE, fra=96), {}, None),
        (Tell(hva=Hva.ENKELTDAGER, vindu=Vindu.UKER, uker=1, fra=4), {}, ("P425", "3")),
        (Tell(hva=Hva.NYTT_FRAVAER, vindu=Vindu.UKER, uker=1, fra=3), {}, None),
        (Tell(hva=Hva.FORSENT, vindu=Vindu.DAG, over=12), {}, ("P425", "12")),
        (Tell(hva=Hva.ENKELTTIMER, vindu=Vindu.UKER, uker=1, over=60), {}, ("P425", "60")),
        (Tell(hva=Hva.TIMER, vindu=Vindu.UKER, uker=1, over=29), {"timer": "6 6 6 6 5"}, ("P425", "29")),
        (Tell(hva=Hva.TIMER, vindu=Vindu.UKER, uker=1, over=28), {"timer": "6 6 6 6 5"}, None),
        (Tell(hva=Hva.DAGER, vindu=Vindu.SKOLEAAR, over_prosent=100), {}, ("P425", "100 prosent")),
        (Tell(hva=Hva.DAGER, vindu=Vindu.SKOLEAAR, fra_prosent=100), {}, None),
        (Tell(hva=Hva.DAGER, vindu=Vindu.UKER, uker=39, fra=3), {}, None),
        (Tell(hva=Hva.DAGER, vindu=Vindu.UKER, uker=40, fra=3), {}, ("P426", "40")),
        (Tell(hva=Hva.DAGER, vindu=Vindu.HALVAAR, fra_prosent=10), {"til": "30. juni"}, ("P427", "")),
        (Tell(hva=Hva.DAGER, vindu=Vindu.HALVAAR, fra_prosent=10), {}, None),
        (Tell(hva=Hva.TIMER, vindu=Vindu.MAANED, fra=10), {"timer": "8 = 6; 9 = 6"}, ("P428", "innstillingen fravær-timer-per-dag for 10A, 10B, 10C, 10D")),
        (Tell(hva=Hva.TIMER, vindu=Vindu.SKOLEAAR, fra_prosent=10, per_fag=True), {}, ("P428", "timene i fagene, under «timer_i_fag»")),
        (Tell(hva=Hva.TIMER, vindu=Vindu.SKOLEAAR, fra=10, per_fag=True), {}, None),
    ],
)  # fmt: skip
def test_a_rung_that_can_never_be_reached_is_refused(
    tell: Tell, said: dict[str, Any], code: tuple[str, str] | None
) -> None:
    plan = plan_with(rung(tell), **said)
    one = tuple(each for each in plan.ruter if each.skoleaar == "2026-2027")
    assert told(plan=replace(plan, ruter=one)) == ([code] if code else [])


def test_without_a_school_calendar_nothing_is_a_share_and_no_window_is_too_long() -> None:
    share = Tell(hva=Hva.DAGER, vindu=Vindu.SKOLEAAR, fra_prosent=10)
    many = Tell(hva=Hva.DAGER, vindu=Vindu.UKER, uker=50, fra=300)
    bare = replace(plan_with(rung(share), rung(many)), ruter=())
    assert told(plan=bare) == [("P427", "")]


def test_a_school_without_classes_has_days_as_long_as_can_be() -> None:
    tell = Tell(hva=Hva.TIMER, vindu=Vindu.UKER, uker=1, over=60)
    plan = plan_with(rung(tell), rung(replace(tell, over=61)))
    none = replace(plan, skole=replace(plan.skole, klasser=()))
    assert told(plan=none) == [("P425", "60"), ("P425", "60")]
    one = replace(plan, skole=replace(plan.skole, klasser=(Klasse(klasse="8A"),)))
    assert [code for code, _ in told(plan=one)] == ["P428", "P428"]


LATE = Tell(hva=Hva.FORSENT, vindu=Vindu.MAANED, fra=3)
CHOSEN = {"valg": "fravær-ti-dager", "lesning": "møte-ved-ti"}


@pytest.mark.parametrize(
    ("first", "second", "told_of"),
    [
        (rung(LATE, "a"), rung(replace(LATE, fra=4), "b"), False),
        (rung(LATE, "a"), rung(replace(LATE, fra=2), "b"), True),
        (rung(LATE, "a"), rung(LATE, "b"), True),
        (rung(LATE, "a", **CHOSEN), rung(LATE, "b"), False),
        (rung(LATE, "a"), rung(LATE, "b", **CHOSEN), False),
        (rung(LATE, "a"), rung(replace(LATE, fra=None, over=3), "b"), False),
        (rung(replace(LATE, fra=None, over=3), "a"), rung(LATE, "b"), True),
        (rung(replace(LATE, fra=None, over=0), "a"), rung(LATE, "b"), False),
        (rung(LATE, "a"), rung(replace(LATE, fra=2, vindu=Vindu.SKOLEAAR), "b"), False),
        (rung(Tell(hva=Hva.DAGER, vindu=Vindu.MAANED, fra=9), "a"), rung(Tell(hva=Hva.DAGER, vindu=Vindu.MAANED, fra_prosent=5), "b"), False),
        (rung(Tell(hva=Hva.DAGER, vindu=Vindu.MAANED, over_prosent=9), "a"), rung(Tell(hva=Hva.DAGER, vindu=Vindu.MAANED, fra_prosent=9), "b"), True),
        (rung(None, "a", telling=Telling.PAA_RAD, dager=4), rung(ROW, "b"), True),
    ],
)  # fmt: skip
def test_a_limit_is_above_the_one_before_it_in_the_same_count(
    first: Trinn, second: Trinn, *, told_of: bool
) -> None:
    assert told(first, second) == ([("P430", "a")] if told_of else [])


def test_the_ladder_that_schools_have_today_is_told_of_nothing() -> None:
    assert list(check_rungs(PLAN)) == []


def test_a_rung_by_subject_is_told_of_where_no_list_has_subjects() -> None:
    tell = Tell(hva=Hva.ENKELTTIMER, vindu=Vindu.MAANED, fra=3, per_fag=True)
    plan = plan_with(rung(LATE, "a"), rung(tell))
    code = Fravaerskode(kode="U", type=Fravaerstype.UGYLDIG, meldt=Meldt.NEI)
    columns = Kolonner(elev=("Elev",), klasse="Klasse", fra="Fra")
    bare = Fravaerskart(kolonner=columns, koder=(code,))
    with_fag = NavngittKart(navn="timer", kart=replace(bare, kolonner=replace(columns, fag="Fag")))
    found = list(check_subjects(plan, Importkart(fravaer=bare)))
    assert [(each.code, each.where) for each in found] == [
        ("P429", ("trinn", 1, "tell", "per_fag"))
    ]
    assert list(check_subjects(plan, Importkart(fravaer=bare, kart=(with_fag,)))) == []


def test_the_words_say_the_kinds_and_the_window() -> None:
    sliding = rung(Tell(hva=Hva.DAGER, vindu=Vindu.UKER, uker=6, over=3, grunn=Bare.UANSETT))
    assert counting_words(PLAN, sliding, PER) == (
        "Skolen teller fravær uansett grunn, skoledager i de siste 6 ukene med skole. "
        "Det er skolens eget valg."
    )
