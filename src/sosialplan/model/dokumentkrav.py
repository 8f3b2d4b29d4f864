"""A demand on a document as a problem code: one cure for all, since each lack shows its command."""

from sosialplan.model.problem_code import ProblemCode
from sosialplan.model.problems import Level
from sosialplan.model.regel import Grunnlag

_CURE = "Skriv det inn med kommandoen som vises ved mangelen."


def krav(
    code: str, level: Level, grunnlag: Grunnlag, hjemmel: str | None, message: str, why: str
) -> ProblemCode:
    """Return a demand, with what demands it and why."""
    return ProblemCode(code, level, message, _CURE, why, grunnlag, hjemmel)
