"""The pupil is picked from the class: by a list, by the beginning of the name, and never by a guess between two."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from program import Program, Result, made_by_start

LISTE = """\
Navn;Klasse;Født;Foresatt 1;Telefon foresatt 1
Oppdiktet Kari Nes;8B;2013;Oppdiktet Mor Nes;900 00 000
Oppdiktet Ola Berg;8B;2012;;
Oppdiktet Ola Berg;8B;2013;;
Oppdiktet Liv Dal;8B;;;
Oppdiktet Liv Dal;9A;;;
"""
SAK = ("ny-sak", "--kjede", "trygt-og-godt", "--oppdaget", "2026-11-23")
DAG = ("--fra", "2026-11-16")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    Path("elever.csv").write_text(LISTE, encoding="utf-8")
    made = Program(made_by_start(tmp_path / "skolen"))
    made.fine("importer", "elever", "elever.csv", "--utfør")
    return made


def opened(program: Program, *args: str, answers: Sequence[str] | None = None) -> str:
    told = program.run(*SAK, *args, answers=answers)
    assert told.status == 0, told
    (path,) = (program.root / "saker").rglob("*.yaml")
    return path.read_text(encoding="utf-8")


def absence(program: Program, klasse: str = "8B") -> str:
    path = program.root / f"fravaer/2026-2027/{klasse}.yaml"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def registrer(program: Program, *args: str, answers: Sequence[str] | None = None) -> Result:
    return program.run("fravær", "registrer", *args, answers=answers)


# A case


def test_the_beginning_of_a_name_gives_the_pupil_the_class_and_the_guardians(
    program: Program,
) -> None:
    text = opened(program, "--elev", "kari")
    assert "navn: Oppdiktet Kari Nes" in text
    assert "klasse: 8B" in text
    assert "fødselsår: 2013" in text
    assert "- navn: Oppdiktet Mor Nes" in text
    assert "kontakt: 900 00 000" in text


def test_in_a_terminal_the_class_is_chosen_and_then_the_pupil(program: Program) -> None:
    answers = ["trygt-og-godt", "8B", "1", "i dag", "", "", ""]
    told = program.run("ny-sak", answers=answers)
    assert told.status == 0, told
    assert "Hvilken klasse?" in told.err
    (path,) = (program.root / "saker").rglob("*.yaml")
    assert "navn: Oppdiktet Kari Nes" in path.read_text(encoding="utf-8")


def test_two_of_one_name_are_told_apart_by_class_and_by_year(program: Program) -> None:
    several = program.run(*SAK, "--elev", "Oppdiktet Liv Dal")
    assert several.status == 2
    assert "Flere elever passer: 8B, 9A." in several.err
    same = program.run(*SAK, "--elev", "Oppdiktet Ola Berg", "--klasse", "8B")
    assert same.status == 2
    assert "Flere elever i 8B passer." in same.err
    assert "«NAVN (2013)»" in same.err
    text = opened(program, "--elev", "Oppdiktet Ola Berg (2013)", "--klasse", "8B")
    assert "navn: Oppdiktet Ola Berg (2013)" in text
    assert "fødselsår: 2013" in text


def test_a_name_that_is_nearly_anothers_is_refused_unless_it_is_said(program: Program) -> None:
    near = ("--elev", "Oppdiktet Kari Ness", "--klasse", "8B")
    told = program.run(*SAK, *near)
    assert told.status == 2
    assert "Navnet ligner på en annen elev i 8B." in told.err
    assert "Kari" not in told.err
    assert not list((program.root / "saker").rglob("*.yaml"))
    text = opened(program, *near, "--ny-elev")
    assert "navn: Oppdiktet Kari Ness" in text
    assert "foresatte" not in text


def test_in_a_terminal_it_is_asked_who_it_is(program: Program) -> None:
    near = ("--elev", "Oppdiktet Kari Ness", "--klasse", "8B")
    text = opened(program, *near, answers=["1"])
    assert "navn: Oppdiktet Kari Nes\n" in text


def test_a_school_without_lists_is_asked_of_what_is_written(program: Program) -> None:
    assert registrer(program, "--elev", "Oppdiktet Per Lind", "--klasse", "10C", *DAG).status == 0
    told = registrer(program, "--elev", "Oppdiktet Per Linn", "--klasse", "10C", *DAG)
    assert told.status == 2
    assert "Navnet ligner på en annen elev i 10C." in told.err
    again = registrer(program, "--elev", "Oppdiktet Per Linn", "--klasse", "10C", *DAG, "--ny-elev")
    assert again.status == 0


# Absence


def test_absence_is_written_for_the_pupil_whose_name_begins_so(program: Program) -> None:
    told = registrer(program, "--elev", "kari n", "--klasse", "8b", *DAG)
    assert told.status == 0, told
    assert "elev: Oppdiktet Kari Nes" in absence(program)
    unknown = registrer(program, "--elev", "Oppdiktet Ukjent", "--klasse", "8B", *DAG)
    assert unknown.status == 0
    assert "Eleven står ikke i klasselisten til 8B." in unknown.err


def test_a_class_is_ticked_off_in_one_screen_and_one_commit(program: Program) -> None:
    head = program.git("rev-list", "--count", "HEAD")
    told = registrer(program, "8B", "--fra", "2026-11-20", answers=["1, liv", "ja"])
    assert told.status == 0, told
    assert int(program.git("rev-list", "--count", "HEAD")) == int(head) + 1
    text = absence(program)
    assert [name in text for name in ("Kari Nes", "Liv Dal", "Ola Berg")] == [True, True, False]
    assert "Borte 20.11.2026: Oppdiktet Kari Nes, Oppdiktet Liv Dal." in " ".join(told.out.split())
    assert "2 av 4 i 8B, ugyldig, ikke meldt." in told.out
    assert "Kari" not in program.git("log", "-1", "--format=%B")
    again = registrer(program, "8B", "--fra", "2026-11-20", answers=["1, 3", "ja"])
    assert "ført fra før" in again.err
    assert "Ført fra før, og ikke endret: 1." in again.err


def test_a_day_without_school_is_told_of_before_it_is_written(program: Program) -> None:
    told = registrer(program, "8B", "--fra", "2026-11-22", answers=["1", "nei"])
    assert "Det er ingen skoledag, så det teller ikke som fravær." in told.err


def test_nobody_away_a_no_and_an_unknown_name_write_nothing(program: Program) -> None:
    head = program.git("rev-parse", "HEAD")
    for answers in ([""], ["1", "nei"], ["99", ""], ["ola", "", ""], ["Ukjent", "1", "nei"]):
        told = registrer(program, "8B", answers=answers)
        assert told.status == 0, (answers, told)
        assert "Ingenting er endret." in told.err
    assert program.git("rev-parse", "HEAD") == head


def test_a_class_without_a_list_or_a_terminal_is_refused_with_what_to_do(program: Program) -> None:
    piped = registrer(program, "8B")
    assert "En klasse krysses av i en terminal." in piped.err
    bare = registrer(program, "10C", answers=[])
    assert "sosialplan importer elever FIL" in bare.err
    without = registrer(program, "--elev", "kari", "--klasse", "8B")
    assert "Valget «--fra» mangler." in without.err
    assert {piped.status, bare.status, without.status} == {2}
