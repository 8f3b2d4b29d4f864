"""The options that say what happened: for an entry that is written, and for one that is put right."""

from typing import Annotated

import typer

from sosialplan.cli.values import word_of

ElevensStemme = Annotated[
    str | None, typer.Option("--elevens-stemme", metavar="TEKST", help="Det eleven selv sier.")
]
Utgaar = Annotated[
    bool, typer.Option("--utgår", "--utgar", help="Det har ikke hendt. Det som sto, teller ikke.")
]
TilHvem = Annotated[
    str | None,
    typer.Option(
        "--til-hvem", metavar="TEKST", help="Hvem som fikk kopien, ved rolle eller relasjon."
    ),
]
KANALER = ("brev", "e-post", "digipost", "sikker-melding", "møte", "overlevert", "arkiv")
Kanalen = Annotated[
    str | None,
    typer.Option(
        "--kanal",
        metavar="|".join(KANALER),
        parser=word_of(*KANALER),
        help="Hvordan kopien ble gitt.",
    ),
]
RettetFordi = Annotated[
    str | None,
    typer.Option("--hvorfor", metavar="TEKST", help="Hvorfor en utlevering eller lignende rettes."),
]
EvalueringId = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="Id-en til evalueringen eller endringen, eller de første tegnene av den. "
        "For en avslutning: tiltakets.",
    ),
]
EndretTil = Annotated[
    str | None, typer.Option(metavar="VERDI", help="Det feltet skulle vært endret til.")
]
