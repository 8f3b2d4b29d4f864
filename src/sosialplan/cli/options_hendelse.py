"""The options that say what happened: for an entry that is written, and for one that is put right."""

from datetime import date
from typing import Annotated

import typer

from sosialplan.cli.values import kommende, word_of

Notat = Annotated[
    str | None, typer.Option("--notat", metavar="TEKST", help="Kort om hva som skjedde.")
]
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
EvaluertUtfall = Annotated[
    str | None,
    typer.Option(
        "--utfall",
        metavar="god|delvis|ingen",
        parser=word_of("god", "delvis", "ingen"),
        help="Effekten.",
    ),
]
Gjennomfoert = Annotated[
    str | None,
    typer.Option(
        "--gjennomført",
        "--gjennomfort",
        metavar="ja|delvis|nei",
        parser=word_of("ja", "delvis", "nei"),
        help="Ble tiltaket gjennomført?",
    ),
]
Beslutning = Annotated[
    str | None,
    typer.Option(
        metavar="behold|endre|nytt|avslutt",
        parser=word_of("behold", "endre", "nytt", "avslutt"),
        help="Hva dere bestemte.",
    ),
]
Neste = Annotated[
    date | None,
    typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Dagen det evalueres igjen."),
]
ElevSier = Annotated[str | None, typer.Option("--elev", metavar="TEKST", help="Det eleven sier.")]
ForesatteSier = Annotated[
    str | None, typer.Option("--foresatte", metavar="TEKST", help="Det foresatte sier.")
]
SkolenSer = Annotated[str | None, typer.Option("--skolen", metavar="TEKST", help="Det skolen ser.")]
GikkSlik = Annotated[
    str | None, typer.Option("--hvorfor", metavar="TEKST", help="Hvorfor det gikk slik.")
]
