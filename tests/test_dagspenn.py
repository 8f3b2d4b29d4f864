"""A day that remembers what it was held against: on every day of its span the same questions have the same answers."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sosialplan.rules.kalender.dagspenn import Dagen, Dagspenn

DAY = date(2026, 11, 23)
DAYS = st.one_of(
    st.dates(date(2026, 10, 20), date(2026, 12, 20)), st.sampled_from((date.min, date.max, DAY))
)
MOVED = st.integers(-40, 40).map(timedelta)
ASKED: tuple[Callable[[date, date], object], ...] = (
    lambda day, other: day < other,
    lambda day, other: day <= other,
    lambda day, other: day > other,
    lambda day, other: day >= other,
    lambda day, other: day == other,
    lambda day, other: day != other,
    lambda day, other: other < day,
    lambda day, other: other >= day,
    lambda day, other: other == day,
    lambda day, _: day.year,
    lambda day, _: day.month,
    lambda day, _: day.day,
    lambda day, _: day.weekday(),
    lambda day, _: day.isoformat(),
    lambda day, _: f"{day:%d.%m.%Y} {day} {day!r}",
    lambda day, _: hash(day),
    lambda day, other: (day - other, other - day),
    lambda day, other: max(day, other) <= other,
    lambda day, other: {other: 1}.get(day),
)
"""What rules ask of a day, and of one beside it."""


@given(st.lists(st.tuples(st.sampled_from(ASKED), DAYS, MOVED), max_size=4), DAYS)
def test_the_same_is_answered_on_every_day_of_the_span(
    asked: list[tuple[Callable[[date, date], object], date, timedelta]], other: date
) -> None:
    spenn = Dagspenn()
    day = Dagen.watched(DAY, spenn)
    told = [_moved(ask, day, held, by) for ask, held, by in asked]
    assert spenn.fra <= DAY <= spenn.til
    near = min(max(other, spenn.fra), spenn.til)
    for each in {spenn.fra, spenn.til, near} - {date.min, date.max}:
        if timedelta(-200) < each - DAY < timedelta(200):
            assert [_moved(ask, each, held, by) for ask, held, by in asked] == told


def _moved(
    ask: Callable[[date, date], object], day: date, other: date, by: timedelta
) -> tuple[object, object, object]:
    return ask(day, other), ask(day + by, other), ask(day - by, other)


@pytest.mark.parametrize(
    ("ask", "fra", "til"),
    [
        (lambda day: day < date(2026, 12, 1), date.min, date(2026, 11, 30)),
        (lambda day: day >= date(2026, 12, 1), date.min, date(2026, 11, 30)),
        (lambda day: day > date(2026, 11, 1), date(2026, 11, 2), date.max),
        (lambda day: day <= DAY, date.min, DAY),
        (lambda day: day < DAY, DAY, date.max),
        (lambda day: day == DAY, DAY, DAY),
        (lambda day: day == date(2026, 12, 1), date.min, date(2026, 11, 30)),
        (lambda day: day != date(2026, 11, 1), date(2026, 11, 2), date.max),
        (lambda day: day + timedelta(7) <= date(2026, 12, 1), date.min, date(2026, 11, 24)),
        (lambda day: day + timedelta(7) > day, date.min, date.max),
        (lambda day: day == day + timedelta(0), date.min, date.max),
        (lambda day: day < day + timedelta(1), date.min, date.max),
        (lambda day: day <= day + timedelta(1), date.min, date.max),
        (lambda day: day == None, date.min, date.max),  # noqa: E711 - that it is none is what is asked
        (lambda day: day - timedelta(1) <= date.max, date.min, date.max),
        (lambda day: day.year, date(2026, 1, 1), date(2026, 12, 31)),
        (lambda day: day.month, date(2026, 11, 1), date(2026, 11, 30)),
        (lambda day: day.day, DAY, DAY),
        (lambda day: day - day, DAY, DAY),
        (lambda day: date(2026, 12, 1) - day, DAY, DAY),
        (lambda day: timedelta(1) + day, date.min, date.max),
        (lambda day: day.isocalendar(), DAY, DAY),
    ],
)
def test_the_span_is_no_longer_and_no_shorter_than_what_was_asked(
    ask: Callable[[date], object], fra: date, til: date
) -> None:
    spenn = Dagspenn()
    ask(Dagen.watched(DAY, spenn))
    assert (spenn.fra, spenn.til) == (fra, til)


def test_the_day_itself_is_a_day_like_any_other_and_binds_what_holds_it() -> None:
    spenn = Dagspenn()
    day = Dagen.watched(DAY, spenn)
    assert type(day.plain()) is date
    assert (spenn.fra, spenn.til) == (DAY, DAY)
