"""Several steps in one command: all of them in one change, or none; nothing is said of a step that it was not meant of."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from program import Program, copied

SAK = "2026-YHP9E"
NAVN = "Oppdiktet Elev Alm"
TRE = ("rektor-varslet", "foresatte-kontaktet", "elev-hørt")
STEMME = ("--elevens-stemme", "Jeg er alene i friminuttene")


@pytest.fixture
def ny(skole_med_sak: tuple[Path, str], tmp_path: Path) -> tuple[Program, str]:
    """A school of its own with one new case, opened on the day."""
    program = Program(copied(skole_med_sak[0], tmp_path / "mappe"))
    return program, program.new_case(elev="Oppdiktet Elev Sitting")


def steps(program: Program, sak: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program.fine("vis", sak, "--format", "json").json()["sak"][
        "hendelser"
    ]
    return found


def commits(program: Program) -> int:
    return int(program.git("rev-list", "--count", "HEAD"))


def standing(program: Program) -> tuple[str, str]:
    return program.git("rev-parse", "HEAD"), program.git("status", "--porcelain")


@pytest.mark.parametrize(
    "words",
    [
        (*TRE, "SAK"),
        ("SAK", *TRE),
        ("SAK", ",".join(TRE)),
        ("SAK", "rektor-varslet,", "foresatte-k,elev-hørt"),
        ("Varsle rektor", "foresatte-k", "elev-h", "SAK"),
        ("--dato", "2026-11-23", "SAK", *TRE),
        ("oppdiktet elev sitting", *TRE),
        (*TRE, "oppdiktet elev sitting"),
    ],
)
def test_several_steps_are_one_change_in_either_order(
    ny: tuple[Program, str], words: Sequence[str]
) -> None:
    program, sak = ny
    before = commits(program)
    told = program.fine("registrer", *(sak if each == "SAK" else each for each in words), *STEMME)
    assert f"Ført i {sak}: {', '.join(TRE)}, 23.11.2026. Lagret." in told.out
    assert commits(program) == before + 1
    assert program.git("log", "-1", "--format=%B").strip() == f"Sak {sak}\n\nSak: {sak}"
    written = {each["steg"]: each for each in steps(program, sak)}
    assert set(TRE) <= set(written)
    assert written["elev-hørt"]["elevens_stemme"] == STEMME[1]
    assert written["rektor-varslet"]["elevens_stemme"] is None
    assert "Sitting" not in told.out + told.err


def test_the_day_and_who_did_it_are_of_all_and_each_says_how_late_it_is(
    ny: tuple[Program, str],
) -> None:
    program, sak = ny
    program.now = "2026-12-18T09:00+01:00"
    told = program.fine("registrer", sak, *TRE, "--av", "kontaktl", "--dato", "17.12", *STEMME)
    for each in steps(program, sak):
        if each["steg"] in TRE:
            assert (each["dato"], each["av"]) == ("2026-12-17", "kontaktlærer")
    late = [line for line in told.err.splitlines() if "for sent" in line]
    assert [line.split(": ")[0] for line in late] == list(TRE)
    assert told.err.count("ørt inn av") <= 1, "who enters it is said once, not once a step"


def test_all_that_is_missing_of_all_steps_is_named_at_once(ny: tuple[Program, str]) -> None:
    program, sak = ny
    before = standing(program)
    refused = program.run("registrer", sak, "elev-hørt", "rektor-varslet", "evaluering")
    assert (refused.status, refused.out) == (2, "")
    assert "Steget «elev-hørt» må ha --elevens-stemme." in refused.err
    assert "Steget «evaluering» må ha --virkning." in refused.err
    assert "rektor-varslet" not in refused.err
    both = program.run("registrer", sak, "elev-hørt", "avsluttet")
    assert "Flere av stegene spør om --elevens-stemme: skriv dem hver for seg." in both.err
    assert standing(program) == before


def test_a_person_is_asked_for_what_each_step_wants_and_each_question_says_which(
    ny: tuple[Program, str],
) -> None:
    program, sak = ny
    answers = ["Jeg er alene", "delvis", "elev"]
    told = program.run(
        "registrer", sak, "elev-hørt", "rektor-varslet", "evaluering", answers=answers
    )
    assert told.status == 0, told
    assert "Hør eleven: Hva sier eleven, med egne ord?" in told.err
    assert ": Virket det? (god/delvis/ingen)" in told.err
    assert "Hvordan gikk det" not in told.err.split("Evaluer")[0]
    alone = program.run("registrer", sak, "etterkontroll", answers=["ja"])
    assert "Sier eleven at det er trygt og godt?" in alone.err
    assert ": Sier eleven" not in alone.err, "where there is one step, it is known which"


def test_a_person_who_leaves_in_the_middle_has_written_nothing(ny: tuple[Program, str]) -> None:
    program, sak = ny
    before = standing(program)
    left = program.run("registrer", sak, "elev-hørt", "evaluering", answers=["Jeg er alene"])
    assert (left.status, left.out) == (130, "")
    assert "Avbrutt." in left.err
    assert standing(program) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("elev-hørt", "elev-h", *STEMME), "Steget «elev-hørt» står flere ganger. Ingenting er skrevet."),
        (("elev-hørt,elev-hørt", *STEMME), "Steget «elev-hørt» står flere ganger. Ingenting er skrevet."),
        (
            ("rektor", "elev-hørt", "drøftte", *STEMME),
            ("Fant ikke steget «rektor». Mente du «rektor-varslet» eller «rektor-oppfølging»? "
            "Fant ikke steget «drøftte». Mente du «drøftet»? Ingenting er skrevet."),
        ),
        (("elev-hørt", "Oppdiktet Sol", *STEMME), "Fant ikke steget. Ingenting er skrevet."),
        (("rektor-varslet", "møte", "--notat", "x"), "Hvilket av stegene gjelder --notat?"),
        (("elev-hørt", "avsluttet", *STEMME), "Hvilket av stegene gjelder --elevens-stemme?"),
        (("rektor-varslet", "møte", "--samtykke", "ja", "--frist", "om to uker"), "gjelder --samtykke og --frist?"),
        (("rektor-varslet", "møte", "--gjelder-ansatt", "lærer"), "gjelder --gjelder-ansatt?"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_and_nothing_is_half_written(
    ny: tuple[Program, str], words: Sequence[str], said: str
) -> None:
    program, sak = ny
    before = standing(program)
    refused = program.run("registrer", sak, *words)
    assert (refused.status, refused.out) == (2, "")
    assert said in refused.err
    assert "Sol" not in refused.err, "what is no step may be anybody's name, and is not repeated"
    assert standing(program) == before


def test_a_word_of_a_text_without_its_quotes_is_no_step(ny: tuple[Program, str]) -> None:
    program, sak = ny
    before = standing(program)
    for words in (
        (sak, "notat", "--notat", "Ringte", "foresatte"),
        (sak, "--notat", "Ringte", "foresatte", "elev-hørt"),
        ("--notat", "Ringte", "foresatte", sak, "notat"),
    ):
        refused = program.run("registrer", *words)
        assert refused.status == 2, words
        assert standing(program) == before


def test_what_is_written_already_stops_the_rest_and_all_of_it_once_more_is_no_fault(
    ny: tuple[Program, str],
) -> None:
    program, sak = ny
    program.fine("registrer", sak, "rektor-varslet")
    before = standing(program)
    refused = program.run("registrer", sak, "rektor-varslet", "foresatte-kontaktet")
    assert (refused.status, refused.out) == (2, "")
    assert "Dette er alt skrevet: rektor-varslet (23.11.2026, id " in refused.err
    assert (
        f"Skriv bare det som mangler: sosialplan registrer {sak} foresatte-kontaktet" in refused.err
    )
    assert standing(program) == before
    program.fine("registrer", sak, "foresatte-kontaktet")
    before = standing(program)
    again = program.fine("registrer", sak, "rektor-varslet", "foresatte-kontaktet")
    assert again.err.count("Det samme er alt skrevet") == 2
    assert standing(program) == before


def test_what_closes_a_case_is_judged_after_the_steps_beside_it(ny: tuple[Program, str]) -> None:
    """``avsluttet`` first in the line: the reason is not asked for what is done in the same change."""
    program, sak = ny
    closing = (
        "--trygt",
        "ja",
        "--etterkontroll",
        "2026-12-14",
        "--takket-nei",
        "--likevel",
        "Oppdiktet grunn",
    )
    told = program.fine("registrer", sak, "avsluttet", "rektor-varslet", *closing)
    assert f"Ført i {sak}: rektor-varslet, avsluttet, " in told.out
    assert [each["steg"] for each in steps(program, sak)][-2:] == ["rektor-varslet", "avsluttet"]


@pytest.mark.parametrize(
    "text",
    [
        "Oppdiktet " * 999 + "slutt",
        "[red]{{ fra }} =1+1 --utgår ../../x $(id)",
    ],
)
def test_a_long_text_and_one_with_marks_of_others_are_kept_as_they_are(
    ny: tuple[Program, str], text: str
) -> None:
    program, sak = ny
    program.fine("registrer", sak, "rektor-varslet", "elev-hørt", "--elevens-stemme", text)
    assert steps(program, sak)[-1]["elevens_stemme"] == text


def test_what_cannot_be_kept_is_refused_for_all(ny: tuple[Program, str]) -> None:
    program, sak = ny
    before = standing(program)
    broken = program.run(
        "registrer", sak, "rektor-varslet", "elev-hørt", "--elevens-stemme", "a\udc9bb"
    )
    assert broken.status == 2
    for sign in ("\x1b[31m", "\x07", "\x9b", "\u202e"):
        acts = program.run("registrer", sak, "notat", "--notat", f"Oppdiktet {sign}tekst")
        assert acts.status == 2
        assert f"tegn nummer 11 (U+{ord(sign[0]):04X}, som ikke synes)" in acts.err
    long = program.run("registrer", sak, "x" * 10_000, "elev\x07-hørt")
    assert long.status == 2
    assert len(long.err) < 2000
    assert "\x07" not in long.err
    assert standing(program) == before


def test_a_note_says_something(program: Program) -> None:
    """A note without its text is no trace of anything: it is asked for, and refused where nobody sits."""
    sak = program.new_case()
    refused = program.run("registrer", sak, "notat", "--av", "rektor")
    assert (refused.status, "«notat» må ha --notat" in refused.err) == (2, True)
    asked = program.run("registrer", sak, "notat", answers=["", "Oppdiktet samtale"])
    assert asked.status == 0, asked
    assert "notat: Oppdiktet samtale" in program.case(sak).read_text(encoding="utf-8")
    program.fine("registrer", sak, "notat", "--med", "elev", "--notat", "Oppdiktet")
