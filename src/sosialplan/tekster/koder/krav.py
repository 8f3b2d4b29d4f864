"""What a demand on documents is: its sentence in both written forms, what it rests on, and the commands that meet it."""

from collections.abc import Mapping

from sosialplan.model.betydning import Betydning
from sosialplan.model.problems import Level, ProblemCode
from sosialplan.model.regel import Grunnlag

DAG = "ÅÅÅÅ-MM-DD"
"""A day in a command that is to be filled in."""
_CURE = "Skriv det inn med kommandoen som vises ved mangelen."


class Krav(ProblemCode, frozen=True):
    """A demand. ``nynorsk`` is its sentence for one who reads that, where the document goes home.

    ``fylles`` is what it asks for, by what the document calls it, with the command that meets it.
    """

    nynorsk: str = ""
    fylles: Mapping[str, str] = {}


def krav(
    code: str,
    level: Level,
    grunnlag: Grunnlag,
    hjemmel: str | None,
    message: str,
    why: str,
    *,
    nynorsk: str = "",
    fylles: Mapping[str, str] | None = None,
) -> Krav:
    """Return a demand, with what demands it and why."""
    return Krav(
        code, level, message, _CURE, why, grunnlag, hjemmel, nynorsk=nynorsk, fylles=fylles or {}
    )


def steg(betydning: Betydning) -> str:
    """Return the place in a command for the step that means this.

    >>> steg(Betydning.GREPET_INN)
    '{grepet-inn}'
    """
    return f"{{{betydning.value}}}"
