"""A class is parted, and two become one, in the middle of a year: what is open and counted follows. All people are invented."""

from pathlib import Path

import pytest

from program import Program, everything_in, made_by_start

LISTE = (
    "Navn;Klasse\nOppdiktet Kari Nes;8B\nOppdiktet Ola Berg;8B\nOppdiktet Mia Dal;8B\n"
    "Oppdiktet Per Lind;8A\nOppdiktet Siv Aune;8A\n"
)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    Path("elever.csv").write_text(LISTE, encoding="utf-8")
    made = Program(made_by_start(tmp_path / "skolen"))
    made.fine("importer", "elever", "elever.csv", "--utfør")
    made.fine("skole", "person", "ny", "Oppdiktet Lærer Bjerk", "kontaktlærer 8B")
    return made


def text(program: Program, file: str) -> str:
    return program.file(file).read_text(encoding="utf-8")


def away(program: Program, elev: str, klasse: str) -> None:
    program.fine("fravær", "registrer", "--elev", elev, "--klasse", klasse, "--fra", "2026-11-16")


def counted(program: Program, klasse: str) -> list[int]:
    shown = program.fine("fravær", "vis", "--klasse", klasse, "--format", "json").json()
    return [each["tellere"]["i_alt"] for each in shown["elever"]]


def lies(program: Program) -> dict[str, bytes]:
    return {n: data for n, data in everything_in(program.root).items() if not n.startswith(".git/")}


def test_a_class_is_parted_with_what_is_open_and_what_was_away(program: Program) -> None:
    goes, stays = (
        program.new_case(elev="Oppdiktet Kari Nes"),
        program.new_case(elev="Oppdiktet Mia Dal"),
    )
    for name in ("Oppdiktet Kari Nes", "Oppdiktet Ola Berg", "Oppdiktet Mia Dal"):
        away(program, name, "8B")
    before = int(program.git("rev-list", "--count", "HEAD"))
    told = program.fine(
        "skole", "klasse", "del", "8B", "8E", "--elev", "kari", "--elev", "Oppdiktet Ola Berg"
    )
    assert f"2 elever går nå i 8E, og 1 i 8B. Sak {goes} og fraværet følger med." in told.out
    assert 'skole person ny "NAVN" kontaktlærer 8E' in told.err
    assert int(program.git("rev-list", "--count", "HEAD")) == before + 1
    assert "Kari" not in program.git("log", "-1", "--format=%B")
    assert "klasse: 8E" in text(program, f"saker/2026/{goes}.yaml")
    assert "klasse: 8B" in text(program, f"saker/2026/{stays}.yaml")
    new = text(program, "elever/2026-2027/8E.yaml")
    assert "Kari Nes" in new
    assert "Ola Berg" in new
    assert "Mia Dal" not in new
    assert "Mia Dal" in text(program, "elever/2026-2027/8B.yaml")
    assert counted(program, "8E") == [1, 1]
    assert counted(program, "8B") == [1]
    assert "2026-11-16" in text(program, "fravaer/2026-2027/8B.yaml"), "what was written stands"
    assert program.run("valider").status == 0


def test_two_classes_become_one_and_the_posts_follow(program: Program) -> None:
    number = program.new_case(elev="Oppdiktet Kari Nes")
    away(program, "Oppdiktet Kari Nes", "8B")
    away(program, "Oppdiktet Ola Berg", "8B")
    away(program, "Oppdiktet Per Lind", "8A")
    history = text(program, "fravaer/2026-2027/8B.yaml")
    told = program.fine("skole", "klasse", "slå-sammen", "8B", "8A")
    assert (
        f"8B er slått sammen med 8A. 3 av klasselisten går med. Sak {number} og fraværet følger med."
        in told.out
    )
    assert "klasse: 8A" in text(program, f"saker/2026/{number}.yaml")
    everyone = text(program, "elever/2026-2027/8A.yaml")
    assert everyone.count("navn: Oppdiktet") == 5
    assert not (program.root / "elever/2026-2027/8B.yaml").exists()
    assert sorted(counted(program, "8A")) == [1, 1, 1]
    assert text(program, "fravaer/2026-2027/8B.yaml") == history
    school = text(program, "plan/skole.yaml")
    assert "- klasse: 8B" not in school.replace("#         klasse: 8B", "")
    assert "{klasse: 8B}" not in school
    assert (
        "rolle: kontaktlærer, klasse: 8A" in school
        or "klasse: 8A" in school.partition("Lærer Bjerk")[2]
    )
    assert program.run("valider").status == 0


