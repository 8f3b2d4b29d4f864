"""The commands of the folder as a whole: made, checked, saved, mended, and who signs in it."""

from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.values import (
    school_year,
)
from sosialplan.cli.world import run_of


def start(
    ctx: typer.Context,
    mappe: Annotated[
        Path, typer.Argument(metavar="MAPPE", help="En mappe som er tom eller ikke finnes.")
    ],
    skole: Annotated[
        str | None, typer.Option("--skole", metavar="NAVN", help="Skolens navn. Ellers Skolen.")
    ] = None,
    rolle: Annotated[
        str | None,
        typer.Option(
            "--rolle",
            metavar="ROLLE",
            help="Rollen din ved skolen: du blir den første i skole.yaml.",
        ),
    ] = None,
    aapen: Annotated[
        bool,
        typer.Option(
            "--åpen", "--apen", help="Uten vern: bare for oppdiktede saker. Kan vernes senere."
        ),
    ] = False,
    fra: Annotated[
        str | None,
        typer.Option(
            "--fra",
            metavar="UTGANGSPUNKT",
            help="lovkjernen, barneskole, videregående eller midtstuen. Ellers etter trinnene.",
        ),
    ] = None,
    kommune: Annotated[
        str | None, typer.Option("--kommune", metavar="NAVN", help="Kommunen skolen ligger i.")
    ] = None,
    trinn: Annotated[
        str | None,
        typer.Option(
            "--trinn", metavar="FRA-TIL", help="Trinnene skolen har, som 1-7 eller VG1-VG3."
        ),
    ] = None,
    maalform: valg.Maalform = None,
) -> int:
    """Lag skolens egen mappe: plan, maler og historikk. Alt om elever blir vernet (kryptert) i den.

    Planen er lovens kjerne i nøytrale ord. --fra gir en annen: «midtstuen» er en ungdomsskoles egen, med dens valg.

    I en terminal spørres det om navn, klasser, ansatte og valg. Alt kan hoppes over, og endres senere med «skole».

    Eksempler:
      sosialplan start skolen --skole "Eksempel skole"
      sosialplan start skolen --skole "Eksempel skole" --rolle rektor
      sosialplan start skolen --skole "Eksempel skole" --fra barneskole --trinn 1-7 --kommune Bergen
    """
    from sosialplan.commands.start import start as command

    return command(
        run_of(ctx), mappe, skole=skole, rolle=rolle, aapen=aapen,
        fra=fra, kommune=kommune, trinn=trinn, maalform=maalform,
    )  # fmt: skip


def demo(
    ctx: typer.Context,
    mappe: Annotated[
        Path, typer.Argument(metavar="[MAPPE]", help="Ellers sosialplan-demo.")
    ] = Path("sosialplan-demo"),
) -> int:
    """Lag en oppdiktet skole midt i skoleåret, og vis hva programmet gjør.

    Eksempel:
      sosialplan demo
    """
    from sosialplan.commands.demo import demo as command

    return command(run_of(ctx), mappe)


def valider(
    ctx: typer.Context,
    filer: Annotated[
        list[Path] | None, typer.Argument(metavar="[FIL]…", help="Bare disse filene.")
    ] = None,
    lov: Annotated[
        bool,
        typer.Option("--lov", help="Vis hvilket steg som bærer hver plikt i loven."),
    ] = False,
    format: valg.ProblemFormat = "tabell",
) -> int:
    """Sjekk planen og alle saker. Alle feil vises, med sted og råd.

    Eksempler:
      sosialplan valider
      sosialplan valider saker/2026/2026-YHP9E.yaml
      sosialplan valider --lov
    """
    from sosialplan.commands.vedlikehold import valider as command

    if lov:
        return command.valider_lov(run_of(ctx), filer or (), format_=format)
    return command.valider(run_of(ctx), filer or (), format_=format)


def lagre(
    ctx: typer.Context,
    sak: Annotated[str | None, typer.Argument(metavar="[SAK]", help="Bare én sak.")] = None,
) -> int:
    """Sjekk og lagre det du har endret for hånd.

    Eksempler:
      sosialplan lagre
      sosialplan lagre 2026-YHP9E
    """
    from sosialplan.commands.vedlikehold.lagre import lagre as command

    return command(run_of(ctx), sak)


