"""Killed at random points, and eight at once: nothing is lost and nothing is half written.

The whole of it (500 kills, 400 entries) is run by benchmarks/drap.py.
"""

import random
import sys
from pathlib import Path

import pytest

from brudd import Brudd
from drapsplan import FOR_SEG, I_HISTORIKKEN, IKKE_ENNAA, LESER, UTEN_HISTORIKK, registered
from drept import Drept
from noekler import SSH_KEYGEN
from program import PROEVENOEKKEL, Program, copied, made_by_start
from samtidig import lost, write_at_once
from sosialplan.randomness import entry_id


@pytest.mark.lang
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


def test_every_registered_command_is_killed_or_only_reads() -> None:
    """What is registered and in neither list is a new command that nobody has killed yet."""
    killed = {*I_HISTORIKKEN, *UTEN_HISTORIKK} | FOR_SEG
    assert killed | LESER | IKKE_ENNAA == set(registered())
    assert not killed & IKKE_ENNAA
    assert not killed & LESER
    assert len(registered()) == len(set(registered())) > 50


@pytest.mark.skipif(
    sys.platform == "win32" or SSH_KEYGEN is None,
    reason="kills a process group, which Windows does not have, and makes keys with ssh-keygen",
)
def test_each_command_that_is_killed_leaves_all_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few of them each time; all 500 are made by benchmarks/drap.py."""
    key = tmp_path / "nøkkel.txt"
    key.write_text(PROEVENOEKKEL, encoding="utf-8")
    monkeypatch.setenv("SOSIALPLAN_NOKKEL", str(key))
    regnskap = Drept(tmp_path, random.Random(2026)).live(6)  # noqa: S311
    assert regnskap.avvik == []
    assert sum(regnskap.kommandoer.values()) == 6


def test_eight_who_write_at_once_all_get_their_turn(tmp_path: Path) -> None:
    program = Program(made_by_start(tmp_path / "skolen"), new_id=entry_id)
    saker = [program.new_case(), program.new_case("bekymring", "Oppdiktet Elev To")]
    before = len(program.git("log", "--format=%h").split())
    assert write_at_once(program.root, saker, 8, 3) == []
    assert lost(program.root, saker, 8, 3) == []
    assert len(program.git("log", "--format=%h").split()) == before + 24
    assert program.git("status", "--porcelain") == ""
    assert program.fine("sjekk", "--format", "json").json()["funn"] == []


def test_a_start_that_was_killed_is_run_again(tmp_path: Path) -> None:
    """It lays all out in a folder inside the one that it is for; the plan takes its place last."""
    whole = made_by_start(tmp_path / "skolen")
    names = sorted(each.name for each in whole.iterdir())
    order = [*(each for each in names if each != "plan"), "plan"]
    for moved in (0, 1, len(order) - 1):
        killed = copied(whole, tmp_path / f"drept {moved}")
        laid = killed / ".sosialplan-start.tmp"
        laid.mkdir()
        for name in order[moved:]:
            (killed / name).rename(laid / name)
        program = Program(killed)
        assert "sosialplan start" in program.run("sjekk").err
        made_by_start(killed)
        assert sorted(each.name for each in killed.iterdir()) == names
        assert program.fine("sjekk", "--format", "json").json()["funn"] == []
        assert program.git("status", "--porcelain") == ""


def test_what_somebody_put_beside_a_killed_start_is_not_touched(tmp_path: Path) -> None:
    laid = tmp_path / "skolen" / ".sosialplan-start.tmp"
    laid.mkdir(parents=True)
    mine = tmp_path / "skolen" / "mitt.txt"
    mine.write_text("Oppdiktet", encoding="utf-8")
    refused = Program(tmp_path).run("start", str(tmp_path / "skolen"), "--skole", "Oppdiktet skole")
    assert refused.status == 3
    assert mine.read_text(encoding="utf-8") == "Oppdiktet"
    assert laid.is_dir()
