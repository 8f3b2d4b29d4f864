"""Help pages as they are read: examples on lines of their own, and no sign meant for the formatter."""

from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from program import Program
from sosialplan.cli.app import COMMANDS, app_for


def _pages(command: Any, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words
    for name, under in getattr(command, "commands", {}).items():
        yield from _pages(under, (*words, name))


PAGES = [
    ("hjelp",),
    *(
        page
        for name in COMMANDS
        for page in _pages(typer.main.get_command(app_for([name])).commands[name], (name,))  # type: ignore[attr-defined]  # the program is a group
    ),
]


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_a_help_page_shows_each_example_on_a_line_and_no_sign_of_its_own(
    skolen: Program, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = words if words != ("hjelp",) else ()
    assert skolen.run(*asked, "--help").status == 0
    page = capsys.readouterr().out
    assert "Vis denne hjelpen." in page
    assert "\\b" not in page
    assert "\b" not in page
    assert "..." not in page, "no sentence is cut"
    lines = [line.strip() for line in page.splitlines()]
    examples = lines[lines.index("Eksempler:") + 1 :] if "Eksempler:" in lines else []
    assert ("Eksempler:" in page) == bool(examples)
    assert all(line.count("sosialplan ") <= 1 for line in examples)


def test_every_page_of_help_is_among_them() -> None:
    assert len(PAGES) > len(COMMANDS)


def test_the_first_page_has_every_command_once_under_what_it_is_for(
    skolen: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    assert skolen.run("--help").status == 0
    told = capsys.readouterr().out
    page = told[told.index("Hva må skje:") :].splitlines()
    listed = [line.split()[0] for line in page if line.startswith("  ") and line[2] != " "]
    assert sorted(listed) == sorted(COMMANDS)
    assert "En sak:" in page
