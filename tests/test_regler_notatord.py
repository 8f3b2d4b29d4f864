"""What a note is read to say of a pupil who moved or declined: the day in it."""

from datetime import date

import pytest

from sosialplan.rules.avslutning import day_in

LATEST = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("notat", "dag"),
    [
        ("Begynte der 20.11.", date(2026, 11, 20)),
        ("Begynte der 24.11.", date(2025, 11, 24)),
        ("Begynte der 24.11.2026", date(2026, 11, 24)),
        ("Begynte der 31.11.", None),
        ("Begynte der 31.11.2026", None),
        ("Begynte der", None),
        (None, None),
    ],
)
def test_the_day_in_a_note(notat: str | None, dag: date | None) -> None:
    assert day_in(notat, LATEST) == dag
