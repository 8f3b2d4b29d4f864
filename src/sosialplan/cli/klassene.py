"""The commands of a school's classes and of the pupils in them: `skole klasse` and `skole elev`."""

from typing import Annotated

import typer

from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.world import run_of

klasse = typer.Typer(cls=NorskGroup, rich_markup_mode=None)
elev = typer.Typer(cls=NorskGroup, rich_markup_mode=None)

Klassen = Annotated[str, typer.Argument(metavar="KLASSE", help="Klassen, som 8B.")]
Kontaktlaerer = Annotated[
    str | None,
    typer.Option(
        "--kontaktlærer", "--kontaktlaerer", metavar="NAVN", help="Hvem som er kontaktlærer."
    ),
]


Klassetrinn = Annotated[
    str | None,
    typer.Option(
        "--trinn",
        metavar="TRINN",
        help="Trinnet når koden ikke begynner med det: 3, 3,4 eller ingen.",
    ),
]


@klasse.callback()
def klasse_() -> None:
    """Klassene ved skolen, og hvem som er kontaktlærer.

    Eksempler:
      sosialplan skole klasse ny 8E
      sosialplan skole klasse endre 8A --kontaktlærer "Lærer Dal"
    """


@klasse.command("ny", cls=NorskCommand)
def klasse_ny(
    ctx: typer.Context,
    klasser: Annotated[list[str], typer.Argument(metavar="KLASSE…", help="Klassen, som 8E.")],
    laerer: Kontaktlaerer = None,
    trinn: Klassetrinn = None,
) -> int:
    """Legg til en klasse eller flere.

    Eksempler:
      sosialplan skole klasse ny 8E --kontaktlærer "Lærer Dal"
      sosialplan skole klasse ny 9E 10E
      sosialplan skole klasse ny Mottak --trinn ingen
    """
    from sosialplan.commands.skolen.klasser import ny as command

    return command(run_of(ctx), klasser, laerer, trinn)


@klasse.command("endre", cls=NorskCommand)
def klasse_endre(
    ctx: typer.Context,
    klassen: Klassen,
    navn: Annotated[
        str | None, typer.Option("--navn", metavar="KLASSE", help="Det klassen heter nå.")
    ] = None,
    laerer: Kontaktlaerer = None,
    trinn: Klassetrinn = None,
) -> int:
    """Gi en klasse nytt navn, trinn eller ny kontaktlærer. Åpne saker, fravær og roller følger med navnet.

    Eksempler:
      sosialplan skole klasse endre 8A --kontaktlærer "Lærer Dal"
      sosialplan skole klasse endre 8A --navn 8F
    """
    from sosialplan.commands.skolen.klasser import endre as command

    return command(run_of(ctx), klassen, navn=navn, laerer=laerer, trinn=trinn)


Flyttende = Annotated[
    list[str] | None, typer.Option("--elev", metavar="NAVN", help="En som går. Kan gjentas.")
]
_SAK_TIL = "Hvor eleven i en sak går, når klasselisten ikke sier det. Kan gjentas."
_GAAR_TIL = typer.Option("--går-til", "--gaar-til", metavar="SAK=KLASSE", help=_SAK_TIL)
GaarTil = Annotated[list[str] | None, _GAAR_TIL]


@klasse.command("del", cls=NorskCommand)
def klasse_del(
    ctx: typer.Context,
    klassen: Klassen,
    til: Annotated[str, typer.Argument(metavar="NY", help="Klassen de går til, ny eller fra før.")],
    elever: Flyttende = None,
    gaar_til: GaarTil = None,
) -> int:
    """Del en klasse midt i året: noen av elevene går til en annen klasse. Åpne saker og fravær følger med.

    De som ikke nevnes, blir. Det som er ført før, står der det er ført, og fraværet telles med videre.

    Eksempel:
      sosialplan skole klasse del 8A 8E --elev "Oppdiktet Kim Ås" --elev "Oppdiktet Nora Vik"
    """
    from sosialplan.commands.skolen.klassedeling import del_klasse

    return del_klasse(run_of(ctx), klassen, til, elever or (), gaar_til or ())


