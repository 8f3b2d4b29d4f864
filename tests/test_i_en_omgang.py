"""What is gone through one by one and written in one commit: all measures of a plan, and the week's follow-up.

What must not pass unnoticed: a measure that was not asked about, an answer that is lost when one is called away,
a day that cannot be meant and takes all the others with it.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from program import Program
from test_vern import Skole, rud, skole

__all__ = ["rud", "skole"]
SAK = "2026-YHP9E"
ALLE = ("--gjennomført", "ja", "--virkning", "delvis", "--neste", "14.12.2026")


class Tastet:
    """A person's answers; «^C» is Ctrl-C, and after the last one input has ended."""

    def __init__(self, *answers: str) -> None:
        self._left = iter(answers)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        answer = next(self._left)
        if answer == "^C":
            raise KeyboardInterrupt
        return answer


def plan(program: Program, sak: str = SAK) -> list[dict[str, Any]]:
    found = program.fine("vis", sak, "--format", "json").json()["sak"]["aktivitetsplan"]["tiltak"]
    return [each for each in found if each["avsluttet"] is None]


def last(program: Program, sak: str = SAK) -> list[dict[str, Any]]:
    """Return what was written last of each measure that runs."""
    return [each["evalueringer"][-1] for each in plan(program, sak) if each["evalueringer"]]


def commits(program: Program) -> int:
    return int(program.git("rev-list", "--count", "HEAD"))


def standing(program: Program) -> tuple[str, str]:
    return program.git("rev-parse", "HEAD"), program.git("status", "--porcelain")


def test_what_is_wrong_with_an_evaluation_is_asked_for(skolen: Program) -> None:
    skolen.fine("tiltak", "evaluer", SAK, *ALLE)
    wrong = last(skolen)[0]["id"]
    told = skolen.run("tiltak", "rett", SAK, wrong, answers=["virkningen", "god"])
    assert told.status == 0, told
    assert any(each["utfall"] == "god" for each in last(skolen))
    gone = skolen.run(
        "tiltak", "rett", SAK, last(skolen)[1]["id"], answers=["den skal bort", "Feil tiltak"]
    )
    assert gone.status == 0, gone
    assert "utgår" in gone.out


def test_all_measures_that_run_are_evaluated_in_one_commit(skolen: Program) -> None:
    running, before = [each["id"] for each in plan(skolen)], commits(skolen)
    assert len(running) > 1
    told = skolen.fine("tiltak", "evaluer", SAK, *ALLE)
    for each in running:
        assert (
            f"Tiltak {each} i {SAK} er evaluert 23.11.2026. Det virket delvis. Det evalueres igjen 14.12.2026."
            in told.out
        )
    assert {each["neste"] for each in last(skolen)} == {"2026-12-14"}
    assert commits(skolen) == before + 1
    assert skolen.git("log", "-1", "--format=%B").strip() == f"Sak {SAK}\n\nSak: {SAK}"


def test_what_is_missing_is_told_at_once_with_the_measures_it_would_hold_for(
    skolen: Program,
) -> None:
    before, running = standing(skolen), [each["id"] for each in plan(skolen)]
    refused = skolen.run("tiltak", "evaluer", SAK)
    assert (refused.status, refused.out) == (2, "")
    assert (
        "Mangler --gjennomført og --virkning. Si når tiltaket skal evalueres igjen" in refused.err
    )
    assert all(each in refused.err for each in running)
    one = skolen.run("tiltak", "evaluer", SAK, running[0], "--gjennomført", "ja")
    assert "Mangler --virkning." in one.err
    assert running[1] not in one.err
    assert standing(skolen) == before


def test_a_person_is_asked_of_each_measure(skolen: Program) -> None:
    many, before = len(plan(skolen)), commits(skolen)
    each = ("ja", "delvis", "Det hjelper litt", "", "mandag 14.12.2026")
    told = skolen.run("tiltak", "evaluer", SAK, answers=each * many)
    assert told.status == 0, told
    assert f"1 av {many}. " in told.err
    assert f"Tiltak {many} av {many}: Virket det?" in told.err
    assert commits(skolen) == before + 1
    for one in last(skolen):
        assert (one["utfall"], one["gjennomført"], one["elev"], one["foresatte"]) == (
            "delvis",
            "ja",
            "Det hjelper litt",
            None,
        )


