"""Case numbers: what the check character catches, and how a number may be typed."""

from collections.abc import Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from stdnum.iso7064 import mod_37_36

from sosialplan.rules.kontrolltegn import ALPHABET, has_valid_check, normalise, with_check

DIGITS = "0123456789"
LETTERS = [0, 1, 2, 3, 5, 6, 7, 8, 9]
"""The places of a number that hold a character; place 4 is the hyphen."""

years = st.integers(0, 9999)
fours = st.text(ALPHABET, min_size=4, max_size=4)


@given(year=years, four=fours)
@settings(deadline=None)
def test_a_number_is_right_when_it_is_made(year: int, four: str) -> None:
    number = with_check(year, four)
    assert has_valid_check(number)
    assert normalise(number) == number


@given(year=years, four=fours)
@settings(deadline=None)
def test_the_check_is_the_standards(year: int, four: str) -> None:
    check = mod_37_36.calc_check_digit(f"{year:04d}{four}", alphabet=ALPHABET)
    assert with_check(year, four) == f"{year:04d}-{four}{check}"


@given(year=years, four=fours, place=st.sampled_from(LETTERS), wrong=st.sampled_from(ALPHABET))
@settings(max_examples=500, deadline=None)
def test_every_wrong_character_is_caught(year: int, four: str, place: int, wrong: str) -> None:
    number = with_check(year, four)
    assume(number[place] != wrong and (place > 4 or wrong in DIGITS))
    assert not has_valid_check(number[:place] + wrong + number[place + 1 :])


def test_every_wrong_character_of_one_number() -> None:
    number = with_check(2026, "7KQ2")
    wrong = [
        number[:place] + other + number[place + 1 :]
        for place in LETTERS
        for other in (DIGITS if place < 4 else ALPHABET)
        if other != number[place]
    ]
    assert len(wrong) == 4 * 9 + 5 * 31
    assert not any(map(has_valid_check, wrong))


def test_nearly_every_swap_of_neighbours_is_caught() -> None:
    """All swaps of two unequal neighbours in 10,000 numbers spread evenly: 998 of 1,000 are caught."""
    swapped = caught = 0
    for number in _spread(10_000):
        for place in (5, 6, 7, 8):
            if number[place] != number[place + 1]:
                swapped += 1
                wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
                caught += not has_valid_check(wrong)
    assert (caught, swapped) == (38_677, 38_757)


def _spread(count: int) -> Iterator[str]:
    base = len(ALPHABET)
    for step in range(count):
        place = step * 104_729 % base**4
        yield with_check(2026, "".join(ALPHABET[place // base**n % base] for n in range(4)))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2026-7KQ2M", "2026-7KQ2M"),
        ("2026-7kq2m", "2026-7KQ2M"),
        ("20267kq2m", "2026-7KQ2M"),
        ("  2026-7KQ2M\n", "2026-7KQ2M"),
        ("2o26-oil10", "2026-01110"),
        ("2026-7KQU2", None),
        ("2026-7KQ2", None),
        ("2026-7KQ2MM", None),
        ("26-7KQ2M", None),
        ("2026 7KQ2M", None),
        ("2026-7KQÆ2", None),
        ("", None),
    ],
)
def test_how_a_number_may_be_typed(typed: str, number: str | None) -> None:
    assert normalise(typed) == number


def test_the_alphabet_has_no_letters_that_look_alike() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)