@klasse.command("slå-sammen", cls=NorskCommand)
def klasse_slaa_sammen(
    ctx: typer.Context,
    klassen: Klassen,
    inn_i: Annotated[str, typer.Argument(metavar="INN-I", help="Klassen de går inn i.")],
) -> int:
    """Slå to klasser sammen midt i året: alle i den første går til den andre. Åpne saker, fravær og roller følger med.

    Den første er ikke lenger en klasse ved skolen. Det som er ført før, står der det er ført.

    Eksempel:
      sosialplan skole klasse slå-sammen 8B 8A
    """
    from sosialplan.commands.skolen.klassedeling import slaa_sammen

    return slaa_sammen(run_of(ctx), klassen, inn_i)


@klasse.command("slutt", cls=NorskCommand)
def klasse_slutt(ctx: typer.Context, klassen: Klassen) -> int:
    """Ta bort en klasse som ikke er der lenger. Den kan ikke ha åpne saker.

    Eksempler:
      sosialplan skole klasse slutt 10D
    """
    from sosialplan.commands.skolen.klasser import slutt as command

    return command(run_of(ctx), klassen)


Elevnavn = Annotated[
    str | None,
    typer.Option("--elev", metavar="NAVN", help="Elevens navn, eller begynnelsen av det."),
]
Fra = Annotated[
    str | None, typer.Option("--klasse", metavar="KLASSE", help="Klassen eleven går i nå.")
]


@elev.callback()
def elev_() -> None:
    """Elever på klasselistene: en som er ny, skifter klasse, eller slutter.

    Eksempel:
      sosialplan skole elev flytt --elev "Oppdiktet Elev Tind" --til 8C
    """


@elev.command("ny", cls=NorskCommand)
def elev_ny(
    ctx: typer.Context,
    *,
    navn: Annotated[
        str | None, typer.Option("--elev", metavar="NAVN", help="Elevens hele navn.")
    ] = None,
    klasse: Annotated[
        str | None, typer.Option("--klasse", metavar="KLASSE", help="Klassen eleven går i.")
    ] = None,
    foedselsaar: Annotated[
        int | None,
        typer.Option(
            "--fødselsår", "--fodselsar", metavar="ÅR", min=1990, max=2100, help="Som 2013."
        ),
    ] = None,
    foresatt: Annotated[
        list[str] | None,
        typer.Option(
            "--foresatt",
            metavar="TEKST",
            help="En foresatt: navn; mor; telefon; e-post. Kan gis flere ganger.",
        ),
    ] = None,
    ny_elev: Annotated[
        bool,
        typer.Option("--ny-elev", help="Navnet ligner på en annens, og det er en annen elev."),
    ] = False,
) -> int:
    """Før opp en ny elev i klasselisten. I en terminal spørres det om det som mangler.

    Eksempler:
      sosialplan skole elev ny --elev "Oppdiktet Kim Ås" --klasse 8B
      sosialplan skole elev ny --elev "Oppdiktet Kim Li" --klasse 8B --foresatt "Oppdiktet Forelder Li; mor; 900 00 000"
    """
    from sosialplan.commands.skolen.elevflytting import ny

    return ny(run_of(ctx), navn, klasse, foedselsaar, foresatt or (), ny_elev=ny_elev)


@elev.command("flytt", cls=NorskCommand)
def elev_flytt(
    ctx: typer.Context,
    *,
    navn: Elevnavn = None,
    til: Annotated[str, typer.Option("--til", metavar="KLASSE", help="Klassen eleven går til.")],
    klasse: Fra = None,
) -> int:
    """Flytt en elev til en annen klasse. Åpne saker og fravær i år følger med, i én lagring.

    I en terminal uten navn velges eleven fra klassen.

    Eksempel:
      sosialplan skole elev flytt --elev "Oppdiktet Elev Tind" --til 8C
    """
    from sosialplan.commands.skolen.elevflytting import flytt

    return flytt(run_of(ctx), navn, klasse, til)


@elev.command("slutt", cls=NorskCommand)
def elev_slutt(ctx: typer.Context, navn: Elevnavn = None, klasse: Fra = None) -> int:
    """Ta en elev som slutter, ut av klasselisten. Åpne saker står som de er, og blir nevnt.

    I en terminal blir du spurt først; ellers må hele navnet stå. Historikken har fortsatt det som sto på listen.

    Eksempel:
      sosialplan skole elev slutt --elev "Oppdiktet Elev Tind" --klasse 8B
    """
    from sosialplan.commands.skolen.elevflytting import slutt

    return slutt(run_of(ctx), navn, klasse)
