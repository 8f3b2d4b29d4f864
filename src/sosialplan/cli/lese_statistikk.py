"""The commands of figures, which read and never write."""

from typing import Annotated

import typer

from sosialplan.cli import hjelp_statistikk as hjelp
from sosialplan.cli import options as valg
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import school_year
from sosialplan.cli.world import run_of

statistikk = typer.Typer(cls=NorskGroup, no_args_is_help=True, rich_markup_mode=None)


@statistikk.callback()
def _group() -> None:
    """Keep the word of the one command there is: ``statistikk mål``."""


@statistikk.command("mål", cls=NorskCommand, help=hjelp.MAAL)
def maal(
    ctx: typer.Context,
    skoleaar: Annotated[
        str | None,
        typer.Option(
            "--skoleår",
            "--skolear",
            metavar="2026-2027",
            parser=school_year,
            help="Ellers dette skoleåret.",
        ),
    ] = None,
    ledelsen: Annotated[
        bool, typer.Option("--ledelsen", help="Vis også tall under 5. Bare for ledelsen.")
    ] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """Show the goals."""
    from sosialplan.commands.oppslag import maal as command

    return command(run_of(ctx), skoleaar, ledelsen=ledelsen, format_=format)
