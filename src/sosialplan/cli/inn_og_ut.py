"""A text that is read from standard input (``-``), and a result that goes to a file (``--til``)."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import wraps
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, get_args

import typer
from msgspec.structs import replace
from typer.models import OptionInfo

from sosialplan.cli.world import World, run_of
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.visible import MOST_OF_TEXT
from sosialplan.output.terminal import Terminal

SIGN = "-"
FROM_INPUT = (
    "Skriv - i stedet for en tekst, så leses den fra standard inn, eller du blir spurt. Da blir den "
    "ikke stående i historikken til skallet."
)


def text_options(command: Any) -> Iterator[Any]:
    """Yield the options of a command that take a text as it is typed: no day, word, number or path."""
    for param in command.params:
        plain = str(param.type) == "STRING"
        if param.param_type_name == "option" and plain:
            yield param


def shown_name(param: Any) -> str:
    """Return what an option or an argument is called in a sentence."""
    if param.param_type_name == "argument":
        return f"{param.metavar or param.name.upper()}"
    return f"Valget «{max(param.opts, key=len)}»"


def fill_in(ctx: Any) -> None:
    """Put what is read for each ``-`` in its place. Raises WrongUsage for two, or for nothing."""
    asked = [
        param
        for param in text_options(ctx.command)
        for value in values_of(ctx.params.get(param.name))
        if value == SIGN
    ]
    if not asked:
        return
    if len(asked) > 1:
        names = ", ".join(max(each.opts, key=len) for each in asked)
        raise WrongUsage(
            f"Bare én tekst kan leses fra standard inn, men flere er -: {names}.",
            "Skriv - for den ene, og kjør kommandoen en gang til for den andre.",
        )
    (param,) = asked
    text = _read(ctx.find_object(World), param)
    old = ctx.params[param.name]
    ctx.params[param.name] = (
        text if isinstance(old, str) else type(old)(text if each == SIGN else each for each in old)
    )


def values_of(value: Any) -> tuple[Any, ...]:
    """Return the values of a parameter, of one that is given many times all."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _read(world: World | None, param: Any) -> str:
    name = max(param.opts, key=len)
    try:
        text = _given(world.terminal, f"{name}: {param.help or ''}") if world else ""
    except UnicodeDecodeError:
        raise WrongUsage(
            f"Teksten til {name} er ikke skrevet i UTF-8. Ingenting er endret.",
            "Lagre filen som UTF-8, og prøv igjen. Rør (|) i PowerShell 5.1 mister æ, ø og å: skriv svaret når du blir spurt.",
        ) from None
    if len(text) > MOST_OF_TEXT or "\0" in text:
        raise WrongUsage(
            f"Det som kom til {name}, er for langt eller ikke en tekst. Ingenting er endret.",
            f"Send inn en tekst på høyst {MOST_OF_TEXT} tegn.",
        )
    if not text.strip():
        raise WrongUsage(
            f"Det kom ingen tekst til {name}. Ingenting er endret.",
            "Send den inn, som: … < fil.txt, eller svar når du blir spurt.",
        )
    return text.strip()


def _given(terminal: Terminal, question: str) -> str:
    """Return a text: an answer where a person sits, else standard input, read to a little over what is taken."""
    if terminal.interactive:
        return terminal.ask(question)
    lines: list[str] = []
    length = 0
    with suppress(EOFError):
        while length <= MOST_OF_TEXT + 1:
            lines.append(terminal.read())
            length += len(lines[-1]) + 1
    return "\n".join(lines)


def told_of(ctx: Any) -> Iterator[Any]:
    """Yield the options and arguments that were typed."""
    for param in ctx.command.params:
        source = ctx.get_parameter_source(param.name)
        if source is not None and source.name == "COMMANDLINE":
            yield param


OPENING = "aapne"
"""The option that opens what was made: it is judged when the command is done."""


def require_only(ctx: Any, *names: str, when: str) -> None:
    """Raise WrongUsage where something else was typed than what has an effect: it would be lost unsaid.

    ``names`` are parameters of the command; ``when`` says what is asked for, as the end of a sentence.
    """
    lost = [
        max(each.opts, key=len)
        if each.param_type_name == "option"
        else str(each.metavar).strip("[]")
        for each in told_of(ctx)
        if each.name not in (*names, OPENING)
    ]
    if lost:
        raise WrongUsage(
            f"{', '.join(lost)} har ingen virkning {when}. Ingenting er endret.",
            f"La det være. Se hvordan: {ctx.command_path} --help",
        )


def refuse_before(ctx: Any) -> None:
    """Refuse a group's own options in front of a subcommand: they would say nothing. Raises WrongUsage."""
    if ctx.invoked_subcommand is not None and any(True for _ in told_of(ctx)):
        raise WrongUsage(
            "Valgene må stå etter underkommandoen.",
            f"Se hvordan: {ctx.command_path} {ctx.invoked_subcommand} --help",
        )


