"""Recurring duties that lack their evidence: a class without klassemøte for eight weeks."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from sosialplan.model.frist import Forklaring, Frist
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.moter import Holdt, Moetebok, Moeteplikt, Per
from sosialplan.model.plan import Plan
from sosialplan.model.regel import Enhet
from sosialplan.rules.explanation import apply_rule
from sosialplan.rules.kalender.day_counting import count
from sosialplan.rules.kalender.skolekalender import Skolekalender, school_year_of
from sosialplan.rules.lesninger import TEGN, reading_holds, to_choose, undecided


def duties(
    plan: Plan, kalender: Skolekalender, books: Sequence[Moetebok], per: date
) -> Iterator[Frist]:
    """Yield the next meeting that each duty asks for in the school year of ``per``.

    Counted from the last meeting held by ``per``, else from the first school day. A duty
    of the school that lands on a free day moves to the next school day.
    """
    rute = kalender.rute(school_year_of(per))
    if rute is None or per < rute.foerste_skoledag:
        return
    held = [each for book in books for each in book.moeter if each.dato <= per]
    for plikt in plan.moter.plikter:
        if not reading_holds(plan, plikt, on=per):
            continue
        classes = (
            [each.klasse for each in plan.skole.klasser] if plikt.per is Per.KLASSE else [None]
        )
        for klasse in classes:
            last = _last(held, plikt, klasse)
            row = _row(plan, kalender, plikt, klasse, last, rute.foerste_skoledag)
            yield _signed(plan, plikt, row, per)


def _signed(plan: Plan, plikt: Moeteplikt, row: Frist, per: date) -> Frist:
    """Return a row that says which choices it waits for."""
    waits = undecided(plan.valg, plikt, per)
    if not waits:
        return row
    counted = row.forklaring.telling
    notes = (*counted.merknader, *to_choose(plan, waits))
    return replace(
        row,
        tittel=f"{row.tittel} {TEGN}",
        forklaring=replace(row.forklaring, telling=replace(counted, merknader=notes)),
        ikke_valgt=waits,
    )


def _last(held: Sequence[Holdt], plikt: Moeteplikt, klasse: str | None) -> date | None:
    days = [each.dato for each in held if each.moete == plikt.moete and each.klasse == klasse]
    return max(days, default=None)


def _row(
    plan: Plan,
    kalender: Skolekalender,
    plikt: Moeteplikt,
    klasse: str | None,
    last: date | None,
    first_day: date,
) -> Frist:
    since, what = (
        (last, "forrige møte") if last and last >= first_day else (first_day, "første skoledag")
    )
    counted = duty_counted(plan, kalender, plikt.regel, since, what)
    return Frist(
        id="/".join(filter(None, ("plikt", plikt.moete, klasse))),
        slag=Slag.PLIKT,
        sak=None,
        kjede=None,
        klasse=klasse,
        steg=plikt.moete,
        tiltak=None,
        runde=1,
        tittel=plikt.navn,
        frist=counted.telling.dato,
        gjort=None,
        ansvarlig=plikt.ansvarlig,
        eskalerer=False,
        forklaring=counted,
    )


def duty_counted(
    plan: Plan, kalender: Skolekalender, regel: str, since: date, what: str
) -> Forklaring:
    """Count by a rule; a duty of the school on a free day moves to the next school day."""
    counted = apply_rule(plan, kalender, regel, since, what)
    due = counted.telling.dato
    moved = kalender.next_school_day(due) if due else None
    if due is None or moved is None or moved == due:
        return counted
    note = f"Dagen er fri ({kalender.free_because(due)}), så plikten flyttes til neste skoledag."
    said = count(moved, 0, Enhet.SKOLEDAGER, kalender).merknader
    telling = replace(counted.telling, dato=moved, merknader=(note, *said))
    return replace(counted, telling=telling)
