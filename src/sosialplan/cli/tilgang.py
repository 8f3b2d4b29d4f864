"""The commands of who signs with which key. Without a subcommand they are listed."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import hjelp_tilgang as hjelp
from sosialplan.cli import options as valg
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import kommende, word_of
from sosialplan.cli.world import run_of

tilgang = typer.Typer(cls=NorskGroup, invoke_without_command=True, rich_markup_mode=None)

Fra = Annotated[
    date | None,
    typer.Option("--fra", metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Første dag. Ellers i dag."),
]


@tilgang.callback()
def vis(ctx: typer.Context, format: valg.TabellJson = "tabell") -> int | None:
    """List the keys."""
    if ctx.invoked_subcommand is not None:
        return None
    from sosialplan.commands.tillit.tilgang import vis as command

    return command(run_of(ctx), format_=format)


@tilgang.command("legg-til", cls=NorskCommand, help=hjelp.LEGG_TIL)
def legg_til(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Navnet, som i plan/skole.yaml.")],
    fil: Annotated[
        Path, typer.Argument(metavar="FIL.pub", help="Filen med den offentlige nøkkelen.")
    ],
    fra: Fra = None,
    e_post: Annotated[
        str | None,
        typer.Option(
            "--e-post", metavar="ADRESSE", help="Adressen i git, når navnet i git er et annet."
        ),
    ] = None,
) -> int:
    """Add a key."""
    from sosialplan.commands.tillit.tilgang_endre import legg_til as command

    return command(run_of(ctx), person, fil, fra=fra, e_post=e_post)


@tilgang.command("fjern", cls=NorskCommand, help=hjelp.FJERN)
def fjern(
    ctx: typer.Context,
    hva: Annotated[
        str, typer.Argument(metavar="NØKKEL|PERSON", help="Nøkkelens id, eller navnet.")
    ],
    fra: Fra = None,
) -> int:
    """End a key."""
    from sosialplan.commands.tillit.tilgang_endre import fjern as command

    return command(run_of(ctx), hva, fra=fra)


@tilgang.command("signering", cls=NorskCommand, help=hjelp.SIGNERING)
def signering(
    ctx: typer.Context,
    svar: Annotated[str, typer.Argument(metavar="på|av", parser=word_of("på", "av"))],
    fra: Fra = None,
) -> int:
    """Turn signing on or off."""
    from sosialplan.commands.tillit.tilgang_endre import signering as command

    return command(run_of(ctx), paa=svar == "på", fra=fra)
