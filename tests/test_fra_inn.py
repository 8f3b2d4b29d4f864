"""Nothing personal has to be an argument: every option that takes a text takes ``-`` too."""

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any

import pytest
import typer.main

from program import Program
from sosialplan.cli.app import COMMANDS, app_for
from sosialplan.cli.inn_og_ut import FROM_INPUT, text_options
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.model.visible import MOST_OF_TEXT

SAK = "2026-YHP9E"
NOTAT = ("registrer", SAK, "notat", "--notat", "-")


def _commands(command: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield words, command
    for name, under in getattr(command, "commands", {}).items():
        yield from _commands(under, (*words, name))


EVERY = [
    each
    for name in COMMANDS
    for each in _commands(typer.main.get_command(app_for([name])).commands[name], (name,))  # type: ignore[attr-defined]  # the program is a group
]
TEXTS = [(words, option) for words, command in EVERY for option in text_options(command)]


def test_every_command_knows_the_sign() -> None:
    """A command of another class would take the sign for the text itself."""
    assert all(isinstance(command, NorskCommand | NorskGroup) for _, command in EVERY)
    named = {max(option.opts, key=len) for _, option in TEXTS}
    assert {
        "--elevens-stemme", "--notat", "--beskrivelse", "--elev", "--foresatte", "--til-hvem",
        "--likevel", "--hvorfor", "--begrunnelse", "--problem", "--overlevert", "--om",
    } <= named  # fmt: skip
    assert len(TEXTS) > 100


@pytest.mark.parametrize("words", sorted({words for words, _ in TEXTS}), ids=" ".join)
def test_every_such_command_says_so_and_takes_it(words: tuple[str, ...]) -> None:
    command = next(each for its, each in EVERY if its == words)
    for option in text_options(command):
        name = max(option.opts, key=len)
        given = [_fitting(each) for each in command.params if each.param_type_name == "argument"]
        if isinstance(command, NorskGroup):
            given = list(command.commands)[:1]
        ctx = command.make_context("x", [*_required(command, option), name, "-", *given])
        assert "-" in (ctx.params[option.name], *_several(ctx.params[option.name]))
        assert FROM_INPUT in " ".join(ctx.get_help().split())


def _several(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()


def _required(command: Any, but: Any) -> list[str]:
    return [
        word
        for each in command.params
        if each.param_type_name == "option" and each.required and each is not but
        for word in (each.opts[0], _fitting(each))
    ]


def _fitting(option: Any) -> str:
    words = (option.metavar or "").split("|")
    if len(words) > 1:
        return words[0]
    for value in ("x", "2026-11-23", "1", "2026-2027", "14d"):
        try:
            option.type.convert(value, option, None)
        except Exception:  # noqa: BLE001, S112 - the next one fits
            continue
        return value
    return "x"


def test_what_comes_in_is_the_text(skolen: Program) -> None:
    told = skolen.run(*NOTAT, inn=["Oppdiktet lo.", "", "Så gikk hun."])
    assert told.status == 0, told.err
    text = skolen.case(SAK).read_text("utf-8")
    assert "Oppdiktet lo." in text
    assert "Så gikk hun." in text


def test_in_a_terminal_it_is_asked_for(skolen: Program) -> None:
    told = skolen.run(*NOTAT, answers=["Oppdiktet svar.", *[""] * 20])
    assert told.err.startswith("--notat: Kort om hva som skjedde.")
    assert "Oppdiktet svar." in skolen.case(SAK).read_text("utf-8")


def test_one_of_several_is_filled_in(skolen: Program) -> None:
    told = skolen.run(
        "fravær", "vis", "--klasse", "8B", "--elev", "-", inn=["Oppdiktet Elev Ingen"]
    )
    assert "–" not in told.err
    assert "-: " not in told.err


@pytest.mark.parametrize(
    ("args", "inn", "told"),
    [
        ((*NOTAT, "--elevens-stemme", "-"), ["x"], "Bare én tekst kan leses fra standard inn, men"),
        (NOTAT, [], "Det kom ingen tekst til --notat. Ingenting er endret."),
        (NOTAT, [" ", ""], "Det kom ingen tekst til --notat. Ingenting er endret."),
        (NOTAT, ["x" * MOST_OF_TEXT, "x"], "Det som kom til --notat, er for langt"),
        (NOTAT, repeat(""), "Det som kom til --notat, er for langt"),
        (NOTAT, ["a\0b"], "Det som kom til --notat, er for langt eller ikke en tekst."),
    ],
)
def test_what_cannot_be_a_text_is_wrong_usage(
    skolen: Program, args: tuple[str, ...], inn: Iterable[str], told: str
) -> None:
    before = skolen.case(SAK).read_bytes()
    answer = skolen.run(*args, inn=inn)
    assert (answer.status, skolen.case(SAK).read_bytes()) == (2, before)
    assert answer.err.startswith(told)
