"""The commands of the school's plan: the chains, what is looked up, its goals, the school calendar and packages."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import en_dag
from sosialplan.cli.world import run_of


def kjeder(
    ctx: typer.Context,
    kjede: Annotated[
        str | None, typer.Argument(metavar="[KJEDE]", help="Vis stegene i én kjede.")
    ] = None,
    format: valg.KjedeFormat = "tabell",
) -> int:
    """Handlingskjedene: hvilke steg, i hvilken rekkefølge, av hvem.

    Eksempler:
      sosialplan kjeder
      sosialplan kjeder trygt-og-godt
      sosialplan kjeder fravaer --format md
    """
    from sosialplan.commands.oppslag import kjeder as command

    return command(run_of(ctx), kjede, format_=format)


def slaa_opp(
    ctx: typer.Context,
    ord_: Annotated[
        str | None, typer.Argument(metavar="[ORD]", help="Ordet. Uten det vises alle.")
    ] = None,
    format: valg.TabellJson = "tabell",
) -> int:
    """Hva betyr ordet? Hva kan vi be tjenesten om? Hvor står det?

    Leter i begreper, partnere, nivåer, mål, verdier, møter, hjemler og roller. Sier planen to
    ting, vises begge. Uten ord vises alt som kan slås opp.

    Eksempler:
      sosialplan slå-opp mobbing
      sosialplan slå-opp salto
      sosialplan slå-opp "§ 12-4"
      sosialplan slå-opp
    """
    from sosialplan.commands.oppslag import slaa_opp as command

    return command(run_of(ctx), ord_, format_=format)


statistikk = typer.Typer(cls=NorskGroup, no_args_is_help=True, rich_markup_mode=None)


@statistikk.callback()
def _group() -> None:
    """Tall for skolen."""


@statistikk.command("mål", cls=NorskCommand)
def maal(
    ctx: typer.Context,
    skoleaar: valg.Skoleaar = None,
    ledelsen: Annotated[
        bool, typer.Option("--ledelsen", help="Vis også tall under 5. Bare for ledelsen.")
    ] = False,
    format: valg.ListeFormat = "tabell",
) -> int:
    """Hvor langt er skolen fra målene i planen?

    Tall under 5, også ingen, vises bare med --ledelsen, og andre tall om elever i femmere uten: «10–14».

    Eksempler:
      sosialplan statistikk mål
      sosialplan statistikk mål --skoleår 2026-2027 --ledelsen
      sosialplan statistikk mål --til mål.csv
    """
    from sosialplan.commands.oppslag import maal as command

    return command(run_of(ctx), skoleaar, ledelsen=ledelsen, format_=format)


@statistikk.command("steg", cls=NorskCommand)
def steg(
    ctx: typer.Context,
    skoleaar: valg.Skoleaar = None,
    format: valg.ListeFormat = "tabell",
) -> int:
    """Hvor ofte blir hvert steg gjort i tide?

    Ett skoleår, uten saker og personer, til en kommune som legger sammen mange skoler. Tall vises i
    femmere. Under 5 vises ikke, heller ikke ingen.

    Eksempler:
      sosialplan statistikk steg
      sosialplan statistikk steg --skoleår 2026-2027 --til steg.parquet
    """
    from sosialplan.commands.oppslag import steg as command

    return command(run_of(ctx), skoleaar, format_=format)


skolerute = typer.Typer(cls=NorskGroup, rich_markup_mode=None)
plan = typer.Typer(cls=NorskGroup, rich_markup_mode=None)


@skolerute.callback()
def skolerute_() -> None:
    """Skoleruten: første og siste skoledag i et skoleår, og dagene som er fri.

    Eksempel:
      sosialplan skolerute ny --første 14.8.2028 --siste 20.6.2029 --fri "høstferie 2.10-6.10"
    """


@skolerute.command("ny", cls=NorskCommand)
def skolerute_ny(
    ctx: typer.Context,
    foerste: Annotated[
        date | None,
        typer.Option(
            "--første", "--forste", metavar="DATO", parser=en_dag, help="Første skoledag."
        ),
    ] = None,
    siste: Annotated[
        date | None,
        typer.Option("--siste", metavar="DATO", parser=en_dag, help="Siste skoledag."),
    ] = None,
    fri: Annotated[
        list[str] | None,
        typer.Option(
            "--fri", metavar="NAVN OG DAGER", help="Dager som er fri. Skriv én for hver ferie."
        ),
    ] = None,
    kilde: Annotated[
        str | None, typer.Option("--kilde", metavar="TEKST", help="Hvor dagene står.")
    ] = None,
    fil: Annotated[
        Path | None,
        typer.Option("--fil", metavar="FIL", help="En ferdig skolerute fra kommunen (YAML)."),
    ] = None,
) -> int:
    """Lag skoleruten for et skoleår. Helger og helligdager er fri av seg selv.

    I en terminal spørres det om dagene. Kommandoen sier hvor mange skoledager det blir: hold det mot kommunens tall.

    Eksempler:
      sosialplan skolerute ny --første 14.8.2028 --siste 20.6.2029 --fri "høstferie 2.10-6.10"
    """
    from sosialplan.commands.skolen.skoleruten import ny as command

    return command(run_of(ctx), foerste=foerste, siste=siste, fri=fri or (), kilde=kilde, fil=fil)


pakke = typer.Typer(cls=NorskGroup, rich_markup_mode=None)
plan.add_typer(pakke, name="pakke")


@plan.callback()
def plan_() -> None:
    """Planens egne ord, og pakken den kommer fra.

    Eksempler:
      sosialplan plan bytt-rolle trivselsleder lekeleder
      sosialplan plan pakke vis
    """


@pakke.callback()
def pakke_() -> None:
    """En plan kommunen gir ut, og som skolen legger sin egen over.

    Eksempler:
      sosialplan plan pakke hent ../kommunens-plan
      sosialplan plan pakke vis
    """


@pakke.command("vis", cls=NorskCommand)
def pakke_vis(ctx: typer.Context, format: valg.TabellJson = "tabell") -> int:
    """Hvilken pakke og versjon skolen har, og hva skolen har endret. Spør ikke nettet.

    Eksempler:
      sosialplan plan pakke vis
      sosialplan plan pakke vis --format json
    """
    from sosialplan.commands.skolen.planpakken import vis as command

    return command(run_of(ctx), format_=format)


@pakke.command("hent", cls=NorskCommand)
def pakke_hent(
    ctx: typer.Context,
    kilde: Annotated[
        str | None,
        typer.Argument(
            metavar="[KILDE]",
            help="Mappen, eller adressen i git. Uten den: der den forrige versjonen kom fra.",
        ),
    ] = None,
    gren: Annotated[
        str | None, typer.Option("--gren", metavar="NAVN", help="Grenen eller merket i git.")
    ] = None,
    ta: Annotated[
        list[str] | None,
        typer.Option("--ta", metavar="ID", help="Pakkens skal stå her, der begge har endret."),
    ] = None,
    utfoer: Annotated[
        bool, typer.Option("--utfør", "--utfor", help="Gjør det, i én lagring i historikken.")
    ] = False,
) -> int:
    """Hent en pakke eller en ny versjon av den. Viser først hva som blir endret; --utfør gjør det.

    Det skolen har endret, står. Har begge endret det samme, spørres det, og skolens står til noe annet er valgt.
    Resultatet holdes mot loven og hele planen før noe skrives, og får planen nye feil, skrives ingenting.

    Eksempler:
      sosialplan plan pakke hent ../kommunens-plan
      sosialplan plan pakke hent ../kommunens-plan --utfør
    """
    from sosialplan.commands.skolen.pakkeinntak import hent as command

    return command(run_of(ctx), kilde, gren, ta=ta or (), utfoer=utfoer)


@pakke.command("ut", cls=NorskCommand)
def pakke_ut(
    ctx: typer.Context,
    mappe: Annotated[
        Path,
        typer.Argument(metavar="MAPPE", help="Tom, ny, eller med den forrige versjonen i."),
    ],
    navn: Annotated[
        str | None, typer.Option("--navn", metavar="NAVN", help="Det pakken skal hete.")
    ] = None,
    trinn: Annotated[
        str | None, typer.Option("--trinn", metavar="TRINN", help="Trinnene den er for, som 1-10.")
    ] = None,
) -> int:
    """Gi ut planen som en pakke: roller, frister, kjeder, trapp, møter, årshjul, skoleruter og endrede maler.

    Ansatte, klasser, valg, navn, nøkler og alt om elever er aldri med. Det samme innholdet får ingen ny versjon.

    Eksempler:
      sosialplan plan pakke ut ../kommunens-plan
      sosialplan plan pakke ut ../grunnskolene --navn "Plan for grunnskolene" --trinn 1-10
    """
    from sosialplan.commands.skolen.planpakken import ut as command

    return command(run_of(ctx), mappe, navn, trinn)


@plan.command("bytt-rolle", cls=NorskCommand)
def plan_bytt_rolle(
    ctx: typer.Context,
    gammel: Annotated[str, typer.Argument(metavar="ROLLE", help="Rollen slik den heter nå.")],
    ny: Annotated[str, typer.Argument(metavar="NY", help="Det den skal hete, som sfo-leder.")],
    utfoer: Annotated[
        bool, typer.Option("--utfør", "--utfor", help="Gjør det, i én lagring i historikken.")
    ] = False,
) -> int:
    """Gi en rolle et annet ord i alle filene i planen. Viser først hvor den står; --utfør gjør det.

    Roller loven eller programmet kjenner, har sitt ord. Det som trykkes, er navnet ved rollen i plan/skole.yaml.

    Eksempler:
      sosialplan plan bytt-rolle trivselsleder lekeleder
      sosialplan plan bytt-rolle trivselsleder lekeleder --utfør
    """
    from sosialplan.commands.skolen.rollebytte import bytt_rolle as command

    return command(run_of(ctx), gammel, ny, utfoer=utfoer)
