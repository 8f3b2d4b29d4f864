"""The commands of the annual wheel. Without a subcommand the wheel itself is shown."""

from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import hjelp_hjul as hjelp
from sosialplan.cli import options as valg
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import school_year
from sosialplan.cli.world import run_of

hjul = typer.Typer(cls=NorskGroup, invoke_without_command=True, rich_markup_mode=None)


@hjul.callback()
def aarshjul(
    ctx: typer.Context,
    skoleaar: valg.Skoleaar = None,
    format: valg.HjulFormat = "tabell",
    til: Annotated[
        Path | None, typer.Option("--til", metavar="FIL", help="Filen som skrives.")
    ] = None,
) -> int | None:
    """Show the annual wheel."""
    if ctx.invoked_subcommand is not None:
        _refuse_options_before(skoleaar, til, format)
        return None
    from sosialplan.commands.aarshjul.hjul import aarshjul as command

    return command(run_of(ctx), skoleaar, format_=format, til=til)


def _refuse_options_before(skoleaar: str | None, til: Path | None, format_: str) -> None:
    """Refuse the wheel's own options in front of a subcommand: they would say nothing."""
    from sosialplan.model.problems import WrongUsage

    if skoleaar is not None or til is not None or format_ != "tabell":
        raise WrongUsage(
            "Valgene må stå etter underkommandoen.",
            "Eksempel: sosialplan årshjul status --skoleår 2026-2027",
        )


@hjul.command("utført", cls=NorskCommand, help=hjelp.UTFOERT)
def utfoert(
    ctx: typer.Context,
    aktivitet: Annotated[str, typer.Argument(metavar="ID", help="Aktivitetens id.")],
    dato: valg.Dato = None,
    hva: Annotated[
        str | None, typer.Option("--hva", metavar="DEL", help="Bare denne delen av aktiviteten.")
    ] = None,
    klasse: Annotated[
        str | None, typer.Option("--klasse", metavar="KLASSE", help="Når hver klasse gjør det.")
    ] = None,
    trinn: Annotated[
        str | None, typer.Option("--trinn", metavar="TRINN", help="Når hvert trinn gjør det.")
    ] = None,
    notat: Annotated[
        str | None, typer.Option("--notat", metavar="TEKST", help="Kort. Aldri om en elev.")
    ] = None,
) -> int:
    """Write down that an activity was held."""
    from sosialplan.commands.aarshjul.utfoert import Utfoertsvar
    from sosialplan.commands.aarshjul.utfoert import utfoert as command

    held = Utfoertsvar(dato, hva, klasse, trinn, notat)
    return command(run_of(ctx), aktivitet, held)


@hjul.command("status", cls=NorskCommand, help=hjelp.STATUS)
def status(
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
        bool, typer.Option("--ledelsen", help="Vis også tall som kan peke på enkeltelever.")
    ] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """Show what is done, due and missed."""
    from sosialplan.commands.aarshjul.hjul import status as command

    return command(run_of(ctx), skoleaar, ledelsen=ledelsen, format_=format)