def test_a_case_that_the_list_does_not_tell_of_is_asked_about(program: Program) -> None:
    number = program.new_case(elev="Oppdiktet Ukjent Elev")
    before = lies(program)
    asked = ("skole", "klasse", "del", "8B", "8E", "--elev", "kari")
    told = program.run(*asked)
    assert told.status == 3
    assert f"Klasselisten sier ikke hvem disse sakene gjelder: {number}." in told.err
    assert "Ukjent" not in told.err
    assert lies(program) == before
    wrong = program.run(*asked, "--går-til", "2026-XXXXX=8E")
    assert wrong.status == 2
    assert program.run(*asked, "--går-til", f"{number}=8A").status == 2
    assert lies(program) == before
    program.fine(*asked, "--går-til", f"{number}=8E")
    assert "klasse: 8E" in text(program, f"saker/2026/{number}.yaml")


def test_a_person_is_asked_who_goes_and_whose_the_case_is(program: Program) -> None:
    number = program.new_case(elev="Oppdiktet Ukjent Elev")
    told = program.run(
        "skole", "klasse", "del", "8B", "8E", answers=["kari, Oppdiktet Ola Berg", "8B"]
    )
    assert told.status == 0, told
    assert "klasse: 8B" in text(program, f"saker/2026/{number}.yaml")
    assert "Ola Berg" in text(program, "elever/2026-2027/8E.yaml")


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (("del", "8B", "8E"), 2, "Hvem går til 8E?"),
        (("del", "8B", "8E", "--elev", "Ingen Slik"), 2, "Navn nummer 1 står ikke på klasselisten"),
        (("del", "8B", "8E", "--elev", "Oppdiktet"), 2, "Navn nummer 1 kan være flere"),
        (("del", "8B", "8B", "--elev", "kari"), 2, "Det er samme klasse."),
        (("del", "8C", "8E", "--elev", "kari"), 3, "Det finnes ingen klasseliste for 8C"),
        (
            ("del", "8B", "8E", "--elev", "kari", "--elev", "ola", "--elev", "mia"),
            2,
            "Da blir det ingen igjen",
        ),
        (("slå-sammen", "8B", "9A"), 2, "9A er ikke på trinnet til 8B."),
        (("slå-sammen", "8B", "8B"), 2, "Det er samme klasse."),
        (("slå-sammen", "8B", "7X"), 2, "Fant ikke klassen"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    program: Program, args: tuple[str, ...], status: int, said: str
) -> None:
    before = lies(program)
    told = program.run("skole", "klasse", *args)
    assert told.status == status, told
    assert said in told.err
    assert lies(program) == before


@pytest.mark.parametrize(
    "args", [("slå-sammen", "8B", "8A"), ("del", "8B", "8A", "--elev", "kari")]
)
def test_two_of_one_name_are_never_made_one(program: Program, args: tuple[str, ...]) -> None:
    """The other class has absence of somebody who is called the same: it would become one pupil's."""
    away(program, "Oppdiktet Kari Nes", "8B")
    program.fine(
        "fravær",
        "registrer",
        "--elev",
        "Oppdiktet Kari Nes",
        "--klasse",
        "8A",
        "--fra",
        "2026-11-17",
        "--ny-elev",
    )
    before = lies(program)
    told = program.run("skole", "klasse", *args)
    assert told.status == 3
    assert "I 8A er det elever med samme navn" in told.err
    assert "Kari" not in told.err
    assert lies(program) == before
