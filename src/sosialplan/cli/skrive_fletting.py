"""The commands of two people at once: what git calls, and what is chosen afterwards."""

from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.values import whole
from sosialplan.cli.world import run_of


def flett(
    ctx: typer.Context,
    felles: Annotated[Path, typer.Argument(metavar="FELLES", help="Utgaven begge begynte med.")],
    vaar: Annotated[Path, typer.Argument(metavar="VÅR", help="Vår utgave. Her skrives det.")],
    deres: Annotated[Path, typer.Argument(metavar="DERES", help="Den andres utgave.")],
    sti: Annotated[str, typer.Argument(metavar="STI", help="Hvor filen hører hjemme.")],
) -> int:
    """Merge one file for git."""
    from sosialplan.commands.deling.flett import flett as command

    return command(run_of(ctx), felles, vaar, deres, sti)


def loes(
    ctx: typer.Context,
    hva: Annotated[
        str | None,
        typer.Argument(metavar="[SAK|FIL]", help="Saken, eller en annen fil. Ellers alle."),
    ] = None,
    konflikt: Annotated[
        str | None,
        typer.Option("--konflikt", metavar="ID", help="Konflikten, eller de første tegnene."),
    ] = None,
    velg: Annotated[
        int | None,
        typer.Option("--velg", metavar="1|2", parser=whole, help="Verdien som skal gjelde."),
    ] = None,
    nytt_nummer: Annotated[
        bool, typer.Option("--nytt-nummer", help="Gi saken et nytt nummer, når to fikk det samme.")
    ] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """Choose between two values, or give a case another number."""
    if nytt_nummer:
        from sosialplan.commands.deling.loes import nytt_nummer as renumber

        return renumber(run_of(ctx), hva or "")
    from sosialplan.commands.deling.loes import loes as command

    return command(run_of(ctx), hva, konflikt, velg, format_=format)


def synk(
    ctx: typer.Context,
    toerr: Annotated[
        bool, typer.Option("--tørr", "--torr", help="Vis hva som kommer og går. Endrer ingenting.")
    ] = False,
    godta_sletting: Annotated[
        bool,
        typer.Option(
            "--godta-sletting", help="Ta inn at andre har fjernet saker eller andre filer."
        ),
    ] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """Share what is new."""
    from sosialplan.commands.deling.synk import synk as command

    return command(run_of(ctx), toerr=toerr, godta_sletting=godta_sletting, format_=format)