def test_what_was_said_by_options_is_not_asked_and_a_measure_may_be_left_or_ended(
    skolen: Program,
) -> None:
    running = plan(skolen)
    left, ended = 1, 2
    answers = ["", "1", "", "", "avslutt"] + [""] * (len(running) - left - 1)
    told = skolen.run("tiltak", "evaluer", SAK, "--gjennomført", "ja", answers=answers)
    assert told.status == 0, told
    assert "Ble tiltaket gjennomført" not in told.err
    assert told.out.count("er evaluert") == 1
    assert "er evaluert og avsluttet 23.11.2026. Det virket." in " ".join(told.out.split())
    assert len(plan(skolen)) == len(running) - 1
    assert ended


def test_a_day_that_cannot_be_meant_is_asked_for_again_and_loses_nothing(skolen: Program) -> None:
    (first, *rest) = plan(skolen)
    bad = ["", "tull", "12.10.2026", "23.11.2026", "23.11.2036", "14.12.2026"]
    told = skolen.run(
        "tiltak",
        "evaluer",
        SAK,
        first["id"],
        "--gjennomført",
        "ja",
        "--virkning",
        "god",
        answers=bad,
    )
    assert told.status == 0, told
    assert "Dagen må komme etter evalueringen, 23.11.2026." in told.err
    assert "flere skoleår fram" in told.err
    assert rest


def test_one_measure_is_asked_only_for_what_must_be_there(skolen: Program) -> None:
    first = plan(skolen)[0]["id"]
    told = skolen.run("tiltak", "evaluer", SAK, first, answers=["", "j", "g", "om to uker"])
    assert told.status == 0, told
    assert "Hva sier eleven" not in told.err
    seen = f"i saken til Oppdiktet Elev Alm (8B, {SAK})"
    said = (
        f"Tiltak {first} {seen} er evaluert 23.11.2026. Det virket. Det evalueres igjen 07.12.2026."
    )
    assert said in " ".join(told.out.split())


def test_what_is_nobody_s_words_is_not_written_as_theirs(skolen: Program) -> None:
    many = len(plan(skolen))
    answers = ["ja", "delvis", "?", "-", "Det går bedre", "", "om to uker", *[""] * (many - 1)]
    told = skolen.run("tiltak", "evaluer", SAK, answers=answers)
    assert told.status == 0, told
    assert told.err.count("Det sier ikke noe.") == 1, "a question mark asks what is asked"
    assert "Det går bedre" in [each.get("elev") for each in last(skolen)]


def test_a_plan_without_running_measures_is_told_of(program: Program, sak: str) -> None:
    before = standing(program)
    for answers in (None, ["delvis"]):
        refused = program.run("tiltak", "evaluer", sak, *ALLE, answers=answers)
        assert (refused.status, refused.out) == (3, "")
        assert "ingen tiltak som løper" in refused.err
    program.fine(
        "tiltak",
        "ny",
        sak,
        "--tiltak",
        "Oppdiktet",
        "--ansvarlig",
        "kontaktlærer",
        "--fra",
        "2026-12-01",
        "--evalueres",
        "2026-12-14",
    )
    assert "ingen tiltak som løper" in program.run("tiltak", "evaluer", sak, *ALLE).err
    program.fine(
        "tiltak",
        "ny",
        sak,
        "--tiltak",
        "Fast makker",
        "--ansvarlig",
        "kontaktlærer",
        "--evalueres",
        "2026-12-14",
    )
    told = program.run("tiltak", "evaluer", sak, answers=["ja", "god", "", "", "14.12"])
    assert "Oppdiktet begynner 01.12.2026, og er ikke med." in told.err
    assert told.out.count("er evaluert") == 1
    assert standing(program) != before


@pytest.mark.parametrize(
    ("then", "status", "written"),
    [
        (("^C", "j"), 0, 1), (("^C", "ja"), 0, 1), (("^C", "n"), 130, 0), (("^C", ""), 130, 0), (("^C", "^C"), 130, 0),
        (("^C",), 130, 0), ((), 130, 0), (("ja", "^C", "j"), 0, 1), (("^C", "<", "ja", "god", "", "", "om to uker", "^C", "j"), 0, 2),
    ],
)  # fmt: skip
def test_whoever_is_called_away_is_asked_whether_to_save_what_is_whole(
    skolen: Program, then: tuple[str, ...], status: int, written: int
) -> None:
    """Half of a measure's answers is nothing; end of input is no yes; «<» at the question goes on where it was."""
    before = standing(skolen)
    told = skolen.run(
        "tiltak", "evaluer", SAK, answers=Tastet("ja", "delvis", "", "", "om to uker", *then)
    )
    assert told.status == status, told
    assert told.out.count("er evaluert") == written
    assert (standing(skolen) == before) is (written == 0)
    if written:
        assert "Lagre det ene du har svart på?" in told.err
        assert "Resten er ikke skrevet." in told.err
        assert standing(skolen)[1] == ""


