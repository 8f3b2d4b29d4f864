"""A day that a person sets gets the notice that a counted one gets: it is free, or past the longest time.

The day stands as it was set; nothing is moved and nothing is refused.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from sosialplan.commands.run import Run
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.plan import Plan
from sosialplan.rules.kalender.datoord import ukedag_og_dato
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of


def tell_of_day(run: Run, plan: Plan, what: str, day: date | None) -> None:
    """Say on stderr what a person should know of a day; nothing of one that is not set."""
    for each in _of_the_day(plan, what, day) if day else ():
        run.terminal.note(each)


def tell_of_set_days(
    run: Run, before: Iterable[VurdertFrist], after: Iterable[VurdertFrist]
) -> None:
    """Say what is noted of the days that were set now and not counted, once each."""
    known = {(row.frist.id, row.frist.frist) for row in before}
    notes = (
        f"{row.frist.tittel}: {note}"
        for row in after
        if row.frist.forklaring.enhet is None and (row.frist.id, row.frist.frist) not in known
        for note in row.frist.forklaring.telling.merknader
    )
    for each in dict.fromkeys(notes):
        run.terminal.note(each)


def tell_of_late(run: Run, what: str, day: date, rows: Iterable[VurdertFrist]) -> None:
    """Say where a day is past the deadline of the rows that it is to carry out, and what bears that one."""
    for row in rows:
        last = row.frist.frist
        if last is not None and day > last:
            ground = row.frist.forklaring.grunnlag.value
            run.terminal.note(
                f"{what} {ukedag_og_dato(day)} er etter fristen {ukedag_og_dato(last)} ({ground})."
            )


def _of_the_day(plan: Plan, what: str, day: date) -> Iterator[str]:
    kalender = kalender_of(plan.ruter)
    free = kalender.free_because(day)
    if free is not None:
        yield f"{what} {ukedag_og_dato(day)}: skolen har fri ({free}). Dagen flyttes ikke."
    elif kalender.rute(school_year_of(day)) is None:
        year = school_year_of(day)
        yield f"{what} {ukedag_og_dato(day)}: skoleruten for {year} er ikke kjent, så det vises ikke om skolen har fri."
