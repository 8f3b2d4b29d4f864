"""The meetings that took a case up: by the minute books, and by what the case itself says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sosialplan.model.moter import Holdt
from sosialplan.model.sak import Hendelse
from sosialplan.rules.moter.beslutninger import BESLUTNING
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde

MOETE = "møte"
"""The common step; other steps of a chain that are meetings have the word in their code."""


@dataclass(slots=True)
class Moetet:
    """One meeting on one day. ``holdt`` is None where no book has it; the rest is of this case only."""

    kode: str
    dato: date
    holdt: Holdt | None = None
    hendelser: list[Hendelse] = field(default_factory=list)
    beslutninger: list[Hendelse] = field(default_factory=list)


def moetekode(bilde: Saksbilde, hendelse: Hendelse) -> str | None:
    """Return the meeting that an entry is from, or None."""
    if hendelse.moete:
        return hendelse.moete
    of_plan = (each.moete for each in bilde.plan.moter.moeter if hendelse.steg in each.steg)
    return next(of_plan, hendelse.steg if MOETE in hendelse.steg else None)


def moetenavn(bilde: Saksbilde, code: str) -> str:
    """Return a meeting's name: the plan's own, else the word of its step."""
    found = bilde.plan.moter.moete(code)
    words = code.replace("-", " ")
    return bilde.si(found.navn if found else words[:1].upper() + words[1:])


def moeter_i_saken(bilde: Saksbilde) -> tuple[Moetet, ...]:
    """Return the meetings up to and including the day of the document, in order."""
    found: dict[tuple[str, date], Moetet] = {}

    def at(code: str, day: date) -> Moetet:
        return found.setdefault((code, day), Moetet(code, day))

    for held in bilde.grunnlag.moeter:
        if held.dato <= bilde.today:
            at(held.moete, held.dato).holdt = held
    for code, hendelse in _of_meetings(bilde):
        each = at(code, hendelse.dato)
        (each.beslutninger if hendelse.steg == BESLUTNING else each.hendelser).append(hendelse)
    return tuple(sorted(found.values(), key=lambda each: each.dato))


def _of_meetings(bilde: Saksbilde) -> Iterator[tuple[str, Hendelse]]:
    for hendelse in bilde.hendelser:
        code = moetekode(bilde, hendelse)
        if code is not None:
            yield code, hendelse