def test_broken_off_before_anything_is_whole_asks_nothing(skolen: Program) -> None:
    before = standing(skolen)
    told = skolen.run("tiltak", "evaluer", SAK, answers=Tastet("ja", "^C", "j"))
    assert told.status == 130
    assert "Lagre" not in told.err
    assert standing(skolen) == before


@pytest.mark.parametrize(("answer", "kept"), [("j", True), ("n", False)])
def test_the_week_s_notes_are_not_lost_by_ctrl_c(
    skolen: Program, answer: str, *, kept: bool
) -> None:
    skolen.fine("registrer", "2026-8G2R1", "aktivitetsplan", "--av", "rektor")
    before = commits(skolen)
    told = skolen.run("oppfølging", answers=Tastet("Oppdiktet første", "^C", answer))
    assert told.status == (0 if kept else 130), told
    assert commits(skolen) == before + kept
    assert ("Fulgt opp: " in told.out) is kept
    found = "".join(skolen.case(each).read_text("utf-8") for each in ("2026-8G2R1", SAK))
    assert found.count("Oppdiktet første") == kept


def test_in_a_protected_folder_it_is_sealed_and_nothing_of_it_is_told(
    rud: Program, skole: Skole
) -> None:
    for text in ("Fast makker", "Fast plass"):
        rud.fine(
            "tiltak",
            "ny",
            skole.sak,
            "--tiltak",
            text,
            "--ansvarlig",
            "kontaktlærer",
            "--evalueres",
            "2026-12-07",
        )
    answers = Tastet("ja", "god", "Hemmelig ord", "", "om tre uker", "^C", "j")
    told = rud.run("tiltak", "evaluer", skole.sak, answers=answers)
    assert told.status == 0, told
    assert "Hemmelig ord" not in told.out + told.err
    assert "Hemmelig ord" in rud.fine("vis", skole.sak, "--format", "json").out
    everything = b"".join(each.read_bytes() for each in rud.root.rglob("*") if each.is_file())
    assert b"Hemmelig ord" not in everything


@pytest.mark.parametrize("text", ["Oppdiktet " * 999 + "slutt", "ab {{ x }} [red] =1+1"])
def test_what_is_long_or_would_act_is_kept_and_shown_harmless(skolen: Program, text: str) -> None:
    many = len(plan(skolen))
    told = skolen.run(
        "tiltak", "evaluer", SAK, answers=["ja", "god", text, "", "om to uker", *[""] * (many - 1)]
    )
    assert told.status == 0, told
    assert text in [each["elev"] for each in last(skolen)]


def test_what_would_act_is_not_kept_and_asked_for_again(skolen: Program) -> None:
    many = len(plan(skolen))
    hostile = ["ja", "god", "a\x1b[2Jb", "Greit\u200b nå", "", "om to uker"]
    told = skolen.run("tiltak", "evaluer", SAK, answers=[*hostile, *[""] * (many - 1)])
    assert told.status == 0, told
    assert "Greit nå" in [each["elev"] for each in last(skolen)]
    assert "\x1b[2J" not in told.out + told.err


def test_another_pupil_s_name_in_what_is_said_is_told_of(skolen: Program) -> None:
    many = len(plan(skolen))
    said = "Oppdiktet Elev Bakke er grei nå"
    answers = ["ja", "god", said, "", "om to uker", *[""] * (many - 1), "ja"]
    told = skolen.run("tiltak", "evaluer", SAK, answers=answers)
    assert told.status == 0, told
    assert "Elev B" in told.err
    assert "Bakke" not in told.out + told.err


def test_what_was_evaluated_the_same_day_is_not_gone_through_again(skolen: Program) -> None:
    """Whoever broke off goes on with the rest; whoever runs it twice writes nothing twice."""
    many = len(plan(skolen))
    skolen.run(
        "tiltak", "evaluer", SAK, answers=Tastet("ja", "delvis", "", "", "om to uker", "^C", "j")
    )
    rest = skolen.run("tiltak", "evaluer", SAK, answers=[])
    assert f"1 av {many - 1}. " in rest.err
    assert skolen.fine("tiltak", "evaluer", SAK, *ALLE).out.count("er evaluert") == many - 1
    before = standing(skolen)
    again = skolen.run("tiltak", "evaluer", SAK, *ALLE)
    assert (again.status, again.out) == (3, "")
    assert "er evaluert 23.11.2026 fra før. Ingenting er skrevet." in again.err
    assert standing(skolen) == before