def sjekk(
    ctx: typer.Context,
    reparer: Annotated[bool, typer.Option("--reparer", help="Rett det som kan rettes.")] = False,
    godta: Annotated[
        bool,
        typer.Option(
            "--godta", help="Si ja til det mappen har med seg som git ville følge (se D834)."
        ),
    ] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """Se om mappen, git og programmene er i orden, og rett det som kan rettes.

    Endrer ingenting uten --reparer. Er en kommando blitt stoppet midt i skrivingen, gjør --reparer
    den ferdig eller tar den tilbake.

    En mappe fra andre kan be git om å kjøre programmer. Ingenting av det kjøres før du har sagt ja:
    sjekk viser hva det er, og --godta sier ja til akkurat det.

    Eksempler:
      sosialplan sjekk
      sosialplan sjekk --reparer
      sosialplan sjekk --godta
    """
    from sosialplan.commands.vedlikehold.sjekk import sjekk as command

    return command(run_of(ctx), mend=reparer, godta=godta, format_=format)


def rydd(
    ctx: typer.Context,
    alle: Annotated[bool, typer.Option("--alle", help="Også dem som er nye.")] = False,
    utfoer: Annotated[bool, typer.Option("--utfør", "--utfor", help="Slett dem.")] = False,
    format: valg.TabellJson = "tabell",
) -> int:
    """Slett ferdige dokumenter i ut/ som har ligget lenge nok. Viser først hvilke; --utfør sletter.

    Hvor lenge, bestemmer skolen (utskrift-dager i plan/skole.yaml). Bare det programmet selv har laget
    der, og ingen har skrevet i, blir slettet. Sakene og historikken røres ikke.

    Eksempler:
      sosialplan rydd
      sosialplan rydd --utfør
      sosialplan rydd --alle
    """
    from sosialplan.commands.vedlikehold.rydd import rydd as command

    return command(run_of(ctx), alle=alle, utfoer=utfoer, format_=format)


def vokt(
    ctx: typer.Context,
    melding: Annotated[
        Path | None,
        typer.Option("--melding", metavar="FIL", help="Se på teksten til lagringen i stedet."),
    ] = None,
) -> int:
    """Se gjennom det som er klart til å lagres for hånd med git, og stopp det som ikke skal dit.

    Stopper elevnavn i filer, filnavn og tekst, fødselsnummer, ferdige dokumenter, og saker i klartekst
    der de er kryptert. Git kjører det selv før en lagring, i en mappe som er laget med start.

    Eksempel:
      sosialplan vokt
    """
    from sosialplan.commands.vokt import vokt as command

    return command(run_of(ctx), melding)


def nytt_skoleaar(
    ctx: typer.Context,
    skoleaar: Annotated[
        str,
        typer.Argument(metavar="SKOLEÅR", parser=school_year, help="Det nye, som 2027-2028."),
    ],
    utfoer: Annotated[
        bool, typer.Option("--utfør", "--utfor", help="Gjør det, i én lagring i historikken.")
    ] = False,
    gaar_til: Annotated[
        list[str] | None,
        typer.Option(
            "--går-til",
            "--gaar-til",
            metavar="SAK=KLASSE",
            help="Klassen eleven går til, når klassen ikke sier det. Slutter eleven: SAK=ut. Kan gjentas.",
        ),
    ] = None,
    format: valg.TabellJson = "tabell",
) -> int:
    """Begynn et nytt skoleår. Viser først hva som skjer; --utfør gjør det.

    Elevene går opp et trinn, åpne saker følger med, og saker på skolens siste trinn legges klar for
    overlevering. Avsluttede saker står som de er. Møter og fravær begynner på nytt.
    Er klassen blandet eller uten trinn, spørres det om hvor eleven går.

    Eksempler:
      sosialplan nytt-skoleår 2027-2028
      sosialplan nytt-skoleår 2027-2028 --utfør
      sosialplan nytt-skoleår 2027-2028 --går-til 2026-YHP9E=9C
    """
    from sosialplan.commands.nytt_skoleaar import nytt_skoleaar as command

    return command(run_of(ctx), skoleaar, utfoer=utfoer, format_=format, gaar_til=gaar_til or ())


def oppgrader(
    ctx: typer.Context,
    utfoer: Annotated[
        bool, typer.Option("--utfør", "--utfor", help="Gjør det, i én lagring i historikken.")
    ] = False,
    linjer: Annotated[
        bool, typer.Option("--linjer", help="Vis hver linje, også i filer skolen ikke har endret.")
    ] = False,
    fra: Annotated[
        str | None,
        typer.Option(
            "--fra", metavar="UTGAVE", help="Utgaven mappen er fra, når den ikke kan sies sikkert."
        ),
    ] = None,
    format: valg.TabellJson = "tabell",
) -> int:
    """Ta inn det programmet gir nå, i en mappe fra en tidligere utgave. Viser først hva; --utfør gjør det.

    Det som står ord for ord slik programmet ga det, blir som i dag. Det skolen selv har skrevet, står, og det sies fra om det.
    Sakene røres ikke. Blir en frist en annen, vises den med grunnen.

    Eksempler:
      sosialplan oppgrader
      sosialplan oppgrader --utfør
    """
    from sosialplan.commands.vedlikehold.oppgrader import oppgrader as command

    return command(run_of(ctx), utfoer=utfoer, linjer=linjer, fra=fra, format_=format)
