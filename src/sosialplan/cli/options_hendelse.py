"""The options that say what happened: for an entry that is written, and for one that is put right."""

from datetime import date
from typing import Annotated

import typer

from sosialplan.cli.values import kommende, word_of, words_of

Notat = Annotated[
    str | None, typer.Option("--notat", metavar="TEKST", help="Kort om hva som skjedde.")
]
Utfall = Annotated[
    str | None,
    typer.Option(
        metavar="god|delvis|ingen", parser=word_of("god", "delvis", "ingen"), help="Effekten."
    ),
]
ElevensStemme = Annotated[
    str | None, typer.Option("--elevens-stemme", metavar="TEKST", help="Det eleven selv sier.")
]
Med = Annotated[
    list[str] | None,
    typer.Option("--med", metavar="ROLLE", help="Hvem som var med. Kan gis flere ganger."),
]
Hoert = Annotated[
    list[str] | None,
    typer.Option(
        "--hørt",
        "--hort",
        metavar="ALIAS",
        help="En annen elev som ble hørt. Kan gis flere ganger.",
    ),
]
METODER = (
    "samtale",
    "observasjon",
    "sosiogram",
    "spørreundersøkelse",
    "inspeksjonslogg",
    "dokumenter",
)
Metoder = Annotated[
    list[str] | None,
    typer.Option(
        "--metode",
        metavar="METODE",
        parser=words_of(*METODER),
        help=f"Hvordan det ble undersøkt: {', '.join(METODER)}.",
    ),
]
Samtykke = Annotated[
    str | None,
    typer.Option(
        metavar="ja|nei|ikke-spurt",
        parser=word_of("ja", "nei", "ikke-spurt"),
        help="Ja eller nei til at andre får vite hvem saken gjelder.",
    ),
]
SamtykkeTil = Annotated[
    list[str] | None,
    typer.Option(
        "--samtykke-til",
        metavar="HVEM",
        help="Hvem samtykket gjelder, som r-team, ppt eller bup. Uten dette: det steget spør om.",
    ),
]
SamtykkeAv = Annotated[
    list[str] | None,
    typer.Option(
        "--samtykke-av",
        metavar="HVEM",
        help="Hvem som svarte: elev, foresatte eller navnet på én av dem.",
    ),
]
FORMAAL = ("drøfting", "papirer", "henvisning", "innhenting", "overføring")
SamtykkeFormaal = Annotated[
    list[str] | None,
    typer.Option(
        "--samtykke-formål",
        "--samtykke-formal",
        metavar="FORMÅL",
        parser=words_of(*FORMAAL),
        help=f"Hva samtykket er til: {', '.join(FORMAAL)}. Et ja åpner bare for det.",
    ),
]
SamtykkeOm = Annotated[
    str | None,
    typer.Option("--samtykke-om", metavar="TEKST", help="Mer om formålet, med egne ord."),
]
Svar = Annotated[
    str | None,
    typer.Option(metavar="ja|nei", parser=word_of("ja", "nei"), help="Svar på steget."),
]
Grunn = Annotated[
    str | None,
    typer.Option(
        metavar="a|b|c|d|e|ingen",
        parser=word_of("a", "b", "c", "d", "e", "ingen"),
        help="Bokstav i § 24-3 eller § 13-4. Bokstav e sto der til august 2024.",
    ),
]
Etterkontroll = Annotated[
    date | None,
    typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Dagen for etterkontroll."),
]
Trygt = Annotated[
    str | None,
    typer.Option(
        metavar="ja|delvis|nei",
        parser=word_of("ja", "delvis", "nei"),
        help="Sier eleven selv at det er trygt og godt?",
    ),
]
TakketNei = Annotated[
    bool, typer.Option("--takket-nei", help="Eleven fikk tilbud om å si noe, og ville ikke.")
]
TilbysIgjen = Annotated[
    date | None,
    typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Dagen eleven får tilbudet på nytt."),
]
Likevel = Annotated[
    str | None,
    typer.Option(metavar="GRUNN", help="Hvorfor saken avsluttes selv om noe ikke er gjort."),
]
FlyttetTil = Annotated[
    str | None,
    typer.Option(metavar="SKOLE", help="Saken avsluttes fordi eleven nå går på denne skolen."),
]
FlyttetDato = Annotated[
    date | None,
    typer.Option(metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Første dag på den nye skolen."),
]
Overlevert = Annotated[
    str | None,
    typer.Option(metavar="TEKST", help="Hva som er overlevert. Krever --samtykke ja."),
]
Mottaker = Annotated[
    list[str] | None,
    typer.Option("--mottaker", metavar="HVEM", help="Hvem som fikk det. Kan gis flere ganger."),
]
Gjelder = Annotated[
    str | None,
    typer.Option(metavar="ID", help="Beslutningen som er utført, eller de første tegnene."),
]
Moetet = Annotated[
    str | None,
    typer.Option("--møte", "--mote", metavar="MØTE", help="Møtet der det ble bestemt."),
]
Ansvarlig = Annotated[
    str | None, typer.Option(metavar="ROLLE", help="Hvem som skal utføre en beslutning.")
]
Frist = Annotated[
    date | None,
    typer.Option(
        metavar="ÅÅÅÅ-MM-DD", parser=kommende, help="Dagen beslutningen skal være utført."
    ),
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
