"""The commands of meetings."""

from datetime import date
from typing import Annotated

import typer

from sosialplan.cli import hjelp_moter as hjelp
from sosialplan.cli import options as valg
from sosialplan.cli import options_hendelse as om
from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.values import day, kommende, several, word_of
from sosialplan.cli.world import run_of

moete = typer.Typer(cls=NorskGroup, no_args_is_help=True, rich_markup_mode=None)

UKEDAGER = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")
Moetet = Annotated[str, typer.Argument(metavar="MØTE", help="Møtet, som R-team eller klassemøte.")]
TilStede = Annotated[
    list[str] | None,
    typer.Option("--til-stede", metavar="ROLLE,ROLLE", help="Rollene som var der."),
]
Klasse = Annotated[
    str | None, typer.Option(metavar="KLASSE", help="Klassen, når møtet er for en klasse.")
]
Trinn = Annotated[
    str | None, typer.Option(metavar="8|9|10", help="Trinnet, når møtet er for et trinn.")
]
Elev = Annotated[
    str | None, typer.Option(metavar="KODE", help="Elevens kode, når møtet er for en elev.")
]
Hos = Annotated[
    str | None, typer.Option(metavar="HVEM", help="Hvem som holdt møtet, som skolen eller salto.")
]
Notat = Annotated[
    str | None, typer.Option(metavar="TEKST", help="Kort om møtet. Aldri om en elev.")
]


@moete.command("plan", cls=NorskCommand, help=hjelp.PLAN)
def plan(
    ctx: typer.Context,
    moetet: Annotated[str | None, typer.Argument(metavar="[MØTE]", help="Bare ett møte.")] = None,
    skoleaar: valg.Skoleaar = None,
    ukedag: Annotated[
        str,
        typer.Option(
            metavar="UKEDAG", parser=word_of(*UKEDAGER), help="Dagen møtene skal være på."
        ),
    ] = "onsdag",
    format: valg.TabellJson = "tabell",
) -> int:
    """Propose dates."""
    from sosialplan.commands.moter.forberedelse import plan as command

    return command(run_of(ctx), moetet, skoleaar=skoleaar, ukedag=ukedag, format_=format)


@moete.command("saksliste", cls=NorskCommand, help=hjelp.SAKSLISTE)
def saksliste(
    ctx: typer.Context,
    moetet: Moetet,
    dato: Annotated[
        date | None,
        typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=day, help="Dagen for møtet. Ellers i dag."),
    ] = None,
    anonym: Annotated[bool, typer.Option("--anonym", help="Alle saker uten nummer.")] = False,
    format: valg.LoggFormat = "tabell",
) -> int:
    """Show an agenda."""
    from sosialplan.commands.moter.forberedelse import saksliste as command

    return command(run_of(ctx), moetet, dato=dato, anonym=anonym, format_=format)


@moete.command("referat", cls=NorskCommand, help=hjelp.REFERAT)
def referat(
    ctx: typer.Context,
    moetet: Moetet,
    dato: valg.Dato = None,
    til_stede: TilStede = None,
    sak: Annotated[
        list[str] | None,
        typer.Option(metavar="SAK", help="En sak som ble drøftet. Kan gis flere ganger."),
    ] = None,
    beslutning: Annotated[
        list[str] | None,
        typer.Option(metavar="TEKST", help="En beslutning. Kan gis flere ganger."),
    ] = None,
    ansvarlig: Annotated[
        list[str] | None,
        typer.Option(metavar="ROLLE", help="Hvem som gjør det, én for hver beslutning."),
    ] = None,
    frist: Annotated[
        list[str] | None,
        typer.Option(metavar="ÅÅÅÅ-MM-DD", help="Innen hvilken dag, én for hver beslutning."),
    ] = None,
    klasse: Klasse = None,
    trinn: Trinn = None,
    elev: Elev = None,
    hos: Hos = None,
    notat: Notat = None,
    neste: Annotated[
        date | None,
        typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Dagen for neste møte."),
    ] = None,
) -> int:
    """Write minutes."""
    from sosialplan.commands.moter.moetebok import Moetet as Told
    from sosialplan.commands.moter.referat import decisions_of
    from sosialplan.commands.moter.referat import referat as command

    cases = several(sak)
    days = [day(each) for each in frist or ()]
    vedtak = decisions_of(beslutning or (), ansvarlig or (), days, cases)
    told = Told(
        moetet, dato, klasse, trinn, elev, hos, several(til_stede), notat, neste,
    )  # fmt: skip
    return command(run_of(ctx), told, cases, vedtak)


