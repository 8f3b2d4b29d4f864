"""An option that is given twice is a list or an error: nothing that was typed is lost unsaid."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kommandoene import COMMANDS
from program import Program, everything_in


def once() -> Iterator[tuple[str, str, bool]]:
    """Yield each option that takes one value or none: its command, its name, and whether it is a flag."""
    for name, command in COMMANDS.items():
        for option in command.params:
            if option.param_type_name == "option" and not option.multiple:
                yield name, option.opts[0], option.is_flag


ONCE = tuple(once())


@pytest.mark.parametrize(("command", "option", "flag"), ONCE)
def test_an_option_that_is_no_list_is_refused_twice(
    skole_med_sak: tuple[Path, str], command: str, option: str, flag: bool
) -> None:
    said = (option,) if flag else (option, "Oppdiktet")
    refused = Program(skole_med_sak[0]).run(*command.split(), *said, *said)
    assert refused.status == 2
    assert "står flere ganger" in refused.err
    assert refused.out == ""


def test_nothing_is_written_and_no_value_is_repeated(program: Program, sak: str) -> None:
    """What stood in the option may be a name or a sentence of a case."""
    before = everything_in(program.root)
    text = "Oppdiktet setning"
    refused = program.run("registrer", sak, "notat", "--notat", text, "--notat", "Oppdiktet, mer")
    assert "--notat" in refused.err
    assert text not in refused.err
    assert everything_in(program.root) == before


def test_the_program_s_own_options_are_refused_twice(program: Program) -> None:
    day = ("--i-dag", "2026-11-23")
    assert program.run(*day, *day, "saker").status == 2


def test_a_list_is_a_list(program: Program, sak: str) -> None:
    told = ("--av", "lærer", "--mottaker", "rektor", "--mottaker", "rådgiver")
    assert program.run("registrer", sak, "rektor-varslet", *told).status == 0
