"""Commands that are advised: the chain's own code is put where a step is meant."""

from collections.abc import Collection, Iterator, Mapping

from sosialplan.model.betydning import Betydning
from sosialplan.model.handlingskjede import Handlingskjede, Spoersmaal
from sosialplan.rules.facts import code_for

FELLES_MOETE = "møte"
"""The step of a meeting that is no step of the chain."""
_SVARES: Mapping[Spoersmaal, str] = {
    Spoersmaal.UTFALL: "--utfall UTFALL",
    Spoersmaal.SVAR: "--svar SVAR",
    Spoersmaal.GRUNN: "--grunn BOKSTAV",
    Spoersmaal.SAMTYKKE: "--samtykke ikke-spurt",
    Spoersmaal.ELEVENS_STEMME: '--elevens-stemme "…"',
    Spoersmaal.TRYGT: "--trygt SVAR",
    Spoersmaal.ETTERKONTROLL: "--etterkontroll ÅÅÅÅ-MM-DD",
    Spoersmaal.NOTAT: '--notat "…"',
    Spoersmaal.MED: "--med ROLLE",
}
"""How each question of a step is answered; a word in capitals is for the person to choose."""


class _Steg(dict[str, str]):
    """What a command is filled with: what is told, else the step that means the word.

    Where the plan does not have the case's chain, the meaning itself is the best word there is.
    """

    def __init__(self, kjede: Handlingskjede | None, told: Mapping[str, str]) -> None:
        super().__init__(told)
        self._kjede = kjede

    def __missing__(self, key: str) -> str:
        if self._kjede is None:
            return key
        code = code_for(self._kjede, Betydning(key))
        if code is None:
            raise KeyError(key)
        return code


def steg(betydning: Betydning) -> str:
    """Return the place in a command for the step that means this.

    >>> steg(Betydning.GREPET_INN)
    '{grepet-inn}'
    """
    return f"{{{betydning.value}}}"


def med_steg(command: str, kjede: Handlingskjede | None, **told: str) -> str:
    """Fill the places of a command by the chain, and those that are ``told``.

    Raises ValueError for a place that is neither, and KeyError for a step that the chain lacks: our
    own fault. A document asks the chain by meaning first, and asks for nothing that it does not have.
    """
    return command.format_map(_Steg(kjede, told))


def som_kan_kjoeres(
    command: str, kjede: Handlingskjede | None, skrevet: Collection[str] | None = None
) -> str:
    """Return a command that is not refused: with all that its step asks for, and nothing put right that is not there.

    ``skrevet`` are the steps of the entries that the case has; None where nothing is to be put right.
    """
    verb, _, rest = command.partition(" SAK ")
    code, space, options = rest.partition(" ")
    if verb == "rett" and skrevet is not None and _is_step(kjede, code) and code not in skrevet:
        verb, options, space = "registrer", f"--dato ÅÅÅÅ-MM-DD {options}", " "
    if verb != "registrer":
        return command
    asked = " ".join(each for each in _asked(kjede, code) if each.split(" ")[0] not in options)
    return f"{verb} SAK {code}{space}{options}{' ' if asked else ''}{asked}"


def _is_step(kjede: Handlingskjede | None, code: str) -> bool:
    return code == FELLES_MOETE or (kjede is not None and kjede.find(code) is not None)


def _asked(kjede: Handlingskjede | None, code: str) -> Iterator[str]:
    steg = kjede.find(code) if kjede is not None else None
    for each in steg.spoer_om if steg else ():
        yield _SVARES[each]
