"""A case that is saved and gone from the folder is told of by every list, and one that was deleted is not."""

from pathlib import Path

import pytest

from program import Program, of_the_repository

SAK = "2026-YHP9E"
LISTS = (
    ("frister",), ("frister", "--status", "alle"), ("saker",), ("varsle", "--tørr"), ("møte", "saksliste", "r-team"),
    ("statistikk", "mål"), ("tavle", "--til", "TAVLE.html"), ("lag", "årsrapport", "--til", "RAPPORT.md"),
)  # fmt: skip
GONE = "1 fil som er lagret i historikken, ligger ikke i mappen lenger"


@pytest.fixture
def skolen(root: Path, tmp_path: Path) -> Program:
    return Program(of_the_repository(root, tmp_path / "skolen"))


@pytest.mark.parametrize("seen_before", [False, True])
@pytest.mark.parametrize("words", LISTS, ids="-".join)
def test_a_case_that_is_gone_is_told_of(words: tuple[str, ...], seen_before: bool, skolen: Program) -> None:  # fmt: skip
    words = tuple(
        str(skolen.root / "ut" / each) if each[:1].isupper() and "." in each else each
        for each in words
    )
    if seen_before:
        assert GONE not in " ".join(skolen.run(*words).err.split())
    skolen.case(SAK).unlink()
    for _ in range(2):
        told = " ".join(skolen.run(*words).err.split())
        assert GONE in told, told
        assert SAK in told
    skolen.git("checkout", "-q", "--", "saker")
    assert GONE not in " ".join(skolen.run(*words).err.split())


def test_a_case_that_was_deleted_by_a_command_is_not_missed(skolen: Program) -> None:
    number = skolen.new_case("bekymring", "Oppdiktet Elev Slettet")
    skolen.fine("frister")
    skolen.fine("slett", number, "--utfør", "--hvorfor", "Oppdiktet grunn")
    assert "ligger ikke i mappen" not in skolen.fine("frister").err


def test_where_there_is_no_git_nothing_is_missed(root: Path, tmp_path: Path) -> None:
    program = Program(of_the_repository(root, tmp_path / "skolen"))
    (program.root / ".git").rename(tmp_path / "git")
    program.run("frister")
    program.case(SAK).unlink()
    assert "ligger ikke i mappen" not in program.run("frister").err


def test_a_class_s_absence_that_is_gone_is_told_of_too(skolen: Program) -> None:
    gone = next((skolen.root / "fravaer").rglob("*.yaml"))
    gone.unlink()
    told = " ".join(skolen.run("frister").err.split())
    assert GONE in told
    assert gone.stem in told
