"""The command of a new school year."""

from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.values import school_year
from sosialplan.cli.world import run_of


def nytt_skoleaar(
    ctx: typer.Context,
    skoleaar: Annotated[
        str,
        typer.Argument(metavar="SKOLEÅR", parser=school_year, help="Det nye, som 2027-2028."),
    ],
    utfoer: Annotated[
        bool, typer.Option("--utfør", "--utfor", help="Gjør det, i én lagring i historikken.")
    ] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """Begin a new school year."""
    from sosialplan.commands.nytt_skoleaar import nytt_skoleaar as command

    return command(run_of(ctx), skoleaar, utfoer=utfoer, format_=format)
