"""The page of all commands, docs/bruk/kommandoer.md: made from what is declared, grouped for a reader."""

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from kommandoene import APP, COMMANDS
from sosialplan.cli.app import COMMANDS as ROWS
from sosialplan.cli.inn_og_ut import FROM_INPUT

GROUPS: Mapping[str, tuple[str, ...]] = {
    group: tuple(name for name, (_, _, own) in ROWS.items() if own == group)
    for group in dict.fromkeys(own for _, _, own in ROWS.values())
}
"""The order in which a reader looks for them."""
_INTRO = f"""\
# Kommandoene

Siden er laget av programmet selv, og sier det samme som hjelpen. Den får du med `--help` etter kommandoen.

Et ord i STORE BOKSTAVER bytter du ut med ditt eget. Det som står i [klammer], kan utelates. Ord og valg med æ, ø og å
kan også skrives uten: `arshjul`, `--skolear`. Hva `--format` gir andre programmer, står i [formater](formater.md).

{FROM_INPUT}
"""
_OWN = "Valg for hele programmet"
_EXAMPLES = re.compile(r"^Eksemp(?:el|ler):$", re.MULTILINE)


def command_page() -> str:
    """Return the page: what there is, then each command with its words, options and examples."""
    parts = [_INTRO, *_contents(), f"\n## {_OWN}\n\n{_listed(APP)}\n"]
    for heading, names in GROUPS.items():
        parts.append(f"## {heading}\n\n")
        parts += [_section(name) for first in names for name in _with_under(first)]
    return "".join(parts).rstrip() + "\n"


def _with_under(first: str) -> Iterator[str]:
    """Yield what is typed: a command, or each command of its group."""
    return (name for name in COMMANDS if name.split()[0] == first)


def _contents() -> Iterator[str]:
    for heading, names in GROUPS.items():
        yield f"\n**{heading}**\n\n"
        for name in (name for first in names for name in _with_under(first)):
            yield f"- [`{name}`](#{name.replace(' ', '-')}): {_summary(name)}\n"


def _paragraphs(name: str) -> list[str]:
    """Return what the help says before its examples."""
    told = (COMMANDS[name].help or "").replace("\b", "")
    return [" ".join(each.split()) for each in _EXAMPLES.split(told)[0].strip().split("\n\n")]


def _summary(name: str) -> str:
    """Return what a command does: the first sentence of its help, or the questions that it begins with."""
    first, *more = re.split(r"(?<=[.?]) (?=[A-ZÆØÅ])", _paragraphs(name)[0])
    questions = takewhile(lambda each: first.endswith("?") and each.endswith("?"), more)
    return " ".join([first, *questions])


def _section(name: str) -> str:
    command = COMMANDS[name]
    usage = " ".join(
        [f"sosialplan {name}", "[VALG]", *(_typed(each) for each in _arguments(command))]
    )
    parts = [f"### {name}", *_paragraphs(name), f"Skrives: `{usage}`", _listed(command).rstrip()]
    return "".join(f"{each}\n\n" for each in (*parts, *_examples(command)) if each)


def _examples(command: Any) -> Iterator[str]:
    _, *shown = _EXAMPLES.split((command.help or "").replace("\b", ""))
    for block in shown:
        lines = [line.removeprefix("  ") for line in block.strip("\n").splitlines()]
        yield "\n".join(("```sh", *lines, "```"))


def _arguments(command: Any) -> list[Any]:
    return [each for each in command.params if each.param_type_name == "argument"]


def _typed(argument: Any) -> str:
    return str(argument.metavar)


def _listed(command: Any) -> str:
    """Return the arguments and the options, a line each, as the help says them."""
    options = [each for each in command.params if each.param_type_name == "option"]
    lines = [f"- `{_typed(each)}`: {each.help}" for each in _arguments(command)]
    lines += [_option(each) for each in options if not each.hidden]
    return "".join(f"{line}\n" for line in lines)


def _option(option: Any) -> str:
    """Return an option by the spelling with æ, ø and å, what it takes, and what it is when it is not given."""
    ascii_of = [each for each in option.opts if each.startswith("--")][1:]
    names = [each for each in option.opts if each not in ascii_of]
    form = f" {option.metavar}" if option.metavar else ""
    notes = ["Må med."] if option.required else []
    if isinstance(option.default, str):
        notes.append(f"Ellers {option.default}.")
    return f"- `{', '.join(names)}{form}`: {' '.join([option.help, *notes])}"
