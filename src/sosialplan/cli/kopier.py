"""The commands of what is kept and what goes: the archive's packages, a backup, and a folder from one."""

from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.values import word_of
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


def arkiver(
    ctx: typer.Context,
    sak: Annotated[
        str | None, typer.Argument(metavar="[SAK]", help="Bare én sak, som når den avsluttes.")
    ] = None,
    maaned: Annotated[
        str | None,
        typer.Option(
            "--måned",
            "--maned",
            metavar="januar|juni",
            parser=word_of("januar", "juni"),
            help="Alle saker som har en plan.",
        ),
    ] = None,
    til: Annotated[
        Path | None,
        typer.Option("--til", metavar="MAPPE", help="En ny mappe for pakkene. Ellers ut/arkiv."),
    ] = None,
    toerr: Annotated[
        bool, typer.Option("--tørr", "--torr", help="Vis hva som ville blitt levert.")
    ] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """Lag pakkene som kontoret legger i elevmappene.

    Hver sak får en mappe med dokumentene som PDF/A, opplysningene arkivet trenger, og sjekksummer.
    Saken sier hva som ble levert, så ingenting leveres to ganger: bare det som er nytt, blir med.
    Det som mangler i et dokument, står i lista med kommandoen som retter det. Planen leveres likevel.

    Eksempler:
      sosialplan arkiver --måned januar --tørr
      sosialplan arkiver --måned januar
      sosialplan arkiver 2026-YHP9E
    """
    from sosialplan.commands.pakker.arkiver import Arkivering
    from sosialplan.commands.pakker.arkiver import arkiver as command

    return command(run_of(ctx), Arkivering(sak, maaned, til, toerr, format))
