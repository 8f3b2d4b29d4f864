"""How often a meeting is held: the readings that hold, whom it is held for, and the stretches.

A stretch is a run of school days in which the meeting is held so many times.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from sosialplan.model.moter import Hyppighet, Intervall, Moete, Moetebok, Per
from sosialplan.model.plan import Plan
from sosialplan.rules.kalender.skolekalender import school_weeks
from sosialplan.rules.lesninger import may_hold, reading_holds


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
    classes = [each.klasse for each in plan.skole.klasser]
    match per:
        case Per.KLASSE:
            return tuple(classes)
        case Per.TRINN:
            return tuple(sorted({each[:-1] for each in classes}, key=int))
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
