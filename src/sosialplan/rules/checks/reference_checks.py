"""Checks of the plan's reference: roles, rules and readings lead somewhere, and all has a source."""

from collections.abc import Iterator

from sosialplan.model.begreper import Begreper
from sosialplan.model.maal import Maalliste
from sosialplan.model.oppslagsverk import Oppslagsverk
from sosialplan.model.partnere import Partnere
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath
from sosialplan.rules.checks.conflict_checks import check_conflicts
from sosialplan.rules.checks.plan_checks import (
    check_besides,
    check_reading,
    repeated,
    roles,
    unknown,
)

BEGREPER, PARTNERE, MAAL = "plan/begreper.yaml", "plan/partnere.yaml", "plan/mal.yaml"


def check_reference(reference: Oppslagsverk, plan: Plan) -> Iterator[Finding]:
    """Yield every finding in the terms, the partners and the goals."""
    yield from _check_names(reference)
    yield from _check_terms(reference.begreper, plan)
    yield from _check_partners(reference.partnere, plan)
    yield from _check_goals(reference.maal, plan)
    yield from check_conflicts(reference.begreper, BEGREPER)
    yield from check_conflicts(reference.partnere, PARTNERE)
    yield from check_conflicts(reference.maal, MAAL)


def _check_names(reference: Oppslagsverk) -> Iterator[Finding]:
    terms = reference.begreper
    yield from repeated(BEGREPER, "begreper", "begrep", (e.begrep for e in terms.begreper))
    yield from repeated(
        BEGREPER, "nivåmodeller", "modell", (each.modell for each in terms.nivaamodeller)
    )
    yield from repeated(BEGREPER, "god_praksis", "praksis", (e.praksis for e in terms.god_praksis))
    yield from repeated(BEGREPER, "kjennskap", "kjennskap", (e.kjennskap for e in terms.kjennskap))
    partners = reference.partnere.partnere
    yield from repeated(PARTNERE, "partnere", "partner", (each.partner for each in partners))
    yield from repeated(MAAL, "mål", "kode", (each.kode for each in reference.maal.maal))
    yield from repeated(MAAL, "i_ord", "kode", (each.kode for each in reference.maal.i_ord))


def _check_terms(terms: Begreper, plan: Plan) -> Iterator[Finding]:
    choices = [each.valg for each in plan.valg.valg]
    for i, begrep in enumerate(terms.begreper):
        where: TreePath = ("begreper", i)
        several = len(begrep.definisjoner) > 1
        if several and (begrep.valg is None or any(e.lesning is None for e in begrep.definisjoner)):
            yield Finding("O701", BEGREPER, where)
        yield from unknown("P419", BEGREPER, (*where, "valg"), begrep.valg, choices)
        choice = plan.valget(begrep.valg or "")
        if choice is None:
            continue
        readings = [each.lesning for each in choice.lesninger]
        for j, definisjon in enumerate(begrep.definisjoner):
            place: TreePath = (*where, "definisjoner", j, "lesning")
            yield from unknown("O705", BEGREPER, place, definisjon.lesning, readings)
    for i, way in enumerate(terms.kjennskap):
        yield from check_reading(BEGREPER, ("kjennskap", i), way, plan)


def _check_partners(partners: Partnere, plan: Plan) -> Iterator[Finding]:
    for i, partner in enumerate(partners.partnere):
        where: TreePath = ("partnere", i)
        for key, people in (("roller", partner.roller), ("spørres_av", partner.spoerres_av)):
            for j, rolle in enumerate(people):
                yield from unknown("P406", PARTNERE, (*where, key, j), rolle, roles(plan))
        for j, oppgave in enumerate(partner.kan_be_om):
            yield from check_reading(PARTNERE, (*where, "kan_be_om", j), oppgave, plan)
            if oppgave.linjer is None and oppgave.kilde is None:
                yield Finding("O704", PARTNERE, (*where, "kan_be_om", j))


def _check_goals(goals: Maalliste, plan: Plan) -> Iterator[Finding]:
    rules = [each.regel for each in plan.fristregler.regler]
    for i, goal in enumerate(goals.maal):
        where: TreePath = ("mål", i)
        if (goal.teller is None) == (goal.uten_teller is None):
            yield Finding("O702", MAAL, where)
        if (goal.maal.tall is None) == (goal.maal.regel is None):
            yield Finding("O703", MAAL, (*where, "mål"))
        yield from check_besides(MAAL, where, goal.etter_valg, plan)
        yield from unknown("P405", MAAL, (*where, "mål", "regel"), goal.maal.regel, rules)
