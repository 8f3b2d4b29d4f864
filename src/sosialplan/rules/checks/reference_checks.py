"""Checks of the plan's reference and of its wheel: every name leads somewhere, and all has a source."""

from collections.abc import Iterator
from datetime import date

from sosialplan.model.aarshjul import Aarshjul, Aktivitet
from sosialplan.model.klassetrinn import trinn_i_maalgruppe
from sosialplan.model.mappe import Mappe
from sosialplan.model.moeter import Moetebok, Utfoert
from sosialplan.model.oppslagsverk import Begreper, Maalliste, Oppslagsverk, Partnere
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath, path_to
from sosialplan.model.visninger import VISNINGER, Visninger
from sosialplan.rules.checks.plan_checks import (
    check_besides,
    check_reading,
    repeated,
    roles,
    unknown,
    unknown_role,
)
from sosialplan.rules.checks.record_checks import check_conflicts
from sosialplan.rules.saksutvalg import IkkeEtUtvalg, Spurtom, utvalg_av

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


def check_views(visninger: Visninger, plan: Plan, i_dag: date) -> Iterator[Finding]:
    """Yield what is wrong with the named lists of cases."""
    each_name = (each.navn for each in visninger.visninger)
    yield from repeated(VISNINGER, "visninger", "navn", each_name)
    for i, each in enumerate(visninger.visninger):
        try:
            utvalg_av(each.hvor, Spurtom(plan, i_dag))
        except IkkeEtUtvalg as error:
            told = {"tegn": str(error.ved), "hva": str(error)}
            yield Finding("P433", VISNINGER, ("visninger", i, "hvor"), told)
    yield from check_conflicts(visninger, VISNINGER)


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
                yield from unknown_role(PARTNERE, (*where, key, j), rolle, roles(plan))
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


_PERIOD_FIELDS = ("periode", "til_og_med", "alternativ", "til_slutten_av")


def check_wheel(wheel: Aarshjul, file: str, plan: Plan) -> Iterator[Finding]:
    """Yield every finding in the wheel."""
    yield from check_conflicts(wheel, file)
    yield from repeated(file, "aktiviteter", "id", (each.id for each in wheel.aktiviteter))
    sections = [each.seksjon for each in wheel.seksjoner]
    for i, aktivitet in enumerate(wheel.aktiviteter):
        where: TreePath = ("aktiviteter", i)
        yield from unknown("P423", file, (*where, "seksjon"), aktivitet.seksjon, sections)
        for key, people in (
            ("ansvarlig", aktivitet.ansvarlig),
            ("målgruppe", aktivitet.maalgruppe),
        ):
            for j, rolle in enumerate(people):
                if trinn_i_maalgruppe(rolle) is None:
                    yield from unknown_role(file, (*where, key, j), rolle, roles(plan))
        if aktivitet.mangler:
            missing = " og ".join(each.value for each in aktivitet.mangler)
            yield Finding("P422", file, (*where, "mangler"), {"mangler": missing})
        references = [each.hjemmel for each in plan.hjemler.hjemler]
        yield from unknown("P411", file, (*where, "hjemmel"), aktivitet.hjemmel, references)
        yield from check_besides(file, where, aktivitet.etter_valg, plan)
        yield from _check_times(aktivitet, where, file, wheel, plan)


def _check_times(
    aktivitet: Aktivitet, where: TreePath, file: str, wheel: Aarshjul, plan: Plan
) -> Iterator[Finding]:
    periods = [each.periode for each in wheel.perioder]
    meetings = [each.moete for each in plan.moeter.moeter]
    for j, tid in enumerate(aktivitet.naar):
        place: TreePath = (*where, "når", j)
        for key in _PERIOD_FIELDS:
            word = getattr(tid, key, None)
            yield from unknown("P421", file, (*place, key), word, periods)
        for k, rolle in enumerate(tid.ansvarlig):
            yield from unknown_role(file, (*place, "ansvarlig", k), rolle, roles(plan))
        yield from unknown("M502", file, (*place, "møte"), tid.moete, meetings)
        yield from check_reading(file, place, tid, plan)


def check_activities_held(mappe: Mappe, wheel: Aarshjul) -> Iterator[Finding]:
    """The activities that were marked as held are those of the wheel, and so are their parts."""
    known = {each.id: each for each in wheel.aktiviteter}
    for read in mappe.moeter:
        for i, held in enumerate(read.value.utfoert):
            if held not in read.value.gjort:
                continue
            where: TreePath = path_to(Moetebok.utfoert, i)
            yield from unknown(
                "M503", read.file, path_to(*where, Utfoert.aktivitet), held.aktivitet, list(known)
            )
            if held.klasse and held.klasse not in {
                each.klasse for each in mappe.plan.skole.klasser
            }:
                yield Finding("K307", read.file, path_to(*where, Utfoert.klasse))
            activity = known.get(held.aktivitet)
            if activity is not None:
                yield from unknown(
                    "M515", read.file, path_to(*where, Utfoert.hva), held.hva, activity.deler
                )
