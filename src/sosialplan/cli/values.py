"""From what is typed to values: dates, periods, and words of a fixed list. Faults in Norwegian."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import typer

from sosialplan.model.failure import WrongUsage
from sosialplan.model.skrivemaate import Dagretning, Ukedel, advice, meant

if TYPE_CHECKING:
    from sosialplan.model.sak import GjelderAnsatt

_SPAN = re.compile(r"([0-9]{1,3}) ?(d|dager?|u|uker?)?\Z")
_YEAR = re.compile(r"20([0-9]{2})[-/](?:20)?([0-9]{2})\Z")
_WEEK = 7


def bad_value(sentence: str) -> typer.BadParameter:
    """Return the fault of a value that cannot be read; the sentence follows the option's name."""
    return typer.BadParameter(sentence)


@dataclass(frozen=True, slots=True)
class Dagvalg:
    """A parameter that takes a day: which way it is looked for, and what the door refuses.

    It gives what was typed: the day is read at the door (``cli/norsk``), where today is known. What has
    ``skjedd`` may not lie ahead; what is ``kommende`` may, but not years on. ``ukedel`` is the day that a
    week stands for.
    """

    retning: Dagretning
    ukedel: Ukedel | None = None
    skjedd: bool = False
    kommende: bool = False
    __name__ = "dag"

    def __call__(self, typed: str) -> str:
        """Return what was typed."""
        return typed


skjedd = Dagvalg(Dagretning.BAKOVER, skjedd=True)
"""The day of something that has happened; the door refuses one that has not come."""
siden = Dagvalg(Dagretning.BAKOVER, Ukedel.FOERSTE)
"""A day from which one looks back on what was."""
tilbake = Dagvalg(Dagretning.BAKOVER)
"""A day that is looked back to."""
en_dag = Dagvalg(Dagretning.NAERMEST)
"""A day that may lie behind or ahead."""
foerste_dag = Dagvalg(Dagretning.NAERMEST, Ukedel.FOERSTE, kommende=True)
"""The first day of something, which may have begun; the door refuses one that is years on."""
siste_dag = Dagvalg(Dagretning.FRAMOVER, Ukedel.SISTE, kommende=True)
"""The day by which something is to be done, or on which it ends."""


def so_soon(typed: str, i_dag: date) -> timedelta:
    """Return how far ahead is meant: ``14d``, ``2u``, «to uker», or until a day as «fredag» or «uke 49».

    Raises WrongUsage for what is none of them, or lies behind.
    """
    from sosialplan.rules.kalender.dagord import IkkeEnDag, lest_dag

    match = _SPAN.match(typed.strip().lower())
    if match is not None:
        weeks = (match[2] or "d").startswith("u")
        return timedelta(days=int(match[1]) * (_WEEK if weeks else 1))
    why: IkkeEnDag | None = None
    for words in (typed, f"om {typed}"):
        try:
            ahead = lest_dag(words, i_dag, Dagretning.FRAMOVER, Ukedel.SISTE).dag - i_dag
        except IkkeEnDag as error:
            why = why or error
            continue
        if ahead >= timedelta():
            return ahead
        raise WrongUsage("Valget «--innen»: dagen har vært.", "Skriv en dag som kommer.")
    raise WrongUsage(
        f"Valget «--innen»: {why}", "Skriv det som 14d, 2u, «to uker», «fredag» eller «uke 49»."
    )


def school_year(typed: str) -> str:
    """Read a school year written ``2027-2028`` or ``2027-28``."""
    match = _YEAR.match(typed.strip())
    if match is None or int(match[2]) != (int(match[1]) + 1) % 100:
        raise bad_value("dette er ikke et skoleår. Skriv det som 2026-2027.")
    return f"20{match[1]}-20{match[2]}"


def whole(typed: str) -> int:
    """Read a whole number from 0 to 3660."""
    if not typed.isdecimal() or int(typed) > 3660:  # noqa: PLR2004 - ten years of days
        raise bad_value("skriv et helt tall fra 0 til 3660.")
    return int(typed)


@dataclass(frozen=True, slots=True)
class Ordvalg:
    """A reader of one of these words, or of several with commas between them; the beginning of one is enough."""

    ordene: tuple[str, ...]
    flere: bool = False
    __name__ = "ord"

    def __call__(self, typed: str) -> str:
        """Return the word that was meant, or the words."""
        if self.flere:
            return ",".join(self._one(part.strip()) for part in typed.split(","))
        return self._one(typed)

    def _one(self, typed: str) -> str:
        found = meant(typed, self.ordene)
        if len(found) == 1:
            return found[0]
        if found:
            raise bad_value(f"flere begynner slik: {', '.join(found)}.")
        raise bad_value(f"velg en av {', '.join(self.ordene)}.{advice(typed, self.ordene)}")


def word_of(*words: str) -> Ordvalg:
    """Return a reader of one of these words."""
    return Ordvalg(words)


def words_of(*words: str) -> Ordvalg:
    """Return a reader of one or more of these words with commas between them."""
    return Ordvalg(words, flere=True)


def several(typed: list[str] | None) -> tuple[str, ...]:
    """Return the values of an option that may be given many times or with commas."""
    parts = (part.strip() for each in typed or () for part in each.split(","))
    return tuple(part for part in parts if part)


def employees(roles: list[str] | None, names: list[str] | None) -> "GjelderAnsatt | None":
    """Return the employees that a case is about, or None. Names without a role are wrong usage."""
    from sosialplan.model.sak import GjelderAnsatt

    told = several(roles)
    if names and not told:
        raise bad_value("--ansatt-navn må ha --gjelder-ansatt ROLLE.")
    return GjelderAnsatt(roller=told, navn=tuple(names or ())) if told else None
