"""The problem codes of a school's own templates and printed look: V7xx."""

from sosialplan.model.problem_code import ProblemCode
from sosialplan.model.problems import Level

_FEIL, _MERKNAD = Level.FEIL, Level.MERKNAD
_FELTER = "Se feltene som finnes: sosialplan lag DOKUMENT --felter."

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
    ProblemCode("V706", _FEIL, "Dokumenter kan ikke settes med denne filen.{hva}",
        "Rett linjen, eller hent stil.typ fra en ny planmappe (sosialplan start). Bilder må ligge i maler/.",
        "Stilen gjelder alle dokumenter på papir."),
    ProblemCode("V707", _MERKNAD, "Ingen dokumenter bruker denne malen.{forslag}",
        "Gi filen navnet til dokumentet den er for, legg den i maler/deler/, eller slett den.",
        "En mal med feil navn blir aldri brukt, og ingen ser det."),
    ProblemCode("V708", _FEIL, "Malen har et tegn som ikke vises her, og som kan styre en skjerm.",
        "Slett linjen og skriv den på nytt.",
        "Slike tegn kan skjule tekst, eller endre det som vises."),
    ProblemCode("V709", _FEIL, "Filen er for stor til å være en mal, eller maler/ har for mange filer.",
        "Ta ut det som ikke hører hjemme i en mal. En mal er høyst 200 kB, alt i maler/ høyst 20 MB.",
        "Et dokument skal være laget på et øyeblikk."),
    ProblemCode("V710", _FEIL, "Malen har for mye inni hverandre her: blokker, parenteser eller uthevinger.",
        "Del opp, eller flytt noe av det til maler/deler/.",
        "Det som ligger for dypt, kan ingen lese, og dokumentet kan ikke settes."),
    ProblemCode("V711", _FEIL, "Malen blir aldri ferdig herfra, eller dokumentet blir for stort.",
        "Se etter en løkke i en løkke, en mal som henter seg selv, eller en verdi som vokser.",
        "Hvert dokument har noen få sekunder og et mål av minne, så en mal ikke kan stanse maskinen."),
    ProblemCode("V712", _FEIL, "Stilen blir aldri ferdig herfra, eller tar for mye minne.",
        "Rett linjen, eller hent stil.typ fra en ny planmappe (sosialplan start).",
        "Hvert dokument har noen få sekunder og et mål av minne, så en stil ikke kan stanse maskinen."),
    ProblemCode("V713", _FEIL, "Malen viser et bilde som ikke kan vises.{hva}",
        "Legg bildet i maler/ (PNG, JPEG eller SVG), og skriv ![det bildet viser](navnet på bildet).",
        "Et bilde hentes bare fra skolens egen mappe, og alle skal få vite hva det viser."),
    ProblemCode("V714", _FEIL, "Malen viser ikke «{felt}», som {sted} krever: {plikt}.",
        "Skriv {{{{ {felt} }}}} i malen, eller hent malen fra en ny planmappe (sosialplan start). " + _FELTER,
        "Det er papiret som går ut, loven gjelder. Det som ikke står der, er ikke sagt."),
    ProblemCode("V715", _FEIL, "Malen skriver «{tid}» som fast tekst.{loven}",
        "{ta} Er den riktig og skolens egen, så skriv hvorfor i malen: {{# tid: {tid}, fordi … #}}.",
        "Loven og skolens regler endres med en dato. Fast tekst i en mal følger ikke med."),
)  # fmt: skip
"""What can be wrong with a template, told before anybody needs the document."""
