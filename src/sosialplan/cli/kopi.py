"""The commands about copies: what was decided, handed out, and which state it shows."""

from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.world import run_of


def avklar(
    ctx: typer.Context,
    sak: valg.Sak,
    hva: Annotated[
        str,
        typer.Argument(metavar="HVA", help="Koden kontrollen viste, eller et flagg på eleven."),
    ],
    mottaker: Annotated[
        str, typer.Option("--for", metavar="HVEM", help="Mottakeren avgjørelsen gjelder for.")
    ],
    hvorfor: valg.Hvorfor,
) -> int:
    """Decide before a copy."""
    from sosialplan.commands.avklar import avklar as command

    return command(run_of(ctx), sak, hva, mottaker=mottaker, hvorfor=hvorfor)
