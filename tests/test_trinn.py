"""Schools of every kind in grunnskolen: which classes they have, whom pupils leave, and what tells a class in a text."""

import re
from pathlib import Path

import pytest

from program import Program, copied, made_by_start
from sosialplan.model.record import is_class, trinn_av

KLASSER = {
    "3B": 3, "10AB": 10, "8-1": 8, "1-A": 1, "9STA": 9, "7A": 7,
    **dict.fromkeys(("0A", "11A", "8", "8b", "A8", "8ABCD", "08A", "8 B", "8.1", "8-", "VG1A", ""), None),
}  # fmt: skip
"""What is the code of a class, and its grade; None for what is no class."""


@pytest.mark.parametrize(("klasse", "trinn"), KLASSER.items())
def test_a_class_begins_with_its_grade(klasse: str, trinn: int | None) -> None:
    assert is_class(klasse) is (trinn is not None)
    if trinn is not None:
        assert trinn_av(klasse) == trinn


@pytest.fixture(scope="module")
def barneskole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school of 1st to 7th grade, made by commands alone."""
    root = made_by_start(tmp_path_factory.mktemp("barneskole") / "skolen")
    program = Program(root)
    program.fine("skole", "klasse", "ny", "3B", "6-1", "7A")
    for each in ("8A", "8B", "8C", "8D", "9A", "9B", "9C", "9D", "10A", "10B", "10C", "10D"):
        program.fine("skole", "klasse", "slutt", each)
    return root


@pytest.fixture
def program(barneskole: Path, tmp_path: Path) -> Program:
    return Program(copied(barneskole, tmp_path / "skolen"))


def ny_sak(program: Program, klasse: str, elev: str = "Oppdiktet Elev Prøve") -> str:
    made = program.fine(
        "ny-sak", "--kjede", "bekymring", "--elev", elev, "--klasse", klasse,
        "--oppdaget", "2026-11-23", "--format", "json",
    )  # fmt: skip
    return str(made.json()["sak"])


def test_cases_and_absence_are_of_any_class(program: Program) -> None:
    number = ny_sak(program, "3b")
    assert "klasse: 3B" in program.case(number).read_text(encoding="utf-8")
    other = ny_sak(program, "6-1", "Oppdiktet Elev Vik")
    program.fine("fravær", "registrer", other, "--fra", "2026-11-20")
    assert (program.root / "fravaer" / "2026-2027" / "6-1.yaml").exists()
    problems = program.run("valider", "--format", "json").json()["problemer"]
    assert [each for each in problems if each["nivå"] == "feil"] == []


def test_a_class_that_the_school_lacks_is_refused(program: Program) -> None:
    refused = program.run(
        "ny-sak", "--kjede", "bekymring", "--elev", "Oppdiktet Elev", "--klasse", "8A",
        "--oppdaget", "2026-11-23",
    )  # fmt: skip
    assert refused.status == 2
    assert "3B" in refused.err


def test_pupils_leave_with_the_school_s_last_grade(program: Program) -> None:
    """The 7th of a barneskole, and what ``trinn:`` says where the school is another kind."""
    leaves, stays = ny_sak(program, "7A"), ny_sak(program, "6-1", "Oppdiktet Elev Vik")
    program.now = "2027-06-21T09:30+02:00"
    shown = program.fine("nytt-skoleår", "2027-2028").out
    assert f"{stays}  6-1 → 7-1" in shown
    assert re.search(rf"overleveres: 1\n  {leaves}  7A", shown)
    skole = program.root / "plan" / "skole.yaml"
    skole.write_text(skole.read_text(encoding="utf-8") + "trinn: 1-10\n", encoding="utf-8")
    assert f"{leaves}  7A → 8A" in program.run("nytt-skoleår", "2027-2028").out


def test_the_leak_check_knows_the_school_s_own_classes(program: Program) -> None:
    own, _ = ny_sak(program, "3B"), ny_sak(program, "6-1", "Oppdiktet Elev Vik")
    program.fine("registrer", own, "notat", "--notat", "Det gjelder en i 6-1.")
    told = program.run("lag", "melding", own, "--mottaker", "r-team")
    assert "6-1" not in told.out or "klasse" in told.err


def test_a_post_may_be_for_any_class_and_grade(program: Program) -> None:
    program.fine("skole", "person", "ny", "Oppdiktet Lærer Li", "kontaktlærer 6-1", "trinnleder 3")
    text = (program.root / "plan" / "skole.yaml").read_text(encoding="utf-8")
    assert "klasse: 6-1" in text
    assert "trinn: 3" in text
