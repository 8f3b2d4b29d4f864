"""The program's own options, and all its commands."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sosialplan import __version__
from sosialplan.cli import lese, skrive
from sosialplan.cli.norsk import NorskGroup
from sosialplan.cli.values import day
from sosialplan.cli.world import World

app = typer.Typer(
    cls=NorskGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h", "--hjelp"]},
)

HELP = """Skolens sosiale handlingsplan som tekstfiler som regner.

Åpne en sak, få vite hva som må skje når og hvem som gjør det, skriv ned det som skjer,
og skriv ut aktivitetsplanen og årshjulet. Alt blir spor i git.

\b
Eksempler:
  sosialplan demo                      se hvordan det virker, med oppdiktede saker
  sosialplan start skolen              lag skolens egen mappe
  sosialplan ny-sak                    åpne en sak
  sosialplan frister                   hva må gjøres, og når?
  sosialplan forklar SAK STEG          hvorfor er fristen den dagen?
"""


def _show_version(ctx: typer.Context, wanted: bool) -> None:
    world = ctx.find_object(World)
    if wanted and world is not None:
        world.terminal.line(f"sosialplan {__version__}")
        raise typer.Exit


@app.callback(help=HELP)
def program(
    ctx: typer.Context,
    mappe: Annotated[
        Path | None,
        typer.Option(
            "-C", "--mappe", metavar="MAPPE", help="Skolens mappe. Ellers letes det oppover herfra."
        ),
    ] = None,
    i_dag: Annotated[
        date | None,
        typer.Option(
            "--i-dag", metavar="ÅÅÅÅ-MM-DD", parser=day, help="Dagen alt skal dømmes fra."
        ),
    ] = None,
    _versjon: Annotated[
        bool,
        typer.Option("--versjon", callback=_show_version, is_eager=True, help="Vis versjonen."),
    ] = False,
) -> None:
    """Keep what the program's own options said for the command."""
    world = ctx.find_object(World)
    if world is not None:
        ctx.obj = world.told(mappe, i_dag)


lese.add_to(app)
skrive.add_to(app)
