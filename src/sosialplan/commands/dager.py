"""Days that a person asks for or sets: ``regn``, and the notice that a set day gets."""

from collections.abc import Iterable, Iterator
from datetime import date

from sosialplan.commands.run import PROBLEMS, Run
from sosialplan.files.filtolk import read_value
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.plan import Plan
from sosialplan.model.regel import Enhet
from sosialplan.model.skole import Skolerute
from sosialplan.rules.kalender.datoord import ukedag_og_dato
from sosialplan.rules.kalender.day_counting import amount, count
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of
from sosialplan.views.datoer import kort_dato
from sosialplan.views.forklaring import passed_over, with_weekday


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


def regn(run: Run, fra: date, antall: int, enhet: Enhet, *, format_: str) -> int:
    """Count from a day and say why; end in 1 where the calendar is not known."""
    folder = run.planmappe()
    read = [read_value(folder, path, Skolerute)[0] for path in folder.files("plan/skoleruter")]
    kalender = kalender_of(tuple(each.value for each in read if each is not None))
    telling = count(fra, antall, enhet, kalender)
    why = f"{amount(antall, enhet)} etter {kort_dato(fra)}. Dag 0 er {kort_dato(fra)}."
    why = " ".join([why, *telling.merknader])
    if format_ == "json":
        run.answer({
            "dato": telling.dato.isoformat() if telling.dato else None,
            "forklaring": why,
            "passert": [
                {"dato": each.dato.isoformat(), "hvorfor": each.hvorfor} for each in telling.passert
            ],
        })  # fmt: skip
    else:
        run.terminal.line(with_weekday(telling.dato).capitalize())
        run.terminal.line(why)
        for line in passed_over(telling):
            run.terminal.line(f"  ikke telt: {line}")
    return 0 if telling.dato else PROBLEMS
