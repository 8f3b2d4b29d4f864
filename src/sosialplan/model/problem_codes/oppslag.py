"""The problem codes of the plan's reference: terms, partners and goals (O)."""

from sosialplan.model.problem_code import ProblemCode
from sosialplan.model.problems import Level

_FEIL, _ADVARSEL, _MERKNAD = Level.FEIL, Level.ADVARSEL, Level.MERKNAD

OPPSLAG = (
    ProblemCode("O701", _FEIL, "Begrepet har flere definisjoner, men sier ikke hvilket valg og hvilken lesning hver av dem hører til.",
        "Sett «valg:» på begrepet og «lesning:» på hver definisjon, med navnene fra plan/valg.yaml.",
        "Uten det kan ingen se hvilken definisjon skolen har valgt.", needs=("her:valg", "her:lesning")),
    ProblemCode("O702", _FEIL, "Målet må ha enten «teller» eller «uten_teller», ikke begge.",
        "Si enten hva som telles, eller hvorfor målet ikke kan telles, og bare det ene.",
        "Et mål som verken telles eller forklares, er det ingen som følger med på.",
        needs=("her:teller", "her:uten_teller")),
    ProblemCode("O703", _FEIL, "Målet må ha enten «tall» eller «regel», ikke begge.",
        "Fjern den ene. Står tallet i plan/fristregler.yaml, så bruk «regel».",
        "Det skal ikke være tvil om hva målet er.", needs=("her:tall", "her:regel")),
    ProblemCode("O704", _FEIL, "Det står ikke hvor dette kommer fra.",
        "Legg til «linjer:» eller «kilde:».",
        "Den som ber en tjeneste om noe, skal vite om planen, loven eller skolen selv sier det.",
        needs=("her:linjer", "her:kilde")),
    ProblemCode("O705", _FEIL, "Valget som begrepet viser til, har ingen slik lesning.{forslag}",
        "Bruk en av: {lovlige}.",
        "Definisjonen skal vise hvilken lesning den er.", needs=("plan/valg.yaml:lesning",)),
)  # fmt: skip
"""What is said of faults in ``begreper.yaml``, ``partnere.yaml`` and ``mal.yaml``."""
