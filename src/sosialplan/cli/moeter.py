"""The commands of meetings."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from sosialplan.cli import options as valg
from sosialplan.cli.feltvalg import Etter, Feltvalg
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import en_dag, several, siste_dag, word_of
from sosialplan.cli.world import run_of
from sosialplan.model.felter.delfelt import INNKALLING
from sosialplan.model.felter.delte_felt import FULGTOPP, HOLDT
from sosialplan.model.moeter import FulgtOpp, Holdt
from sosialplan.model.sakspapirer import Innkalling
from sosialplan.rules.kalender.datoord import SKOLEUKEN

moete = typer.Typer(
    cls=NorskGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Møtene i planen: datoer, sakslister, referater og bevis på at de er holdt.",
)


Moetet = Annotated[
    str, typer.Argument(metavar="MØTE", help="Møtet, som det heter i plan/moter.yaml.")
]


SakslisteFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="tabell|json|md|pdf|docx|html",
        parser=word_of("tabell", "json", "md", "pdf", "docx", "html"),
        help="Hvordan det vises, eller filtypen.",
    ),
]


MOETET = Feltvalg({"": HOLDT}, Holdt)
RETTES = Feltvalg({"": HOLDT}, Holdt, rettes=True)
BESLUTNINGEN = Feltvalg({"": FULGTOPP}, FulgtOpp)
"""What can be told of a meeting that was held, put right in it, and told of a decision that was carried out."""


@moete.command("plan", cls=NorskCommand)
def plan(
    ctx: typer.Context,
    moetet: Annotated[str | None, typer.Argument(metavar="[MØTE]", help="Bare ett møte.")] = None,
    skoleaar: valg.Skoleaar = None,
    ukedag: Annotated[
        str,
        typer.Option(
            metavar="UKEDAG", parser=word_of(*SKOLEUKEN), help="Dagen møtene skal være på."
        ),
    ] = "onsdag",
    format: valg.TabellJson = "tabell",
) -> int:
    """Foreslå møtedatoer i et skoleår, og vis hva som mangler.

    Aldri på en fridag, jevnt fordelt, på én ukedag.

    Eksempler:
      sosialplan møte plan
      sosialplan møte plan R-team --ukedag torsdag
      sosialplan møte plan klassemøte --skoleår 2026-2027 --format json
    """
    from sosialplan.commands.moeter.forberedelse import plan as command

    return command(run_of(ctx), moetet, skoleaar=skoleaar, ukedag=ukedag, format_=format)


@moete.command("saksliste", cls=NorskCommand)
def saksliste(
    ctx: typer.Context,
    moetet: Moetet,
    dato: Annotated[
        date | None,
        typer.Option(metavar="DATO", parser=en_dag, help="Dagen for møtet. Ellers i dag."),
    ] = None,
    anonym: Annotated[bool, typer.Option("--anonym", help="Alle saker uten nummer.")] = False,
    format: SakslisteFormat = "tabell",
    til: valg.Til = None,
    til_noekkel: Annotated[
        Path | None,
        typer.Option(
            "--nøkkel",
            "--nokkel",
            metavar="FIL",
            help="Et eget ark som sier hvilken elev hver anonym sak gjelder.",
        ),
    ] = None,
) -> int:
    """Hva må drøftes i møtet?

    Bare saksnummer. Uten samtykke er saken anonym: uten nummer, klasse og dato. På papir kan nøkkelen til de
    anonyme sakene lages som et eget ark, til den som leder møtet.

    Eksempler:
      sosialplan møte saksliste R-team
      sosialplan møte saksliste R-team --dato 2026-11-25 --anonym --format md
      sosialplan møte saksliste R-team --format pdf --til ut/saksliste.pdf --nøkkel ut/nøkkel.pdf
    """
    from sosialplan.commands.moeter.forberedelse import saksliste as command

    return command(
        run_of(ctx),
        moetet,
        dato=dato,
        anonym=anonym,
        format_=format,
        til=til,
        til_noekkel=til_noekkel,
    )


@moete.command("referat", cls=NorskCommand)
@MOETET.options
def referat(
    ctx: typer.Context,
    moetet: Moetet,
    *,
    sak: Annotated[
        list[str] | None,
        typer.Option(metavar="SAK", help="En sak som ble drøftet. Kan gis flere ganger."),
        Etter("til_stede"),
    ] = None,
    beslutning: Annotated[
        list[str] | None,
        typer.Option(metavar="TEKST", help="En beslutning. Kan gis flere ganger."),
        Etter("til_stede"),
    ] = None,
    ansvarlig: Annotated[
        list[str] | None,
        typer.Option(metavar="ROLLE", help="Hvem som gjør det, én for hver beslutning."),
        Etter("til_stede"),
    ] = None,
    frist: Annotated[
        list[date] | None,
        typer.Option(
            metavar="DATO", parser=siste_dag, help="Innen hvilken dag, én for hver beslutning."
        ),
        Etter("til_stede"),
    ] = None,
    **told: Any,
) -> int:
    r"""Skriv referat. En beslutning om en sak blir en frist i saken.

    En beslutning for møtet blir en frist for møtet, og står på neste saksliste til den er utført.
    Gi hver --beslutning sin --ansvarlig og sin --frist, i samme rekkefølge.
    Begynn teksten med elevens navn eller saksnummeret og kolon når den gjelder en sak, eller med møtet: når den
    ikke gjør det. Er det bare én --sak, gjelder beslutningen den.

    Eksempel:
      sosialplan møte referat R-team --til-stede rektor,rådgiver --sak 2026-YHP9E \
        --beslutning "Snakk med hjemmet" --ansvarlig rådgiver --frist 2026-12-01
    """
    from sosialplan.commands.moeter.moetebok import Moetet as Told
    from sosialplan.commands.moeter.referat import decisions_of
    from sosialplan.commands.moeter.referat import referat as command

    cases = several(sak)
    vedtak = decisions_of(beslutning or (), ansvarlig or (), frist or (), cases)
    return command(run_of(ctx), Told(moetet, MOETET.values(told)), cases, vedtak)


@moete.command("registrer", cls=NorskCommand)
@MOETET.options
def registrer(
    ctx: typer.Context,
    moetet: Moetet,
    *,
    remarks: Annotated[
        list[str] | None,
        typer.Option(
            "--om", metavar='"SAK: TEKST"', help="Det som gjelder en elev. Føres i elevens sak."
        ),
    ] = None,
    **told: Any,
) -> int:
    r"""Skriv ned at et møte er holdt, og hvem som var der.

    Det som gjelder en elev, føres i elevens sak og ikke i møteboken: --om "SAK: TEKST".

    Eksempler:
      sosialplan møte registrer klassemøte --klasse 8B --til-stede trinnleder,kontaktlærer
      sosialplan møte registrer klassemøte --klasse 8B --til-stede kontaktlærer \
        --om "2026-YHP9E: Eleven er mer med i gruppene"
    """
    from sosialplan.commands.moeter.holdt import registrer as command
    from sosialplan.commands.moeter.moetebok import Moetet as Told

    return command(run_of(ctx), Told(moetet, MOETET.values(told)), remarks or ())


@moete.command("skriv", cls=NorskCommand)
def skriv(
    ctx: typer.Context,
    hva: Annotated[
        str,
        typer.Argument(
            metavar="SAK|MØTE", help="Saken møtet gjelder, eller et av møtene i planen."
        ),
    ],
    med: valg.Med = None,
    forkast: valg.Forkast = False,
) -> int:
    """Skriv referatet i et skriveprogram: det som er gjort, sagt og bestemt, i én tekst.

    Sakslisten, det som står åpent, og plass til elevens egne ord, beslutninger og tiltak står der. Når du lagrer og
    lukker, blir alt ført samlet. Det som ikke kan leses, blir sagt med linje, og teksten åpnes igjen.

    Eksempler:
      sosialplan møte skriv 2026-YHP9E
      sosialplan møte skriv R-team --med code
    """
    from sosialplan.rules.kontrolltegn import normalise

    number = normalise(hva)
    if number is not None:
        from sosialplan.commands.referater.saksreferat import skriv_sak

        return skriv_sak(run_of(ctx), number, med=med, forkast=forkast)
    from sosialplan.commands.referater.moetereferat import skriv_moete

    return skriv_moete(run_of(ctx), hva, med=med, forkast=forkast)


@moete.command("utført", cls=NorskCommand)
@BESLUTNINGEN.options
def utfoert(
    ctx: typer.Context,
    beslutning: Annotated[
        str, typer.Argument(metavar="ID", help="Beslutningens id, eller de første tegnene.")
    ],
    **told: Any,
) -> int:
    """Skriv ned at en beslutning som ikke gjelder en sak, er utført.

    Id-en står i referatet, og i «frister --detaljer». En beslutning om en sak føres i saken, med
    «sosialplan registrer SAK beslutning-utført».

    Eksempler:
      sosialplan møte utført 9nh5
      sosialplan møte utført 9nh5 --dato 2026-11-20 --notat "Bestilt hos kommunen"
    """
    from sosialplan.commands.moeter.holdt import utfoert as command

    values = {"dato": None, "notat": None} | BESLUTNINGEN.values(told)
    return command(run_of(ctx), beslutning, **values)


@moete.command("rett", cls=NorskCommand)
@RETTES.options
def rett(
    ctx: typer.Context,
    hva: Annotated[
        str, typer.Argument(metavar="ID", help="Id-en, de første tegnene, eller møtet.")
    ],
    *,
    utgaar: valg.Utgaar = False,
    **told: Any,
) -> int:
    """Rett et møte, en aktivitet eller en utført beslutning som er skrevet feil. Det som sto, blir stående.

    Eksempler:
      sosialplan møte rett gp1x --til-stede rektor,trinnleder
      sosialplan møte rett hbra --utgår
    """
    from sosialplan.commands.retting import rett_moete

    return rett_moete(run_of(ctx), hva, RETTES.values(told) | {"utgaar": utgaar})


INNKALLINGEN = Feltvalg({"": INNKALLING}, Innkalling)
"""What can be told of a call to a meeting."""


@INNKALLINGEN.options
def innkall(
    ctx: typer.Context,
    sak: valg.Sak,
    *,
    med: Annotated[
        list[str] | None,
        typer.Option("--med", metavar="ROLLE,ROLLE", help="Hvem som kalles inn."),
        Etter("sted"),
    ] = None,
    av: Annotated[
        str | None, typer.Option("--av", metavar="ROLLE", help="Hvem som kaller inn.")
    ] = None,
    **told: Any,
) -> int:
    r"""Kall inn til et møte om en sak. Brevet lages etterpå.

    I en terminal spør programmet om det som mangler. Er tiden endret? Kall inn på nytt: den
    siste innkallingen gjelder.

    Eksempler:
      sosialplan innkall 2026-YHP9E --møte samarbeidsmøte --dato 2026-11-30 --kl 14:30 \
        --sted "Møterom 2" --med elev,foresatte --formål "Bli enige om hva som hjelper" \
        --sak-på-listen "Hvordan er det nå?" --forbered "Tenk gjennom hva som hjelper"
      sosialplan lag innkalling 2026-YHP9E --mottaker foresatte
    """
    from sosialplan.commands.innkall import innkall as command

    values = INNKALLINGEN.values(told) | {"med": several(med), "av": av}
    return command(run_of(ctx), sak, values)
