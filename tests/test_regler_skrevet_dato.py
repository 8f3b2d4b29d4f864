"""A day that a person wrote: what is taken, and what is told of what is not."""

from datetime import date

import pytest

from sosialplan.rules.kalender.datoord import IkkeEnDag, skrevet_dag


@pytest.mark.parametrize(
    "skrevet", ["2026-12-03", "2026-12-3", "3.12.2026", "03.12.2026", "3. 12. 2026", " 3.12.2026 "]
)
def test_a_day_is_taken_as_iso_has_it_and_as_it_is_shown(skrevet: str) -> None:
    assert skrevet_dag(skrevet) == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("skrevet", "hvorfor"),
    [
        ("3.12.26", "dette er ikke en dato"),
        ("3/12/2026", "dette er ikke en dato"),
        ("i går", "dette er ikke en dato"),
        ("", "dette er ikke en dato"),
        ("9999-12-30", "året må være fra 2000 til 2099"),
        ("3.12.1926", "året må være fra 2000 til 2099"),
        ("31.11.2026", "datoen finnes ikke"),
        ("2027-02-29", "datoen finnes ikke"),
    ],
)
def test_what_is_no_day_says_why(skrevet: str, hvorfor: str) -> None:
    with pytest.raises(IkkeEnDag, match=hvorfor):
        skrevet_dag(skrevet)
