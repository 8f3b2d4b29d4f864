"""The meetings that took a case up: by the minute books, and by what the case itself says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.moter import Holdt
from sosialplan.model.sak import Hendelse
from sosialplan.rules.moter.beslutninger import BESLUTNING
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde

MOETE = "møte"
"""The entry of any chain that tells of a meeting."""


@dataclass(slots=True)
class Moetet:
    """One meeting on one day. ``holdt`` is None where no book has it; the rest is of this case only."""

    kode: str
    dato: date
    holdt: Holdt | None = None
    oppfoeringer: list[Hendelse] = field(default_factory=list)
    beslutninger: list[Hendelse] = field(default_factory=list)


def moetekode(bilde: Saksbilde, hendelse: Hendelse) -> str | None:
    """Return the meeting that an entry is from, or None."""
    if hendelse.moete:
        return hendelse.moete
    of_plan = (each.moete for each in bilde.plan.moter.moeter if hendelse.steg in each.steg)
    return next(of_plan, hendelse.steg if er_moete(bilde, hendelse) else None)


def er_moete(bilde: Saksbilde, hendelse: Hendelse) -> bool:
    """Tell whether an entry is of a meeting: the chain's own step, or that of every chain."""
    return hendelse.steg == MOETE or bilde.er(hendelse, Betydning.MOETE)


def moetenavn(bilde: Saksbilde, code: str) -> str:
    """Return a meeting's name: the plan's own, else what its step is called once it is done."""
    found = bilde.plan.moter.moete(code)
    return bilde.si(found.navn) if found else bilde.stegnavn(code)


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
        (each.beslutninger if hendelse.steg == BESLUTNING else each.oppfoeringer).append(hendelse)
    return tuple(sorted(found.values(), key=lambda each: each.dato))


def _of_meetings(bilde: Saksbilde) -> Iterator[tuple[str, Hendelse]]:
    for hendelse in bilde.hendelser:
        code = moetekode(bilde, hendelse)
        if code is not None:
            yield code, hendelse
