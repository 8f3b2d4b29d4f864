"""The commands of the annual wheel."""

from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.inn_og_ut import refuse_before
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import word_of
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
    rolle: Annotated[
        str | None, typer.Option(metavar="ROLLE", help="Bare det rollen har ansvar for.")
    ] = None,
    person: Annotated[
        str | None, typer.Option(metavar="NAVN", help="Bare det en ansatt har ansvar for.")
    ] = None,
    papir: Annotated[
        str | None,
        typer.Option(
            "--papir", metavar="a4|a3", parser=word_of("a4", "a3"), help="Arket PDF-en er på."
        ),
    ] = None,
    bare_hjulet: Annotated[
        bool, typer.Option("--bare-hjulet", help="PDF-en er hjulet på én side, uten månedene.")
    ] = False,
) -> int | None:
    """Skolens årshjul: når alt skal skje, hva som er gjort, og hva som mangler.

    Eksempler:
      sosialplan årshjul
      sosialplan årshjul --skoleår 2027-2028 --format pdf --til hjul.pdf
      sosialplan årshjul --rolle rektor --til rektor.ics
      sosialplan årshjul --bare-hjulet --papir a3 --til hjul.pdf
      sosialplan årshjul status
    """
    if ctx.invoked_subcommand is not None:
        refuse_before(ctx)
        return None
    from sosialplan.commands.aarshjul.hjul import aarshjul as command

    return command(
        run_of(ctx),
        skoleaar,
        format_=format,
        til=til,
        rolle=rolle,
        person=person,
        papir=papir,
        alene=bare_hjulet,
    )


@hjul.command("utført", cls=NorskCommand)
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
    """Skriv ned at en aktivitet i årshjulet er holdt.

    Id-ene står i plan/aarshjul.yaml. Møter føres med «sosialplan møte registrer».

    Eksempler:
      sosialplan årshjul utført ordensregler --dato 2026-08-20
      sosialplan årshjul utført samtaler --hva elevsamtaler --notat "Alle klasser"
    """
    from sosialplan.commands.aarshjul.utfoert import Utfoertsvar
    from sosialplan.commands.aarshjul.utfoert import utfoert as command

    held = Utfoertsvar(dato, hva, klasse, trinn, notat)
    return command(run_of(ctx), aktivitet, held)


@hjul.command("status", cls=NorskCommand)
def status(
    ctx: typer.Context,
    skoleaar: valg.Skoleaar = None,
    ledelsen: Annotated[
        bool, typer.Option("--ledelsen", help="Vis også tall som kan peke på enkeltelever.")
    ] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """Hva er holdt, hva skal holdes nå, og hva mangler? Med dekning i prosent.

    Eksempler:
      sosialplan årshjul status
      sosialplan årshjul status --skoleår 2026-2027 --format json
    """
    from sosialplan.commands.aarshjul.hjul import status as command

    return command(run_of(ctx), skoleaar, ledelsen=ledelsen, format_=format)
