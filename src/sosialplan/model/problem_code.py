"""What is said of each kind of problem, wherever it is found."""

from sosialplan.model.problems import Level
from sosialplan.model.record import Value
from sosialplan.model.regel import Grunnlag


class ProblemCode(Value, frozen=True):
    """A kind of problem. ``grunnlag`` and ``hjemmel`` say what a demand on a document rests on."""

    code: str
    level: Level
    message: str
    cure: str
    why: str
    grunnlag: Grunnlag | None = None
    hjemmel: str | None = None
