"""Options that several commands share, declared once."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sosialplan.cli.values import en_dag, school_year, skjedd, word_of
from sosialplan.cli.values import siden as siden_dag
from sosialplan.output.tables import LISTEFORMATER

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


Sak = Annotated[
    str,
    typer.Argument(
        metavar="SAK", help="Saksnummeret, de siste tegnene av det, eller elevens navn."
    ),
]
Steg = Annotated[
    str,
    typer.Argument(
        metavar="STEG", help="Steget, eller begynnelsen av det. Se: sosialplan kjeder KJEDE"
    ),
]
Stegene = Annotated[
    list[str],
    typer.Argument(
        metavar="STEG…",
        help="Steget, eller begynnelsen av det. Flere skrives etter hverandre. Se: sosialplan kjeder KJEDE",
    ),
]
TiltakId = Annotated[
    str, typer.Argument(metavar="TILTAK", help="Tiltakets id, eller de første tegnene av den.")
]
TiltaketEllerAlle = Annotated[
    str | None,
    typer.Argument(
        metavar="[TILTAK]",
        help="Tiltakets id, eller de første tegnene av den. Ellers alle tiltakene som løper.",
    ),
]
Med = Annotated[
    str | None,
    typer.Option(
        "--med", metavar="PROGRAM", help="Skriveprogrammet. Ellers det du bruker (VISUAL, EDITOR)."
    ),
]
Forkast = Annotated[
    bool, typer.Option("--forkast", help="Slett det du skrev sist og ikke fikk lagret.")
]
Dato = Annotated[
    date | None,
    typer.Option("--dato", metavar="DATO", parser=skjedd, help="Dagen det skjedde. Ellers i dag."),
]
Av = Annotated[str | None, typer.Option("--av", metavar="ROLLE", help="Hvem som gjorde det.")]
GjelderAnsatt = Annotated[
    list[str] | None,
    typer.Option(
        "--gjelder-ansatt",
        metavar="ROLLE",
        help="Rollen til en ansatt saken gjelder. Saken skjermes. Kan gis flere ganger.",
    ),
]
AnsattNavn = Annotated[
    list[str] | None,
    typer.Option(
        "--ansatt-navn",
        metavar="NAVN",
        help="Den ansattes navn, som i skole.yaml: skjermer alle rollene.",
    ),
]
Oppdaget = Annotated[
    date | None,
    typer.Option(metavar="DATO", parser=skjedd, help="Dagen skolen så det eller fikk vite det."),
]
NyElev = Annotated[
    bool,
    typer.Option("--ny-elev", help="Eleven er en annen enn de i klassen med et navn som ligner."),
]
Hvorfor = Annotated[str, typer.Option("--hvorfor", metavar="TEKST", help="Grunnen.")]
Skoleaar = Annotated[
    str | None,
    typer.Option(
        "--skoleår",
        "--skolear",
        metavar="2026-2027",
        parser=school_year,
        help="Ellers dette skoleåret.",
    ),
]
TabellJson = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="tabell|json",
        parser=word_of("tabell", "json"),
        help="Hvordan det vises.",
    ),
]
_LISTE = ("tabell", "json", *LISTEFORMATER)
ListeFormat = Annotated[
    str,
    typer.Option(
        "--format", metavar="|".join(_LISTE), parser=word_of(*_LISTE), help="Hvordan det vises."
    ),
]
_RADER = ("tabell", "json", *LISTEFORMATER, "md", "ics")
FristFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="|".join(_RADER),
        parser=word_of(*_RADER),
        help="Hvordan det vises.",
    ),
]
KjedeFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="tabell|json|md",
        parser=word_of("tabell", "json", "md"),
        help="md tegner kjeden som flytskjema (Mermaid).",
    ),
]
LoggFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="tabell|json|md",
        parser=word_of("tabell", "json", "md"),
        help="Hvordan det vises.",
    ),
]
ProblemFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="tabell|json|sarif|github",
        parser=word_of("tabell", "json", "sarif", "github"),
        help="Hvordan det vises.",
    ),
]
HjulFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="tabell|md|pdf|svg|ics|json",
        parser=word_of("tabell", "md", "pdf", "svg", "ics", "json"),
        help="Hvordan det vises.",
    ),
]
TavleFormat = Annotated[
    str,
    typer.Option("--format", metavar="html|pdf", parser=word_of("html", "pdf"), help="Filtype."),
]
DokumentFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="md|pdf|html|docx",
        parser=word_of("md", "pdf", "html", "docx"),
        help="Filtype. Word-filer (docx) trenger et tillegg.",
    ),
]
Dokument = Annotated[
    str,
    typer.Argument(metavar="DOKUMENT", help="Hvilket dokument. Feil ord viser alle som finnes."),
]
Til = Annotated[
    Path | None,
    typer.Option("--til", metavar="FIL", help="Filen som skrives. Md og html vises ellers her."),
]
Mottaker = Annotated[
    str | None,
    typer.Option(
        "--mottaker",
        metavar="HVEM",
        help="Hvem det er til, som foresatte eller ppt. Ellers et utkast for skolen.",
    ),
]
Maalform = Annotated[
    str | None,
    typer.Option(
        "--målform",
        "--malform",
        metavar="bokmål|nynorsk",
        parser=word_of("bokmål", "nynorsk"),
        help="Det som går hjem, finnes på begge.",
    ),
]
Siden = Annotated[
    date | None,
    typer.Option(
        "--siden", metavar="DATO", parser=siden_dag, help="Endringsbrev: endringer fra denne dagen."
    ),
]
GjelderDato = Annotated[
    date | None,
    typer.Option(
        "--dato",
        metavar="DATO",
        parser=en_dag,
        help="Møtet eller evalueringen den dagen. Ellers det siste.",
    ),
]
BrevHvorfor = Annotated[
    str | None,
    typer.Option("--hvorfor", metavar="TEKST", help="Oversendelsesbrev: hvorfor dere sender det."),
]
Vedlegg = Annotated[
    list[str] | None,
    typer.Option(
        "--vedlegg",
        metavar="DOKUMENT",
        help="Oversendelsesbrev: hva som ligger ved. Kan gis flere ganger.",
    ),
]
Forhaandsvis = Annotated[
    bool,
    typer.Option(
        "--forhåndsvis", "--forhandsvis", help="Vis malen med en oppdiktet sak. Krever ingen SAK."
    ),
]
Felter = Annotated[
    bool, typer.Option("--felter", help="Feltene som malen til dokumentet kan bruke.")
]