@moete.command("registrer", cls=NorskCommand, help=hjelp.REGISTRER)
def registrer(
    ctx: typer.Context,
    moetet: Moetet,
    dato: valg.Dato = None,
    til_stede: TilStede = None,
    klasse: Klasse = None,
    trinn: Trinn = None,
    elev: Elev = None,
    hos: Hos = None,
    notat: Notat = None,
    remarks: Annotated[
        list[str] | None,
        typer.Option(
            "--om", metavar='"SAK: TEKST"', help="Det som gjelder en elev. Føres i elevens sak."
        ),
    ] = None,
) -> int:
    """Write down that a meeting was held."""
    from sosialplan.commands.moter.moetebok import Moetet as Told
    from sosialplan.commands.moter.registrer import registrer as command

    told = Told(moetet, dato, klasse, trinn, elev, hos, several(til_stede), notat)
    return command(run_of(ctx), told, remarks or ())


@moete.command("utført", cls=NorskCommand, help=hjelp.UTFOERT)
def utfoert(
    ctx: typer.Context,
    beslutning: Annotated[
        str, typer.Argument(metavar="ID", help="Beslutningens id, eller de første tegnene.")
    ],
    dato: valg.Dato = None,
    notat: Notat = None,
) -> int:
    """Write down that a decision was carried out."""
    from sosialplan.commands.moter.registrer import utfoert as command

    return command(run_of(ctx), beslutning, dato=dato, notat=notat)


@moete.command("rett", cls=NorskCommand, help=hjelp.RETT)
def rett(
    ctx: typer.Context,
    hva: Annotated[
        str, typer.Argument(metavar="ID", help="Id-en, de første tegnene, eller møtet.")
    ],
    dato: valg.Dato = None,
    til_stede: TilStede = None,
    klasse: Klasse = None,
    hos: Hos = None,
    notat: Notat = None,
    neste: Annotated[
        date | None,
        typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Dagen for neste møte."),
    ] = None,
    utgaar: om.Utgaar = False,
) -> int:
    """Put a meeting right."""
    from sosialplan.commands.retting import rett_moete

    told = {
        "dato": dato, "til_stede": several(til_stede), "klasse": klasse, "hos": hos,
        "notat": notat, "neste": neste, "utgaar": utgaar,
    }  # fmt: skip
    return rett_moete(run_of(ctx), hva, told)


def innkall(
    ctx: typer.Context,
    sak: valg.Sak,
    moete: Annotated[
        str | None,
        typer.Option("--møte", "--mote", metavar="MØTE", help="Møtet, som samarbeidsmøte."),
    ] = None,
    dato: Annotated[
        date | None,
        typer.Option("--dato", metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Dagen møtet er."),
    ] = None,
    kl: Annotated[
        str | None, typer.Option("--kl", metavar="14:30", help="Når det begynner.")
    ] = None,
    sted: Annotated[str | None, typer.Option(metavar="TEKST", help="Hvor det er.")] = None,
    med: Annotated[
        list[str] | None,
        typer.Option("--med", metavar="ROLLE,ROLLE", help="Hvem som kalles inn."),
    ] = None,
    formaal: Annotated[
        str | None,
        typer.Option(
            "--formål", "--formal", metavar="TEKST", help="Hvorfor. Uten detaljer om saken."
        ),
    ] = None,
    saksliste: Annotated[
        list[str] | None,
        typer.Option(
            "--sak-på-listen",
            "--sak-pa-listen",
            metavar="TEKST",
            help="Et punkt dere skal snakke om. Kan gis flere ganger.",
        ),
    ] = None,
    forbered: Annotated[
        str | None, typer.Option(metavar="TEKST", help="Hva de innkalte bør forberede.")
    ] = None,
    tolk: Annotated[
        str | None, typer.Option(metavar="SPRÅK", help="Språket det tolkes til.")
    ] = None,
    av: Annotated[
        str | None, typer.Option("--av", metavar="ROLLE", help="Hvem som kaller inn.")
    ] = None,
) -> int:
    """Call to a meeting."""
    from sosialplan.commands.innkall import Kall
    from sosialplan.commands.innkall import innkall as command

    told = Kall(
        moete=moete,
        moetedag=dato,
        klokkeslett=kl,
        sted=sted,
        med=several(med),
        formaal=formaal,
        saksliste=tuple(saksliste or ()),
        forberedelse=forbered,
        tolk=tolk,
        av=av,
    )
    return command(run_of(ctx), sak, told)
