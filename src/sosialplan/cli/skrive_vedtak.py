"""The command that writes down what is decided about a pupil."""

from datetime import date
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli import options_hendelse as om
from sosialplan.cli.values import day, kommende, skjedd, word_of
from sosialplan.cli.world import run_of


def vedtak(
    ctx: typer.Context,
    sak: valg.Sak,
    slag: Annotated[
        str | None,
        typer.Option(
            metavar="bortvisning|skolebytte",
            parser=word_of("bortvisning", "skolebytte"),
            help="Hva som er vedtatt.",
        ),
    ] = None,
    fra: Annotated[
        date | None,
        typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Første dag det gjelder."),
    ] = None,
    til: Annotated[
        date | None, typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=day, help="Siste dag.")
    ] = None,
    ny_skole: Annotated[
        str | None, typer.Option("--ny-skole", metavar="SKOLE", help="Skolen eleven bytter til.")
    ] = None,
    forhaandsvarslet: Annotated[
        date | None,
        typer.Option(
            "--forhåndsvarslet",
            "--forhandsvarslet",
            metavar="ÅÅÅÅ-MM-DD",
            parser=skjedd,
            help="Dagen eleven og de foresatte fikk forhåndsvarsel.",
        ),
    ] = None,
    faktum: Annotated[
        str | None, typer.Option(metavar="TEKST", help="Hva vedtaket bygger på.")
    ] = None,
    mildere_tiltak: Annotated[
        str | None,
        typer.Option(
            "--mildere-tiltak", metavar="TEKST", help="Hva som er prøvd eller vurdert i stedet."
        ),
    ] = None,
    elevens_stemme: om.ElevensStemme = None,
    foresattes_syn: Annotated[
        str | None, typer.Option("--foresattes-syn", metavar="TEKST", help="Det foresatte mener.")
    ] = None,
    barnets_beste: Annotated[
        str | None,
        typer.Option("--barnets-beste", metavar="TEKST", help="Hva som er best for eleven."),
    ] = None,
    begrunnelse: Annotated[
        str | None, typer.Option(metavar="TEKST", help="Hvorfor det likevel er nødvendig.")
    ] = None,
    underrettet: Annotated[
        date | None,
        typer.Option(
            metavar="ÅÅÅÅ-MM-DD",
            parser=skjedd,
            help="Dagen vedtaket kom fram. Klagefristen går da.",
        ),
    ] = None,
    dato: Annotated[
        date | None,
        typer.Option(
            "--dato",
            metavar="ÅÅÅÅ-MM-DD",
            parser=skjedd,
            help="Dagen vedtaket er fattet. Ellers i dag.",
        ),
    ] = None,
    av: Annotated[
        str | None,
        typer.Option(
            "--av", metavar="ROLLE", help="Hvem som har fattet det. Ellers den loven sier."
        ),
    ] = None,
    rett: Annotated[
        bool, typer.Option("--rett", help="Rett det siste vedtaket. Det som sto, blir stående.")
    ] = False,
) -> int:
    """Write down a decision."""
    from sosialplan.commands.vedtak import Fattet
    from sosialplan.commands.vedtak import vedtak as command
    from sosialplan.model.sakspapirer import Vedtaksslag

    told = Fattet(
        slag=Vedtaksslag(slag) if slag else None,
        fra=fra,
        til=til,
        ny_skole=ny_skole,
        forhaandsvarslet=forhaandsvarslet,
        faktum=faktum,
        mildere_tiltak=mildere_tiltak,
        foresattes_syn=foresattes_syn,
        barnets_beste=barnets_beste,
        begrunnelse=begrunnelse,
        underrettet=underrettet,
        elevens_stemme=elevens_stemme,
        dato=dato,
        av=av,
    )
    return command(run_of(ctx), sak, told, rett=rett)
