"""The commands of what is sealed: one's key, protection of the folder, the editor, and who looked."""

from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import whole
from sosialplan.cli.world import run_of

noekler = typer.Typer(cls=NorskGroup, invoke_without_command=True, rich_markup_mode=None)
vern = typer.Typer(cls=NorskGroup, no_args_is_help=True, rich_markup_mode=None)


@noekler.callback()
def vis_noekkel(ctx: typer.Context) -> int | None:
    """Lesenøkkelen din: den hemmelige nøkkelen som åpner det du skal lese.

    I en vernet mappe er alt om elever låst for dem som trenger det i arbeidet sitt. Nøkkelen ligger på
    maskinen din, utenfor planmappen, og er låst med en passordsetning.

    Eksempler:
      sosialplan nøkler ny
      sosialplan nøkler åpne
      sosialplan nøkler lås
    """
    if ctx.invoked_subcommand is not None:
        return None
    from sosialplan.commands.vern.noekkelproeve import vis as command

    return command(run_of(ctx))


_Person = Annotated[
    str | None,
    typer.Option(
        "--person", metavar="PERSON", help="Hvem nøkkelen er for, som i plan/skole.yaml. Ellers du."
    ),
]


@noekler.command("ny", cls=NorskCommand)
def ny(
    ctx: typer.Context,
    til: Annotated[
        Path | None,
        typer.Option(
            "--til", metavar="NØKKELFIL", help="En nøkkelfil uten passordsetning, for et skript."
        ),
    ] = None,
    person: _Person = None,
    paa_nytt: Annotated[
        bool,
        typer.Option(
            "--på-nytt",
            help="Glemt passordsetning: den gamle nøkkelfilen flyttes til side, og en ny blir laget.",
        ),
    ] = False,
) -> int:
    """Lag lesenøkkelen din, og legg den offentlige halvdelen i planmappen.

    Velg en passordsetning du husker, for eksempel fire tilfeldige ord. Ingen kan hente den tilbake for deg.

    Eksempler:
      sosialplan nøkler ny
      sosialplan nøkler ny --på-nytt
    """
    from sosialplan.commands.vern.noekler import ny as command

    return command(run_of(ctx), til=til, person=person, paa_nytt=paa_nytt)


@noekler.command("legg-inn", cls=NorskCommand)
def legg_inn(
    ctx: typer.Context,
    offentlig: Annotated[
        str,
        typer.Argument(
            metavar="NØKKEL", help="Den offentlige halvdelen: age1… eller ssh-ed25519 …."
        ),
    ],
    person: _Person = None,
) -> int:
    """Legg en offentlig lesenøkkel i planmappen: din fra en annen maskin, eller en kollegas.

    Eksempler:
      sosialplan nøkler legg-inn age1… --person "Oppdiktet Rådgiver Rud"
    """
    from sosialplan.commands.vern.noekler import legg_inn as command

    return command(run_of(ctx), offentlig, person=person)


@noekler.command("åpne", cls=NorskCommand)
def aapne(
    ctx: typer.Context,
    timer: Annotated[
        int | None,
        typer.Option("--timer", metavar="TALL", parser=whole, help="Så mange timer. Ellers ti."),
    ] = None,
) -> int:
    """Lås opp lesenøkkelen din for resten av dagen.

    Eksempler:
      sosialplan nøkler åpne
      sosialplan nøkler åpne --timer 2
    """
    from sosialplan.commands.vern.noekler import aapne as command

    return command(run_of(ctx), timer=timer)


@noekler.command("lås", cls=NorskCommand)
def laas(ctx: typer.Context) -> int:
    """Lås lesenøkkelen din, når du går fra maskinen. Det en avbrutt «rediger» lot ligge, blir tatt vare på og ryddet bort.

    Eksempler:
      sosialplan nøkler lås
    """
    from sosialplan.commands.vern.noekler import laas as command

    return command(run_of(ctx))


@noekler.command("nødnøkkel", cls=NorskCommand)
def noednoekkel(
    ctx: typer.Context,
    til: Annotated[
        Path, typer.Option("--til", metavar="FIL.pdf", help="Arket som skal skrives ut.")
    ],
) -> int:
    """Lag skolens nødnøkkel: et ark til safen, som åpner alt når alle andre nøkler er borte.

    Eksempler:
      sosialplan nøkler nødnøkkel --til ~/nødnøkkel.pdf
    """
    from sosialplan.commands.vern.noekler import noednoekkel as command

    return command(run_of(ctx), til)


