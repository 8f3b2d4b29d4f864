"""The commands of what is kept and what goes: a backup, and a folder from one."""

from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valg
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


def oppbevaring(ctx: typer.Context, format: valg.TabellJson = "tabell") -> int:
    """Vis avsluttede saker som har vært her sin tid, og om arkivet har dem.

    Ingenting slettes. Hvor lenge en sak er her etter at den er avsluttet, står i plan/skole.yaml
    (oppbevaring-dager).

    Eksempel:
      sosialplan oppbevaring
    """
    from sosialplan.commands.sletting.oppbevaring import oppbevaring as command

    return command(run_of(ctx), format_=format)


def slett(
    ctx: typer.Context,
    sak: Annotated[str, typer.Argument(metavar="SAK", help="Saksnummeret.")],
    utfoer: Annotated[
        bool, typer.Option("--utfør", "--utfor", help="Slett. Det kan ikke gjøres om.")
    ] = False,
    hvorfor: Annotated[
        str | None,
        typer.Option(
            "--hvorfor", metavar="TEKST", help="Grunnen, når saken ikke er levert til arkivet."
        ),
    ] = None,
) -> int:
    """Ta en sak ut av mappen og hele historikken. Viser først hva som skjer; --utfør gjør det.

    Uten kvittering fra arkivet må grunnen skrives. I plan/slettet.yaml blir det stående en linje:
    nummeret, grunnen, hvem, når og fingeravtrykk. Den nye historikken må sendes til den felles
    kopien, og alle andre må hente mappen på nytt. Kommandoen sier hvordan.

    Eksempler:
      sosialplan slett 2026-YHP9E
      sosialplan slett 2026-YHP9E --utfør --hvorfor "Åpnet på feil elev"
    """
    from sosialplan.commands.sletting.slett import slett as command

    return command(run_of(ctx), sak, utfoer=utfoer, hvorfor=hvorfor)
