"""What is said of each kind of problem, wherever it is found."""

from sosialplan.model.problems import Level
from sosialplan.model.record import Value
from sosialplan.model.regel import Grunnlag


class ProblemCode(Value, frozen=True):
    """A kind of problem. ``grunnlag`` and ``hjemmel`` say what a demand on a document rests on.

    ``needs`` is what must have been read for it to be true: files by the beginning of their name, and
    after a colon the key in them (``saker/:sak``); without a name the file itself (``:fra``, or ``:``
    for all of it), and with ``her`` the entry itself (``her:fra``). Where nothing is needed, its own place is enough.
    """

    code: str
    level: Level
    message: str
    cure: str
    why: str
    grunnlag: Grunnlag | None = None
    hjemmel: str | None = None
    needs: tuple[str, ...] = ()
