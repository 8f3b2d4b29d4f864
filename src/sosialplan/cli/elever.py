"""The commands of a pupil on the class lists: one who moves to another class, or leaves the school."""

from typing import Annotated

import typer

from sosialplan.cli.norsk import NorskCommand, NorskGroup
from sosialplan.cli.world import run_of

elev = typer.Typer(cls=NorskGroup, rich_markup_mode=None)

Navn = Annotated[
    str | None,
    typer.Argument(metavar="[NAVN]", help="Navnet i anførselstegn, eller begynnelsen av det."),
]
Fra = Annotated[
    str | None, typer.Option("--klasse", metavar="KLASSE", help="Klassen eleven går i nå.")
]


@elev.callback()
def elev_() -> None:
    """Elever på klasselistene: en som skifter klasse, eller slutter.

    Eksempel:
      sosialplan skole elev flytt "Oppdiktet Elev Sol" --til 8C
    """


@elev.command("flytt", cls=NorskCommand)
def elev_flytt(
    ctx: typer.Context,
    navn: Navn = None,
    *,
    til: Annotated[str, typer.Option("--til", metavar="KLASSE", help="Klassen eleven går til.")],
    klasse: Fra = None,
) -> int:
    """Flytt en elev til en annen klasse. Åpne saker og fravær i år følger med, i én lagring.

    I en terminal uten navn velges eleven fra klassen.

    Eksempel:
      sosialplan skole elev flytt "Oppdiktet Elev Sol" --til 8C
    """
    from sosialplan.commands.klasselister.flytting import flytt

    return flytt(run_of(ctx), navn, klasse, til)


@elev.command("slutt", cls=NorskCommand)
def elev_slutt(ctx: typer.Context, navn: Navn = None, klasse: Fra = None) -> int:
    """Ta en elev som slutter, ut av klasselisten. Åpne saker står som de er, og blir nevnt.

    Eksempel:
      sosialplan skole elev slutt "Oppdiktet Elev Sol" --klasse 8B
    """
    from sosialplan.commands.klasselister.flytting import slutt

    return slutt(run_of(ctx), navn, klasse)


@elev.command("rydd", cls=NorskCommand)
def elev_rydd(ctx: typer.Context) -> int:
    """Ta bort klasselistene fra tidligere skoleår. Historikken har dem fortsatt.

    Eksempel:
      sosialplan skole elev rydd
    """
    from sosialplan.commands.klasselister.flytting import rydd

    return rydd(run_of(ctx))
