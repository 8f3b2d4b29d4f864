"""The commands of what is kept and what goes: a backup, and a folder from one."""

from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli.world import run_of


def sikkerhetskopi(
    ctx: typer.Context,
    fil: Annotated[
        Path,
        typer.Argument(metavar="FIL", help="En ny fil utenfor mappen, helst på en annen disk."),
    ],
) -> int:
    """Ta en kopi av hele historikken i én fil, og les den tilbake.

    Alt som er lagret, er med: alle grener, merker og notater. Kommandoen sier hva som ikke er med.
    Den skriver aldri over en fil som finnes.

    Eksempel:
      sosialplan sikkerhetskopi ../planmappe-2026-11-29.bundle
    """
    from sosialplan.commands.vedlikehold.sikkerhetskopi import sikkerhetskopi as command

    return command(run_of(ctx), fil)


def gjenopprett(
    ctx: typer.Context,
    fil: Annotated[Path, typer.Argument(metavar="FIL", help="Sikkerhetskopien.")],
    mappe: Annotated[
        Path, typer.Argument(metavar="MAPPE", help="En mappe som er tom eller ikke finnes.")
    ],
) -> int:
    """Lag planmappen på nytt av en sikkerhetskopi, og sjekk historikken i den.

    Eksempel:
      sosialplan gjenopprett ../planmappe-2026-11-29.bundle ../skolen-igjen
    """
    from sosialplan.commands.vedlikehold.gjenopprett import gjenopprett as command

    return command(run_of(ctx), fil, mappe)