_TABLE = "tabell"
_PLAIN = {"txt": _TABLE}
"""Endings that are not the format's own word."""
_ADDED = "til_fil"
_TilFil = Annotated[
    Path | None,
    typer.Option(
        "--til",
        metavar="FIL",
        help="Skriv resultatet i en fil, med æ, ø og å som de skal være. Endelsen gir formatet. I PowerShell: bruk dette, ikke >.",
    ),
]


def with_file(declared: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command that can write its result to a file, where it has a format and no such option."""
    if hasattr(declared, "__wrapped__"):
        return declared  # declared once in a process, however often it is run
    signature = inspect.signature(declared)
    words = _formats(signature)
    own = _own_option(signature)
    if not words or (own is not None and own.metavar != "FIL"):
        return declared
    name = _ADDED if own is None else next(iter(_named_til(signature)))

    @wraps(declared)
    def command(ctx: typer.Context, *args: Any, **values: Any) -> Any:
        target: Path | None = values.get(name)
        if target is not None:
            values["format"] = _format_for(ctx, target, values["format"], words)
        if own is None:
            del values[name]
        if target is None or (own is not None and values["format"] != _TABLE):
            return declared(ctx, *args, **values)
        if own is not None:
            values[name] = None  # its own files are documents; a table is what the screen shows
        return _into_file(ctx, target, lambda: declared(ctx, *args, **values))

    if own is None:
        add_option(command, declared, _ADDED, None, _TilFil)
    return command


def add_option(
    command: Callable[..., Any], declared: Callable[..., Any], name: str, default: object, kind: Any
) -> None:
    """Give a command one option more than it is declared with, as Typer reads them."""
    signature = inspect.signature(declared)
    added = inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind
    )
    command.__signature__ = signature.replace(  # type: ignore[attr-defined]  # read by inspect
        parameters=[*signature.parameters.values(), added]
    )
    command.__annotations__ = {**declared.__annotations__, name: kind}


def _option(parameter: inspect.Parameter) -> Any:
    """Return what Typer is told of a parameter; None where it is told nothing."""
    return next((each for each in get_args(parameter.annotation)[1:]), None)


def _formats(signature: inspect.Signature) -> tuple[str, ...]:
    """Return the formats that a command takes, the words of its option."""
    parameter = signature.parameters.get("format")
    return tuple(_option(parameter).metavar.split("|")) if parameter is not None else ()


def _named_til(signature: inspect.Signature) -> dict[str, Any]:
    """Return the parameter that is the option ``--til``, said in words or by the parameter's own name."""
    found = {name: _option(each) for name, each in signature.parameters.items()}
    return {
        name: option
        for name, option in found.items()
        if isinstance(option, OptionInfo) and "--til" in _names(name, option)
    }


def _names(parameter: str, option: OptionInfo) -> tuple[str, ...]:
    """Return what an option is called; Typer makes the name of one that has none said."""
    said = tuple(
        each for each in (option.default, *(option.param_decls or ())) if isinstance(each, str)
    )
    return said or (f"--{parameter.replace('_', '-')}",)


def _own_option(signature: inspect.Signature) -> Any:
    return next(iter(_named_til(signature).values()), None)


def _format_for(ctx: typer.Context, target: Path, asked: str, words: tuple[str, ...]) -> str:
    """Return the format of a file. Raises WrongUsage where its ending and the option disagree."""
    ending = target.suffix.removeprefix(".").lower()
    meant = _PLAIN.get(ending, ending)
    source = ctx.get_parameter_source("format")
    if source is not None and source.name != "DEFAULT":
        if meant in words and meant != asked:
            raise WrongUsage(
                f"Filen slutter på .{ending}, men --format er {asked}.",
                "Ta bort det ene, eller la dem være like.",
            )
        return asked
    if meant in words:
        return meant
    endings = ", ".join(f".{'txt' if word == _TABLE else word}" for word in words)
    what = f"filer som slutter på .{ending}" if ending else "filer uten endelse"
    raise WrongUsage(f"Kommandoen lager ikke {what}.", f"Velg en av: {endings}")


def _into_file(ctx: typer.Context, target: Path, show: Callable[[], Any]) -> Any:
    """Run a command with its result into a file, and say where it is. Raises ExpectedFailure."""
    from sosialplan.commands.dokumenter.utskrift import target_for, write_document

    run, world = run_of(ctx), ctx.find_object(World)
    try:
        root = run.planmappe().root
    except ExpectedFailure:
        root = None
    target_for(target, root)
    written, whole = StringIO(), list[bytes]()
    if world is not None:
        into = replace(world.terminal, out=written, interactive=False, whole=whole)
        ctx.obj = replace(world, terminal=into)
    status = show()
    write_document(run, whole[0] if whole else written.getvalue(), target, root)
    return status
