"""The desk as it stands on a real screen: drawn lists, keys, and how it fits three sizes of screen."""

import os

import pytest

from golden import assert_golden
from program import Program
from skjerm import DOWN, ENTER, ESCAPE, Skjerm, opened

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="no pseudo-terminals; the desk in plain lines is tested there"
)

SIZES = ((80, 24), (120, 40), (40, 24))


def _seated(screen: Skjerm) -> None:
    """Say who one is, by a part of the name."""
    screen.waits_for("Hvem er du?")
    screen.types("bjerk", ENTER)
    screen.waits_for("Nummer, navn")


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_the_screens(skolen: Program, columns: int, rows: int, oppdater_gull: bool) -> None:
    with opened(skolen.root, columns=columns, rows=rows) as screen:
        _seated(screen)
        shots = [screen.text]
        screen.types("2", ENTER)
        screen.waits_for("Hva vil du gjøre?")
        shots.append(screen.text)
        screen.types("l", ENTER)
        screen.waits_for("Hva vil du gjøre i saken?")
        shots.append(screen.text)
    for line in "\n".join(shots).splitlines():
        assert len(line) <= columns
    frame = f"\n{'─' * columns}\n"
    assert_golden(f"skjerm/bordet-{columns}x{rows}.txt", frame.join(shots) + "\n", oppdater_gull)


def test_lists_are_walked_searched_and_left(skolen: Program) -> None:
    with opened(skolen.root) as screen:
        _seated(screen)
        screen.types("1", ENTER)
        screen.waits_for("Hva vil du gjøre?")
        screen.types(DOWN, DOWN, ENTER)  # the third: hvorfor
        screen.waits_for("Trykk Enter for å gå videre.")
        assert "Regnet slik" in screen.text
        screen.types(ENTER, "1", ENTER)
        screen.waits_for("Hva vil du gjøre?")
        screen.types("?", ENTER)
        screen.waits_for("Velg det som passer.")
        screen.types(ESCAPE)
        screen.types("slutt", ENTER)
        screen.waits_for("Ha en god dag.")
        assert screen.process.wait(10) == 0


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {"NO_COLOR": "1"}, {"LC_ALL": "C"}])
def test_a_screen_that_can_show_little_shows_the_same(
    skolen: Program, environ: dict[str, str]
) -> None:
    with opened(skolen.root, environ=environ) as screen:
        screen.answers("Hvem er du?", "bjerk")
        screen.waits_for("Nummer, navn")
        assert "forfalt 14 d" in screen.text
        assert "Drøft endring av planen" in screen.text


def test_enter_alone_takes_nothing_where_nothing_is_an_answer(skolen: Program) -> None:
    """No line is marked in a list that may be passed over: a category, a yes that nobody said."""
    with opened(skolen.root) as screen:
        _seated(screen)
        for each in ("ny", "trygt", "Oppdiktet Elev Sol", "8B", "i dag", "Alene ute"):
            screen.answers_next(each)
        screen.waits_for("Enter er ferdig")
        screen.answers_next("")
        screen.waits_for("Dette blir skrevet:")
        assert "Kategori" not in screen.text.partition("Dette blir skrevet:")[2]


@pytest.mark.parametrize("typed", [("",), ("?", ""), ("9", "")], ids=repr)
def test_nothing_is_saved_by_enter_alone_help_or_a_number_that_is_not_there(
    skolen: Program, typed: tuple[str, ...]
) -> None:
    before = skolen.git("rev-parse", "HEAD")
    with opened(skolen.root) as screen:
        _seated(screen)
        screen.answers_next("registrer Alm samtale --notat Oppdiktet")
        screen.waits_for("Lagre?")
        for each in (*typed, "nei"):
            screen.answers_next(each)
        screen.waits_for("Ingenting er skrevet.")
    assert skolen.git("rev-parse", "HEAD") == before


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_the_words_are_one_a_line(skolen: Program, columns: int, rows: int) -> None:
    with opened(skolen.root, columns=columns, rows=rows) as screen:
        _seated(screen)
        screen.types("?", ENTER)
        screen.waits_for("gå ut")
        lines = [each.rstrip() for each in screen.text.splitlines()]
        assert "  ny      åpne en ny sak" in lines
        assert "  slutt   gå ut" in lines


def test_an_answer_is_in_sight_when_the_list_is_drawn_anew(skolen: Program) -> None:
    with opened(skolen.root, columns=80, rows=24) as screen:
        _seated(screen)
        screen.types("zzzz", ENTER)
        screen.waits_for("Fant ingen sak for det.")
        screen.waits_for("Nummer, navn")
        assert "Fant ingen sak for det." in screen.text


def test_simple_draws_nothing(skolen: Program) -> None:
    with opened(skolen.root, "--enkel") as screen:
        screen.answers("Hvem er du?", "12")
        screen.answers("Nummer, navn", "1")
        screen.answers("Hva vil du gjøre?", "<")
        screen.answers("Nummer, navn", "slutt")
        screen.waits_for("Ha en god dag.")
        assert "piltaster" not in screen.text


def test_ctrl_c_leaves_a_question_and_then_the_desk(skolen: Program) -> None:
    with opened(skolen.root) as screen:
        _seated(screen)
        screen.types("1", ENTER)
        screen.waits_for("Hva vil du gjøre?")
        screen.types("\x03")
        screen.waits_for("Avbrutt.")
        screen.waits_at("«?»:")
        for _ in range(
            5
        ):  # a signal that comes just before Python waits for a line is met first with the next key
            screen.types("\x03")
            if "Ha en god dag." in screen.text:
                break
        screen.waits_for("Ha en god dag.")
        assert screen.process.wait(10) == 0


def test_a_screen_may_change_its_size_meanwhile(skolen: Program) -> None:
    with opened(skolen.root) as screen:
        screen.waits_for("Hvem er du?")
        screen.resize(40, 24)
        screen.types("bjerk", ENTER)
        screen.waits_for("Nummer, navn")
        assert max(map(len, screen.text.splitlines())) <= 40
