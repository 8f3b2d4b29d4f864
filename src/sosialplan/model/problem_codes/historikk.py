"""The problem codes of the history: what was changed or taken away, and what was corrected twice."""

from sosialplan.model.problem_code import ProblemCode
from sosialplan.model.problems import Level

_STANDS = "Det som er skrevet ned, skal bli stående, så alle kan se hva som var kjent når."
_BACK = "Se hva som sto: {vis}. Sett det tilbake. Var det feil, så legg til en rettelse: {rett}"

HISTORY = (
    ProblemCode("K401", Level.FEIL, "Det som sto, er endret etter at det ble lagret: {hva}, id {id} ({når}).",
        _BACK, _STANDS),
    ProblemCode("K402", Level.FEIL, "Det som sto, er tatt bort etter at det ble lagret: {hva}, id {id} ({når}).",
        _BACK, _STANDS),
    ProblemCode("K403", Level.FEIL, "Feltet «{felt}» er endret uten at endringen er skrevet ned: {hva}, id {id} ({når}).",
        "Se hva som sto: {vis}. Sett det tilbake, og skriv ned endringen: {rett}",
        "Planen skal vise hvilke endringer som er gjort, når og hvorfor."),
    ProblemCode("K404", Level.FEIL, "Filen er lagret i historikken, men er borte ({når}).",
        "Hent den tilbake: {vis}",
        "En sak og det som er skrevet i den, forsvinner aldri stille."),
    ProblemCode("K405", Level.MERKNAD, "Historikken her er avkortet. Om noe eldre er endret, kan ikke sees.",
        "Hent resten av historikken: git fetch --unshallow.",
        "Det som er lagret, kan bare sammenlignes med det som er her."),
    ProblemCode("K406", Level.ADVARSEL, "Det samme er rettet to ganger, og begge rettelsene teller.",
        "Stryk den av dem som ikke stemmer, som andre oppføringer: med --utgår og id-en, her {id}. Da gjelder den andre.",
        "To som retter hver for seg, kan mene ulike ting.", needs=(":retter",)),
    ProblemCode("K407", Level.ADVARSEL, "Det står at dette er skrevet ned {når}.",
        "Ta «registrert:» bort: programmet setter den selv. Er den lagret før, så rett oppføringen med en kommando.",
        "Tilsyn ser på når noe ble skrevet ned. Historikken viser når det kom."),
    ProblemCode("K408", Level.ADVARSEL, "Her står et fødselsnummer.",
        "Ta det bort. Er det nettopp skrevet og ikke delt med andre: sosialplan angre. Det blir likevel stående i historikken her, så si fra til rektor.",
        "Ingenting her trenger fødselsnummer: saksnummeret holder. Det som står i en historikk, kan ikke kalles tilbake."),
)  # fmt: skip
