"""What a teacher meets on the screen and on paper is plain words; what the machine knows is told with ``--detaljer``."""

import re
from pathlib import Path

import pytest

from kommandoene import COMMANDS
from ordvakt import FOR_IT, KODER, TALL, ikke_for_en_laerer, sagt
from program import Program, copied
from sosialplan.tekster.koder.alle import CODES

ROOT = Path(__file__).parents[1]
SAK = "2026-YHP9E"


@pytest.fixture
def skolen(depotets_skole: Path, tmp_path: Path) -> Program:
    return Program(copied(depotets_skole, tmp_path / "skolen"))


def test_the_table_of_those_who_read_places_names_commands_that_are_there() -> None:
    assert {each.split()[0] for each in COMMANDS} >= FOR_IT
    assert len(FOR_IT) >= 15
    for teachers in ("frister", "registrer", "vis", "tiltak", "møte", "fravær", "lag", "ny-sak"):
        assert teachers not in FOR_IT


def test_the_session_of_the_readme_says_nothing_that_is_for_the_machine() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    sessions = re.findall(
        r"```console\n\$ sosialplan (?:--\S+ \S+ )?(\S+).*?\n(.*?)```", text, re.DOTALL
    )
    assert len(sessions) >= 5
    for command, said in sessions:
        assert command in FOR_IT or ikke_for_en_laerer(said) == [], command


def test_no_approved_text_says_what_is_for_the_machine() -> None:
    files = [
        each for each in (ROOT / "tests" / "golden").rglob("*")
        if each.suffix in {".md", ".txt"}
        and each.name != "aarshjul.md"  # the wheel says where the school changes what its words mean
    ]  # fmt: skip
    assert len(files) > 30
    for each in files:
        assert ikke_for_en_laerer(each.read_text(encoding="utf-8")) == [], each.name


def test_no_page_of_help_says_a_word_twice_or_counts_wrong() -> None:
    pages = (ROOT / "docs" / "bruk" / "kommandoer.md").read_text(encoding="utf-8")
    assert sagt(pages, KODER[1:]) == []
    assert sagt(pages, TALL) == []


def test_the_plan_and_the_messages_have_one_word_for_how_it_worked() -> None:
    plans = [*(ROOT / "plan").rglob("*.yaml"), *(ROOT / "maler").rglob("*.j2")]
    assert len(plans) > 20
    for each in plans:
        assert sagt(each.read_text(encoding="utf-8"), (r"(?i)\beffekt\w*",)) == [], each.name
    for code in CODES:
        said = f"{code.message} {code.cure} {code.why}"
        assert sagt(said, (r"(?i)\beffekt\w*", r"(?<!\{)\butfall", *TALL)) == [], code.code


@pytest.mark.parametrize("told", [
    ("registrer", SAK, "notat", "--notat", "Oppdiktet"),
    ("lag", "aktivitetsplan", SAK, "--til", "ut/plan.md"),
    ("vis", SAK),
    ("frister",),
    ("frister", "--status", "alle", "--i-dag", "2026-11-20"),
    ("saker", "--alle"),
    ("forklar", SAK, "aktivitetsplan"),
    ("møte", "plan", "r-team"),
    ("møte", "saksliste", "R-team"),
    ("fravær", "vis", "--klasse", "8B"),
    ("statistikk", "mål"),
    ("tiltak", "evaluer", SAK, "finnes-ikke", "--gjennomført", "ja", "--virkning", "god"),
    ("registrer", SAK, "finnes-ikke"),
    ("vis", "2026-AAAAA"),
], ids=" ".join)  # fmt: skip
def test_what_a_teacher_asks_for_is_told_in_words(skolen: Program, told: tuple[str, ...]) -> None:
    result = skolen.run(*(each.replace("ut/", f"{skolen.root}/ut/") for each in told))
    said = f"{result.out}\n{result.err}".replace(str(skolen.root), "")
    assert ikke_for_en_laerer(said) == []


def test_the_details_are_told_where_they_are_asked_for_wherever_the_option_stands(
    skolen: Program,
) -> None:
    note = ("registrer", SAK, "notat", "--notat", "Oppdiktet")
    for number, words in enumerate((note, ("--detaljer", *note), (*note, "--detaljer"))):
        out = skolen.fine(*words[:-1], f"{words[-1]}" if number else "Oppdiktet").out
        name = skolen.git("rev-parse", "--short", "HEAD").strip()
        assert (f"Lagret i historikken som {name}." in out) is bool(number)
        assert ("Lagret." in out) is not bool(number)


def test_a_text_that_is_the_option_s_own_name_is_a_text(skolen: Program) -> None:
    skolen.fine("registrer", SAK, "notat", "--notat=--detaljer")
    assert "notat: --detaljer" in skolen.case(SAK).read_text(encoding="utf-8")


def test_an_option_of_another_name_is_still_known_by_the_old_one(skolen: Program) -> None:
    step = ("registrer", SAK, "evaluering", "--med", "elev", "--notat", "Oppdiktet")
    skolen.fine(*step, "--utfall", "delvis")
    assert "utfall: delvis" in skolen.case(SAK).read_text(encoding="utf-8")
    twice = skolen.run(*step, "--utfall", "delvis", "--virkning", "god")
    assert (twice.status, "«--virkning» står flere ganger" in twice.err) == (2, True)
    wrong = skolen.run(*step, "--utfall", "kjempebra")
    assert wrong.status == 2
    assert "--virkning" in wrong.err
    pages = (ROOT / "docs" / "bruk" / "kommandoer.md").read_text(encoding="utf-8")
    assert pages.count("--virkning") >= 3
    assert "--utfall" not in pages


def test_a_doubt_of_what_was_written_says_its_place_only_with_the_details(skolen: Program) -> None:
    note = ("registrer", SAK, "notat", "--notat", "Ring 912 34 567")
    plain = skolen.fine(*note).err
    assert "Se over: Her står et telefonnummer i fri tekst." in plain
    assert "saker/" not in plain
    assert f"saker/2026/{SAK}.yaml:" in skolen.fine(*note[:-1], "Ring 922 34 567", "--detaljer").err
