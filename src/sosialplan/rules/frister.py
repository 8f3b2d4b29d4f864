"""All rows of a planmappe, and those that are asked for on a day."""

from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.frist import Frist, VurdertFrist
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Sak
from sosialplan.rules.ansvar import transfer_deadlines, with_owner, with_responsible
from sosialplan.rules.fravaer.elevtrapp import deadlines_left, pupil_deadlines, pupils
from sosialplan.rules.innboks import report_deadlines
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of
from sosialplan.rules.lovfrister import law_deadlines
from sosialplan.rules.moeter.beslutninger import decision_deadlines, meeting_deadlines
from sosialplan.rules.saksgang import Saksgang, course_of
from sosialplan.rules.stegfrister import step_deadlines, unchosen_deadlines
from sosialplan.rules.tiltaksfrister import measure_deadlines
from sosialplan.rules.utloesning import with_bortfall
from sosialplan.rules.varsler import duties, offer_deadlines, warnings
from sosialplan.rules.ved_siden import all_told_beside
from sosialplan.rules.vurdering import as_they_stand, by_date


def deadlines_of_case(gang: Saksgang, *, undone: bool = False) -> tuple[Frist, ...]:
    """Return every row of a case by date; with ``undone`` the done steps are not worked out.

    What is asked for no more has a ``bortfall``.
    """
    rows = [
        *step_deadlines(gang, undone=undone),
        *measure_deadlines(gang),
        *decision_deadlines(gang),
        *transfer_deadlines(gang),
        *law_deadlines(gang),
        *warnings(gang),
        *offer_deadlines(gang),
        *(() if undone else unchosen_deadlines(gang)),
    ]
    owned = (with_bortfall(gang, with_owner(gang, with_responsible(gang, row))) for row in rows)
    return tuple(sorted(owned, key=by_date))


def rows_on(
    saker: Sequence[Sak],
    books: Sequence[Klassefravaer],
    meetings: Sequence[Moetebok],
    plan: Plan,
    i_dag: date,
    *,
    innboks: Sequence[Innboksmelding] = (),
    mottakere: Sequence[str] = (),
    undone: bool = False,
    beside: bool = False,
) -> tuple[VurdertFrist, ...]:
    """Return all rows of cases, pupils, recurring duties, meetings and reports as they stand on ``i_dag``.

    With ``undone`` only those that are still asked for, which is much quicker; with ``beside`` only those of no case: of a
    pupil without one only the cases of the chain of absence say anything, so no other is reckoned.
    """
    kalender = kalender_of(plan.ruter)
    chain = plan.trapp.kjede
    gangs = [
        gang
        for sak in all_told_beside(saker, plan)
        if (not beside or sak.kjede == chain)
        and (gang := course_of(sak, books, plan, kalender, i_dag)) is not None
        and (sak.opprettet <= i_dag or gang.fakta.hendelser)
    ]
    rows = [
        *(frist for gang in gangs if not beside for frist in rows_of_case(gang, undone=undone)),
        *rows_of_pupils(gangs, books, plan, i_dag, undone=undone),
        *rows_of_school(meetings, innboks, mottakere, plan, i_dag, undone=undone),
    ]
    return as_they_stand(rows, plan, i_dag)


def rows_of_school(
    meetings: Sequence[Moetebok],
    innboks: Sequence[Innboksmelding],
    mottakere: Sequence[str],
    plan: Plan,
    i_dag: date,
    *,
    undone: bool = False,
) -> Iterator[Frist]:
    """Yield the rows of recurring duties, meetings and reports."""
    kalender = kalender_of(plan.ruter)
    yield from duties(plan, kalender, meetings, i_dag)
    for found in (
        meeting_deadlines(plan, kalender, meetings, i_dag),
        report_deadlines(innboks, mottakere, plan, kalender, i_dag),
    ):
        yield from (frist for frist in found if not (undone and frist.gjort))


def rows_of_case(gang: Saksgang, *, undone: bool = False) -> Iterator[Frist]:
    """Yield the rows of a case; what absence sets off after it was closed is the pupil's own."""
    of_rungs = {each.steg for each in gang.kjede.steg if each.utloeses_av_trinn}
    for frist in deadlines_of_case(gang, undone=undone):
        if undone and (frist.gjort is not None or frist.bortfall is not None):
            continue
        closed = gang.closed_on
        after = closed is not None and frist.forklaring.fra_dato > closed
        if not (after and frist.steg in of_rungs):
            yield frist


def rows_of_pupils(
    gangs: Sequence[Saksgang],
    books: Sequence[Klassefravaer],
    plan: Plan,
    i_dag: date,
    *,
    undone: bool = False,
) -> Iterator[Frist]:
    """Yield what the absence ladder asks for pupils without a case: in the year that runs, and left from the last."""
    kalender = kalender_of(plan.ruter)
    this_year = [book for book in books if book.skoleaar == school_year_of(i_dag)]
    for elev in pupils(gangs, this_year, plan, kalender, i_dag):
        yield from pupil_deadlines(elev, undone=undone)
    yield from deadlines_left(gangs, books, plan, kalender, i_dag)
