"""``sosialplan`` alone in a terminal: the day's desk."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from sosialplan.cli.app import ENKEL
from sosialplan.cli.world import World
from sosialplan.model.failure import WrongUsage

if TYPE_CHECKING:
    from sosialplan.output.svarbok import Velger
    from sosialplan.output.terminal import Terminal


def dagen(
    ctx: typer.Context,
    enkel: Annotated[
        bool,
        typer.Option(ENKEL, help="Bare nummererte linjer: for skjermleser og enkle terminaler."),
    ] = False,
) -> int:
    """Dagens bord: det du må gjøre denne uken, og alt annet derfra. Også bare «sosialplan».

    Skriv nummeret foran det du vil gjøre, navnet på en elev, eller «ny» for en ny sak. «?» forklarer, «<» går
    tilbake. Ingenting lagres før du har sett det og sagt ja.

    Eksempler:
      sosialplan
      sosialplan dagen --enkel
    """
    world = ctx.find_object(World)
    if world is None or not world.terminal.interactive:
        raise WrongUsage(
            "Dagens bord trenger en terminal med noen foran.",
            "Det samme som en liste: sosialplan frister --meg",
        )
    from sosialplan.cli.bord import Bord
    from sosialplan.cli.samtale import Samtale

    return Bord(Samtale(ctx, world, _velger(world.terminal, enkel=enkel))).opened()


def _velger(terminal: "Terminal", *, enkel: bool) -> "Velger | None":
    """Return what draws lists to pick from; None where plain lines are wanted, or all the terminal can show."""
    if enkel or terminal.read is not input or os.environ.get("TERM") in {"dumb", "unknown"}:
        return None
    from sosialplan.output.svarbok import Skjermvelger

    return Skjermvelger()
