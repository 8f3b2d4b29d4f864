"""What every list asks of a case, worked out once: its undone rows, what waits for a yes, and how it stands.

It depends on the case, the plan, what stands beside it, and the day; for how many days it holds is worked out with it.
Holds codes and numbers only, never a name: it is kept from one run to the next.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.frist import Frist
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.rules.facts import facts_of
from sosialplan.rules.frister import rows_of_case, rows_of_pupils
from sosialplan.rules.kalender.dagspenn import Dagen, Dagspenn
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.saksgang import Saksgang, course_of
from sosialplan.rules.ved_siden import beside, with_told_beside
from sosialplan.rules.ventende import Ventende, waiting_in


class Sakslinje(Value, frozen=True):
    """How a case stands on a day, for a list of cases. ``kjent`` is whether the school knew of it then."""

    sak: str
    kjede: str
    klasse: str
    opprettet: date
    avsluttet: date | None
    runde: int
    overlevert: bool
    kjent: bool


def line_of(gang: Saksgang) -> Sakslinje:
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


class Sakspost(Value, frozen=True):
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


class Utregnet(Value, frozen=True):
    """Something worked out, as it is kept, and the days on which it holds, both included."""

    hva: msgspec.Raw
    fra: date
    til: date


class Kjentsak(Value, frozen=True):
    """A case as it is kept: what was worked out, the cases beside it as they were, and, of absence, all of it."""

    post: Utregnet
    ved_siden: tuple[tuple[str, bytes], ...] = ()
    fravaer: bytes = b""


def post_of(
    sak: Sak, others: Iterable[Sak], books: Sequence[Klassefravaer], plan: Plan, per: date
) -> Utregnet:
    """Work out a case as of a day; ``others`` are those beside it."""
    spenn = Dagspenn()
    day = Dagen.watched(per, spenn)
    told = with_told_beside(sak, others, plan)
    gang = course_of(told, books, plan, kalender_of(plan.ruter), day)
    line = line_of(gang) if gang else None
    post = Sakspost(
        sak=sak.sak,
        kjede=sak.kjede,
        fra_sak=sak.fra_sak,
        nevner=beside(sak),
        rader=tuple(rows_of_case(gang, undone=True)) if gang and line and line.kjent else (),
        venter=tuple(waiting_in(gang)) if gang else (),
        senere=facts_of(sak, (), day).utelatt,
        linje=line,
    )
    return _held(post, spenn)


def pupils_of_day(
    saker: Iterable[Sak], books: Sequence[Klassefravaer], plan: Plan, per: date
) -> Utregnet:
    """Work out the undone rows of pupils without a case; ``saker`` are those of the chain of absence."""
    spenn = Dagspenn()
    day = Dagen.watched(per, spenn)
    kalender = kalender_of(plan.ruter)
    gangs = (course_of(each, books, plan, kalender, day) for each in saker)
    known = [
        gang for gang in gangs if gang and (gang.fakta.sak.opprettet <= day or gang.fakta.hendelser)
    ]
    return _held(tuple(rows_of_pupils(known, books, plan, day, undone=True)), spenn)


def _held(what: object, spenn: Dagspenn) -> Utregnet:
    """Return what was worked out as it is kept. A day of judging that stands in it binds it to that day."""
    kept = msgspec.msgpack.encode(what, enc_hook=Dagen.plain)
    return Utregnet(msgspec.Raw(kept), spenn.fra, spenn.til)


def later_absence(books: Iterable[Klassefravaer], per: date) -> bool:
    """Tell whether any absence is later than the day: then what is left out cannot be told case by case."""
    return any(each.fra > per for book in books for entry in book.elever for each in entry.borte)


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
