"""What absence does not count for, in words: nothing is counted as nothing in silence."""

from collections.abc import Iterator

from sosialplan.model.fravaer import Fravaerstype, Periode
from sosialplan.model.plan import Plan
from sosialplan.rules.kalender.skolekalender import days_between, kalender_of, school_year_of
from sosialplan.rules.tellemaate import (
    GYLDIG_TELLER,
    PERMISJON_TELLER,
    TIMER_PER_DAG,
    counts,
    lessons_a_day,
)

_SETTING = {
    Fravaerstype.GYLDIG: ("Gyldig fravær", GYLDIG_TELLER),
    Fravaerstype.PERMISJON: ("Permisjon", PERMISJON_TELLER),
}
NOT_SAID = (
    "Enkelte timer teller som ingenting i fraværstrappen: skolen har ikke sagt hvor mange timer en "
    f"dag har. Si det i innstillingen {TIMER_PER_DAG} i plan/skole.yaml."
)
NOT_FILLED = (
    "Enkelte timer teller som en fraværsdag først når de fyller dagen ({timer} timer). Det velger "
    f"innstillingen {TIMER_PER_DAG}."
)


def uten_virkning(plan: Plan, told: Periode) -> Iterator[str]:
    """Yield why absence that is written is not counted as it stands: year, lessons and kind."""
    kalender, year = kalender_of(plan.ruter), school_year_of(told.fra)
    if kalender.rute(year) is None:
        yield (
            f"Skoleruten for {year} er ikke kjent. Fraværet teller ikke i fraværstrappen før "
            f"plan/skoleruter/{year}.yaml er der."
        )
    elif not any(kalender.is_school_day(day) for day in days_between(told.fra, told.til)):
        yield "Det er ingen skoledager i perioden, så den teller ikke i fraværstrappen."
    if told.fag is not None or told.timer is not None:
        yield lesson_words(lessons_a_day(plan, told.fra))
    if not counts(plan, told.type, told.fra):
        yield kind_words(told.type)


def lesson_words(length: int | None) -> str:
    """Say what single lessons count for on a day of so many; None is not said."""
    return NOT_SAID if length is None else NOT_FILLED.format(timer=length)


def kind_words(kind: Fravaerstype) -> str:
    """Say that a kind of absence does not count, and which setting says so."""
    name, setting = _SETTING[kind]
    return f"{name} teller ikke i fraværstrappen. Det velger innstillingen {setting}."
