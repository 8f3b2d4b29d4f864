"""What a merge left to be chosen is listed, asked about and solved, one commit a time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from program import Program, copied, everything_in, made_by_start
from sosialplan.files.yaml_reader import parse
from sosialplan.rules.kontrolltegn import with_check

NUMMER = with_check(2026, "TVEY")
CASE = f"""\
# Alle personer er oppdiktet.
sak: {NUMMER}
kjede: trygt-og-godt
opprettet: 2026-11-16
elev: {{navn: Oppdiktet Elev, klasse: 8B}}
beskrivelse: Kort   # fra den ene
involverte:
  - alias: Elev B
    rolle: var med
hendelser:
  - {{id: a1b2c3d4, dato: 2026-11-16, steg: oppdaget}}
  - {{id: b1b2c3d4, dato: 2026-11-17, steg: notat, notat: Endret}}
konflikter:
  - id: kaaaaaaa
    sted: [beskrivelse]
    står: Kort
    ellers: |
      Lang
      tekst
  - id: kbbbbbbb
    sted: [hendelser, b1b2c3d4]
    står: {{id: b1b2c3d4, dato: 2026-11-17, steg: notat, notat: Endret}}
  - id: kccccccc
    sted: [involverte, Elev C, navn]
    står: Oppdiktet Elev Eide
  - id: kddddddd
    sted: [alvorlig]
    står: true
    ellers: false
"""
ABSENCE = """\
klasse: 8B
skoleår: 2026-2027
elever:
  - elev: Oppdiktet Elev
    perioder: [{id: pppppppp, fra: 2026-11-16, til: 2026-11-16, type: gyldig, meldt: ja}]
konflikter:
  - id: keeeeeee
    sted: [elever, Oppdiktet Elev, perioder, pppppppp, meldt]
    står: ja
    ellers: nei
