"""The commands about who has a case, who approves its plan, and taking back."""

from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.values import word_of
from sosialplan.cli.world import run_of
from sosialplan.model.problems import WrongUsage


def overfoer(
    ctx: typer.Context,
    sak: Annotated[
        str | None, typer.Argument(metavar="[SAK]", help="Saken som skal skifte ansvarlig.")
    ] = None,
    til: Annotated[
        str | None,
        typer.Option(metavar="ROLLE", help="Rollen som skal ta over saken, eller NAVN med --fra."),
    ] = None,
    svar: Annotated[
        str | None,
        typer.Option(
            metavar="ja|nei", parser=word_of("ja", "nei"), help="Svaret fra den som skal ta over."
        ),
    ] = None,
    fra: Annotated[
        str | None, typer.Option(metavar="NAVN", help="Personen som slutter. Alt flyttes.")
    ] = None,
    av: valg.Av = None,
    notat: Annotated[str | None, typer.Option(metavar="TEKST", help="Kort om hvorfor.")] = None,
    utfoer: Annotated[
        bool, typer.Option("--utfør", "--utfor", help="Gjør det, i én lagring i historikken.")
    ] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """Hand a case over."""
    from sosialplan.commands import overfoer as command
    from sosialplan.model.sak import Svar

    run = run_of(ctx)
    match (sak, til, svar, fra):
        case (str(), str(), None, None):
            return command.tilby(run, sak, til, av=av, notat=notat)
        case (str(), None, str(), None):
            return command.svar(run, sak, Svar(svar), av=av, notat=notat)
        case (None, None, None, str()) if not utfoer:
            return command.vis_alt(run, fra, format_=format)
        case (None, str(), None, str()):
            if utfoer:
                return command.flytt_alt(run, fra, til, format_=format)
            return command.vis_alt(run, fra, format_=format)
    raise WrongUsage(
        "Si enten SAK med --til eller --svar, eller --fra med --til og --utfør.",
        "Se eksemplene: sosialplan overfør --help",
    )


def godkjenn(
    ctx: typer.Context,
    sak: valg.Sak,
    av: valg.Av = None,
    notat: Annotated[
        str | None, typer.Option(metavar="TEKST", help="Kort om hva som er lest.")
    ] = None,
    likevel: Annotated[
        str | None,
        typer.Option(
            metavar="GRUNN", help="Hvorfor planen godkjennes, enda den mangler noe loven krever."
        ),
    ] = None,
) -> int:
    """Approve a plan."""
    from sosialplan.commands.godkjenn import godkjenn as command

    return command(run_of(ctx), sak, av=av, notat=notat, likevel=likevel)


def angre(ctx: typer.Context) -> int:
    """Take back one's own last command."""
    from sosialplan.commands.historikk.angre import angre as command

    return command(run_of(ctx))
