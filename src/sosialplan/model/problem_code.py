"""What is said of each kind of problem, wherever it is found."""

from sosialplan.model.problems import Level
from sosialplan.model.record import Value


class ProblemCode(Value, frozen=True):
    """A kind of problem."""

    code: str
    level: Level
    message: str
    cure: str
    why: str
