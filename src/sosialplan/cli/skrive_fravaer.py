"""The commands of absence."""

from datetime import date
from typing import Annotated

import typer

from sosialplan.cli import hjelp
from sosialplan.cli import options as valg
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import day, word_of
from sosialplan.cli.world import run_of

fravaer = typer.Typer(cls=NorskGroup, no_args_is_help=True, rich_markup_mode=None)


@fravaer.command("registrer", cls=NorskCommand, help=hjelp.FRAVAER_REGISTRER)
def fravaer_registrer(
    ctx: typer.Context,
    sak: valg.Sak,
    fra: Annotated[date, typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=day, help="Første dag.")],
    til: Annotated[
        date | None,
        typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=day, help="Siste dag. Ellers samme dag."),
    ] = None,
    type_: Annotated[
        str,
        typer.Option(
            "--type",
            metavar="gyldig|ugyldig",
            parser=word_of("gyldig", "ugyldig"),
            help="Slag fravær.",
        ),
    ] = "ugyldig",
    meldt: Annotated[
        str,
        typer.Option(
            metavar="ja|nei", parser=word_of("ja", "nei"), help="Meldte foresatte fra første dag?"
        ),
    ] = "nei",
) -> int:
    """Write down absence."""
    from sosialplan.commands.fravaer import Periode
    from sosialplan.commands.fravaer import registrer as command
    from sosialplan.model.fravaer import Fravaerstype, Meldt

    return command(run_of(ctx), sak, Periode(fra, til or fra, Fravaerstype(type_), Meldt(meldt)))


@fravaer.command("vis", cls=NorskCommand, help=hjelp.FRAVAER_VIS)
def fravaer_vis(ctx: typer.Context, sak: valg.Sak, format: valg.TabellJson = "tabell") -> int:
    """Show the absence ladder."""
    from sosialplan.commands.fravaer import vis as command

    return command(run_of(ctx), sak, format_=format)
