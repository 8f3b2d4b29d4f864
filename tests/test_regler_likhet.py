"""Names that are nearly the same are asked about; short words and figures are not."""

import pytest

from sosialplan.rules.navn.likhet import near


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("Oppdiktet Elev Sol", "Oppdiktet Elev Sols Lange Navn", False),
        ("Elev Oppdiktet", "Oppdiktet Elev", True),
        ("Ola Elev", "Ola", False),
        ("Ola Elev", "Ola E Lund", False),
        ("Elev 12", "Elev 13", False),
    ],
)
def test_how_close_two_names_are(one: str, other: str, *, close: bool) -> None:
    assert list(near(one, [other])) == [other] * close
