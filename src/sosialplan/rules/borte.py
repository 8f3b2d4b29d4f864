"""What a pupil was away, school day by school day, and the one counter: what any count of it had come to on each day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from msgspec.structs import replace

from sosialplan.model.fravaer import Fravaersperiode, Fravaerstype, Meldt
from sosialplan.model.fravaerstrapp import Bare, Hva, Tell, Vindu
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import folded
from sosialplan.rules.explanation import flag
from sosialplan.rules.kalender.skolekalender import Skolekalender, days_between, school_year_of
from sosialplan.rules.vinduer import days_of, holds, key_of, lessons_a_day, weeks_until

GYLDIG_TELLER = "fravær-gyldig-teller"
PERMISJON_TELLER = "fravær-permisjon-teller"
NO_CLASSES: Mapping[str, str] = MappingProxyType({})
Slag = tuple[Fravaerstype, Meldt]


def counts(plan: Plan, kind: Fravaerstype, on: date) -> bool:
    """Tell whether the school counts this kind of absence on its ladder."""
    if kind is Fravaerstype.PERMISJON:
        return flag(plan, PERMISJON_TELLER, on, default=False)
    return kind is Fravaerstype.UGYLDIG or flag(plan, GYLDIG_TELLER, on, default=True)


def kinds_that_count(plan: Plan, on: date) -> str:
    """Return the kinds that count, in words."""
    kinds = [each.value for each in Fravaerstype if counts(plan, each, on)]
    return f"bare {kinds[0]}" if len(kinds) == 1 else f"{', '.join(kinds[:-1])} og {kinds[-1]}"


def day_of_lessons(
    told: Sequence[Fravaersperiode], plan: Plan, klasse: str, day: date
) -> Slag | None:
    """Return the kind of day that the lessons a class missed on it make; None where they fill no day.

    Lessons of the kinds that count make a day that counts. Where only all of them together fill
    the day, it is one that does not count.
    """
    length = lessons_a_day(plan, klasse, day)
    if length is None:
        return None
    counting = [each for each in told if counts(plan, each.type, day)]
    others = [each for each in told if each not in counting]
    for lessons, kinds in ((counting, counting), (told, others)):
        if lessons and sum(each.antall_timer for each in lessons) >= length:
            invalid = any(each.type is Fravaerstype.UGYLDIG for each in kinds)
            untold = any(each.meldt is Meldt.NEI for each in kinds)
            kind = Fravaerstype.UGYLDIG if invalid else kinds[0].type
            return kind, Meldt.NEI if untold else Meldt.JA
    return None


class Borte(Value, frozen=True):
    """Something of a day that can be counted. ``foerst`` is that a day begins a period, or is made of lessons."""

    dato: date
    type: Fravaerstype
    meldt: Meldt
    antall: float = 1
    fag: str = ""
    foerst: bool = True


class Regnskap(Value, frozen=True):
    """All that a pupil was away up to a day, in order of days: what every rung is counted from.

    ``timer`` are all lessons, those of a whole day with no subject; ``enkelttimer`` those of days that are none.
    """

    klasse: str
    foer: Mapping[str, str] = NO_CLASSES
    dager: tuple[Borte, ...] = ()
    timer: tuple[Borte, ...] = ()
    enkelttimer: tuple[Borte, ...] = ()
    forsent: tuple[Borte, ...] = ()
    gikk: tuple[Borte, ...] = ()

    def class_on(self, day: date) -> str:
        """Return the class that the pupil was in on a day."""
        return self.foer.get(school_year_of(day), self.klasse)

    def until(self, day: date) -> "Regnskap":
        """Return it as it stood at the end of a day."""
        kinds = (self.dager, self.timer, self.enkelttimer, self.forsent, self.gikk)
        held = (tuple(one for one in kind if one.dato <= day) for kind in kinds)
        return Regnskap(self.klasse, self.foer, *held)


def accounts(
    perioder: Iterable[Fravaersperiode],
    plan: Plan,
    kalender: Skolekalender,
    per: date,
    *,
    klasse: str,
    foer: Mapping[str, str] = NO_CLASSES,
) -> Regnskap:
    """Return what a pupil was away up to and including ``per``.

    ``klasse`` is the pupil's class, ``foer`` the one in each school year in which it was another.
    """
    whole: dict[date, Borte] = {}
    lessons: dict[date, list[Fravaersperiode]] = {}
    late: list[Borte] = []
    left: list[Borte] = []
    for periode in sorted(perioder, key=lambda each: each.fra):
        first = True
        for day in days_between(periode.fra, min(periode.til, per)):
            if not kalender.is_school_day(day):
                continue
            one = Borte(day, periode.type, periode.meldt, 1, periode.fag or "", first)
            if periode.whole_days:
                whole.setdefault(day, one)
                first = False
            elif periode.antall_timer:
                lessons.setdefault(day, []).append(periode)
            if periode.forsent:
                late.append(one)
            if periode.gikk:
                left.append(one)
    empty = Regnskap(klasse, foer)
    marked = dict(whole)
    for day, told in lessons.items():
        made = day_of_lessons(told, plan, empty.class_on(day), day)
        if made is not None:
            marked.setdefault(day, Borte(day, *made))
    of_days = (replace(each, antall=_length(plan, empty, each.dato)) for each in whole.values())
    single = {
        day: list(_lessons(told, day, _length(plan, empty, day)))
        for day, told in lessons.items()
        if day not in whole
    }
    return Regnskap(
        klasse,
        foer,
        _in_order(marked.values()),
        _in_order([*of_days, *(each for own in single.values() for each in own)]),
        _in_order(each for day, own in single.items() if day not in marked for each in own),
        _in_order(late),
        _in_order(left),
    )


def _length(plan: Plan, regnskap: Regnskap, day: date) -> float:
    return lessons_a_day(plan, regnskap.class_on(day), day) or 0


def _lessons(told: Sequence[Fravaersperiode], day: date, length: float) -> Iterator[Borte]:
    """Yield the lessons of a day, no more than it has where that is known."""
    left = length or float("inf")
    for each in told:
        number = min(each.antall_timer, left)
        left -= number
        yield Borte(day, each.type, each.meldt, number, each.fag or "")


def _in_order(found: Iterable[Borte]) -> tuple[Borte, ...]:
    return tuple(sorted(found, key=lambda each: each.dato))


def asked_for(plan: Plan, tell: Tell, one: Borte) -> bool:
    """Tell whether a count is of absence of this kind."""
    match tell.grunn:
        case Bare.UANSETT:
            return True
        case Bare.UGYLDIG:
            return one.type is Fravaerstype.UGYLDIG
        case Bare.IKKE_MELDT:
            # Leave that the school granted was asked for by the guardians.
            return one.meldt is Meldt.NEI and one.type is not Fravaerstype.PERMISJON
        case _:
            return counts(plan, one.type, one.dato)


def counted(
    regnskap: Regnskap, tell: Tell, plan: Plan, kalender: Skolekalender
) -> Mapping[str, tuple[tuple[date, float], ...]]:
    """Return what a count is of, by subject where it is: each day with how much, which is 0 where it is of another kind.

    A count that is not by subject has one list, under no name. Lessons of no subject are in none that is by subject.
    """
    found: dict[str, dict[date, float]] = {}
    names: dict[str, str] = {}
    for one, number in _of_kind(regnskap, tell, plan, kalender):
        if tell.per_fag and not one.fag:
            continue
        name = names.setdefault(folded(one.fag), one.fag) if tell.per_fag else ""
        own = found.setdefault(name, {})
        own[one.dato] = own.get(one.dato, 0) + number
    return {fag: tuple(own.items()) for fag, own in found.items()}


def _of_kind(
    regnskap: Regnskap, tell: Tell, plan: Plan, kalender: Skolekalender
) -> Iterator[tuple[Borte, float]]:
    sources = {
        Hva.TIMER: regnskap.timer,
        Hva.ENKELTTIMER: regnskap.enkelttimer,
        Hva.FORSENT: regnskap.forsent,
        Hva.GIKK: regnskap.gikk,
    }
    days = regnskap.dager
    for place, one in enumerate(sources.get(tell.hva, days)):
        here = asked_for(plan, tell, one)
        if tell.hva is Hva.NYTT_FRAVAER:
            before = days[place - 1] if place else None
            goes_on = before is not None and asked_for(plan, tell, before)
            here = here and one.foerst and not (goes_on and _next_to(kalender, days, place))
        elif tell.hva is Hva.ENKELTDAGER:
            beside = _next_to(kalender, days, place) or _next_to(kalender, days, place + 1)
            here = here and not beside
        yield one, one.antall if here else 0


def _next_to(kalender: Skolekalender, days: Sequence[Borte], place: int) -> bool:
    """Tell whether the day at a place is the school day after the one before it."""
    if not 0 < place < len(days):
        return False
    return kalender.count_school_days(days[place - 1].dato, days[place].dato) == 1


class Tellestand(Value, frozen=True):
    """What a count had come to on a day: with that day, and without it. ``av`` is what a share is one of."""

    dato: date
    med: float
    uten: float
    av: float = 0


def stands(
    regnskap: Regnskap, tell: Tell, plan: Plan, kalender: Skolekalender
) -> Mapping[str, tuple[Tellestand, ...]]:
    """Return how a count stood on each day that has something of its kind, by subject where it is."""
    return {
        fag: tuple(stands_of(own, tell, plan, kalender, regnskap, fag))
        for fag, own in counted(regnskap, tell, plan, kalender).items()
    }


def stands_of(
    own: Sequence[tuple[date, float]],
    tell: Tell,
    plan: Plan,
    kalender: Skolekalender,
    regnskap: Regnskap,
    fag: str,
) -> Iterator[Tellestand]:
    """Yield how a count stood at the end of each of its days; ``own`` are the days with how much."""
    total, last, window = 0.0, None, ""
    for place, (day, number) in enumerate(own):
        if tell.vindu is Vindu.UKER:
            start = weeks_until(kalender.school_days(school_year_of(day)), day, tell.uker or 1).fra
            total = sum(each for other, each in own[:place] if other >= start)
        elif tell.vindu is Vindu.PAA_RAD:
            follows = last is not None and kalender.count_school_days(last, day) == 1
            total = total if follows else 0
        else:
            before, window = window, key_of(plan, tell, day)
            total = total if before == window else 0
        av = holds_on(plan, tell, day, regnskap, fag) if tell.prosent else 0
        yield Tellestand(day, round(total + number, 6), round(total, 6), av)
        total, last = total + number, day


def holds_on(plan: Plan, tell: Tell, day: date, regnskap: Regnskap, fag: str) -> float:
    """Return what a share is one of in the window of a day."""
    return holds(plan, tell, days_of(plan, tell, day), regnskap.class_on(day), fag)
