"""What is kept of cases, worked out as of a day, with the days on which it holds: see ``sakspost``."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Sak
from sosialplan.rules.facts import facts_of
from sosialplan.rules.frister import rows_of_case, rows_of_pupils, rows_of_school
from sosialplan.rules.kalender.dagspenn import Dagen, Dagspenn
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.saksgang import course_of
from sosialplan.rules.sakspost import Sakspost, Utregnet, line_of
from sosialplan.rules.ved_siden import beside, with_told_beside
from sosialplan.rules.ventende import waiting_in


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


def school_of_day(
    meetings: Sequence[Moetebok],
    innboks: Sequence[Innboksmelding],
    mottakere: Sequence[str],
    plan: Plan,
    per: date,
) -> Utregnet:
    """Work out the undone rows of recurring duties, meetings and reports."""
    spenn = Dagspenn()
    day = Dagen.watched(per, spenn)
    rows = tuple(rows_of_school(meetings, innboks, mottakere, plan, day, undone=True))
    return _held(rows, spenn)


def _held(what: object, spenn: Dagspenn) -> Utregnet:
    """Return what was worked out as it is kept. A day of judging that stands in it binds it to that day."""
    kept = msgspec.msgpack.encode(what, enc_hook=Dagen.plain)
    return Utregnet(msgspec.Raw(kept), spenn.fra, spenn.til)
