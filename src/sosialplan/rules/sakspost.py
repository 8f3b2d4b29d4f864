"""What every list asks of a case, worked out once: its undone rows, what waits for a yes, and how it stands.

It depends on the case, the plan, what stands beside it, and the day; for how many days it holds is worked out with it (``utregning``).
Holds codes and numbers only, never a name: it is kept from one run to the next, and what is kept is read without the rules.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.frist import Frist, Ventende
from sosialplan.model.record import Value

if TYPE_CHECKING:
    from sosialplan.rules.saksgang import Saksgang


class Sakslinje(Value, frozen=True, array_like=True):
    """How a case stands on a day, for a list of cases. ``kjent`` is whether the school knew of it then."""

    sak: str
    kjede: str
    klasse: str
    opprettet: date
    avsluttet: date | None
    runde: int
    overlevert: bool
    kjent: bool


def line_of(gang: "Saksgang") -> Sakslinje:
    """Return how a case stands; it may be written down later than the school knew of it."""
    sak = gang.fakta.sak
    return Sakslinje(
        sak=sak.sak,
        kjede=sak.kjede,
        klasse=sak.elev.klasse,
        opprettet=sak.opprettet,
        avsluttet=gang.closed_on,
        runde=gang.round.nummer,
        overlevert=gang.handed_on is not None,
        kjent=sak.opprettet <= gang.fakta.per or bool(gang.fakta.hendelser),
    )


class Sakspost(Value, frozen=True, array_like=True):
    """A case as lists ask of it. ``nevner`` are the cases it names, ``senere`` how many facts of it are later than the day."""

    sak: str
    kjede: str
    fra_sak: str | None
    nevner: tuple[str, ...]
    rader: tuple[Frist, ...]
    venter: tuple[Ventende, ...]
    senere: int
    linje: Sakslinje | None = None
    """None where the plan does not have its chain."""


class Utregnet(Value, frozen=True, array_like=True):
    """Something worked out, as it is kept, and the days on which it holds, both included."""

    hva: msgspec.Raw
    fra: date
    til: date


class Kjentsak(Value, frozen=True, array_like=True):
    """A case as it is kept: what was worked out, the cases beside it as they were, and, of absence, all of it."""

    post: Utregnet
    ved_siden: tuple[tuple[str, bytes], ...] = ()
    fravaer: bytes = b""


class Ellers(Value, frozen=True, array_like=True):
    """What is asked of all that lies beside the cases: the last day of absence, and the rows of the school."""

    senest: date | None
    skolen: Utregnet


def last_absence(books: Iterable[Klassefravaer]) -> date | None:
    """Return the last day that absence begins on: where it is later than the day, what is left out cannot be told case by case."""
    return max(
        (each.fra for book in books for entry in book.elever for each in entry.borte), default=None
    )


Nevner = tuple[str, str | None, tuple[str, ...]]
"""A case by its number, the one it came from, and those it names."""


def beside_each(saker: Iterable[Nevner]) -> dict[str, tuple[str, ...]]:
    """Return, for each case, those that it names and those that came from it: they may tell something of it."""
    known = tuple(saker)
    led_to: dict[str, list[str]] = {}
    for number, came_from, _ in known:
        if came_from:
            led_to.setdefault(came_from, []).append(number)
    return {
        number: tuple(dict.fromkeys((*named, *led_to.get(number, ()))))
        for number, _, named in known
    }
