"""How the school counts absence: by settings that may be missing, wrong or of an unknown year."""

from datetime import date

import pytest
from msgspec.structs import replace

from frist_sak import the_plan
from sosialplan.model.fravaer import (
    Elevfravaer,
    Fravaersperiode,
    Fravaerstype,
    Klassefravaer,
    Meldt,
    Periode,
)
from sosialplan.model.plan import Plan
from sosialplan.model.skole import Innstillingsverdi
from sosialplan.rules.borte import day_of_lessons
from sosialplan.rules.checks.plan_checks import check_counting
from sosialplan.rules.fravaer.importtelling import Importtelling, follows, held_against
from sosialplan.rules.fravaer.listerader import Fravaersrad
from sosialplan.rules.vinduer import (
    HALVAAR_TIL,
    PERIODE,
    TIMER_PER_DAG,
    counts_by_wheel,
    ends_in_the_year,
    first_half_ends,
    lengths,
    lesson_numbers,
    lessons_a_day,
)
from sosialplan.views.fravaer.importbilde import control_lines, uncounted_lines

DAY = date(2026, 10, 12)


def with_setting(name: str, value: str | int | None) -> Plan:
    """The plan where a setting is this, or is not there."""
    plan = the_plan()
    always = date(2000, 1, 1)
    settings = tuple(
        replace(each, verdier=(Innstillingsverdi(gjelder_fra=always, verdi=value),))
        if each.innstilling == name and value is not None
        else each
        for each in plan.skole.innstillinger
        if value is not None or each.innstilling != name
    )
    return replace(plan, skole=replace(plan.skole, innstillinger=settings))


def lesson(kind: Fravaerstype, timer: int) -> Fravaersperiode:
    return Fravaersperiode(
        id="f0000001", fra=DAY, til=DAY, type=kind, meldt=Meldt.JA, fag=kind.value, timer=timer
    )


def test_of_a_year_or_a_period_that_is_not_known_the_first_half_has_no_end() -> None:
    assert first_half_ends(the_plan(), "1999-2000", DAY) is None
    assert first_half_ends(the_plan(), "2026-2027", DAY) is None, "a plan without the wheel's words"


@pytest.mark.parametrize(
    ("value", "lessons"),
    [("0", {"": (0,) * 5}), ("6", {"": (6,) * 5}), ("6 6 6 6 5", {"": (6, 6, 6, 6, 5)}), ("13", None), ("6 6", None),
     ("seks", None), ("-1", None), ("6,5", None), ("8=6;9=6 6 6 6 5", {"8": (6,) * 5, "9": (6, 6, 6, 6, 5)}),
     ("5; 10 = 7", {"": (5,) * 5, "10": (7,) * 5}), ("8=6;8=7", None), ("=6", None), ("8=", None), ("", None), ("6;7", None),
     ("vg1 = 5", {"VG1": (5,) * 5})],
)  # fmt: skip
def test_lessons_a_day_are_one_number_or_five_for_all_or_by_grade(
    value: str, lessons: dict[str, tuple[int, ...]] | None
) -> None:
    assert lesson_numbers(value) == lessons


def test_what_is_not_said_or_cannot_be_read_makes_no_day() -> None:
    for value in (None, 0, 45):
        plan = with_setting(TIMER_PER_DAG, value)
        assert lessons_a_day(plan, "8B", DAY) is None
        assert day_of_lessons([lesson(Fravaerstype.UGYLDIG, 6)], plan, "8B", DAY) is None


def test_a_day_filled_by_what_does_not_count_is_one_that_does_not_count() -> None:
    plan = with_setting(TIMER_PER_DAG, 6)
    mixed = [lesson(Fravaerstype.PERMISJON, 4), lesson(Fravaerstype.UGYLDIG, 2)]
    assert day_of_lessons(mixed, plan, "8B", DAY) == (Fravaerstype.PERMISJON, Meldt.JA)


