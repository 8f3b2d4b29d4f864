"""Commands that are advised: the chain's own code is put where a step is meant."""

from collections.abc import Mapping

from sosialplan.model.betydning import Betydning
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.rules.betydning import code_for

STEGET = "STEG"
"""What stands for a step that the chain does not have, as ROLLE and SAK stand for others."""


class _Steg(dict[str, str]):
    """What a command is filled with: what is told, else the step that means the word."""

    def __init__(self, kjede: Handlingskjede | None, told: Mapping[str, str]) -> None:
        super().__init__(told)
        self._kjede = kjede

    def __missing__(self, key: str) -> str:
        return code_for(self._kjede, Betydning(key)) or STEGET


def steg(betydning: Betydning) -> str:
    """Return the place in a command for the step that means this.

    >>> steg(Betydning.GREPET_INN)
    '{grepet-inn}'
    """
    return f"{{{betydning.value}}}"


def med_steg(command: str, kjede: Handlingskjede | None, **told: str) -> str:
    """Fill the places of a command by the chain, and those that are ``told``.

    Raises ValueError for a place that is neither: our own fault.
    """
    return command.format_map(_Steg(kjede, told))
