"""The problem codes of merging: G."""

from sosialplan.model.problem_code import ProblemCode
from sosialplan.model.problems import Level

_FEIL, _ADVARSEL, _MERKNAD = Level.FEIL, Level.ADVARSEL, Level.MERKNAD

FLETTING = (
    ProblemCode("G601", _FEIL, "{hva} Begge er beholdt til noen har valgt.",
        "Velg hva som skal gjelde: sosialplan løs {fil}",
        "To personer endret det samme hver for seg. Programmet velger aldri i det stille."),
)  # fmt: skip
"""What is said of what a merge left behind."""
