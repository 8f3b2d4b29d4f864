"""A whole case as a teacher writes it: few commands, short ones, names and days as people say them."""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from program import Program, copied
from programmet import OTHERWISE
from skjerm import opened
from sosialplan.files.yaml_reader import parse

HVERDAG = Path(__file__).parent / "hverdag"
KOMMANDOER, BORDET = "trygt-og-godt.yaml", "ved-bordet.yaml"
REKTOR = "Oppdiktet Rektor Ravn"
"""Who writes: the one who may approve the plan."""
LAGRE = ("ja", "")
"""Yes to what is shown, and on."""
MOST, WIDE = 25, 60
"""So many commands at most, and so many characters each on average, the program's name with it."""


def _days(name: str = KOMMANDOER) -> list[dict[str, Any]]:
    parsed = parse((HVERDAG / name).read_text(encoding="utf-8"))
    assert parsed.faults == ()
    tree: Any = parsed.tree
    return list(tree["dager"])


LINES = [each["linje"] for day in _days() for each in day["skriv"]]


def written_by_commands(program: Program) -> str:
    """Write the whole case, and return its number."""
    numbers: set[str] = set()
    for day in _days():
        program.now = f"{day['dag']}T09:30+01:00"
        for each in day["skriv"]:
            told = program.run(*shlex.split(each["linje"]), answers=each.get("svar", ()))
            assert told.status == 0, (each["linje"], told.out, told.err)
            numbers.update(re.findall(r"2026-\w{5}", told.out.partition("opprettet")[0]) or ())
    return min(
        numbers & {path.name.split(".")[0] for path in (program.root / "saker" / "2026").iterdir()}
    )


def test_it_takes_few_commands_and_they_are_short() -> None:
    assert len(LINES) <= MOST
    assert sum(len(f"sosialplan {each}") for each in LINES) / len(LINES) <= WIDE
    assert not [each for each in LINES if re.search(r"\d{4}-\d{2}-\d{2}|2026-\w{5}", each)]


def at_the_desk(program: Program) -> None:
    """Write the whole case from the desk alone: every answer is used, and no more is asked for."""
    for day in _days(BORDET):
        program.now = f"{day['dag']}T09:30+01:00"
        left = [one for each in day["svar"] for one in (LAGRE if each == "lagre" else (each,))]
        told = program.run(answers=_taken(left))
        assert told.status == 0, (day["dag"], told.out[-2000:], told.err[-2000:])
        assert left == [], (day["dag"], left, told.err[-2000:])
        assert "Velg et nummer fra listen" not in told.out, (day["dag"], told.err[-2000:])


def _taken(left: list[str]) -> Iterator[str]:
    while left:
        yield left.pop(0)
    yield "slutt"


def _facts(program: Program, number: str) -> Any:
    """Return what stands in a case, but for ids, when it was written down, and what hangs on them."""
    text = program.case(number).read_text(encoding="utf-8")
    tree: Any = parse(text).tree
    return _without(tree)


_BY_LOT = frozenset({"id", "registrert", "sak", "fingeravtrykk", "kopi", "kode", "versjon_av"})


def _without(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _without(each) for key, each in tree.items() if key not in _BY_LOT}
    return [_without(each) for each in tree] if isinstance(tree, list) else tree


def test_the_same_case_comes_of_the_desk_alone(
    skrevet: tuple[Program, str], depotets_skole: Path, tmp_path: Path
) -> None:
    program, number = skrevet
    at_desk = Program(copied(depotets_skole, tmp_path / "skolen"))
    at_desk.git("config", "user.name", REKTOR)
    at_the_desk(at_desk)
    known = {path.name for path in (program.root / "saker" / "2026").iterdir()}
    (own,) = {
        path.name.partition(".")[0]
        for path in (at_desk.root / "saker" / "2026").iterdir()
        if path.name not in known or path.name.startswith(number)
    }
    desk, commands = _facts(at_desk, own), _facts(program, number)
    assert desk.pop("hendelser") == commands.pop("hendelser")
    assert desk == commands


@pytest.mark.lang
@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals; the same answers are tried above")
def test_the_same_keys_make_the_same_case_on_a_real_screen(
    skrevet: tuple[Program, str], depotets_skole: Path, tmp_path: Path
) -> None:
    """A person's keys in a pseudo-terminal, with the lists drawn: nothing but what the desk asks is typed."""
    program, number = skrevet
    seated = Program(copied(depotets_skole, tmp_path / "skolen"))
    seated.git("config", "user.name", REKTOR)
    known = {path.name for path in (program.root / "saker" / "2026").iterdir()}
    for day in _days(BORDET):
        moment = {OTHERWISE: f"{day['dag']}T09:30+01:00"}
        with opened(seated.root, columns=100, rows=40, environ=moment) as screen:
            screen.waits_for("Nummer, navn")
            for each in day["svar"]:
                for one in LAGRE if each == "lagre" else (each,):
                    screen.answers_next(one)
            screen.answers_next("slutt")
            screen.waits_for("Ha en god dag.")
    (own,) = {
        path.name.partition(".")[0]
        for path in (seated.root / "saker" / "2026").iterdir()
        if path.name not in known or path.name.startswith(number)
    }
    assert _facts(seated, own) == _facts(program, number)


@pytest.fixture(scope="module")
def skrevet(depotets_skole: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Program, str]:
    """The school in which the case was written by commands, and its number."""
    program = Program(copied(depotets_skole, tmp_path_factory.mktemp("hverdag") / "skolen"))
    program.git("config", "user.name", REKTOR)
    return program, written_by_commands(program)


def test_the_case_is_whole(skrevet: tuple[Program, str]) -> None:
    """Two rounds, evaluated with pupil and guardians, each step done, closed by the pupil's own word, and checked again."""
    program, number = skrevet
    page = program.fine("vis", number).out
    assert "Status: avsluttet" in page
    assert page.count("evaluering, virkning") == 2
    assert "etterkontroll, med elev, trygt og godt: ja" in page
    assert "utelatt" not in page
    overdue = program.fine("frister", "--status", "forfalt", "--format", "json").json()["frister"]
    assert [each["steg"] for each in overdue if each["sak"] == number] == []


def test_no_name_stands_in_the_history(skrevet: tuple[Program, str]) -> None:
    program, number = skrevet
    assert "Sol" not in program.git("log", "--format=%B", "--name-only")
    assert number in program.git("log", "--format=%B")
