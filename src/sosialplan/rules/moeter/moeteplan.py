"""How often a meeting is held, and proposed dates for it in a school year, never on a free day."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from sosialplan.model.moeter import Hyppighet, Intervall, Moete, Moetebok, Per
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.rules.kalender.skolekalender import Skolekalender, school_weeks
from sosialplan.rules.lesninger import may_hold, reading_holds
from sosialplan.rules.varsler import duty_counted


def readings(
    plan: Plan, moete: Moete, on: date | None = None
) -> dict[str | None, tuple[Hyppighet, ...]]:
    """Return how often the plan says, by reading.

    The chosen one; until the school has chosen, what holds until then, or else all of them.
    """
    until = {each.valg for each in moete.hyppighet if each.inntil_valgt}
    holds = [
        each
        for each in moete.hyppighet
        if may_hold(plan, each, on) and (each.valg not in until or reading_holds(plan, each, on=on))
    ]
    return {
        lesning: tuple(each for each in holds if each.lesning == lesning)
        for lesning in dict.fromkeys(each.lesning for each in holds)
    }


def held_for(
    plan: Plan, moete: Moete, books: Sequence[Moetebok], skoleaar: str
) -> tuple[str | None, ...]:
    """Return each class, grade or pupil's code that the meeting is held for; None for the school."""
    if moete.per is Per.ELEV:
        own = [book for book in books if book.skoleaar == skoleaar]
        return tuple(dict.fromkeys(each.kode for book in own for each in book.elever))
    return groups_of(plan, moete.per)


def groups_of(plan: Plan, per: Per) -> tuple[str | None, ...]:
    """Return each class or each grade of the school; None for the school as one."""
    match per:
        case Per.KLASSE:
            return tuple(each.klasse for each in plan.skole.klasser)
        case Per.TRINN:
            return tuple(map(str, plan.skole.trinnene))
        case _:
            return (None,)


def held_days(
    books: Sequence[Moetebok], moete: str, for_hva: str | None, hos: str | None
) -> tuple[date, ...]:
    """Return the days on which the meeting was held for one of them, in order."""
    return tuple(
        sorted(
            held.dato
            for book in books
            for held in book.moeter
            if held.moete == moete
            and (for_hva is None or for_hva in {held.klasse, str(held.trinn), held.elev})
            and (hos is None or held.hos == hos)
        )
    )


def stretches(hyppighet: Hyppighet, dager: tuple[date, ...]) -> tuple[tuple[date, ...], ...]:
    """Return the weeks, the months or the whole year in which so many are wanted."""
    match hyppighet.i:
        case Intervall.UKE:
            return school_weeks(dager, hyppighet.uker)
        case Intervall.MAANED:
            months = groupby(dager, key=lambda day: (day.year, day.month))
            return tuple(tuple(days) for _, days in months)
        case _:
            return (dager,)


class Moeteforslag(Value, frozen=True):
    """A proposed meeting."""

    moete: str
    lesning: str | None
    hos: str | None
    for_hva: str | None
    dato: date


class Hull(Value, frozen=True):
    """A stretch in which the plan's own frequency cannot be reached on the weekday."""

    moete: str
    lesning: str | None
    hos: str | None
    for_hva: str | None
    fra: date
    til: date
    mangler: int


