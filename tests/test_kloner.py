"""Two clones that work apart and then share end alike: nothing is lost, and each conflict is named.

The whole of it (200 commands each) is run by benchmarks/to_kloner.py.
"""

import random
from pathlib import Path

from kloner import Kloner, uenige_steder


def test_two_who_worked_apart_end_with_the_same_and_lose_nothing(tmp_path: Path) -> None:
    kloner = Kloner(tmp_path, random.Random(1))  # noqa: S311 - no secret
    kloner.live(12)
    kloner.live(12)
    regnskap = kloner.regnskap
    assert regnskap.avvik == []
    assert regnskap.moeter == 2
    assert regnskap.konflikter >= 2
    assert regnskap.kommandoer.total() > regnskap.avvist.total()


def test_where_two_wrote_not_alike_is_found_without_the_merge() -> None:
    """The oracle by hand: a field, a new id that is two entries, and what only one has changed."""
    base = {"a": {"mål": "x", "sak": "s", "tiltak": [{"id": "t1", "til": "1"}]}}
    ours = {
        "a": {"mål": "y", "sak": "s", "tiltak": [{"id": "t1", "til": "2"}, {"id": "n", "av": 1}]}
    }
    theirs = {"a": {"mål": "z", "tiltak": [{"id": "t1", "til": "1"}, {"id": "n", "av": 2}]}}
    assert uenige_steder(base, ours, theirs) == {("a", ("mål",)): ["y", "z"]}