"""
FRAVAER = "fravaer/2026-2027/8B.yaml"


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = Program(made_by_start(tmp_path_factory.mktemp("løs") / "skolen"))
    _write(program, program.case(NUMMER), CASE)
    _write(program, program.root / FRAVAER, ABSENCE)
    skole = program.root / "plan" / "skole.yaml"
    text = skole.read_text(encoding="utf-8")
    conflict = "konflikter:\n  - {id: kfffffff, sted: [kommune], står: Oslo, ellers: Bergen}\n"
    _write(program, skole, text + conflict)
    program.git("add", ".")
    program.git("commit", "--quiet", "-m", "Flettet")
    return program.root


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


def _write(program: Program, path: Path, text: str) -> None:
    assert path.is_relative_to(program.root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def text_of(program: Program) -> str:
    return program.case(NUMMER).read_text(encoding="utf-8")


def ids(program: Program) -> list[str]:
    return [each["id"] for each in parse(text_of(program)).tree.get("konflikter", ())]


def test_all_conflicts_are_listed_and_nothing_is_changed(program: Program) -> None:
    before = everything_in(program.root)
    result = program.fine("løs")
    assert result.out.splitlines()[0].split() == [
        "Hvor", "Konflikt", "Hva", "1", "2",
    ]  # fmt: skip
    listed = [line.split()[:2] for line in result.out.splitlines()[1:]]
    assert listed == [
        [NUMMER, "kaaaaaaa"], [NUMMER, "kbbbbbbb"], [NUMMER, "kccccccc"], [NUMMER, "kddddddd"],
        [FRAVAER, "keeeeeee"], ["plan/skole.yaml", "kfffffff"],
    ]  # fmt: skip
    assert "Velg: sosialplan løs" in result.err
    assert [line.split()[1] for line in program.fine("løs", NUMMER).out.splitlines()[1:]] == ids(
        program
    )
    assert everything_in(program.root) == before


def test_they_are_listed_for_programs_too(program: Program) -> None:
    found = program.fine("løs", FRAVAER, "--format", "json").json()
    assert found == {
        "versjon": 1,
        "i_dag": "2026-11-23",
        "konflikter": [
            {
                "fil": FRAVAER,
                "id": "keeeeeee",
                "sted": ["elever", "Oppdiktet Elev", "perioder", "pppppppp", "meldt"],
                "hva": "To ulike svar på om fraværet er meldt for fraværsperiode pppppppp.",
                "står": "ja",
                "ellers": "nei",
            }
        ],
    }


def test_what_stands_is_kept(program: Program) -> None:
    result = program.fine("løs", NUMMER, "--konflikt", "ka", "--velg", "1")
    assert f"1 konflikt i {NUMMER} er løst. Lagret." in result.out
    assert result.err == "Igjen: 3.\n"
    assert "beskrivelse: Kort   # fra den ene\n" in text_of(program)
    assert ids(program) == ["kbbbbbbb", "kccccccc", "kddddddd"]
    assert program.git("show", "-s", "--format=%B").strip() == f"Sak {NUMMER}\n\nSak: {NUMMER}"


def test_the_other_value_is_put_in(program: Program) -> None:
    program.fine("løs", NUMMER, "--konflikt", "kaaaaaaa", "--velg", "2")
    assert "beskrivelse: |   # fra den ene\n  Lang\n  tekst\n" in text_of(program)


def test_what_the_other_took_away_is_taken_away(program: Program) -> None:
    program.fine("løs", NUMMER, "--konflikt", "kb", "--velg", "2")
    assert [each["id"] for each in parse(text_of(program)).tree["hendelser"]] == ["a1b2c3d4"]


def test_a_person_is_asked_and_may_wait(program: Program) -> None:
    before = program.git("rev-list", "--count", "HEAD")
    result = program.run("løs", NUMMER, answers=["2", "", "1", "x", "1"])
    assert "To ulike beskrivelser." in result.out
    assert "  1  Kort  (står nå)\n  2  Lang tekst\n" in result.out
    assert "2  (tatt bort)" in result.out
    assert "notat 2026-11-17" in result.out
    assert result.status == 3, "one of the places is not there any more"
    assert program.git("rev-list", "--count", "HEAD") == before
    result = program.run("løs", NUMMER, answers=["2", "", "", "1"])
    assert result.status == 0
    assert "2 konflikter i" in result.out
    assert ids(program) == ["kbbbbbbb", "kccccccc"]
    assert program.run("løs", NUMMER, answers=["", ""]).status == 0


def test_the_place_that_is_gone_is_mended_by_hand_or_let_be(program: Program) -> None:
    result = program.run("løs", NUMMER, "--konflikt", "kccccccc", "--velg", "1")
    assert result.status == 3
    assert "finnes ikke lenger i filen" in result.err
    program.fine("løs", NUMMER, "--konflikt", "kccccccc", "--velg", "2")
    assert "kccccccc" not in ids(program)


def test_the_last_one_takes_the_list_with_it(program: Program) -> None:
    program.fine("løs", FRAVAER, "--konflikt", "keeeeeee", "--velg", "2")
    text = (program.root / FRAVAER).read_text(encoding="utf-8")
    assert text == ABSENCE[: ABSENCE.index("konflikter:")].replace("meldt: ja", "meldt: nei")
    assert program.git("show", "-s", "--format=%s").strip() == "Plan, fravær og møter"


def test_the_plan_is_solved_too(program: Program) -> None:
    program.fine("løs", "plan/skole.yaml", "--konflikt", "kf", "--velg", "2")
    text = (program.root / "plan" / "skole.yaml").read_text(encoding="utf-8")
    assert "kommune: Bergen\n" in text
    assert "konflikter" not in text


def test_a_case_with_conflicts_can_be_written_in(program: Program) -> None:
    program.fine("registrer", NUMMER, "samtale")
    assert len(ids(program)) == 4


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        ((NUMMER, "--konflikt", "kx", "--velg", "1"), 2, "Konflikter her: kaaaaaaa, kbbbbbbb"),
        ((NUMMER, "--konflikt", "k", "--velg", "1"), 2, "Si hvilken konflikt det gjelder."),
        ((NUMMER, "--velg", "1"), 2, "Legg til --konflikt ID."),
        ((NUMMER, "--konflikt", "ka"), 2, "Legg til --velg 1 eller --velg 2."),
        ((NUMMER, "--konflikt", "ka", "--velg", "3"), 2, "Legg til --velg 1 eller --velg 2."),
        (("finnes-ikke",), 2, "Dette er ikke et saksnummer."),
        (("2026-7KQ2H",), 3, "finnes ikke"),
        (("../plan/skole.yaml",), 2, "Dette er ikke et saksnummer."),
        (("plan/skole.yml",), 2, "Dette er ikke et saksnummer."),
        (("plan/valg.yaml", "--konflikt", "k", "--velg", "1"), 2, "Konflikter her: ingen"),
    ],
)  # fmt: skip
def test_what_cannot_be_chosen_is_said(
    program: Program, args: tuple[str, ...], status: int, said: str
) -> None:
    result = program.run("løs", *args)
    assert result.status == status
    assert said in result.err


def test_a_faulty_file_is_named(program: Program) -> None:
    _write(program, program.case(NUMMER), CASE + "ukjent: x\n")
    result = program.run("løs", NUMMER)
    assert result.status == 3
    assert "sosialplan valider" in result.err


def test_where_nothing_is_left_that_is_said(program: Program) -> None:
    assert program.run("løs", "plan/valg.yaml").err == "Ingen konflikter.\n"
    assert program.run("løs", "plan/valg.yaml", answers=[]).err == "Ingen konflikter.\n"


def test_what_was_written_since_is_shown(program: Program) -> None:
    text = text_of(program).replace("beskrivelse: Kort ", "beskrivelse: Noe tredje ")
    _write(program, program.case(NUMMER), text)
    program.git("commit", "--quiet", "-am", "Endret")
    result = program.run("løs", NUMMER, answers=["1", "", "", ""])
    assert "  Nå står det: Noe tredje\n  1  Kort\n  2  Lang tekst\n" in result.out
    assert "beskrivelse: Kort " in text_of(program)


def test_a_field_that_is_not_there_any_more_is_put_in(program: Program) -> None:
    program.fine("løs", NUMMER, "--konflikt", "kd", "--velg", "1")
    assert parse(text_of(program)).tree["alvorlig"] is True


def test_what_another_has_solved_meanwhile_is_said(program: Program) -> None:
    def typed() -> Iterator[str]:
        program.fine("løs", FRAVAER, "--konflikt", "keeeeeee", "--velg", "2")
        yield "1"

    result = program.run("løs", FRAVAER, answers=typed())
    assert result.status == 3
    assert "løst av en annen imens" in result.err
