"""Thousands of names are held against each other by what they share, with the answers of the plain way."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sosialplan.model.skrivemaate import pupil
from sosialplan.rules.navn.likhet import are_close, near_one_before

COUNT = 2_000
SPARE = 3
"""Comparisons for each name, at most."""

WORDS = st.one_of(
    st.text("aåe", min_size=1, max_size=5),
    st.text("ab1", min_size=1, max_size=4),
    st.sampled_from(["aa", "oe", "a.", "'b", "a-b", "é", "anne-lise", "annelise", "x" * 40]),
    st.builds(lambda at, sign: f"{'y' * at}{sign}{'y' * (40 - at)}", st.integers(0, 40), st.text("yz", max_size=2)),
)  # fmt: skip
NAMES = st.lists(
    st.lists(WORDS, min_size=1, max_size=5).map(" ".join).map(pupil), max_size=12, unique=True
)


def plain(before: Sequence[str], new: Sequence[str]) -> list[str]:
    there = list(dict.fromkeys(before))
    found = []
    for name in dict.fromkeys(new):
        if name in there:
            continue
        if any(are_close(name, each) for each in there):
            found.append(name)
        there.append(name)
    return found


@given(NAMES, NAMES)
def test_the_answers_are_those_of_each_held_against_each(
    before: Sequence[str], new: Sequence[str]
) -> None:
    assert list(near_one_before(before, new)) == plain(before, new)


def letters(number: int) -> str:
    """Write a number in letters, so that two that follow each other are a letter apart."""
    return "".join(chr(ord("a") + int(each)) for each in f"{number:04}")


MANY: dict[str, Callable[[int], str]] = {
    "a letter apart": lambda number: f"oppdiktet elev s{letters(number)}l",
    "unlike": lambda number: f"oppdiktet elev {letters(number) * 2}",
    "numbered": lambda number: f"oppdiktet elev {number}",
    "with a middle name": lambda number: f"oppdiktet {letters(number) * 2} elev",
    "numbered, around one": lambda number: f"oppdiktet elev {number}" if number else "oppdiktet elev",
    "turned": lambda number: f"{letters(number // 2)} {letters(number % 2)} oppdiktet",
    "longer and longer": lambda number: " ".join(letters(each) * 2 for each in range(number % 50 + 2)),
    "the same letters": lambda number: f"{letters(number)[:2]} {letters(number)[2:]} elev",
    "initials": lambda number: f"oppdiktet {letters(number)[-1]} {letters(number)}",
}  # fmt: skip


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("kind", MANY)
def test_so_many_names_are_compared_as_there_are(kind: str, *, turned: bool) -> None:
    compared = 0

    def counted(one: str, other: str) -> bool:
        nonlocal compared
        compared += 1
        return are_close(one, other)

    names = [MANY[kind](each) for each in range(COUNT)]
    found = list(near_one_before((), names[::-1] if turned else names, counted))
    assert compared <= SPARE * COUNT
    assert len(found) < COUNT
