"""How much of what the plan promises was held: counted from the evidence, never from an opinion.

Asked for is what is past, and what was held already; what can still be held in time is not
counted against anybody.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sosialplan.model.moeter import Hyppighet, Intervall, Moete, Moetebok
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.rules.aarshjul.perioder import parts
from sosialplan.rules.kalender.skolekalender import Skolekalender
from sosialplan.rules.moeter.moeteplan import held_days, held_for, readings, stretches
from sosialplan.rules.varsler import duty_counted

KLASSEMOETE = "klassemøte"


class Strekk(Value, frozen=True):
    """A stretch in which something was not held, both ends included."""

    fra: date
    til: date


class Dekning(Value, frozen=True):
    """How many were asked for and how many were held, for the school, a class, a grade or a code."""

    moete: str
    lesning: str | None
    hos: str | None
    for_hva: str | None
    ventet: int
    holdt: int
    mangler: tuple[Strekk, ...] = ()

    @property
    def prosent(self) -> int | None:
        """Whole per cent, rounded down so that only all is 100; None where nothing was asked for."""
        return percent(self.holdt, self.ventet)


def percent(held: int, asked: int) -> int | None:
    """Return whole per cent rounded down; None of nothing.

    >>> percent(199, 200)
    99
    """
    return None if asked == 0 else held * 100 // asked


def class_meeting_coverage(
    plan: Plan, kalender: Skolekalender, books: Sequence[Moetebok], skoleaar: str, per: date
) -> tuple[Dekning, ...]:
    """Return the coverage of klassemøte for each class of the school in a school year by ``per``."""
    rows = meeting_coverage(plan, kalender, books, skoleaar, per)
    return tuple(row for row in rows if row.moete == KLASSEMOETE)


def meeting_coverage(
    plan: Plan, kalender: Skolekalender, books: Sequence[Moetebok], skoleaar: str, per: date
) -> tuple[Dekning, ...]:
    """Return the coverage of every meeting of the plan; empty where the year is not known."""
    begun = plan.skole.plikter_fra
    dager = tuple(day for day in kalender.school_days(skoleaar) if begun is None or day >= begun)
    if not dager:
        return ()
    by_then = [book for book in books if book.skoleaar == skoleaar]
    return tuple(
        _coverage(plan, kalender, moete, hyppighet, for_hva, by_then, dager, per)
        for moete in plan.moeter.moeter
        for hyppigheter in readings(plan, moete, per).values()
        for hyppighet in hyppigheter
        for for_hva in held_for(plan, moete, books, skoleaar)
    )


def _coverage(
    plan: Plan,
    kalender: Skolekalender,
    moete: Moete,
    hyppighet: Hyppighet,
    for_hva: str | None,
    books: Sequence[Moetebok],
    dager: tuple[date, ...],
    per: date,
) -> Dekning:
    held = [
        day
        for day in held_days(books, moete.moete, for_hva, hyppighet.hos)
        if dager[0] <= day <= per
    ]
    if hyppighet.regel is not None:
        counted = list(_by_rule(plan, kalender, hyppighet.regel, held, dager, per))
    elif hyppighet.i is Intervall.SKOLEAAR:
        counted = list(_in_year(hyppighet.minst or 1, held, dager, per))
    else:
        counted = list(_in_stretches(hyppighet, held, dager, per))
    return Dekning(
        moete=moete.moete,
        lesning=hyppighet.lesning,
        hos=hyppighet.hos,
        for_hva=for_hva,
        ventet=len(counted),
        holdt=sum(each is None for each in counted),
        mangler=tuple(dict.fromkeys(each for each in counted if each is not None)),
    )


def _by_rule(
    plan: Plan,
    kalender: Skolekalender,
    regel: str,
    held: Sequence[date],
    dager: tuple[date, ...],
    per: date,
) -> Iterator[Strekk | None]:
    """Yield None for each deadline that was met, and the stretch for one that was not.

    Counted from the last meeting in time; after a miss from the late meeting, as the duty is,
    or from the deadline where the next one came before any meeting.
    """
    since, after = dager[0], dager[0] - timedelta(days=1)
    while True:
        due = duty_counted(plan, kalender, regel, since, "forrige møte").telling.dato
        if due is None or due <= since or due > dager[-1]:
            return
        met = max((day for day in held if after < day <= due), default=None)
        if met is None and due >= per:
            return
        yield None if met else Strekk(after + timedelta(days=1), due)
        since = after = met or _late(plan, kalender, regel, held, due) or due


def _late(
    plan: Plan, kalender: Skolekalender, regel: str, held: Sequence[date], missed: date
) -> date | None:
    """Return the first meeting after a deadline that was missed, if it came before the next."""
    following = duty_counted(plan, kalender, regel, missed, "forrige frist").telling.dato
    return next((day for day in held if following and missed < day <= following), None)


def _in_year(
    wanted: int, held: Sequence[date], dager: tuple[date, ...], per: date
) -> Iterator[Strekk | None]:
    """Yield as many as the parts of the year that are past, or as were held already."""
    for number, part in enumerate(parts(dager, wanted), start=1):
        if number <= len(held):
            yield None
        elif part[-1] < per:
            yield Strekk(part[0], part[-1])


def _in_stretches(
    hyppighet: Hyppighet, held: Sequence[date], dager: tuple[date, ...], per: date
) -> Iterator[Strekk | None]:
    for days in stretches(hyppighet, dager):
        times = sum(days[0] <= day <= days[-1] for day in held)
        for number in range(1, (hyppighet.minst or 1) + 1):
            if number <= times:
                yield None
            elif days[-1] < per:
                yield Strekk(days[0], days[-1])
