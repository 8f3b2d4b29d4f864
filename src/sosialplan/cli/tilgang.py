"""The commands of who signs what is saved, and who reads what is about pupils."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.inn_og_ut import refuse_before
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import foerste_dag, siste_dag, word_of
from sosialplan.cli.world import run_of

tilgang = typer.Typer(cls=NorskGroup, invoke_without_command=True, rich_markup_mode=None)


Fra = Annotated[
    date | None,
    typer.Option("--fra", metavar="DATO", parser=foerste_dag, help="Første dag. Ellers i dag."),
]


@tilgang.callback()
def vis(ctx: typer.Context, format: valg.TabellJson = "tabell") -> int | None:
    """Hvem signerer det de lagrer, og med hvilken nøkkel?

    Når signering er på, er hver lagring skrevet under med en ssh-nøkkel som bare den ene har.
    «logg --kontroller» ser om det stemmer. Uten underkommando vises hvem som har hvilken nøkkel.

    Eksempler:
      sosialplan tilgang
      sosialplan tilgang legg-til "Oppdiktet Rektor Ravn" ~/.ssh/id_ed25519.pub
      sosialplan tilgang signering på
      sosialplan tilgang vis 2026-YHP9E
    """
    if ctx.invoked_subcommand is not None:
        refuse_before(ctx)
        return None
    from sosialplan.commands.tillit.tilgang import vis as command

    return command(run_of(ctx), format_=format)


@tilgang.command("legg-til", cls=NorskCommand)
def legg_til(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Navnet, som i plan/skole.yaml.")],
    fil: Annotated[
        Path, typer.Argument(metavar="FIL.pub", help="Filen med den offentlige nøkkelen.")
    ],
    fra: Fra = None,
    e_post: Annotated[
        str | None,
        typer.Option(
            "--e-post", metavar="ADRESSE", help="Adressen i git, når navnet i git er et annet."
        ),
    ] = None,
) -> int:
    """Legg inn den offentlige nøkkelen til en person i plan/skole.yaml.

    Filen slutter på .pub. Den private nøkkelen, uten .pub, skal aldri fra maskinen sin. Har du ingen,
    lag et par: ssh-keygen -t ed25519

    Eksempler:
      sosialplan tilgang legg-til "Oppdiktet Rektor Ravn" ~/.ssh/id_ed25519.pub
      sosialplan tilgang legg-til "Oppdiktet Rektor Ravn" rektor.pub --e-post rektor@skolen.no
    """
    from sosialplan.commands.tillit.tilgang_endre import legg_til as command

    return command(run_of(ctx), person, fil, fra=fra, e_post=e_post)


@tilgang.command("fjern", cls=NorskCommand)
def fjern(
    ctx: typer.Context,
    hva: Annotated[
        str, typer.Argument(metavar="NØKKEL|PERSON", help="Nøkkelens id, eller navnet.")
    ],
    fra: Fra = None,
) -> int:
    """Sperr en nøkkel fra en dag, eller alle nøklene til en som slutter: de som signerer, og de som leser.

    Nøkkelen blir stående, så det som er signert før, kan kontrolleres. I en vernet mappe vernes filene på nytt
    uten lesenøkkelen. Uten --fra gjelder det fra i dag, og fra og med den neste lagringen.

    Eksempler:
      sosialplan tilgang fjern h3k9q7wd
      sosialplan tilgang fjern "Oppdiktet Rektor Ravn" --fra 2026-12-31
    """
    from sosialplan.commands.tillit.sperring import fjern as command

    return command(run_of(ctx), hva, fra=fra)


@tilgang.command("signering", cls=NorskCommand)
def signering(
    ctx: typer.Context,
    svar: Annotated[str, typer.Argument(metavar="på|av", parser=word_of("på", "av"))],
    fra: Fra = None,
) -> int:
    """Slå signering på eller av for skolen, fra i dag eller en annen dag.

    Eksempler:
      sosialplan tilgang signering på
      sosialplan tilgang signering av --fra 2027-01-04
    """
    from sosialplan.commands.tillit.tilgang_endre import signering as command

    return command(run_of(ctx), paa=svar == "på", fra=fra)


@tilgang.command("vis", cls=NorskCommand)
def vis_leser(
    ctx: typer.Context,
    hva: Annotated[str, typer.Argument(metavar="SAK|PERSON", help="Saken, eller navnet.")],
) -> int:
    """Hvem leser en sak, og hvorfor? Eller hva leser en person?

    Eksempler:
      sosialplan tilgang vis 2026-YHP9E
      sosialplan tilgang vis "Oppdiktet Lærer Bjerk"
    """
    from sosialplan.commands.vern.lesetilgang import vis as command

    return command(run_of(ctx), hva)


@tilgang.command("gi", cls=NorskCommand)
def gi(
    ctx: typer.Context,
    sak: Annotated[str, typer.Argument(metavar="SAK", help="Saksnummeret.")],
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Navnet, som i plan/skole.yaml.")],
    hvorfor: Annotated[
        str, typer.Option("--hvorfor", metavar="TEKST", help="Hva personen trenger det til.")
    ],
    til: Annotated[
        date,
        typer.Option("--til", metavar="DATO", parser=siste_dag, help="Siste dag personen leser."),
    ],
) -> int:
    """La en som ellers ikke leser saken, lese den til en dag.

    Eksempler:
      sosialplan tilgang gi 2026-YHP9E "Oppdiktet Lærer Bjerk" --hvorfor "Vikar for kontaktlærer" --til 2026-12-18
    """
    from sosialplan.commands.vern.lesetilgang import gi as command

    return command(run_of(ctx), sak, person, hvorfor=hvorfor, til=til)


@tilgang.command("ta", cls=NorskCommand)
def ta(
    ctx: typer.Context,
    sak: Annotated[str, typer.Argument(metavar="SAK", help="Saksnummeret.")],
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Navnet, som i plan/skole.yaml.")],
) -> int:
    """Ta tilbake det en person fikk med «tilgang gi».

    Eksempler:
      sosialplan tilgang ta 2026-YHP9E "Oppdiktet Lærer Bjerk"
    """
    from sosialplan.commands.vern.lesetilgang import ta as command

    return command(run_of(ctx), sak, person)


@tilgang.command("bekreft", cls=NorskCommand)
def bekreft(
    ctx: typer.Context,
    noekkel: Annotated[
        str, typer.Argument(metavar="NØKKEL|PERSON", help="Lesenøkkelens id, eller navnet.")
    ],
) -> int:
    """Bekreft at en lesenøkkel er personens. Gjør det når du har sett den hos personen selv.

    Eksempler:
      sosialplan tilgang bekreft h3k9q7wd
    """
    from sosialplan.commands.vern.lesetilgang import bekreft as command

    return command(run_of(ctx), noekkel)


@tilgang.command("kontroller", cls=NorskCommand)
def kontroller(
    ctx: typer.Context,
    rett: Annotated[
        bool, typer.Option("--rett", help="Vern filene på nytt, for dem som skal lese dem nå.")
    ] = False,
) -> int:
    """Er hver fil vernet for dem som skal lese den, og for ingen andre?

    Eksempler:
      sosialplan tilgang kontroller
      sosialplan tilgang kontroller --rett
    """
    from sosialplan.commands.vern.lesekontroll import kontroller as command

    return command(run_of(ctx), rett=rett)
