"""Checks of the plan against the law and against the standard: no step undercuts one unnoticed.

A finding is lifted only by a written reason in ``valg.yaml``.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.handlingskjede import Handlingskjede, Steg
from sosialplan.model.lovplikt import AT_ONCE, Lovplikt, Lovversjon, Naar
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath
from sosialplan.rules.checks.plan_checks import HJEMLER, VALG
from sosialplan.rules.lov import (
    chains_of,
    days_of_change,
    deviation,
    law_on,
    longer_than,
    longer_than_law,
    when,
)


def check_against_law(
    plan: Plan, plikter: Sequence[Lovplikt], standard: Plan | None, i_dag: date
) -> Iterator[Finding]:
    """Yield what undercuts the law, then where the plan differs from the standard it began as.

    ``standard`` is None where the plan is the standard itself.
    """
    found = [*_unlifted_law(plan, plikter, i_dag)]
    if standard is not None:
        found += _unlifted_standard(plan, plikter, standard, i_dag)
    lifted = [deviation(plan, kjede, duties, steg) for kjede, duties, steg, _ in found]
    yield from (
        finding for (_, _, _, finding), reason in zip(found, lifted, strict=True) if reason is None
    )
    yield from _check_reasons(plan, plikter, standard, {id(each) for each in lifted})


_Found = tuple[str, frozenset[str], str | None, Finding]
"""The chain, the duties and the step of which a reason must name one to lift it, and the finding."""


def _unlifted_law(plan: Plan, plikter: Sequence[Lovplikt], i_dag: date) -> Iterator[_Found]:
    missing: set[str] = set()
    for plikt in plikter:
        law = law_on(plikt, i_dag)
        if law is None or plikt.hjemmel is None:
            continue
        chains = chains_of(plikt, plan)
        if not chains and plikt.hjemmel not in missing:
            missing.add(plikt.hjemmel)
            values = {"hjemmel": plikt.hjemmel, "paragraf": law.sted}
            place = [each.hjemmel for each in plan.hjemler.hjemler].index(plikt.hjemmel)
            finding = Finding("J502", HJEMLER, ("hjemler", place), values)
            yield "", frozenset(), None, finding
        for kjede in chains:
            for finding in _in_chain(plan, kjede, plikt, law, i_dag):
                yield kjede.kjede, frozenset({plikt.plikt}), None, finding


def _in_chain(
    plan: Plan, kjede: Handlingskjede, plikt: Lovplikt, law: Lovversjon, i_dag: date
) -> Iterator[Finding]:
    file, told = _file(kjede), {"plikt": plikt.navn, "paragraf": law.sted}
    steps = kjede.meaning(*plikt.betyr)
    if plikt.betyr and not steps:
        meant = ", ".join(each.value for each in plikt.betyr)
        yield Finding("J501", file, ("kjede",), {**told, "betyr": meant})
    for steg in steps:
        where: TreePath = ("steg", kjede.steg.index(steg))
        yield from _deadline(plan, steg, plikt, (file, where), i_dag)
        if plikt.ansvar and not set(plikt.ansvar) & set(steg.ansvarlig):
            values = {**told, "steg": steg.steg, "rolle": " eller ".join(plikt.ansvar)}
            yield Finding("J505", file, (*where, "ansvarlig"), values)
        absent = [each for each in plikt.varsles if each not in steg.med]
        if absent:
            values = {**told, "steg": steg.steg, "rolle": " og ".join(absent)}
            yield Finding("J506", file, (*where, "med"), values)


def _deadline(
    plan: Plan, steg: Steg, plikt: Lovplikt, place: tuple[str, TreePath], i_dag: date
) -> Iterator[Finding]:
    """Yield the first day from which a step has no deadline, or one that the law does not allow."""
    file, where = place
    for day in days_of_change(plan, steg, plikt, i_dag):
        law = law_on(plikt, day)
        if law is None or law.naar not in {*AT_ONCE, Naar.TALL}:
            continue
        told = when(law)
        values = {"steg": steg.steg, "når": told, "paragraf": law.sted}
        if steg.regel is None:
            yield Finding("J504", file, where, values)
            return
        if longer_than_law(plan, steg, law, day):
            yield Finding("J503", file, (*where, "regel"), {**values, "dag": day.isoformat()})
            return


def _unlifted_standard(
    plan: Plan, plikter: Sequence[Lovplikt], standard: Plan, i_dag: date
) -> Iterator[_Found]:
    for before in standard.kjeder:
        kjede = plan.kjede(before.kjede)
        if kjede is None:
            continue
        for steg in before.steg:
            meant = before.means(steg.steg)
            duties = frozenset(
                each.plikt
                for each in plikter
                if each.hjemmel == before.hjemmel and not meant.isdisjoint(each.betyr)
            )
            for finding in _differs(plan, kjede, standard, before, steg, i_dag):
                yield kjede.kjede, duties, steg.steg, finding


def _differs(
    plan: Plan,
    kjede: Handlingskjede,
    standard: Plan,
    before: Handlingskjede,
    steg: Steg,
    i_dag: date,
) -> Iterator[Finding]:
    file, now = _file(kjede), _same_step(kjede, before, steg)
    if now is None:
        yield Finding("J511", file, ("kjede",), {"steg": steg.steg})
        return
    where: TreePath = ("steg", kjede.steg.index(now))
    values = {"steg": now.steg}
    if steg.regel and longer_than(plan, now, standard, steg, i_dag):
        yield Finding("J512", file, (*where, "regel"), values)
    if set(now.ansvarlig) != set(steg.ansvarlig):
        named = ", ".join(steg.ansvarlig) or "ingen"
        yield Finding("J513", file, (*where, "ansvarlig"), {**values, "roller": named})
    lost = sorted(each.value for each in before.means(steg.steg) - _said(kjede, before, now))
    if lost:
        yield Finding("J514", file, where, {**values, "betyr": ", ".join(lost)})


def _said(kjede: Handlingskjede, before: Handlingskjede, now: Steg) -> frozenset[Betydning]:
    """Return what a step means, and what another has come to mean: a second that meant it before is no stand-in."""
    moved = (
        meant
        for each in kjede.steg
        if each is not now
        for meant in kjede.means(each.steg) - before.means(each.steg)
    )
    return frozenset((*kjede.means(now.steg), *moved))


def _same_step(kjede: Handlingskjede, before: Handlingskjede, steg: Steg) -> Steg | None:
    """Return the step of the school's chain that is the standard's, by its code or what it means."""
    found = kjede.find(steg.steg)
    if found is not None:
        return found
    meant = before.means(steg.steg)
    renamed = (
        each
        for each in kjede.steg
        if before.find(each.steg) is None and meant and kjede.means(each.steg) == meant
    )
    return next(renamed, None)


def _check_reasons(
    plan: Plan, plikter: Sequence[Lovplikt], standard: Plan | None, used: set[int]
) -> Iterator[Finding]:
    """A reason names a duty of law or a step of the standard, and something that it lifts."""
    duties = {each.plikt for each in plikter}
    for place, each in enumerate(plan.valg.avvik):
        where: TreePath = ("avvik", place)
        before = (standard or plan).kjede(each.kjede)
        named = each.plikt in duties if each.plikt else bool(each.steg)
        if before is None or not named or bool(each.plikt) is bool(each.steg):
            wrong = "kjede" if before is None else "plikt" if each.plikt and not named else "steg"
            yield Finding("J507", VALG, (*where, wrong))
        elif id(each) not in used:
            yield Finding("J508", VALG, where)


def _file(kjede: Handlingskjede) -> str:
    return f"plan/handlingskjeder/{kjede.kjede}.yaml"
