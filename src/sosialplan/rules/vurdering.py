"""How a deadline stands on a day, and whom an overdue one has gone up to.

*When* a deadline is never depends on the day of judging; this does, and only this.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, partial

from sosialplan.model.frist import Frist, Status, VurdertFrist
from sosialplan.model.handlingskjede import TO_BE_DONE, Slag
from sosialplan.model.plan import Plan
from sosialplan.rules.explanation import number
from sosialplan.rules.kalender.skolekalender import Skolekalender, kalender_of

TRINN = "neste-trinn"
"""The step of a warning that one more day, lesson or time would reach a rung."""
OPEN = frozenset({Status.KOMMENDE, Status.SNART, Status.I_DAG, Status.FORFALT, Status.AAPEN})
"""What still asks something of someone."""


def judge_on(plan: Plan, kalender: Skolekalender, i_dag: date) -> Callable[[Frist], VurdertFrist]:
    """Return what gives rows their status as of a day: what many of them have in common is worked out once.

    ``dager`` are calendar days left, negative when late; None where the date is not known.
    """
    soon = number(plan, "snart-dager", i_dag)
    raised = cache(partial(_escalated, plan, kalender, i_dag))

    def judged(frist: Frist) -> VurdertFrist:
        due = frist.frist
        status = status_of(frist, i_dag, soon)
        days = (due - i_dag).days if due else None
        late = status is Status.FORFALT and frist.eskalerer and due is not None
        gone_up = raised(frist.kjede, due, frist.ansvarlig, frist.skjermet_for) if late else ()
        return VurdertFrist(frist, status, days, gone_up)

    return judged


def status_of(frist: Frist, i_dag: date, soon: int) -> Status:
    """Return the status by the kind of row; a day that is not known is ``kommende``."""
    due = frist.frist
    if frist.gjort is not None or frist.bortfall is not None:
        return _settled(frist)
    if due is None:
        return Status.KOMMENDE
    if frist.slag is Slag.AAPNING:
        return Status.AAPEN if due <= i_dag else Status.KOMMENDE
    if frist.steg == TRINN:
        return Status.SNART
    return _undone(due, i_dag, soon)


def _settled(frist: Frist) -> Status:
    """Return how a row ended: a day that had passed when nobody asked any more, stays passed."""
    due, lifted = frist.frist, frist.bortfall
    if lifted is not None:
        passed = due is not None and due < lifted.dato and frist.slag is Slag.FRIST
        return Status.IKKE_GJORT if passed else Status.BORTFALT
    if frist.ikke_holdt:
        return Status.UFULLSTENDIG
    late = due is not None and frist.gjort is not None and frist.gjort > due
    return Status.FOR_SENT if late else Status.OVERHOLDT


def _undone(due: date, i_dag: date, soon: int) -> Status:
    if due < i_dag:
        return Status.FORFALT
    if due == i_dag:
        return Status.I_DAG
    return Status.SNART if due <= i_dag + timedelta(days=soon) else Status.KOMMENDE


def _escalated(
    plan: Plan,
    kalender: Skolekalender,
    i_dag: date,
    kjede: str | None,
    due: date,
    ansvarlig: Sequence[str],
    skjermet_for: Sequence[str],
) -> tuple[str, ...]:
    """Return the rungs above the responsible that the school days since the deadline have reached.

    A rung from which the case is kept is passed over. Where the calendar is not known for all
    the days, only the known ones count.
    """
    known = plan.kjede(kjede) if kjede else None
    if known is None:
        return ()
    per_rung = number(plan, "eskalering-skoledager", due)
    passed = _known_school_days(kalender, due, i_dag)
    ladder = tuple(each for each in known.eskalering if each not in skjermet_for)
    above = ladder[_place(ladder, ansvarlig) + 1 :]
    return tuple(above[: passed // per_rung]) if per_rung > 0 else ()


def _known_school_days(kalender: Skolekalender, after: date, until: date) -> int:
    counted = kalender.count_school_days(after, until)
    if counted is not None:
        return counted
    days = (after + timedelta(days=i) for i in range(1, (until - after).days + 1))
    return sum(1 for day in days if kalender.is_school_day(day))


def _place(ladder: Sequence[str], ansvarlig: Sequence[str]) -> int:
    """Return the highest rung on which one of the responsible stands; -1 when below the ladder."""
    return max((ladder.index(rolle) for rolle in ansvarlig if rolle in ladder), default=-1)


def by_case(rows: Iterable[VurdertFrist]) -> Mapping[str | None, Sequence[VurdertFrist]]:
    """Return rows by their case, each case's in the order given; a case without rows has none."""
    found = defaultdict[str | None, list[VurdertFrist]](list)
    for row in rows:
        found[row.frist.sak].append(row)
    return found


def by_date(frist: Frist) -> tuple[date, str]:
    """Sort by date, those without one last, then by id."""
    return (frist.frist or date.max, frist.id)


def as_they_stand(rows: Iterable[Frist], plan: Plan, i_dag: date) -> tuple[VurdertFrist, ...]:
    """Return the rows as they stand on a day, by date."""
    judged = judge_on(plan, kalender_of(plan.ruter), i_dag)
    return tuple(map(judged, sorted(rows, key=by_date)))


def is_open(row: VurdertFrist) -> bool:
    """Tell whether a row still asks something of someone.

    A duty or a silence is shown when it is near or past, not months ahead.
    """
    far_off = row.status is Status.KOMMENDE and row.frist.slag in {Slag.PLIKT, Slag.VARSEL}
    return row.status in OPEN and not far_off


def is_overdue(row: VurdertFrist) -> bool:
    """Tell whether a row is past its day and undone: what every list calls «forfalt», and counts."""
    return row.status is Status.FORFALT


def is_to_be_done(row: VurdertFrist) -> bool:
    """Tell whether somebody is to do a row by its day: a way that opens and a warning are only told of."""
    return row.frist.slag in TO_BE_DONE
