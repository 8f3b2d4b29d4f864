"""When a deadline is never depends on today; how it stands does."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from frist_sak import books_of, cases_of, meetings_of, plan_of, the_plan
from frist_tilfelle import Tilfelle, load_cases
from sosialplan.model.frist import Forklaring, Frist, Fristtelling, Status, VurdertFrist
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.regel import Grunnlag
from sosialplan.rules.fravaerstrapp import absence_days
from sosialplan.rules.frister import rows_on
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of
from sosialplan.rules.vurdering import (
    OPEN,
    TRINN,
    by_date,
    is_open,
    is_overdue,
    judge_on,
    status_of,
)

DUE = date(2026, 10, 19)
KALENDER = kalender_of(the_plan().ruter)
CASES = load_cases()
LAST_FACT = date(2028, 7, 3)
SEEN_FROM = st.dates(LAST_FACT, date(2028, 12, 31))


def row(**values: object) -> Frist:
    """A row that is due on 19 October 2026, with what is said of it."""
    why = Forklaring(
        "oppdaget", DUE, None, None, None, None, Grunnlag.EGEN, None, "egen", Fristtelling(DUE)
    )
    plain = Frist(
        id="2026-7KQ2M/prøve/1", slag=Slag.FRIST, sak="2026-7KQ2M", kjede="trygt-og-godt",
        klasse="8B", steg="rektor-varslet", tiltak=None, runde=1, tittel="Prøve", frist=DUE,
        gjort=None, ansvarlig=("kontaktlærer",), eskalerer=True, forklaring=why,
    )  # fmt: skip
    return replace(plain, **values)


@pytest.mark.parametrize(
    ("values", "i_dag", "status"),
    [
        ({}, 15, Status.KOMMENDE),
        ({}, 16, Status.SNART),
        ({}, 18, Status.SNART),
        ({}, 19, Status.I_DAG),
        ({}, 20, Status.FORFALT),
        ({"gjort": date(2026, 10, 18)}, 20, Status.OVERHOLDT),
        ({"gjort": DUE}, 20, Status.OVERHOLDT),
        ({"gjort": date(2026, 10, 20)}, 20, Status.FOR_SENT),
        ({"gjort": DUE, "frist": None}, 20, Status.OVERHOLDT),
        ({"frist": None}, 20, Status.KOMMENDE),
        ({"slag": Slag.AAPNING}, 18, Status.KOMMENDE),
        ({"slag": Slag.AAPNING}, 19, Status.AAPEN),
        ({"slag": Slag.AAPNING}, 30, Status.AAPEN),
        ({"slag": Slag.AAPNING, "frist": None}, 30, Status.KOMMENDE),
        ({"slag": Slag.VARSEL, "steg": TRINN}, 1, Status.SNART),
        ({"slag": Slag.VARSEL, "steg": TRINN}, 30, Status.SNART),
        ({"slag": Slag.VARSEL, "steg": "stillhet"}, 20, Status.FORFALT),
        ({"slag": Slag.PLIKT}, 19, Status.I_DAG),
    ],
)
def test_how_a_row_stands(values: dict[str, object], i_dag: int, status: Status) -> None:
    assert status_of(row(**values), date(2026, 10, i_dag), 3) is status


@pytest.mark.parametrize(
    ("values", "i_dag", "opened", "overdue"),
    [
        ({}, 15, True, False),
        ({}, 20, True, True),
        ({"gjort": DUE}, 20, False, False),
        ({"slag": Slag.AAPNING}, 30, True, False),
        ({"slag": Slag.AAPNING}, 15, True, False),
        ({"slag": Slag.PLIKT}, 15, False, False),
        ({"slag": Slag.PLIKT}, 18, True, False),
        ({"slag": Slag.PLIKT}, 20, True, True),
        ({"slag": Slag.VARSEL, "steg": "stillhet"}, 15, False, False),
        ({"slag": Slag.VARSEL, "steg": "stillhet"}, 20, True, True),
        ({"slag": Slag.VARSEL, "steg": TRINN}, 15, True, False),
    ],
)
def test_what_is_shown_and_what_counts_as_overdue(
    values: dict[str, object], i_dag: int, *, opened: bool, overdue: bool
) -> None:
    judged = judge_on(the_plan(), KALENDER, date(2026, 10, i_dag))(row(**values))
    assert (is_open(judged), is_overdue(judged)) == (opened, overdue)


def test_what_is_done_asks_nothing_of_anyone() -> None:
    assert set(Status) - OPEN == {
        Status.OVERHOLDT, Status.FOR_SENT, Status.UFULLSTENDIG, Status.IKKE_GJORT, Status.BORTFALT,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "i_dag", "gone_up"),
    [
        ({}, date(2026, 10, 21), ()),
        ({}, date(2026, 10, 22), ("trinnleder",)),
        ({}, date(2026, 10, 27), ("trinnleder", "rektor")),
        ({"eskalerer": False}, date(2026, 12, 1), ()),
        ({"gjort": date(2026, 12, 1)}, date(2026, 12, 1), ()),
        ({"frist": None}, date(2026, 12, 1), ()),
        ({"kjede": None}, date(2026, 12, 1), ()),
        ({"kjede": "finnes-ikke"}, date(2026, 12, 1), ()),
        ({"ansvarlig": ()}, date(2026, 10, 22), ("kontaktlærer",)),
        ({"ansvarlig": ("skoleeier",)}, date(2026, 12, 1), ()),
    ],
)
def test_whom_an_overdue_row_has_gone_up_to(
    values: dict[str, object], i_dag: date, gone_up: tuple[str, ...]
) -> None:
    assert judge_on(the_plan(), KALENDER, i_dag)(row(**values)).eskalert_til == gone_up


def test_where_the_calendar_ends_only_the_known_school_days_count() -> None:
    """From Monday 19 June 2028: 20, 21 and 22 are the last school days that are known."""
    late = row(frist=date(2028, 6, 19))
    assert judge_on(the_plan(), KALENDER, date(2028, 10, 2))(late).eskalert_til == ("trinnleder",)


def test_rows_without_a_date_come_last() -> None:
    rows = [row(frist=None, id="b"), row(id="c"), row(id="a"), row(frist=date(2026, 1, 1), id="d")]
    assert [each.id for each in sorted(rows, key=by_date)] == ["d", "a", "c", "b"]


@given(case=st.sampled_from(CASES), one=SEEN_FROM, other=SEEN_FROM)
@settings(max_examples=120, deadline=None)
def test_when_never_depends_on_today(case: Tilfelle, one: date, other: date) -> None:
    """Seen from any two days after all the facts, the rows of a case are the same but for status."""
    assume(not _rungs_may_pass(case) and not _left_from_a_year_before(case))
    assert _rows(case, one) == _rows(case, other)


@given(case=st.sampled_from(CASES), shift=st.integers(0, 120))
@settings(max_examples=120, deadline=None)
def test_what_was_done_stays_done(case: Tilfelle, shift: int) -> None:
    """A row that was done on a day has the same date on every later day."""
    later = {each.frist.id: each.frist for each in _judged(case, LAST_FACT)}
    for each in _judged(case, case.i_dag + timedelta(days=shift)):
        if each.frist.gjort is not None and each.frist.id in later:
            assert later[each.frist.id].frist == each.frist.frist


@given(case=st.sampled_from(CASES), one=SEEN_FROM)
@settings(max_examples=60, deadline=None)
def test_every_row_has_its_own_name(case: Tilfelle, one: date) -> None:
    names = [each.frist.id for each in _judged(case, one)]
    assert len(set(names)) == len(names)


@given(case=st.sampled_from(CASES), shift=st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_the_undone_are_those_that_are_not_done(case: Tilfelle, shift: int) -> None:
    i_dag = case.i_dag + timedelta(days=shift)
    whole = [
        each
        for each in _judged(case, i_dag)
        if each.frist.gjort is None and each.frist.bortfall is None
    ]
    assert [each for each in _judged(case, i_dag, undone=True) if each.frist.gjort is None] == whole


def _left_from_a_year_before(case: Tilfelle) -> bool:
    """Tell whether rows stand of a pupil without a case that are of an earlier school year: they do for one year."""
    return any(
        each.frist.klasse is not None and each.frist.sak is None and each.frist.kjede is not None
        for each in _judged(case, LAST_FACT)
    )


def _rungs_may_pass(case: Tilfelle) -> bool:
    """Tell whether the warning of a rung ahead may fall away: with what is left of a year, the only rows that time ends."""
    days = absence_days(
        (each for book in books_of(case) for entry in book.elever for each in entry.perioder),
        plan_of(case),
        KALENDER,
        LAST_FACT,
        klasse="8B",
    )
    return bool(days) and school_year_of(days[-1].dato) == school_year_of(LAST_FACT)


def _rows(case: Tilfelle, i_dag: date) -> list[tuple[str, date | None, date | None]]:
    return [(each.frist.id, each.frist.frist, each.frist.gjort) for each in _judged(case, i_dag)]


def _judged(case: Tilfelle, i_dag: date, *, undone: bool = False) -> tuple[VurdertFrist, ...]:
    plan = plan_of(replace(case, klasser=()))
    return rows_on(cases_of(case), books_of(case), meetings_of(case), plan, i_dag, undone=undone)
