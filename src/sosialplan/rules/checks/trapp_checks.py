"""Checks of the absence ladder: how it counts can be counted, each rung can be reached, and they come in order."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from sosialplan.model.fravaerstrapp import TIMESLAG, Hva, Tell, Trinn, Vindu
from sosialplan.model.importkart import Importkart
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.skrivemaate import folded
from sosialplan.rules.fravaerstrapp import idle_rungs
from sosialplan.rules.kalender.skolekalender import kalender_of, school_year_of
from sosialplan.rules.vinduer import (
    MOST_LESSONS,
    TIMER_PER_DAG,
    first_half_ends,
    lessons_a_day,
    period_is_half,
    weeks_of,
)

TRAPP = "plan/fravaerstrapp.yaml"
_WEEK = 5
_SHARED = frozenset({Hva.DAGER, Hva.TIMER})
_FULL = 100
Vinduene = Sequence[Sequence[date]]
"""The school days of each window there is."""


def check_rungs(plan: Plan) -> Iterator[Finding]:
    """Yield each rung that cannot be counted, that can never be reached, or whose limit is not above the one before."""
    yield from _subjects_twice(plan)
    before: dict[tuple[Tell, bool], Trinn] = {}
    idle = idle_rungs(plan)
    for i, trinn in enumerate(plan.trapp.trinn):
        where: TreePath = ("trinn", i)
        if trinn.trinn in idle:
            told = {"kjede": plan.trapp.kjede, "trinn": trinn.trinn}
            yield Finding("P431", TRAPP, (*where, "trinn"), told)
        wanted = _wanted(trinn)
        if wanted is not None:
            yield Finding("P424", TRAPP, where, {"ventet": wanted})
            continue
        place: TreePath = (*where, "dager" if trinn.tell is None else "tell")
        yield from _reachable(plan, trinn.telles(), place)
        count = (trinn.telles().hos(), trinn.telles().prosent)
        earlier = before.get(count)
        before[count] = trinn
        if earlier is not None and not _above(trinn, earlier):
            yield Finding("P430", TRAPP, place, {"trinn": earlier.trinn})


def _subjects_twice(plan: Plan) -> Iterator[Finding]:
    """Yield each subject whose lessons in the year are told again for the same grade: only the first counts."""
    seen: set[tuple[str, object]] = set()
    for i, each in enumerate(plan.trapp.timer_i_fag):
        told = (folded(each.fag), each.trinn)
        if told in seen:
            yield Finding("P432", TRAPP, ("timer_i_fag", i, "fag"), {"timer": str(each.timer)})
        seen.add(told)


def _wanted(trinn: Trinn) -> str | None:
    """Say what a rung must tell of how it counts; None where it does."""
    tell = trinn.telles()
    short = (trinn.telling is not None, trinn.dager is not None)
    if short != ((False, False) if trinn.tell is not None else (True, True)):
        return "enten «telling» og «dager», eller «tell»"
    share = tell.prosent
    for wrong, words in (
        (tell.grenser != 1, "én av «fra», «over», «fra_prosent» og «over_prosent»"),
        (
            (tell.uker is None) == (tell.vindu is Vindu.UKER),
            "«uker» når vinduet er uker, og bare da",
        ),
        (
            tell.per_fag and tell.hva not in TIMESLAG,
            "timer eller enkelttimer når det telles per fag",
        ),
        (
            share and (tell.hva not in _SHARED or tell.vindu in {Vindu.DAG, Vindu.PAA_RAD}),
            "dager eller timer når grensen er prosent, og ikke på en dag eller på rad",
        ),
        (
            share and tell.per_fag and tell.vindu is not Vindu.SKOLEAAR,
            "skoleår når grensen er prosent av timene i et fag",
        ),
    ):
        if wrong:
            return words
    return None


def _reachable(plan: Plan, tell: Tell, where: TreePath) -> Iterator[Finding]:
    """Yield why a count can never come to its limit, where that is so."""
    kalender = kalender_of(plan.ruter)
    years = [days for each in plan.ruter if (days := kalender.school_days(each.skoleaar))]
    longest = max((len(weeks_of(each)) for each in years), default=0)
    if tell.uker is not None and 0 < longest < tell.uker:
        told = {"uker": str(tell.uker), "antall": str(longest)}
        yield Finding("P426", TRAPP, (*where, "uker"), told)
        return
    windows = [each for dager in years for each in _windows(plan, tell, dager)]
    if tell.prosent and not (windows and all(windows)):
        yield Finding("P427", TRAPP, where)
        return
    missing = _unsaid(plan, tell)
    if missing:
        yield Finding("P428", TRAPP, where, {"mangler": missing})
        return
    most = max((_most(plan, tell, each) for each in windows), default=0)
    if windows and not tell.met(_FULL if tell.prosent else most, _FULL):
        share = "100 prosent" if tell.prosent else str(most)
        yield Finding("P425", TRAPP, where, {"høyst": share})


def _windows(plan: Plan, tell: Tell, dager: Sequence[date]) -> Vinduene:
    """Return the windows of a school year, each as its school days; of those that slide, the longest."""
    match tell.vindu:
        case Vindu.DAG:
            return [dager[:1]]
        case Vindu.UKER:
            return [dager[: _WEEK * (tell.uker or 1)]]
        case Vindu.MAANED:
            return [list(days) for _, days in groupby(dager, key=lambda day: day.month)]
        case Vindu.HALVAAR:
            return _halves(plan, dager)
        case Vindu.PERIODE if period_is_half(plan, dager[-1]):
            return _halves(plan, dager)
        case _:
            return [dager]


def _halves(plan: Plan, dager: Sequence[date]) -> Vinduene:
    """Return both half-years; the whole year where it is not known when the first one ends."""
    ends = first_half_ends(plan, school_year_of(dager[0]), dager[-1])
    if ends is None:
        return [dager]
    return [[day for day in dager if day <= ends], [day for day in dager if day > ends]]


def _unsaid(plan: Plan, tell: Tell) -> str:
    """Say what a count of lessons needs, and the school has not said; nothing where it has."""
    if tell.hva is not Hva.TIMER:
        return ""
    if tell.per_fag:
        return (
            "timene i fagene, under «timer_i_fag»"
            if tell.prosent and not plan.trapp.timer_i_fag
            else ""
        )
    known = [
        day for each in plan.ruter for day in kalender_of(plan.ruter).school_days(each.skoleaar)
    ]
    last = sorted(known)[-_WEEK:]
    unsaid = [
        each.klasse
        for each in plan.skole.klasser
        if not any(lessons_a_day(plan, each.klasse, day) for day in last)
    ]
    return f"innstillingen {TIMER_PER_DAG} for {', '.join(unsaid)}" if unsaid else ""


def _most(plan: Plan, tell: Tell, dager: Sequence[date]) -> int:
    """Return the most that can be counted on some school days."""
    if tell.hva is Hva.DAGER:
        return len(dager)
    if tell.hva is Hva.ENKELTDAGER and tell.vindu is Vindu.PAA_RAD:
        return 1
    if tell.hva in {Hva.NYTT_FRAVAER, Hva.ENKELTDAGER}:
        return (len(dager) + 1) // 2
    if tell.hva is not Hva.TIMER or tell.per_fag:
        return MOST_LESSONS * len(dager)
    of_classes = (
        sum(lessons_a_day(plan, each.klasse, day) or 0 for day in dager)
        for each in plan.skole.klasser
    )
    return max(of_classes, default=MOST_LESSONS * len(dager))


def _above(trinn: Trinn, before: Trinn) -> bool:
    """Tell whether a rung's limit is above that of the one before, or the same where only one of two readings holds."""
    now, then = _limit(trinn.telles()), _limit(before.telles())
    return now > then or (now == then and not (trinn.valg is None is before.valg))


def _limit(tell: Tell) -> tuple[int, bool]:
    """Return a limit so that they can be put in order: more than three is above from three."""
    from_ = tell.fra if tell.fra is not None else tell.fra_prosent
    if from_ is not None:
        return from_, False
    return (tell.over if tell.over is not None else tell.over_prosent) or 0, True


def check_subjects(plan: Plan, kart: Importkart) -> Iterator[Finding]:
    """Yield each rung that is counted by subject, where no list that the school reads has subjects."""
    maps = (kart.fravaer, *(each.kart for each in kart.kart))
    if any(each.kolonner.fag for each in maps):
        return
    for i, trinn in enumerate(plan.trapp.trinn):
        if trinn.telles().per_fag:
            yield Finding("P429", TRAPP, ("trinn", i, "tell", "per_fag"))
