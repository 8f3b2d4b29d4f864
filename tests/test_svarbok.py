"""How a person is asked: by number or word, with help, and back to the question before."""

import re
from collections.abc import Iterable
from io import StringIO

import pytest

from program import Program
from sosialplan.output.svarbok import GoBack, Svarbok, Svarvalg, chosen, laid_out, numbered
from sosialplan.output.terminal import Terminal

ROLLER = (Svarvalg("rektor", "Rektor"), Svarvalg("rådgiver"), Svarvalg("lærer"))


def asked_of(answers: Iterable[str], book: Svarbok | None = None) -> Terminal:
    typed = iter(answers)
    return Terminal(
        StringIO(),
        StringIO(),
        interactive=True,
        width=80,
        read=lambda: next(typed),
        svarbok=book or Svarbok(),
    )


@pytest.mark.parametrize(
    ("answer", "several", "means"),
    [
        ("2", False, "rådgiver"),
        ("rekt", False, "rekt"),
        ("4", False, "4"),
        ("", False, ""),
        ("1,3", True, "rektor, lærer"),
        ("1 3", True, "rektor, lærer"),
        ("1, klassen", True, "rektor, klassen"),
        ("Oppdiktet Elev", True, "Oppdiktet Elev"),
    ],
)
def test_a_number_means_the_word_beside_it_and_all_else_stands_as_it_was_typed(
    answer: str, several: bool, means: str
) -> None:
    assert chosen(answer, ROLLER, several=several) == means


def test_a_word_that_is_a_number_is_itself() -> None:
    assert chosen("8", [Svarvalg("10"), Svarvalg("8")]) == "8"


def test_the_choices_are_shown_with_their_numbers() -> None:
    assert [*numbered(ROLLER, 80)] == ["   1 rektor    Rektor", "   2 rådgiver", "   3 lærer"]
    classes = [Svarvalg(f"{grade}{letter}") for grade in (8, 9, 10) for letter in "ABCDEF"]
    lines = [*numbered(classes, 40)]
    assert len(lines) == 5
    assert max(map(len, lines)) <= 40


def test_a_question_mark_explains_and_asks_again() -> None:
    terminal = asked_of(["?", "3"])
    assert terminal.choose("Hvem?", ROLLER, explain="Den som gjorde det.") == "lærer"
    assert isinstance(terminal.err, StringIO)
    assert terminal.err.getvalue().count("Hvem?") == 2
    assert "Den som gjorde det." in terminal.err.getvalue()


def test_a_question_mark_is_never_an_answer() -> None:
    terminal = asked_of(["?", "Jeg er redd"])
    assert terminal.ask("Hva sa eleven?") == "Jeg er redd"
    assert isinstance(terminal.err, StringIO)
    assert "Skriv svaret" in terminal.err.getvalue()


def test_one_goes_back_to_the_question_before_and_is_not_told_again_what_was_told() -> None:
    book = Svarbok()
    terminal = asked_of(["en", "<", "to", "tre"], book)

    def questions() -> list[str]:
        terminal.line("Før spørsmålene.")
        first = terminal.ask("Første?")
        terminal.line("Etter det første.")
        return [first, terminal.ask("Andre?")]

    with pytest.raises(GoBack):
        questions()
    book.start_over(without_last=True)
    assert questions() == ["to", "tre"]
    assert isinstance(terminal.out, StringIO)
    assert terminal.out.getvalue().count("Etter det første.") == 2
    assert not book.repeats


def test_what_was_answered_is_not_asked_for_again() -> None:
    book = Svarbok()
    terminal = asked_of(["en", "to"], book)
    assert [terminal.ask("Første?"), terminal.ask("Andre?")] == ["en", "to"]
    book.start_over()
    terminal.line("Dette er fortalt.")
    assert [terminal.ask("Første?"), terminal.ask("Andre?")] == ["en", "to"]
    terminal.line("Dette er nytt.")
    assert isinstance(terminal.out, StringIO)
    assert terminal.out.getvalue() == "Dette er nytt.\n"


def test_there_is_no_way_back_from_the_first_question_nor_past_what_was_saved() -> None:
    terminal = asked_of(["<", "en", "<", "to"])
    assert terminal.ask("Første?") == "en"
    terminal.saved.append("3f2a1c9")
    assert terminal.ask("Andre?") == "to"
    assert isinstance(terminal.err, StringIO)
    assert terminal.err.getvalue().count("Herfra går det ikke an å gå tilbake.") == 2


def test_one_who_came_from_somewhere_can_go_back_there() -> None:
    with pytest.raises(GoBack):
        asked_of(["<"], Svarbok(outside=True)).ask("Første?")


def test_a_command_is_asked_through_again_where_one_goes_back(skolen: Program) -> None:
    answers = ["bekymring", "Oppdiktet Elev Feil", "<", "Oppdiktet Elev Rett", "8A", "", "", ""]
    result = skolen.run("ny-sak", answers=answers)
    assert result.status == 0, result
    number = re.search(r"2026-\w{5}", result.out)
    assert number is not None
    assert "Elev Rett" in skolen.case(number[0]).read_text(encoding="utf-8")
    assert result.err.count("Hvilken kjede?") == 1
    assert result.err.count("Elevens navn:") == 2


def test_a_question_that_is_not_asked_any_more_shifts_no_answer() -> None:
    book = Svarbok()
    terminal = asked_of(["en", "to", "tre", "ny"], book)
    assert [terminal.ask(each) for each in ("A?", "B?", "C?")] == ["en", "to", "tre"]
    book.start_over()
    assert [terminal.ask(each) for each in ("A?", "C?")] == ["en", "tre"]
    book.start_over()
    assert terminal.ask("A?") == "en"
    assert terminal.ask("En ny?") == "ny"
    assert book.given == [("A?", "en"), ("En ny?", "ny")]


@pytest.mark.parametrize("columns", range(-9, 8))
def test_a_screen_narrower_than_its_frame_shows_a_sign_of_each(columns: int) -> None:
    drawn = [*laid_out(ROLLER, columns)]
    assert len(drawn) == len(ROLLER)
    assert all(each and len(each) <= max(columns, 1) for each in drawn)
    assert [*numbered(ROLLER, columns)]
