"""Vague owners and measures: what the school's list finds, and what it leaves alone."""

from pathlib import Path

import pytest

from krav_tilfelle import the_vague_words
from program import Program, made_by_start
from sosialplan.model.oppslagsverk import INGEN, VageOrd, VagtOrd
from sosialplan.model.skole import Rolle
from sosialplan.rules.tiltak import vague_owner, vague_words

LISTEN = the_vague_words()


@pytest.mark.parametrize("word", [word for each in LISTEN.tiltak for word in each.ord], ids=str)
def test_every_word_of_the_list_is_found_in_any_case_and_over_lines(word: str) -> None:
    text = f"Lærer: {word.upper().replace(' ', chr(10))}."
    assert any(word in vagt.ord for _, vagt in vague_words(text, LISTEN))


@pytest.mark.parametrize(
    "text",
    [
        "Læreren setter grupper og plasser i alle fag, og bruker klassekartet.",
        "En voksen står ved benkene i storefri hver dag.",
        "Samtale hver tirsdag. Eleven avbehovet sitt.",
        "",
    ],
)
def test_a_measure_that_says_what_is_left_alone(text: str) -> None:
    assert vague_words(text, LISTEN) == ()


def test_each_meaning_is_told_once() -> None:
    (found,) = vague_words("Følge med ekstra, og være obs.", LISTEN)
    assert found[0] == "følge med ekstra"
    assert found[1].bedre.startswith("Skriv hvor")


@pytest.mark.parametrize(
    ("rolle", "vague"),
    [
        (Rolle(rolle="kontaktlærer", navn="Kontaktlærer"), False),
        (Rolle(rolle="r-team", navn="R-team", gruppe=True), True),
        (Rolle(rolle="ansatte", navn="Ansatte", gruppe=True), True),
        (Rolle(rolle="huset", navn="De voksne"), True),
    ],
)
def test_an_owner_is_one_person(rolle: Rolle, vague: bool) -> None:
    assert (vague_owner(rolle, LISTEN) is not None) is vague


def test_a_school_without_a_list_is_told_nothing() -> None:
    assert vague_owner(Rolle(rolle="alle", navn="Alle", gruppe=True), INGEN) is None
    assert vague_words("følge med ekstra", INGEN) == ()
    own = VageOrd(tiltak=(VagtOrd(ord=("litt",), bedre="Skriv hvor mye."),))
    assert [word for word, _ in vague_words("Litt mer", own)] == ["litt"]


def test_the_school_changes_the_list_and_need_not_have_one(tmp_path: Path) -> None:
    program = Program(made_by_start(tmp_path / "skolen"))
    sak = program.new_case()
    program.fine(
        "tiltak", "ny", sak, "--tiltak", "Være litt mer ute", "--nivå", "skole", "--ansvarlig", "lærer",
        "--evalueres", "2026-12-14",
    )  # fmt: skip
    made = program.fine("lag", "aktivitetsplan", sak)
    assert "U131 «lærer» er ikke én bestemt person." in made.err
    assert f"sosialplan tiltak endre {sak} " in made.err
    words = program.root / "plan" / "vage_ord.yaml"
    words.write_text("tiltak: [{ord: [litt mer], bedre: Skriv hvor mye.}]\n", encoding="utf-8")
    own = program.fine("lag", "aktivitetsplan", sak)
    assert "U132 «litt mer» sier ikke hva som skal gjøres. Skriv hvor mye." in own.err
    assert "U131" not in own.err
    words.write_text("tiltak: [{ord: [], bedre: Mer.}]\n", encoding="utf-8")
    broken = program.run("lag", "aktivitetsplan", sak)
    assert broken.status == 1
    assert "vage_ord.yaml:1:" in broken.err
    words.unlink()
    assert "U13" not in program.fine("lag", "aktivitetsplan", sak).err
