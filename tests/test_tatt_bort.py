"""What others took out of a case or rewrote in it is told before it counts here, and waits for a yes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gitprogram import tell
from program import Program, copied, made_by_start
from sosialplan.randomness import entry_id


@pytest.fixture(scope="module")
def delt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tatt bort")
    first = Program(made_by_start(folder / "ene"), new_id=entry_id)
    number = first.new_case()
    first.fine("registrer", number, "notat", "--notat", "Oppdiktet")
    first.fine(
        "fravær",
        "registrer",
        "--elev",
        "Oppdiktet Elev To",
        "--klasse",
        "8A",
        "--fra",
        "2026-11-16",
    )
    tell(folder, "init", "--quiet", "--bare", "--initial-branch=main", "felles.git")
    first.git("remote", "add", "origin", "../felles.git")
    first.fine("synk")
    tell(folder, "clone", "--quiet", "felles.git", "andre")
    Program(folder / "andre").git("remote", "set-url", "origin", "../felles.git")
    return folder


@pytest.fixture
def two(delt: Path, tmp_path: Path) -> tuple[Program, Program, str]:
    folder = copied(delt, tmp_path / "delt")
    first, second = (Program(folder / name, new_id=entry_id) for name in ("ene", "andre"))
    (case,) = (first.root / "saker").rglob("*.yaml")
    return first, second, case.stem


def by_hand(program: Program, file: Path, change: Callable[[str], str]) -> None:
    """Change a file past the program, and send it."""
    text = file.read_text("utf-8")
    assert change(text) != text
    file.write_text(change(text), "utf-8")
    program.git("commit", "--quiet", "--all", "--message", "For hånd")
    program.git("push", "--quiet", "origin", "HEAD")


def emptied(_: str) -> str:
    return "# tømt\n\n"


def without_last_entry(text: str) -> str:
    head, _, _ = text.rpartition("  - id: ")
    return head


@pytest.mark.parametrize(
    "change",
    [without_last_entry, lambda text: text.replace("notat: Oppdiktet", "notat: Noe annet")],
    ids=["tatt bort", "endret"],
)
@pytest.mark.parametrize("apart", [False, True])
def test_an_entry_that_others_took_out_or_rewrote_waits_for_a_yes(
    two: tuple[Program, Program, str], change: Callable[[str], str], apart: bool
) -> None:
    first, second, number = two
    by_hand(first, first.case(number), change)
    if apart:
        second.new_case("bekymring", "Oppdiktet Elev Ny")
    head, before = second.git("rev-parse", "HEAD"), second.case(number).read_bytes()
    said = f"tar bort eller endrer 1 oppføring som sto ({number})"
    assert said in " ".join(second.run("synk", "--tørr").err.split())
    for answer in (second.run("synk"), second.run("synk", answers=["n"])):
        assert answer.status == 3
        assert said in " ".join(answer.err.split())
    assert (second.git("rev-parse", "HEAD"), second.case(number).read_bytes()) == (head, before)
    second.run("synk", "--godta-sletting")
    assert second.case(number).read_bytes() != before
    assert "K40" in second.run("valider").out


def test_a_case_that_was_emptied_waits_too(two: tuple[Program, Program, str]) -> None:
    first, second, number = two
    by_hand(first, first.case(number), emptied)
    before = second.case(number).read_bytes()
    answer = second.run("synk")
    assert answer.status == 3
    assert f"oppføringer som sto ({number})" in " ".join(answer.err.split())
    assert second.case(number).read_bytes() == before


def test_absence_that_was_taken_out_waits_too(two: tuple[Program, Program, str]) -> None:
    first, second, _ = two
    (book,) = (first.root / "fravaer").rglob("8A.yaml")
    by_hand(first, book, lambda text: text.replace("2026-11-16", "2026-11-12", 1))
    answer = second.run("synk")
    assert answer.status == 3
    assert "1 oppføring som sto (fravaer/2026-2027/8A.yaml)" in " ".join(answer.err.split())


def test_what_was_put_right_or_moved_by_the_program_is_not_told(
    two: tuple[Program, Program, str],
) -> None:
    first, second, number = two
    first.fine("rett", number, "notat", "--utgår", "--hvorfor", "Oppdiktet grunn")
    first.fine(
        "fravær", "bytt-klasse", "--elev", "Oppdiktet Elev To", "--fra-klasse", "8A",
        "--til-klasse", "8B",
    )  # fmt: skip
    first.fine("synk")
    second.fine("synk")
    assert first.git("rev-parse", "HEAD") == second.git("rev-parse", "HEAD")


def test_until_the_school_says_that_what_is_written_stands_nothing_is_asked(
    two: tuple[Program, Program, str],
) -> None:
    first, second, number = two
    school = first.root / "plan" / "skole.yaml"
    by_hand(first, school, lambda text: f"uendret_fra: 2027-01-01\n{text}")
    second.fine("synk")
    by_hand(first, first.case(number), without_last_entry)
    second.fine("synk")
