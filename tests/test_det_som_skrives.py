"""What is typed is looked at before anything runs: texts that say nothing, signs that cannot be kept, days."""

import re
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

import pytest
import typer

from program import Program
from sosialplan.cli.app import COMMANDS, app_for
from sosialplan.cli.inn_og_ut import shown_name, text_options
from sosialplan.cli.norsk import in_norwegian, is_placeholder
from sosialplan.cli.values import Dagvalg

SEES = {
    ("frister", "--i-dag"),
    ("lag", "--siden"), ("lag", "--dato"), ("utlever", "--siden"), ("utlever", "--dato"),
    ("regn", "DATO"), ("logg", "--siden"), ("møte saksliste", "--dato"),
    ("vedtak", "--til"), ("skolerute ny", "--første"), ("skolerute ny", "--siste"),
}  # fmt: skip
"""Days that are only looked from, the last day of a decision (the law sets how far off it may be), and a calendar of any year."""


def _commands() -> Iterator[tuple[str, Any]]:
    for name in COMMANDS:
        yield from _below(typer.main.get_command(app_for([name])).commands[name], name)  # type: ignore[attr-defined]


def _below(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    yield name, command
    for word, each in getattr(command, "commands", {}).items():
        yield from _below(each, f"{name} {word}")


def _days() -> Iterator[tuple[str, Any]]:
    for name, command in _commands():
        for param in command.params:
            if isinstance(getattr(param.type, "func", None), Dagvalg):
                yield name, param


def _name(param: Any) -> str:
    return shown_name(param).removeprefix("Valget «").removesuffix("»")


def test_every_day_that_is_written_says_which_way_it_looks() -> None:
    free = {
        (name, _name(param))
        for name, param in _days()
        if not (param.type.func.skjedd or param.type.func.kommende)
    }
    assert free <= SEES
    assert sum(1 for _ in _days()) > 40


def test_a_day_out_of_range_is_refused_before_the_command_runs(skolen: Program) -> None:
    for name, command in _commands():
        for param in command.params:
            read = getattr(param.type, "func", None)
            if not isinstance(read, Dagvalg) or not (read.skjedd or read.kommende):
                continue
            option = max(param.opts, key=len)
            far = skolen.run(*name.split(), *_needed(command, param), option, "2062-12-01")
            words = "er ikke kommet ennå" if read.skjedd else "er flere skoleår fram"
            assert far.status == 2, (name, far)
            assert f"«{option}»: 01.12.2062 {words}" in far.err, (name, far.err)


def _some(param: Any) -> str:
    if isinstance(getattr(param.type, "func", None), Dagvalg):
        return "2026-11-20"
    word = (param.metavar or "noe").partition("|")[0]
    return word if "|" in (param.metavar or "") else "ett ord"


@pytest.mark.parametrize("text", ["…", "?", "...", "–", "«…»", '"…"', " ", "TEKST"])
def test_a_placeholder_says_nothing(text: str) -> None:
    assert is_placeholder(text, "TEKST")


@pytest.mark.parametrize("text", ["Nei!", "8A", "👍", "tekst", "12"])
def test_a_word_or_a_picture_says_something(text: str) -> None:
    assert not is_placeholder(text, "TEKST")


def test_every_option_that_takes_a_text_refuses_the_dots_of_an_advice(skolen: Program) -> None:
    seen = 0
    for name, command in _commands():
        for param in text_options(command):
            seen += 1
            words = [*name.split(), *_needed(command, param), max(param.opts, key=len), "…"]
            told = skolen.run(*words)
            assert told.status == 2, (name, told.err)
            assert "«…» sier ikke noe" in told.err, (name, param.name, told.err)
    assert seen > 100


ARGUMENT = {"DATO": "2026-11-20", "SKOLEÅR": "2027-2028"}


def _needed(command: Any, but: Any) -> list[str]:
    found = []
    for each in command.params:
        if each.required and each is not but:
            if each.param_type_name == "option":
                found += [max(each.opts, key=len), _some(each)]
            else:
                found.append(ARGUMENT.get(each.metavar) or _some(each))
    return found


def test_what_is_no_whole_number_is_told_in_norwegian(skolen: Program) -> None:
    numbers = [
        (name, param)
        for name, command in _commands()
        for param in command.params
        if param.type.name.startswith("int")
    ]
    assert len(numbers) >= 7
    for name, param in numbers:
        for typed in ("2,5", "x"):
            told = skolen.run(*name.split(), max(param.opts, key=len), typed)
            assert (told.status, "skriv et helt tall" in told.err) == (2, True), (name, told.err)


ENGLISH = re.compile(
    r"\b(is|not|does|valid|path|directory|readable|exist|one of|required)\b", re.IGNORECASE
)


def test_no_fault_of_a_value_is_told_in_english(tmp_path: Path) -> None:
    """Each parameter is given what its kind refuses: what is not there, a folder, a file, a word that is no choice."""
    (tmp_path / "fil").write_bytes(b"")
    told = list[str]()
    for name, command in _commands():
        for param in command.params:
            for error in _refusals(param, tmp_path):
                error.ctx, error.param = typer.Context(command), param
                sentence, cure = in_norwegian(error)
                assert not ENGLISH.search(sentence.partition(": ")[2]), (name, sentence)
                assert str(tmp_path) not in sentence + cure
                told.append(sentence)
    assert sum("kan ikke leses" in each for each in told) >= 20
    assert sum("skal være en fil" in each for each in told) >= 20
    assert any("skriv et helt tall" in each for each in told)


def _refusals(param: Any, folder: Path) -> Iterator[Any]:
    kind = copy(param.type)
    if hasattr(kind, "file_okay"):
        for mark in ("readable", "writable"):
            yield typer.BadParameter(f"File {str(folder)!r} is not {mark}.")
        for typed, says in (("", {"dir_okay": False}), ("fil", {"file_okay": False}), ("ingen", {"exists": True})):  # fmt: skip
            asked = copy(kind)
            for key, value in says.items():
                setattr(asked, key, value)
            with pytest.raises(typer.BadParameter) as found:
                asked.convert(str(folder / typed), param, None)
            yield found.value
        return
    if type(kind).__module__.startswith("typer.") and not hasattr(kind, "func"):
        try:
            kind.convert("\N{SNOWMAN}", param, None)
        except typer.BadParameter as error:
            yield error


def test_a_sign_that_cannot_be_kept_is_named_with_its_option(skolen: Program) -> None:
    told = skolen.run("tiltak", "plan", "2026-YHP9E", "--problem", "a\udc9bb")
    assert told.status == 2
    assert "Valget «--problem»: tegn nummer 2 (byten 9B, som ikke er UTF-8)" in told.err


GODT = ("--trygt", "ja", "--elevens-stemme", "Det er bra nå.", "--etterkontroll", "2026-12-14")


def _closed(skolen: Program) -> str:
    number = skolen.new_case()
    skolen.fine(
        "registrer", number, "avsluttet", *GODT, "--likevel", "Eleven er fulgt opp muntlig."
    )
    return number


@pytest.mark.parametrize(
    "work",
    [
        ("registrer", "SAK", "samtale", "--elevens-stemme", "Det er verre enn noen gang."),
        ("tiltak", "ny", "SAK", "--tiltak", "Ny makker", "--ansvarlig", "kontaktlærer", "--evalueres", "2026-12-01"),
        ("tiltak", "plan", "SAK", "--problem", "Ertes i garderoben"),
    ],
)  # fmt: skip
def test_work_in_a_closed_case_is_told_with_the_way_to_open_it(
    skolen: Program, work: tuple[str, ...]
) -> None:
    number = _closed(skolen)
    told = skolen.run(*(number if each == "SAK" else each for each in work))
    assert told.status == 0, told
    assert "Saken er avsluttet 23.11.2026, og det som ble skrevet nå, åpner den ikke." in told.err
    assert f"sosialplan rett {number} avsluttet --utgår" in told.err


def test_what_closes_a_case_or_opens_it_again_says_nothing_of_that(skolen: Program) -> None:
    number = skolen.new_case()
    closing = (*GODT, "--likevel", "Eleven er fulgt opp muntlig.")
    assert "åpner den ikke" not in skolen.fine("registrer", number, "avsluttet", *closing).err
    bad = ("--trygt", "nei", "--elevens-stemme", "Det er ikke bra.")
    skolen.now = "2026-12-14T08:30:00+01:00"
    assert "åpner den ikke" not in skolen.fine("registrer", number, "etterkontroll", *bad).err


def test_what_valider_would_say_is_said_when_it_is_written(skolen: Program) -> None:
    number = skolen.new_case()
    early = skolen.fine(
        "registrer", number, "samtale", "--dato", "2026-10-01", "--notat", "Snakket."
    )
    assert "Hendelsen er datert før saken ble oppdaget." in early.err
    again = skolen.fine("registrer", number, "samtale", "--notat", "Snakket igjen.")
    assert "før saken ble oppdaget" not in again.err, "what stood before is not told anew"
    offered = ("--takket-nei", "--tilbys-igjen", "2025-12-01")
    assert (
        "«tilbys_igjen» er før dagen" in skolen.fine("registrer", number, "elev-hørt", *offered).err
    )
    plan = ("--tiltak", "Makker", "--ansvarlig", "kontaktlærer", "--evalueres", "2026-07-15")
    assert "«evalueres» er før dagen" in skolen.fine("tiltak", "ny", number, *plan).err


def test_a_closing_corrected_to_a_move_without_a_day_is_told(skolen: Program) -> None:
    number = _closed(skolen)
    why = ("--likevel", "Eleven flyttet i høst.")
    told = skolen.fine("rett", number, "avsluttet", "--flyttet-til", "Annen skole", *why)
    assert "Det står ikke fra hvilken dag eleven går på den nye skolen." in told.err
    assert "hvor eleven går nå" not in told.err, "it was told"
    assert "avsluttet --flyttet-dato ÅÅÅÅ-MM-DD" in told.err
