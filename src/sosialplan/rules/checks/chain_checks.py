"""Checks of a handling chain: every step can be reached, and every name leads somewhere."""

from collections.abc import Iterator

from sosialplan.model.handlingskjede import Handlingskjede, Steg
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath
from sosialplan.rules.checks.plan_checks import (
    all_numbers,
    check_besides,
    check_reading,
    roles,
    unknown,
    unknown_role,
)
from sosialplan.rules.checks.record_checks import check_conflicts
from sosialplan.rules.varsler import STILLHET


def check_chain(kjede: Handlingskjede, file: str, plan: Plan) -> Iterator[Finding]:
    """Yield every finding in one chain."""
    codes = [steg.steg for steg in kjede.steg]
    yield from _check_head(kjede, file, plan, codes)
    seen: set[str] = set()
    for i, steg in enumerate(kjede.steg):
        where: TreePath = ("steg", i)
        if steg.steg in seen:
            yield Finding("P418", file, (*where, "steg"), {"navn": steg.steg})
        seen.add(steg.steg)
        yield from _check_step(steg, where, file, plan, codes)
    for i, gren in enumerate(kjede.grener):
        yield from check_reading(file, ("grener", i), gren, plan)
        yield from unknown("P415", file, ("grener", i, "fra"), gren.fra, codes)
        yield from unknown("P415", file, ("grener", i, "til"), gren.til, codes)
        chains = [each.kjede for each in plan.kjeder]
        yield from unknown("K306", file, ("grener", i, "til_kjede"), gren.til_kjede, chains)
    yield from _check_taken_over(kjede, file, plan)
    yield from _check_reach(kjede, file)
    yield from check_conflicts(kjede, file)


def _check_head(
    kjede: Handlingskjede, file: str, plan: Plan, codes: list[str]
) -> Iterator[Finding]:
    name = file.rsplit("/", 1)[-1].removesuffix(".yaml")
    if name != kjede.kjede:
        yield Finding("P417", file, ("kjede",), {"ventet": kjede.kjede})
    references = [each.hjemmel for each in plan.hjemler.hjemler]
    yield from unknown("P411", file, ("hjemmel",), kjede.hjemmel, references)
    yield from unknown("P415", file, ("åpnes_med",), kjede.aapnes_med, codes)
    yield from unknown("P415", file, ("avsluttes_med",), kjede.avsluttes_med, codes)
    yield from check_besides(file, (), kjede.alltid_etter_valg, plan, "alltid_etter_valg")
    for i, rolle in enumerate(kjede.eskalering):
        yield from unknown_role(file, ("eskalering", i), rolle, roles(plan))


def _check_taken_over(kjede: Handlingskjede, file: str, plan: Plan) -> Iterator[Finding]:
    """What a chain takes over from another are steps of that chain, or its silence."""
    chains = [each.kjede for each in plan.kjeder]
    for i, overtar in enumerate(kjede.overtar):
        where: TreePath = ("overtar", i)
        yield from unknown("K306", file, (*where, "kjede"), overtar.kjede, chains)
        other = plan.kjede(overtar.kjede)
        codes = [*(each.steg for each in (other.steg if other else ())), STILLHET]
        for j, steg in enumerate(overtar.steg if other else ()):
            yield from unknown("P415", file, (*where, "steg", j), steg, codes)


def _check_step(
    steg: Steg, where: TreePath, file: str, plan: Plan, codes: list[str]
) -> Iterator[Finding]:
    rules = [each.regel for each in plan.fristregler.regler]
    rungs = [each.trinn for each in plan.trapp.trinn]
    yield from unknown("P405", file, (*where, "regel"), steg.regel, rules)
    laws = [each.hjemmel for each in plan.hjemler.hjemler]
    yield from unknown("P411", file, (*where, "bokstav_fra"), steg.bokstav_fra, laws)
    for key, people in (
        ("ansvarlig", steg.ansvarlig),
        ("med", steg.med),
        ("ikke_når_meldt_av", steg.ikke_naar_meldt_av),
    ):
        for j, rolle in enumerate(people):
            yield from unknown_role(file, (*where, key, j), rolle, roles(plan))
    for key, triggers in (
        ("utløses_av", steg.utloeses_av),
        ("ellers_av", steg.ellers_av),
        ("lukkes_av", steg.lukkes_av),
    ):
        for j, trigger in enumerate(triggers):
            yield from unknown("P415", file, (*where, key, j, "steg"), trigger.steg, codes)
            yield from check_reading(file, (*where, key, j), trigger, plan)
    yield from check_reading(file, where, steg, plan)
    yield from check_besides(file, where, steg.etter_valg, plan)
    for j, rung in enumerate(steg.utloeses_av_trinn):
        yield from unknown("P414", file, (*where, "utløses_av_trinn", j), rung, rungs)
    settings = [each.innstilling for each in plan.skole.innstillinger]
    yield from unknown("P408", file, (*where, "etter_runder"), steg.etter_runder, settings)
    counted = plan.innstilling(steg.etter_runder or "")
    if counted is not None and not all_numbers(counted):
        values = {"ventet": "et tall fra 0 og oppover"}
        yield Finding("P420", file, (*where, "etter_runder"), values)


def reachable(kjede: Handlingskjede) -> frozenset[str]:
    """Return the steps that can come about, from the opening step and the ladder on."""
    found = {kjede.aapnes_med}
    found |= {s.steg for s in kjede.steg if s.naar_som_helst or s.utloeses_av_trinn}
    while True:
        more = {
            steg.steg
            for steg in kjede.steg
            if steg.steg not in found
            and any(each.steg in found for each in (*steg.utloeses_av, *steg.ellers_av))
        }
        if not more:
            return frozenset(found)
        found |= more


def _check_reach(kjede: Handlingskjede, file: str) -> Iterator[Finding]:
    found = reachable(kjede)
    for i, steg in enumerate(kjede.steg):
        if steg.steg not in found:
            yield Finding("P404", file, ("steg", i, "utløses_av"), {"steg": steg.steg})
