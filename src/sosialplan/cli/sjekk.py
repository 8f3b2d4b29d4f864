"""The command of the doctor."""

from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.world import run_of


def sjekk(
    ctx: typer.Context,
    reparer: Annotated[bool, typer.Option("--reparer", help="Rett det som kan rettes.")] = False,
    godta: Annotated[
        bool,
        typer.Option(
            "--godta", help="Si ja til det mappen har med seg som git ville følge (se D834)."
        ),
    ] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """Look after the folder."""
    from sosialplan.commands.vedlikehold.sjekk import sjekk as command

    return command(run_of(ctx), mend=reparer, godta=godta, format_=format)
