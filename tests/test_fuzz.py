"""Every door that takes bytes, a few times each with what it does not expect: the short run of benchmarks/fuzz.py."""

import random
from pathlib import Path

import fuzz
import pytest
from vernede_doerer import VernedeDoerer

TIMES = 6


@pytest.mark.parametrize("seed", [1, 2])
def test_the_doors_of_an_open_school_hold(seed: int, tmp_path: Path) -> None:
    doors, dice = fuzz.Doerer(tmp_path), random.Random(seed)  # noqa: S311 - no secret
    for name in fuzz.WEIGHTS:
        given = [_given(doors, name, dice) for _ in range(TIMES)]
        assert any(given), "a change may leave nothing of a file, but not of all of them"


def _given(doors: fuzz.Doerer | VernedeDoerer, name: str, dice: random.Random) -> bytes:
    getattr(doors, name)(dice)
    return doors.given


@pytest.mark.parametrize("seed", [1, 2])
def test_the_doors_of_a_protected_school_hold(seed: int, tmp_path: Path) -> None:
    doors = VernedeDoerer(fuzz.ROOT, tmp_path, fuzz.changed)
    dice = random.Random(seed)  # noqa: S311 - no secret
    for name in fuzz.OF_PROTECTED:
        given = [_given(doors, name, dice) for _ in range(TIMES)]
        assert any(given)
