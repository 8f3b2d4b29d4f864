"""The problem codes of consent: to whom, to what, by whom, and whether the answer counts: K37x."""

from sosialplan.model.problem_code import ProblemCode
from sosialplan.model.problems import Level

_FEIL, _ADVARSEL, _MERKNAD = Level.FEIL, Level.ADVARSEL, Level.MERKNAD

SAMTYKKE = (
    ProblemCode("K371", _FEIL, "Det spørres ikke om samtykke til denne.{forslag}",
        "Velg en av: {lovlige}.",
        "Et samtykke gjelder bare den det nevner."),
    ProblemCode("K372", _ADVARSEL, "Det står hvem samtykket gjelder eller er fra, men ikke hva svaret var.",
        "Legg til «samtykke: ja» eller «samtykke: nei».",
        "Uten svar er det ikke gitt noe samtykke.", needs=("her:samtykke",)),
    ProblemCode("K373", _ADVARSEL, "Den som svarte, står ikke blant foresatte i saken.",
        "Skriv «elev», «foresatte» eller navnet slik det står under «foresatte:».",
        "Samtykke gis av hver av de foresatte. Et navn som ikke passer, åpner ikke for noe.",
        needs=(":foresatte", ":navn")),
    ProblemCode("K374", _ADVARSEL, "Svaret fra foresatte teller ikke: eleven hadde fylt 15 år.",
        "Spør eleven, og skriv svaret med «samtykke_av: [elev]».",
        "Fra 15 år bestemmer eleven selv (opplæringslova § 24-5).", needs=(":elev",)),
    ProblemCode("K375", _ADVARSEL, "Svaret fra eleven teller ikke alene: eleven var under 15 år.",
        "Spør foresatte, og skriv svaret med «samtykke_av: [foresatte]».",
        "Foresatte bestemmer til eleven er 15 år (opplæringslova § 24-5). Eleven skal bli hørt.", needs=(":elev",)),
    ProblemCode("K376", _MERKNAD, "Det står ikke om eleven har fylt 15 år.",
        "Skriv «over_15_fra:» med dagen, eller «fødselsår:», under «elev:».",
        "Fra 15 år er det eleven selv som samtykker (opplæringslova § 24-5).", needs=(":elev",)),
    ProblemCode("K377", _ADVARSEL, "Det står bare med egne ord hva samtykket er til. Det åpner ikke for noe ennå.",
        "Legg til «samtykke_formål:» med ett eller flere av: drøfting, papirer, henvisning, innhenting, overføring.",
        "Et ja gjelder bare det det er gitt til. Egne ord kan ikke holdes opp mot det som skal deles.",
        needs=("her:samtykke", "her:samtykke_formål")),
)  # fmt: skip
"""What can be wrong with an answer about consent."""
