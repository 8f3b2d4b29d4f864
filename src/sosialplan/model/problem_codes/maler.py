"""The problem codes of a school's own templates and printed look: V7xx."""

from sosialplan.model.problem_code import ProblemCode
from sosialplan.model.problems import Level

_FEIL, _MERKNAD = Level.FEIL, Level.MERKNAD
_FELTER = "Feltene som finnes, står i docs/bruk/felter.md."

MALER = (
    ProblemCode("V701", _FEIL, "Jinja-koden i malen kan ikke leses her.",
        "Se etter en blokk som ikke er lukket, eller et tegn for mye, på denne linjen eller like over.",
        "Dokumentet kan ikke lages før malen kan leses."),
    ProblemCode("V702", _FEIL, "Malen spør etter «{felt}», som ikke finnes.{forslag}",
        f"Rett navnet. {_FELTER}",
        "Dokumentet stanser når malen spør etter noe den ikke får."),
    ProblemCode("V703", _FEIL, "Malen gjør noe en mal ikke får gjøre.",
        "Maler leser verdier, gjentar og velger. Fjern filteret, regnestykket eller kallet.",
        "En mal skal ikke kunne endre, hente eller gjemme noe."),
    ProblemCode("V704", _FEIL, "Malen henter «{navn}», som ikke finnes.{forslag}",
        "Rett navnet, eller legg filen i maler/ eller maler/deler/.",
        "Dokumentet kan ikke lages uten alle delene sine."),
    ProblemCode("V705", _FEIL, "Malen skriver «{felt}» rett ut, og det er ikke én verdi.",
        f"Skriv et felt i den, eller gjenta den med for. {_FELTER}",
        "En liste eller en gruppe har ingen egen tekst."),
    ProblemCode("V706", _FEIL, "Dokumenter kan ikke settes med denne filen.",
        "Rett linjen, eller hent stil.typ fra en ny planmappe (sosialplan start). Bilder må ligge i maler/.",
        "Stilen gjelder alle dokumenter på papir."),
    ProblemCode("V707", _MERKNAD, "Ingen dokumenter bruker denne malen.{forslag}",
        "Gi filen navnet til dokumentet den er for, legg den i maler/deler/, eller slett den.",
        "En mal med feil navn blir aldri brukt, og ingen ser det."),
)  # fmt: skip
"""What can be wrong with a template, told before anybody needs the document."""
