"""What history knows is what is shown: a day that an entry sets back for itself does not count."""

from pathlib import Path

import pytest

from program import Program, made_by_start

NOTE = "Oppdiktet samtale"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    program = Program(made_by_start(tmp_path / "skolen"))
    program.git("config", "user.name", "Oppdiktet Ansatt")
    return program


def backdated(program: Program) -> str:
    """Write an entry by hand on the 23rd that says it was written down on the 12th; return the case."""
    number = program.fine(
        "ny-sak", "--kjede", "trygt-og-godt", "--elev", "Oppdiktet Elev Ny", "--klasse", "8A",
        "--oppdaget", "2026-11-11", "--format", "json",
    ).json()["sak"]  # fmt: skip
    path = program.case(number)
    entry = (
        "  - id: kkkkkkkk\n    dato: 2026-11-11\n    registrert: 2026-11-11T09:00+01:00\n"
        f"    steg: rektor-varslet\n    av: kontaktlærer\n    notat: {NOTE}\n"
    )
    text = path.read_text("utf-8")
    assert text.rstrip().splitlines()[-1].startswith("    ")
    path.write_text(text.rstrip("\n") + "\n" + entry, encoding="utf-8", newline="\n")
    program.fine("lagre")
    return str(number)


def test_a_day_set_back_by_hand_does_not_count_anywhere(program: Program) -> None:
    number = backdated(program)
    page = program.fine("vis", number).out.replace("\n", " ")
    assert "(i historikken først 23.11.2026)" in page
    told = program.fine("vis", number, "--format", "json").json()
    assert told["lagret_senere"] == {"kkkkkkkk": "2026-11-23"}
    review = program.fine("tilsyn", number, "--format", "md").out
    (row,) = [
        each
        for each in review.splitlines()
        if "Varsle rektor" in each or ("rektor" in each.lower() and "23.11.2026" in each)
    ][:1]
    assert "23.11.2026 (12 dager etter), etter historikken" in row
    access = program.fine("innsyn", number, "--for", "elev", "--format", "md").out
    assert "(i historikken først 23. november 2026)" in access


def test_what_was_written_by_the_program_has_no_mark(program: Program) -> None:
    number = program.new_case()
    program.fine("registrer", number, "notat", "--notat", NOTE)
    assert "i historikken først" not in program.fine("vis", number).out
    assert "etter historikken" not in program.fine("tilsyn", number, "--format", "md").out


def test_what_was_still_rewritten_is_not_judged(program: Program) -> None:
    path = program.root / "plan/skole.yaml"
    text = path.read_text("utf-8").replace("kommune:", "uendret_fra: 2026-11-24\nkommune:", 1)
    path.write_text(text, encoding="utf-8", newline="\n")
    program.fine("lagre")
    assert "i historikken først" not in program.fine("vis", backdated(program)).out


def test_where_nothing_is_saved_nothing_is_known(program: Program) -> None:
    number = program.new_case()
    copy = program.case(number).with_name("2026-0002V.yaml")
    copy.write_text(
        program.case(number).read_text("utf-8").replace(number, "2026-0002V"), encoding="utf-8"
    )
    assert "i historikken først" not in program.run("vis", "2026-0002V").out
