"""The commands that gather what leaves the school."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.values import skjedd, word_of
from sosialplan.cli.world import run_of


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
    """Hand documents over to the archive."""
    from sosialplan.commands.pakker.arkiver import Arkivering
    from sosialplan.commands.pakker.arkiver import arkiver as command

    return command(run_of(ctx), Arkivering(sak, maaned, til, toerr, format))


BuntFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="pdf|md",
        parser=word_of("pdf", "md"),
        help="md viser bare teksten, her i terminalen.",
    ),
]
BuntTil = Annotated[
    Path | None,
    typer.Option(
        "--til",
        metavar="FIL.pdf|MAPPE",
        help="En PDF med dokumentene i seg, eller en ny mappe. Ellers en PDF i ut/.",
    ),
]


def tilsyn(
    ctx: typer.Context, sak: valg.Sak, til: BuntTil = None, format: BuntFormat = "pdf"
) -> int:
    """Gather what Statsforvalteren asks for."""
    from sosialplan.commands.pakker.tilsyn import tilsyn as command

    return command(run_of(ctx), sak, til=til, format_=format)


def innsyn(
    ctx: typer.Context,
    sak: valg.Sak,
    hvem: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="elev|forelder",
            parser=word_of("elev", "forelder"),
            help="Hvem som har bedt om å se saken.",
        ),
    ],
    mottatt: Annotated[
        date | None,
        typer.Option(
            metavar="ÅÅÅÅ-MM-DD",
            parser=skjedd,
            help="Dagen skolen fikk spørsmålet. Gir svarfristen.",
        ),
    ] = None,
    til: BuntTil = None,
    format: BuntFormat = "pdf",
) -> int:
    """Gather what one person may see of a case."""
    from sosialplan.commands.pakker.innsyn import innsyn as command

    return command(run_of(ctx), sak, hvem, mottatt=mottatt, til=til, format_=format)
