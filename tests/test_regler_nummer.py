"""Identity numbers in a text that goes to a screen."""

import pytest

from sosialplan.rules.kontrolltegn import without_numbers


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Oppdiktet 010100 00110.", "Oppdiktet •••••••••••."),
        ("Oppdiktet 01010000110", "Oppdiktet •••••••••••"),
        ("010100 00111 har feil kontrollsiffer", "010100 00111 har feil kontrollsiffer"),
        ("Sak 2026-YHP9E, tlf. 900 00 000", "Sak 2026-YHP9E, tlf. 900 00 000"),
    ],
)
def test_an_identity_number_is_not_shown_again(text: str, shown: str) -> None:
    assert without_numbers(text) == shown
