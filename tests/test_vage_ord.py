"""Vague owners and measures: what the school's list finds, and what it leaves alone."""

from pathlib import Path

import pytest

from krav_tilfelle import the_vague_words
from program import Program, made_by_start
from sosialplan.model.elev import Maalform
from sosialplan.model.oppslagsverk import INGEN, VageOrd, VagtOrd
from sosialplan.model.skole import Rolle
from sosialplan.rules.tiltak import vague_owner, vague_words

LISTEN = the_vague_words()


@pytest.mark.parametrize("word", [word for each in LISTEN.tiltak for word in each.ord], ids=str)
def test_every_word_of_the_list_is_found_in_any_case_and_over_lines(word: str) -> None:
    text = f"Lærer: {word.upper().replace(' ', chr(10))}."
    assert any(word in vagt.ord for _, vagt in vague_words(text, LISTEN))


PAR = [
    ("Kontaktlærer skal følge med ekstra i friminuttene.", "Kontaktlærar skal følgje med ekstra i friminutta."),
    ("Vaktene skal være oppmerksomme, og er obs på eleven.", "Vaktene er obs på eleven."),
    ("Alle holder øye med eleven.", "Alle held auge med eleven."),
    ("Læreren passer på i timene.", "Læraren passar på i timane."),
    ("Samtale når det trengs.", "Samtale når det trengst."),
    ("Samtale så ofte som mulig.", "Samtale så ofte som mogleg."),
    ("Eleven følges tett opp.", "Eleven blir følgd tett opp."),
    ("Læreren følger opp tett.", "Læraren følgjer opp tett."),
    ("Læreren jobber med klassemiljøet.", "Læraren jobbar med klassemiljøet."),
    ("Rektor tar tak i det.", "Rektor tek tak i det."),
    ("Læreren legger til rette.", "Læraren legg til rette."),
    ("Læreren støtter eleven.", "Læraren støttar eleven."),
    ("Skolen hjelper så godt det lar seg gjøre.", "Skulen hjelper så godt det lèt seg gjere."),
]  # fmt: skip
"""The same measure in both forms of Norwegian."""


@pytest.mark.parametrize(("bokmaal", "nynorsk"), PAR, ids=str)
def test_a_measure_in_nynorsk_is_caught_as_one_in_bokmaal(bokmaal: str, nynorsk: str) -> None:
    asked, told = vague_words(bokmaal, LISTEN), vague_words(nynorsk, LISTEN)
    assert told
    assert {each for _, each in told} == {each for _, each in asked}


def test_every_advice_of_the_list_is_there_in_nynorsk() -> None:
    every = (*LISTEN.eiere, *LISTEN.tiltak)
    assert all(each.nynorsk for each in every)
    assert LISTEN.grupper_nynorsk
    assert "kva den vaksne gjer" in LISTEN.tiltak[0].raad(Maalform.NYNORSK)
    assert "hva den voksne gjør" in LISTEN.tiltak[0].raad(Maalform.BOKMAAL)


@pytest.mark.parametrize(
    "text",
    [
        "Læraren set grupper og plassar i alle fag, og bruker klassekartet.",
        "Ein vaksen står ved benkane i storefri kvar dag.",
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


def test_an_owner_is_told_of_in_the_form_of_the_paper() -> None:
    team = Rolle(rolle="r-team", navn="R-team", gruppe=True)
    alle = Rolle(rolle="huset", navn="Dei vaksne")
    assert vague_owner(team, LISTEN, Maalform.NYNORSK) == LISTEN.grupper_nynorsk
    assert vague_owner(alle, LISTEN, Maalform.NYNORSK) == LISTEN.eiere[0].nynorsk
    own = VageOrd(grupper="Skriv hvem.", tiltak=(VagtOrd(ord=("litt",), bedre="Skriv hvor mye."),))
    assert vague_owner(team, own, Maalform.NYNORSK) == "Skriv hvem."
    assert own.tiltak[0].raad(Maalform.NYNORSK) == "Skriv hvor mye."


def test_a_draft_in_nynorsk_is_marked_in_nynorsk(tmp_path: Path) -> None:
    """The mark on the paper is the paper's; what the command says on the screen stays bokmål."""
    program = Program(made_by_start(tmp_path / "skolen"))
    sak = program.new_case()
    program.fine(
        "tiltak", "ny", sak, "--tiltak", "Skal følgje med ekstra", "--nivå", "skole", "--ansvarlig", "lærer",
        "--evalueres", "2026-12-14",
    )  # fmt: skip
    made = program.fine("lag", "aktivitetsplan", sak, "--målform", "nynorsk")
    paper, screen = " ".join(made.out.split()), " ".join(made.err.split())
    assert "«følgje med ekstra» seier ikkje kva som skal gjerast. Skriv kvar, når" in paper
    assert "«lærar» er ikkje éin bestemd person. Skriv ei rolle" in paper
    assert "U132 «følgje med ekstra» sier ikke hva som skal gjøres. Skriv hvor, når" in screen


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
