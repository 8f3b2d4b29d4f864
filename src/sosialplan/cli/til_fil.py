"""``--til FIL`` on every command that has ``--format``: the result goes to a file, never through a console.

PowerShell 5.1 writes what is sent through ``>`` in another encoding; a calendar or a list that was
made so is not read by other programs. The file's ending decides the format where none was asked for.
"""

import inspect
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, get_args

import typer
from typer.models import OptionInfo

from sosialplan.cli.world import World, run_of
from sosialplan.model.failure import ExpectedFailure, WrongUsage

_TABLE = "tabell"
_PLAIN = {"txt": _TABLE}
"""Endings that are not the format's own word."""
_ADDED = "til_fil"
_TilFil = Annotated[
    Path | None,
    typer.Option("--til", metavar="FIL", help="Skriv resultatet i en fil. Endelsen gir formatet."),
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
        added = inspect.Parameter(
            _ADDED, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_TilFil
        )
        command.__signature__ = signature.replace(  # type: ignore[attr-defined]  # read by inspect
            parameters=[*signature.parameters.values(), added]
        )
        command.__annotations__ = {**declared.__annotations__, _ADDED: _TilFil}
    return command


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
    from sosialplan.commands.dokumenter.lag import target_for, write_document

    run, world = run_of(ctx), ctx.find_object(World)
    try:
        root = run.planmappe().root
    except ExpectedFailure:
        root = None
    target_for(target, root)
    written = StringIO()
    if world is not None:
        ctx.obj = replace(world, terminal=replace(world.terminal, out=written, interactive=False))
    status = show()
    write_document(run, written.getvalue(), target, root)
    return status
