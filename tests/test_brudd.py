"""Killed at random points, and eight at once: nothing is lost and nothing is half written.

The whole of it (500 kills, 400 entries) is run by benchmarks/drap.py.
"""

import random
import sys
from pathlib import Path

import pytest

from brudd import Brudd
from program import Program, made_by_start
from samtidig import lost, write_at_once
from sosialplan.randomness import entry_id


@pytest.mark.skipif(
    sys.platform == "win32",
    reason="kills git with the program, by SIGKILL to a process group, which Windows does not have; "
    "a kill at each single step is tried everywhere in test_trygg_skriving",
)
def test_a_program_that_is_killed_leaves_all_or_nothing(tmp_path: Path) -> None:
    brudd = Brudd(Program(made_by_start(tmp_path / "skolen")), random.Random(2026))  # noqa: S311
    regnskap = brudd.live(25)
    assert regnskap.avvik == []
    assert sum(regnskap.endte.values()) == 25
    assert any(each.startswith("drept") for each in regnskap.endte)


def test_eight_who_write_at_once_all_get_their_turn(tmp_path: Path) -> None:
    program = Program(made_by_start(tmp_path / "skolen"), new_id=entry_id)
    saker = [program.new_case(), program.new_case("bekymring", "Oppdiktet Elev To")]
    before = len(program.git("log", "--format=%h").split())
    assert write_at_once(program.root, saker, 8, 3) == []
    assert lost(program.root, saker, 8, 3) == []
    assert len(program.git("log", "--format=%h").split()) == before + 24
    assert program.git("status", "--porcelain") == ""
    assert program.fine("sjekk", "--format", "json").json()["funn"] == []
