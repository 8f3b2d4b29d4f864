"""Every command of the program as it is registered: whether it reads or writes, its formats, and its first example."""

import re
import shlex
from collections.abc import Iterator, Mapping
from typing import Any

import typer.main

from sosialplan.cli.app import app_for
from sosialplan.cli.world import PER, WITHOUT_PER

Path_ = tuple[str, ...]


def _commands(command: Any, words: Path_ = ()) -> Iterator[tuple[str, Any]]:
    under = getattr(command, "commands", {})
    if words and (not under or command.invoke_without_command):
        yield " ".join(words), command
    for name, each in under.items():
        yield from _commands(each, (*words, name))


APP: Any = typer.main.get_command(app_for(()))
COMMANDS: Mapping[str, Any] = dict(_commands(APP))
FORMATS = {
    name: tuple(option.metavar.split("|"))
    for name, command in COMMANDS.items()
    for option in command.params
    if "--format" in option.opts
}
OPTIONS = {
    name
    for command in (APP, *COMMANDS.values())
    for option in command.params
    for name in (*option.opts, *option.secondary_opts)
} | {"--help", "--hjelp"}
WRITES_WHEN_ASKED = frozenset({"innboks", "sjekk", "skole valg", "tilgang"})
"""They show what is, and change it with an option or a word more."""
READS = frozenset({*PER, *WITHOUT_PER} - WRITES_WHEN_ASKED)
"""Nothing in the planmappe is changed, whatever options they are given. They may write a file beside it."""
WRITES = frozenset(COMMANDS.keys() - READS)
"""Something is changed, some of them only where that is asked for."""


def example(name: str) -> Path_:
    """Return the first example of a command's help, as it is typed after the name of the program."""
    told = (COMMANDS[name].help or "").replace("\b", "").replace("\\\n", " ").splitlines()
    first = next(line.strip() for line in told if line.strip().startswith(f"sosialplan {name}"))
    return tuple(shlex.split(re.split(r"\s{3,}(?=[a-zæøå])", first)[0])[1:])


def of(args: Path_) -> str | None:
    """Return the command that a run is of, by its words as the program knows them."""
    folded = {"arshjul": "årshjul", "mote": "møte"}
    words = [folded.get(each, each) for each in args[:3]]
    names = (" ".join(words[:many]) for many in (3, 2, 1))
    return next((name for name in names if name in COMMANDS), None)


def format_of(args: Path_) -> str | None:
    """Return the format that a run asks for."""
    return args[args.index("--format") + 1] if "--format" in args else None


def runs(name: str) -> tuple[Path_, ...]:
    """Return a run of a command by its example, and one in each format that it has."""
    words = example(name)
    return (words, *((*words, "--format", each) for each in FORMATS.get(name, ())[1:]))