@pytest.mark.parametrize(("name", "at"), [(None, PERIODE), (HALVAAR_TIL, HALVAAR_TIL)])
def test_a_half_year_wants_a_period_of_the_wheel(name: str | None, at: str) -> None:
    plan = with_setting(PERIODE, "halvår")
    assert counts_by_wheel(plan.skole)
    kept = tuple(
        each for each in plan.skole.innstillinger if name or each.innstilling != HALVAAR_TIL
    )
    plan = replace(plan, skole=replace(plan.skole, innstillinger=kept))
    (found,) = check_counting(plan)
    assert plan.skole.innstillinger[int(found.where[1])].innstilling == at


def test_of_a_year_without_a_calendar_any_day_may_end_the_half() -> None:
    plan = the_plan()
    assert ends_in_the_year(plan, (), "15. januar", date(2040, 8, 20))
    assert not ends_in_the_year(plan, (), "1. august", date(2026, 8, 20))
    assert not ends_in_the_year(plan, (), "semesterskifte", date(2026, 8, 20))


def test_a_school_without_the_setting_does_not_count_by_the_wheel() -> None:
    assert not counts_by_wheel(with_setting(PERIODE, None).skole)


def test_days_that_nobody_can_explain_are_told_of() -> None:
    outside = replace(lesson(Fravaerstype.UGYLDIG, 6), fag=None, timer=None)
    added = (("8B", "2026-2027", Elevfravaer(elev="Oppdiktet Elev", perioder=(outside,))),)
    found = follows((), (), added, {("8B", "en annen")}, the_plan(), DAY.replace(day=11))
    assert found.telling.uforklart == 1, "a day after the one it is judged from"
    assert "1 dag i listen teller ikke i fraværstrappen" in "".join(
        uncounted_lines(Importtelling(uforklart=1), ())
    )


def test_a_day_of_the_list_that_is_not_written_is_counted_as_lost() -> None:
    row = Fravaersrad(
        rad=1, celle=0, linje=2, elev="Oppdiktet Elev", klasse="8B", dager=(DAY, DAY.replace(day=13)),
        periode=Periode(DAY, DAY.replace(day=13), Fravaerstype.UGYLDIG, Meldt.NEI, "norsk", 2),
    )  # fmt: skip
    entry = Elevfravaer(elev="Oppdiktet Elev", perioder=(lesson(Fravaerstype.UGYLDIG, 6),))
    book = Klassefravaer(klasse="8B", skoleaar="2026-2027", elever=(entry,))
    none = held_against((), (), ())
    assert (none.dager, none.borte, none.teller_ikke) == (0, 0, 0)
    found = held_against((row, row), (book,), ())
    assert (found.elever, found.dager, found.timedager, found.timer) == (1, 2, 2, 8)
    assert (found.talte, found.borte, found.teller_ikke) == (0, 1, 2)
    told = list(control_lines(found))
    assert "2 dager for 1 elev er lest, 2 av dem time for time (8 timer)." in told[0]
    assert told[1].startswith("AVVIK: 1 dag i listen står ikke i planmappen.")


def test_the_lengths_of_days_are_known_when_all_are() -> None:
    friday, monday = DAY.replace(day=16), DAY
    plan = with_setting(TIMER_PER_DAG, "8 = 6 6 6 6 5; 9 = 6 6 6 6 0")
    assert lengths(plan, "8B", (monday, friday)) == (5, 6)
    assert lengths(plan, "9D", (monday, friday)) is None
    assert lengths(plan, "10A", (monday,)) is None
    assert lengths(plan, "10A", ()) == ()


@pytest.mark.parametrize(("value", "wrong"), [("7 = 6", True), ("10 = 6", False), ("6", False)])
def test_a_length_of_a_grade_that_is_not_there_is_found(value: str, wrong: bool) -> None:
    assert bool(list(check_counting(with_setting(TIMER_PER_DAG, value)))) is wrong
