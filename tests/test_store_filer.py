"""Files that are large or odd, and a machine or a git that gives less than it should: told in words, in time."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pytest

from program import Program, Result
from sosialplan.depot import Depot
from sosialplan.files.filtolk import HABITS_TOLD, read_value
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.replacing import Intent, Planned, UnreadableIntent, note_of, read_intent
from sosialplan.files.yaml_events import locate, spans_of
from sosialplan.model.problems import Finding
from sosialplan.model.sak import Sak
from sosialplan.schema.faults import MOST_TOLD
from tidsbruk import seconds

SAK = "2026-YHP9E"
HEAD = (
    "sak: 2026-7KQ2H\nkjede: bekymring\nopprettet: 2026-10-12\n"
    "elev: {navn: Oppdiktet Elev, klasse: 8B}\nhendelser:\n"
)
LARGE = {
    "keys": "".join(f"k{n}: 1\n" for n in range(90_000)),
    "keys in a group": "elev:\n" + "".join(f"  k{n}: 1\n" for n in range(70_000)),
    "unknown keys, few enough": "".join(f"k{n}: 1\n" for n in range(40_000)),
    "long keys": "".join(f"{'k' * 1000}{n}: 1\n" for n in range(900)),
    "one key": "a: 1\n" * 190_000,
    "one key in pairs": "a: 1\nb: 2\n" * 90_000,
    "brackets": "[" * 900_000,
    "braces": "{" * 900_000,
    "brackets in pairs": "a: [" + "[]," * 300_000 + "]",
    "braces in braces": "a: " + "{a: " * 200_000,
    "dashes": "- " * 450_000,
    "items": "- a\n" * 220_000,
    "questions": "? " * 450_000,
    "levels": "".join(f"{' ' * n}a:\n" for n in range(1300)),
    "commas": "{" + "," * 900_000,
    "colons": "a" + ":" * 900_000,
    "stars": "*" * 900_000,
    "documents": "---\n" * 240_000,
    "anchors": "a: &a b\n" * 100_000,
    "tags": "!a " * 300_000,
    "percents": "%" * 900_000,
    "tabs": "\t" * 900_000,
    "controls": "a: \x01\n" * 100_000,
    "remarks": "# x\n" * 220_000,
    "one line": f"a: {'x' * 900_000}",
    "an open quote": f'a: "{"x" * 900_000}',
    "a block": "a: |\n" + "  x\n" * 220_000,
    "wrong dates": HEAD + "  - {id: aaaaaaaa, dato: 2026-13-12, steg: oppdaget}\n" * 10_000,
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_a_large_file_is_told_of_within_a_second_and_in_few_faults(
    text: str, tmp_path: Path
) -> None:
    mappe = Planmappe(tmp_path)
    (tmp_path / "saker").mkdir()
    judged = []

    def judge(name: str) -> None:
        path = tmp_path / "saker" / name
        path.write_text(text[:999_000], encoding="utf-8")
        judged.append(read_value(mappe, path, Sak))

    # The quicker of two, of which neither is known from the other: a busy machine slows one.
    assert min(seconds(lambda: judge("a.yaml")), seconds(lambda: judge("b.yaml"))) < 1.0
    for value, problems in judged:
        assert value is None
        assert 0 < len(problems) <= MOST_TOLD + 1 + HABITS_TOLD


def test_a_large_file_holds_no_list_up(skolen: Program) -> None:
    (skolen.root / "saker/2026/2026-AAAAA.yaml").write_text(LARGE["keys"], encoding="utf-8")
    for command in (("saker",), ("frister",), ("valider",), ("vis", SAK)):
        answers: list[Result] = []

        def run(command: tuple[str, ...] = command, answers: list[Result] = answers) -> None:
            answers.append(skolen.run(*command))

        assert seconds(run) < 3.0, command
        (answer,) = answers
        assert "Y110" in answer.out + answer.err or command[0] == "vis"


def test_places_are_looked_for_no_further_than_they_stand() -> None:
    text = "a: 1\nb: [1, 2]\nc: 3\n"
    near = spans_of(text, {("a",)})
    assert ("c",) not in near
    whole = spans_of(text)
    for where in (("a",), ("b",), ("b", 1), ("c",), ("x",), ()):
        finding = Finding("S201", "f", where)
        assert locate("f", finding, spans_of(text, {where})) == locate("f", finding, whole)


# The note of a change under way, which may have come with the folder

OUTSIDE = (
    "../utenfor.yaml", "saker/../../utenfor.yaml", "/etc/passwd", "C:/Windows/x", "..\\x", ".git/config",
    "saker/.GIT/hooks/x", "", "saker//x.yaml", "./x.yaml", "saker/x\0.yaml", "//server/del/x",
)  # fmt: skip
WAITING = ("x", "../.sosialplan-x-1.tmp", ".sosialplan-/x.tmp", ".sosialplan-..\\x.tmp", "")


def _note(depot: Depot, planned: Planned) -> None:
    intent = Intent((planned,), "x\n", "sosialplan", "2026-11-23T09:30")
    note_of(depot).write_bytes(msgspec.json.encode(intent))


@pytest.mark.parametrize("file", OUTSIDE)
def test_a_note_of_a_file_outside_the_folder_is_not_followed(file: str, tmp_path: Path) -> None:
    depot = Depot(tmp_path, tmp_path, tmp_path)
    _note(depot, Planned(file, None, "x", ".sosialplan-x-1.tmp"))
    with pytest.raises(UnreadableIntent):
        read_intent(depot)


@pytest.mark.parametrize("waiting", WAITING)
def test_a_note_of_what_waits_elsewhere_is_not_followed(waiting: str, tmp_path: Path) -> None:
    depot = Depot(tmp_path, tmp_path, tmp_path)
    _note(depot, Planned("saker/x.yaml", None, "x", waiting))
    with pytest.raises(UnreadableIntent):
        read_intent(depot)
    _note(depot, Planned("saker/x.yaml", None, "x", ".sosialplan-x-1.tmp"))
    assert read_intent(depot) is not None


def test_such_a_note_is_told_of_and_cleared_away_and_nothing_is_written(skolen: Program) -> None:
    depot = Depot(skolen.root, skolen.root / ".git", skolen.root / ".git")
    _note(depot, Planned("../utenfor.yaml", None, "x", ".sosialplan-x-1.tmp"))
    assert "D813" in skolen.run("sjekk").out
    assert skolen.run("registrer", SAK, "notat", "--av", "rektor").status == 3
    skolen.run("sjekk", "--reparer")
    assert not (skolen.root.parent / "utenfor.yaml").exists()
    assert not note_of(depot).exists()


# A git that answers garbage, and a machine that gives too little

GARBAGE = {
    "nothing": "", "a word": "tull", "zeros": "\\000\\000\\000", "bytes": "\\377\\376\\200",
    "lines": "a\\nb\\nc\\n", "tabs": "\\t\\t", "a number": "1", "a head": "ref: refs/heads/main\\n",
    "fields": "a b c d e f\\000", "object": "0123 blob 99999999999\\nx", "half": "tree\\n",
}  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize("said", GARBAGE.values(), ids=GARBAGE)
def test_garbage_from_git_is_told_in_words(
    said: str, skolen: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text(f"#!/bin/sh\nprintf '{said}'\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(fake.parent), prepend=":")
    for command in (
        ("saker",), ("frister",), ("valider",), ("sjekk",), ("logg",), ("vis", SAK), ("lagre",),
        ("registrer", SAK, "notat", "--av", "rektor"), ("logg", "--kontroller"), ("synk",),
        ("sammenlign", SAK, "2026-11-01"), ("angre",),
    ):  # fmt: skip
        answer = skolen.run(*command)
        assert answer.status != 4, (command, answer.err)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_too_few_open_files_are_told_in_words(skolen: Program) -> None:
    limits: Any = import_module("resource")  # not on Windows

    commands = (("saker",), ("valider",), ("vis", SAK), ("sjekk",), ("logg",))
    for command in commands:
        skolen.run(*command)  # what is loaded once needs no file again
    soft, hard = limits.getrlimit(limits.RLIMIT_NOFILE)
    for command in commands:
        limits.setrlimit(limits.RLIMIT_NOFILE, (3, hard))
        try:
            answer = skolen.run(*command)
        finally:
            limits.setrlimit(limits.RLIMIT_NOFILE, (soft, hard))
        assert answer.status == 3, (command, answer.err)
        assert "for mange filer åpne" in answer.err