@noekler.command("prøv", cls=NorskCommand)
def proev(
    ctx: typer.Context,
    fil: Annotated[
        Path | None,
        typer.Argument(metavar="[FIL]", help="En nøkkelfil. Ellers skriver du nøkkelen inn."),
    ] = None,
) -> int:
    """Prøv om en nøkkel åpner det den skal, uten å åpne noe: nødnøkkelen fra arket, eller en fil.

    Eksempler:
      sosialplan nøkler prøv
    """
    from sosialplan.commands.vern.noekkelproeve import proev as command

    return command(run_of(ctx), fil)


def rediger(
    ctx: typer.Context,
    hva: Annotated[
        str,
        typer.Argument(metavar="SAK|KLASSE|MØTE", help="Saksnummeret, klassen (9D) eller møtet."),
    ],
    med: valg.Med = None,
    forkast: valg.Forkast = False,
) -> int:
    """Åpne teksten i et skriveprogram, sjekk den, og lagre den.

    I en vernet mappe ligger teksten bare i minnet mens du skriver, og ingenting blir igjen etterpå. Det som
    ikke kan lagres, blir tatt vare på til neste gang.

    Eksempler:
      sosialplan rediger 2026-YHP9E
      sosialplan rediger 9D
      sosialplan rediger r-team --med code
    """
    from sosialplan.commands.vern.rediger import rediger as command

    return command(run_of(ctx), hva, med=med, forkast=forkast)


def innsynslogg(
    ctx: typer.Context,
    hva: Annotated[
        str, typer.Argument(metavar="SAK|KLASSE|MØTE", help="Saksnummeret, klassen eller møtet.")
    ],
    format: valg.TabellJson = "tabell",
) -> int:
    """Hvem har åpnet en vernet sak på denne maskinen, når, og med hvilken kommando?

    Loggen er maskinens egen. Den viser ikke det som er åpnet på en annen maskin, med programmet age, eller i en
    utskrift.

    Eksempler:
      sosialplan innsynslogg 2026-YHP9E
    """
    from sosialplan.commands.vern.innsynslogg import innsynslogg as command

    return command(run_of(ctx), hva, format_=format)


@vern.callback()
def om_vern() -> None:
    """Vern alt som handler om elever, så bare de som trenger det, kan lese det.

    Eksempler:
      sosialplan vern på
      sosialplan vern av --hvorfor "Mappen skal bare ha oppdiktede saker"
    """


@vern.command("på", cls=NorskCommand)
def paa(ctx: typer.Context) -> int:
    """Vern en mappe som har vært åpen: saker, fravær og møtebøker låses for dem som skal lese dem.

    Eksempler:
      sosialplan vern på
    """
    from sosialplan.commands.vern.vern import paa as command

    return command(run_of(ctx))


@vern.command("ny-historikk", cls=NorskCommand)
def ny_historikk(
    ctx: typer.Context,
    mappe: Annotated[
        Path, typer.Argument(metavar="MAPPE", help="En mappe som er tom eller ikke finnes.")
    ],
) -> int:
    """Lag en ny mappe av det som står i dag, uten den gamle historikken. Den gamle mappen blir ikke rørt.

    Når en mappe vernes, er historikken fra før fortsatt åpen. Den nye mappen har bare det som er vernet, og
    fingeravtrykket av den gamle historikken.

    Eksempler:
      sosialplan vern ny-historikk ../skolen-vernet
    """
    from sosialplan.commands.vern.ny_historikk import ny_historikk as command

    return command(run_of(ctx), mappe)


@vern.command("av", cls=NorskCommand)
def av(
    ctx: typer.Context,
    hvorfor: Annotated[
        str, typer.Option("--hvorfor", metavar="TEKST", help="Grunnen. Den blir stående.")
    ],
) -> int:
    """Åpne en vernet mappe igjen. Det som da lagres, er åpent i historikken for alltid.

    Eksempler:
      sosialplan vern av --hvorfor "Mappen skal bare ha oppdiktede saker"
    """
    from sosialplan.commands.vern.vern import av as command

    return command(run_of(ctx), hvorfor=hvorfor)
