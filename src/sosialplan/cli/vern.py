"""The commands of what is about pupils and who reads it: keys, protection, access."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import kommende, whole, word_of
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
    from sosialplan.commands.vern.noekler import vis as command

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
            "--til", metavar="FIL", help="En nøkkelfil uten passordsetning, for et skript."
        ),
    ] = None,
    person: _Person = None,
) -> int:
    """Lag lesenøkkelen din, og legg den offentlige halvdelen i planmappen.

    Velg en passordsetning du husker, for eksempel fire tilfeldige ord. Ingen kan hente den tilbake for deg.

    Eksempler:
      sosialplan nøkler ny
    """
    from sosialplan.commands.vern.noekler import ny as command

    return command(run_of(ctx), til=til, person=person)


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
    """Lås lesenøkkelen din, når du går fra maskinen.

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
    from sosialplan.commands.vern.noekler import proev as command

    return command(run_of(ctx), fil)


def rediger(
    ctx: typer.Context,
    hva: Annotated[
        str,
        typer.Argument(
            metavar="SAK|KLASSE|MØTE", help="Saksnummeret, klassen (9D) eller møtet (r-team)."
        ),
    ],
    med: Annotated[
        str | None,
        typer.Option(
            "--med",
            metavar="PROGRAM",
            help="Skriveprogrammet. Ellers det du bruker (VISUAL, EDITOR).",
        ),
    ] = None,
    forkast: Annotated[
        bool, typer.Option("--forkast", help="Slett det du skrev sist og ikke fikk lagret.")
    ] = False,
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


tilgang = typer.Typer(cls=NorskGroup, invoke_without_command=True, rich_markup_mode=None)


Fra = Annotated[
    date | None,
    typer.Option("--fra", metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Første dag. Ellers i dag."),
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
        typer.Option(
            "--til", metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Siste dag personen leser."
        ),
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