def spread(days: Sequence[date], wanted: int, place: int = 0, places: int = 1) -> tuple[date, ...]:
    """Return so many of the days, evenly: those of one of several ``places`` that share them.

    All the days where there are no more than that.

    >>> spread(range(10), 2)
    (2, 7)
    """
    if wanted >= len(days):
        return tuple(days)
    slots = range(place, wanted * places, places)
    return tuple(days[(2 * slot + 1) * len(days) // (2 * wanted * places)] for slot in slots)


def proposals(
    plan: Plan,
    kalender: Skolekalender,
    skoleaar: str,
    moete: Moete,
    groups: Sequence[str | None],
    ukedag: int,
    on: date | None = None,
) -> tuple[Moeteforslag | Hull, ...]:
    """Return the meetings by date, and what cannot be reached; Monday is weekday 0.

    ``on`` is the day by which the school's choices are read.
    """
    dager = kalender.school_days(skoleaar)
    days = tuple(day for day in dager if day.weekday() == ukedag)
    found: list[Moeteforslag | Hull] = []
    for lesning, hyppigheter in readings(plan, moete, on).items():
        for place, group in enumerate(groups):
            for fra, til, hos, value in _reading(
                plan, kalender, hyppigheter, dager, days, (place, len(groups))
            ):
                common = (moete.moete, lesning, hos, group)
                found.append(
                    Moeteforslag(*common, value)
                    if isinstance(value, date)
                    else Hull(*common, fra, til, value)
                )
    return tuple(sorted(found, key=_order))


def _order(each: Moeteforslag | Hull) -> tuple[str, date, str]:
    day = each.dato if isinstance(each, Moeteforslag) else each.fra
    return (each.lesning or "", day, each.for_hva or "")


_Found = Iterator[tuple[date, date, str | None, date | int]]
"""The stretch, who holds it, and a day, or how many days are lacking."""


def _reading(
    plan: Plan,
    kalender: Skolekalender,
    hyppigheter: Sequence[Hyppighet],
    dager: tuple[date, ...],
    days: tuple[date, ...],
    place: tuple[int, int],
) -> _Found:
    if all(each.i is Intervall.SKOLEAAR for each in hyppigheter):
        yield from _in_turn(hyppigheter, dager, days, place)
        return
    for each in hyppigheter:
        if each.regel is not None:
            yield from _by_rule(plan, kalender, each, dager, days, place)
            continue
        last: date | None = None
        for stretch in stretches(each, dager):
            usable = [day for day in days if stretch[0] <= day <= stretch[-1]]
            wanted = each.minst or 1
            chosen = spread(usable, wanted, *place)
            if wanted == 1 and each.uker > 1 and last is not None and usable:
                chosen = (_nearest(usable, last + timedelta(weeks=each.uker)),)
            last = chosen[-1] if chosen else last
            yield from ((stretch[0], stretch[-1], each.hos, day) for day in chosen)
            if len(chosen) < wanted:
                yield stretch[0], stretch[-1], each.hos, wanted - len(chosen)


def _nearest(usable: Sequence[date], due: date) -> date:
    """Return the day nearest to so many weeks after the last meeting, so that the steps are even."""
    return min(usable, key=lambda day: (abs((day - due).days), day))


def _in_turn(
    hyppigheter: Sequence[Hyppighet],
    dager: tuple[date, ...],
    days: tuple[date, ...],
    place: tuple[int, int],
) -> _Found:
    """Spread all meetings of the year together, and let those who hold them take turns."""
    turns = sorted(
        ((2 * number + 1) / (2 * (each.minst or 1)), order, each.hos)
        for order, each in enumerate(hyppigheter)
        for number in range(each.minst or 1)
    )
    chosen = spread(days, len(turns), *place)
    for turn, day in zip(turns, chosen, strict=False):
        yield dager[0], dager[-1], turn[2], day
    if len(chosen) < len(turns):
        yield dager[0], dager[-1], None, len(turns) - len(chosen)


def _by_rule(
    plan: Plan,
    kalender: Skolekalender,
    hyppighet: Hyppighet,
    dager: tuple[date, ...],
    days: tuple[date, ...],
    place: tuple[int, int],
) -> _Found:
    """Take the last usable day before each deadline; the first is spread over the first stretch."""
    since, first = dager[0], True
    while True:
        counted = duty_counted(plan, kalender, hyppighet.regel or "", since, "forrige møte")
        due = counted.telling.dato
        if due is None or due <= since or due > dager[-1]:
            return
        usable = [day for day in days if since < day <= due]
        if not usable:
            yield since, due, hyppighet.hos, 1
            since = due
            continue
        since = spread(usable, 1, *place)[0] if first and len(usable) > 1 else usable[-1]
        first = False
        yield since, due, hyppighet.hos, since
