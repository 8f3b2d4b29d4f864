"""A document that a command made is opened, where that is asked for (``--åpne``) or a person says yes to it."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, get_args

import typer
from typer.models import OptionInfo

from sosialplan.cli.inn_og_ut import OPENING, add_option
from sosialplan.cli.world import World
from sosialplan.model.failure import WrongUsage

_Aapne = Annotated[
    bool,
    typer.Option(
        "--åpne", "--apne", help="Åpne det som blir laget, i det programmet maskinen har for det."
    ),
]
_FILES = frozenset({"FIL", "MAPPE", "FIL.pdf|MAPPE"})
"""What a document goes to. A key is not one."""


def with_opening(declared: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command that can open what it made, where it writes a file or a folder of the person's choice."""
    signature = inspect.signature(declared)
    if OPENING in signature.parameters or not any(map(_is_target, signature.parameters.values())):
        return declared

    @wraps(declared)
    def command(ctx: typer.Context, *args: Any, aapne: bool = False, **values: Any) -> Any:
        world = ctx.find_object(World)
        status = declared(ctx, *args, **values)
        if world is not None:
            _offer(world, asked=aapne, fine=not status)
        return status

    add_option(command, declared, OPENING, False, _Aapne)
    return command


def _is_target(parameter: inspect.Parameter) -> bool:
    """Tell whether a parameter says where a document goes: ``--til`` with a file or a folder."""
    told = next((each for each in get_args(parameter.annotation)[1:]), None)
    return (
        isinstance(told, OptionInfo) and told.metavar in _FILES and parameter.name.startswith("til")
    )


def _offer(world: World, *, asked: bool, fine: bool) -> None:
    """Open what was made where it is wished, and say so where nothing could. Raises WrongUsage."""
    from sosialplan.files.aapning import opened

    terminal = world.terminal
    if not terminal.made:
        if asked and fine:
            raise WrongUsage(
                "Det ble ikke laget noen fil, så --åpne har ingen virkning.", "Legg til: --til FIL"
            )
        return
    if not (asked or _wished(world)):
        return
    opens = world.opens or opened
    for path in terminal.made:
        if not opens(path):
            terminal.note(f"Fant ikke noe program som åpner den. Den ligger her: {path}")


def _wished(world: World) -> bool:
    """Ask whether it shall be opened; one who breaks off has the document all the same."""
    try:
        return world.terminal.agrees("Åpne?")
    except (EOFError, KeyboardInterrupt):
        return False
