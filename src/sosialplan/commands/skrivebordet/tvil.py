"""What is doubted of a change before it is written: who answers, and what is done where nobody can."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from sosialplan.commands.run import DoubtedFirst, Run
from sosialplan.commands.svar.ordsvar import asked_yes
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.problems import Problem

_ASKED = frozenset({"K316", "K399", "K424", "K425"})
"""Doubts that a person answers before it is written: it stands for good, or counts from a day that may be mistyped."""


def tell_first(run: Run, told: Sequence[Problem], days: Iterable[str]) -> None:
    """Tell of doubts before anything is written. Raises DoubtedFirst where a person must say yes to some of them.

    Raises ExpectedFailure where a document brought them and nobody can answer.
    """
    asked = {
        each.message: None for each in told if run.bare_tvil or each.code in _ASKED
    } | dict.fromkeys(days)
    if run.likevel is not True and not asked.keys() <= {*run.tvilt}:
        if run.terminal.interactive or run.bare_tvil:
            raise DoubtedFirst(tuple(asked))
        if run.likevel is False:
            raise _unanswered(run, tuple(asked))
    left = {(each.message, each.cure): each for each in told if each.message not in run.tvilt}
    run.terminal.doubts(left.values())
    for each in asked.keys() - {each.message for each in told} - {*run.tvilt}:
        run.terminal.note(each)


def _unanswered(run: Run, lines: Sequence[str]) -> ExpectedFailure:
    """Tell of the doubts that nobody can answer here, and return what stops the writing."""
    for each in lines:
        run.terminal.note(f"Se over: {each}")
    return ExpectedFailure(
        "Dette må noen svare på før det lagres, og her kan ingen svare. Ingenting er skrevet.",
        "Rett det i dokumentet. Skal det stå slik, så legg til --likevel.",
    )


def said_yes(run: Run, lines: Sequence[str]) -> Run:
    """Return the run once the person has read these doubts and wants it written. Raises ExpectedFailure."""
    for each in lines:
        run.terminal.note(f"Se over: {each}")
    if not asked_yes(run, "Lagre det likevel?", explain=_STANDS):
        raise ExpectedFailure("Ingenting er skrevet.", "Skriv det på nytt, slik det skal stå.")
    return replace(run, tvilt=(*run.tvilt, *lines))


_STANDS = "Det som lagres, blir stående i historikken, også når det rettes etterpå."
