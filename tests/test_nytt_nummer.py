"""Two new cases with one number: the advised way out leads out, whatever names the number already."""

from pathlib import Path

import pytest

from gitprogram import tell
from program import Program, made_by_start
from sosialplan.randomness import entry_id
from sosialplan.rules.kontrolltegn import with_check

NUMMER = with_check(2026, "0001")


@pytest.fixture
def two(tmp_path: Path) -> tuple[Program, Program]:
    """Two clones in which a case each was opened, with one number between them."""
    first = Program(made_by_start(tmp_path / "ene"), new_id=entry_id)
    tell(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "felles.git")
    first.git("remote", "add", "origin", "../felles.git")
    first.fine("synk")
    tell(tmp_path, "clone", "--quiet", "felles.git", "andre")
    second = Program(tmp_path / "andre", new_id=entry_id)
    second.git("remote", "set-url", "origin", "../felles.git")
    for program, name, day in ((first, "En", "2026-11-20"), (second, "To", "2026-11-19")):
        program.fine(
            "ny-sak", "--kjede", "trygt-og-godt", "--elev", f"Oppdiktet Elev {name}", "--klasse", "8B",
            "--oppdaget", day, "--beskrivelse", "Oppdiktet",
        )  # fmt: skip
        assert program.case(NUMMER).exists()
        program.fine("registrer", NUMMER, "notat", "--notat", f"Oppdiktet {name}")
    first.fine("synk")
    return first, second


def led_out(two: tuple[Program, Program]) -> str:
    """Follow the advice of ``synk`` to the letter, and return the new number; both end alike."""
    first, second = two
    stopped = second.run("synk")
    assert stopped.status == 1
    assert f"sosialplan løs {NUMMER} --nytt-nummer" in stopped.out
    before = len(second.git("log", "--format=%h").split())
    said = second.fine("løs", NUMMER, "--nytt-nummer").out
    assert len(second.git("log", "--format=%h").split()) == before + 1
    assert second.git("status", "--porcelain") == ""
    for program in (second, first, second):
        shared = program.run("synk")
        assert shared.status == 0, (shared.out, shared.err)
        checked = program.run("valider")
        assert "K40" not in checked.out + checked.err, checked.out
    assert second.git("rev-parse", "HEAD^{tree}") == first.git("rev-parse", "HEAD^{tree}")
    new = said.split(" heter nå ")[1].split(".")[0]
    assert "Oppdiktet Elev En" in first.case(NUMMER).read_text("utf-8")
    assert "Oppdiktet Elev To" in first.case(new).read_text("utf-8")
    return new


def test_what_was_written_in_the_case_stands_under_the_new_number(
    two: tuple[Program, Program],
) -> None:
    new = led_out(two)
    assert "Oppdiktet To" in two[0].case(new).read_text("utf-8")


def test_minutes_that_name_the_number_do_not_stop_the_way_out(
    two: tuple[Program, Program],
) -> None:
    two[1].fine(
        "møte", "referat", "r-team", "--dato", "2026-11-20", "--til-stede", "rektor", "--sak", NUMMER,
        "--beslutning", f"{NUMMER}: Oppdiktet", "--ansvarlig", "rektor", "--frist", "2026-12-01",
    )  # fmt: skip
    new = led_out(two)
    minutes = (two[0].root / "moter/2026-2027/r-team.yaml").read_text("utf-8")
    assert new in minutes
    assert NUMMER not in minutes


def test_another_case_that_followed_of_it_goes_along(two: tuple[Program, Program]) -> None:
    second = two[1]
    linked = second.new_case("bekymring", "Oppdiktet Elev Tre")
    path = second.case(linked)
    text = path.read_text("utf-8")
    path.write_text(text.replace("hendelser:", f"fra_sak: {NUMMER}\nhendelser:"), "utf-8")
    second.fine("lagre")
    path.write_text(
        path.read_text("utf-8")
        + f"  - {{id: zzzzzzzz, dato: 2026-11-23, steg: notat, gjelder_sak: {NUMMER}}}\n",
        "utf-8",
    )
    second.fine("lagre")
    new = led_out(two)
    assert two[0].case(linked).read_text("utf-8").count(new) == 2


def test_the_number_of_anothers_case_in_ones_own_minutes_is_still_no_change(
    two: tuple[Program, Program],
) -> None:
    """Only a number that the history saw renamed may be another: any other change is told."""
    led_out(two)
    first = two[0]
    first.fine("møte", "registrer", "r-team", "--dato", "2026-10-13", "--til-stede", "rektor")
    path = first.case(NUMMER)
    path.write_text(path.read_text("utf-8").replace("Oppdiktet En", "Oppdiktet Andre"), "utf-8")
    assert "K401" in first.run("valider").out
