"""The command that looks words up."""

from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.world import run_of


def slaa_opp(
    ctx: typer.Context,
    ord_: Annotated[
        str | None, typer.Argument(metavar="[ORD]", help="Ordet. Uten det vises alle.")
    ] = None,
    format: valg.TabellJson = "tabell",
) -> int:
    """Look a word up."""
    from sosialplan.commands.oppslag import slaa_opp as command

    return command(run_of(ctx), ord_, format_=format)
