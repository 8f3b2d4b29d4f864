"""Checks of the plan against the law and against the standard: no step undercuts one unnoticed."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from sosialplan.model.aarshjul import Aarshjul, Aktivitet, GangerIAaret, IPeriode
from sosialplan.model.handlingskjede import Handlingskjede, Steg, Utloeser
from sosialplan.model.lovplikt import AT_ONCE, Lovaktivitet, Lovplikt, Lovplikter, Lovversjon, Naar
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.regel import Grunnlag
from sosialplan.rules.checks.plan_checks import HJEMLER, VALG
from sosialplan.rules.checks.standard_checks import check_against_standard, check_fixed_by_law
from sosialplan.rules.checks.undercut_checks import (
    Funn,
    check_closings,
    check_degree,
    check_passed_by,
    check_readings,
    check_words,
)
from sosialplan.rules.lesninger import as_read, reading_holds
from sosialplan.rules.lov import (
    chains_of,
    days_of_change,
    deviation,
    duties_of,
    law_on,
    longer_than_law,
    when,
)

_NONE = "ingenting"
"""What a step is set off by that nothing sets off."""


def check_step_of_law(
    plan: Plan,
    kjede: Handlingskjede,
    steg: Steg,
    plikt: Lovplikt,
    law: Lovversjon,
    place: tuple[str, TreePath],
) -> Iterator[Finding]:
    """Yield each property by which a step asks for less than the duty that it carries."""
    file, where = place
    values = {"steg": steg.steg, "plikt": plikt.navn, "paragraf": law.sted}
    missing = tuple(_not_set_off_by(plan, kjede, steg, plikt))
    if missing:
        facts = ", ".join(missing)
        yield Finding("J521", file, (*where, "utløses_av"), {**values, "fakta": facts})
    for key in _conditions(steg, plikt):
        yield Finding("J522", file, (*where, key), {**values, "felt": key})
    for i, each in enumerate(steg.lukkes_av):
        if not _fulfils(kjede, each, plikt):
            told = {**values, "annet": each.steg}
            yield Finding("J523", file, (*where, "lukkes_av", i), told)
    for key in _kinds(steg, plikt):
        yield Finding("J524", file, (*where, key), {**values, "felt": key})
    if steg.regel is not None and law.naar not in {*AT_ONCE, Naar.TALL}:
        rule = plan.regel(steg.regel)
        if rule and any(each.grunnlag is Grunnlag.LOV for each in rule.versjoner):
            yield Finding("J525", file, (*where, "regel"), {**values, "regel": steg.regel})
    if plikt.krav.aapner is not None and not _opens(plan, kjede, steg, plikt.krav.aapner):
        yield Finding("J528", file, (*where, "steg"), {**values, "hjemmel": plikt.krav.aapner})


def _not_set_off_by(
    plan: Plan, kjede: Handlingskjede, steg: Steg, plikt: Lovplikt
) -> Iterator[str]:
    """Yield the facts from which the law counts, and that do not set the step off by themselves."""
    krav = plikt.krav
    by = _facts(plan, kjede, steg.utloeses_av)
    otherwise = _facts(plan, kjede, steg.ellers_av)
    yield from (each.value for each in krav.utloeses_av if each not in by)
    yield from (each.value for each in krav.ellers_av if each not in by | otherwise)
    if krav.senest_av and by.isdisjoint(krav.senest_av):
        yield " eller ".join(each.value for each in krav.senest_av)
    asked = steg.utloeses_av or steg.utloeses_av_trinn or krav.naar_som_helst
    if not asked and steg.steg != kjede.aapnes_med:
        yield _NONE


def _facts(plan: Plan, kjede: Handlingskjede, triggers: tuple[Utloeser, ...]) -> frozenset[object]:
    """Return what sets a step off whatever is answered, in a reading that holds."""
    held = (each for each in triggers if not each.svarene and reading_holds(plan, each))
    return frozenset(meant for each in held for meant in kjede.means(each.steg))


def _conditions(steg: Steg, plikt: Lovplikt) -> Iterator[str]:
    """Yield each condition or exception of a step that the law does not have, or has otherwise."""
    krav = plikt.krav
    if not set(steg.ikke_naar_meldt_av) <= set(krav.ikke_naar_meldt_av):
        yield "ikke_når_meldt_av"
    if steg.bare_alvorlig and not krav.bare_alvorlig:
        yield "bare_alvorlig"
    if steg.bare_alvorlig and krav.eller_gjentatt and not steg.eller_gjentatt:
        yield "eller_gjentatt"
    if steg.gjelder_ledelsen is not krav.gjelder_ledelsen:
        yield "gjelder_ledelsen"
    if steg.bare_uskjermet:
        yield "bare_uskjermet"
    if steg.etter_runder is not None:
        yield "etter_runder"
    if steg.valg is not None or steg.ogsaa:
        yield "valg"


def _fulfils(kjede: Handlingskjede, closer: Utloeser, plikt: Lovplikt) -> bool:
    """Tell whether what closes a step is the duty itself, or a fact that the law lets stand for it."""
    meant = kjede.means(closer.steg)
    if not meant.isdisjoint(plikt.betyr):
        return True
    return any(
        not each.svar or (bool(closer.svar) and set(closer.svar) <= set(each.svar))
        for each in plikt.krav.lukkes_av
        if each.betyr in meant
    )


def _kinds(steg: Steg, plikt: Lovplikt) -> Iterator[str]:
    """Yield what makes a step another kind of row than a duty, or asks for it another time."""
    if steg.slag is not plikt.krav.slag:
        yield "slag"
    if steg.naar_som_helst is not plikt.krav.naar_som_helst:
        yield "når_som_helst"
    if plikt.krav.gjelder not in {None, steg.gjelder}:
        yield "gjelder"


def _opens(plan: Plan, kjede: Handlingskjede, steg: Steg, hjemmel: str) -> bool:
    """Tell whether a branch from the step, whatever it answers, opens a case on this ground."""
    return any(
        (other := plan.kjede(each.til_kjede)) is not None and other.hjemmel == hjemmel
        for each in kjede.grener
        if each.fra == steg.steg and each.til_kjede and not (each.utfall or each.svar or each.trygt)
    )


AARSHJUL = "plan/aarshjul.yaml"
I_AARSHJULET = "årshjul"
"""What a reason names in place of a chain where the duty is one of the annual wheel."""


def check_against_law(
    plan: Plan,
    lov: Lovplikter,
    standard: Plan | None,
    i_dag: date,
    wheel: Aarshjul | None = None,
) -> Iterator[Finding]:
    """Yield what undercuts the law, then where the plan differs from the standard it began as.

    ``standard`` is None where the plan is the standard itself, ``wheel`` where it cannot be read.
    """
    plikter = duties_of(lov.plikter, plan.skole)
    lov = replace(lov, plikter=plikter)
    found = [*_unlifted_law(plan, plikter, i_dag)]
    if wheel is not None:
        found += _unlifted_wheel(wheel, plikter, i_dag)
    found += check_readings(plan, plikter, i_dag)
    found += check_passed_by(plan, plikter, i_dag)
    found += check_closings(plan, standard)
    if standard is not None:
        yield from check_fixed_by_law(plan, standard)
        far = [*check_degree(plan, lov, standard, i_dag)]
        found += far
        found += check_words(plan, plikter, standard, i_dag)
        told = {(kjede, steg) for kjede, _, steg, _ in far}
        found += [
            each
            for each in _unlifted_standard(plan, plikter, standard, i_dag)
            if each[3].code != "J512" or (each[0], each[2]) not in told
        ]
    lifted = [deviation(plan, kjede, duties, steg) for kjede, duties, steg, _ in found]
    yield from (
        finding for (_, _, _, finding), reason in zip(found, lifted, strict=True) if reason is None
    )
    yield from _check_reasons(plan, plikter, standard, {id(each) for each in lifted})


def _unlifted_law(plan: Plan, plikter: Sequence[Lovplikt], i_dag: date) -> Iterator[Funn]:
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
        yield from check_step_of_law(plan, kjede, steg, plikt, law, (file, where))
        named = as_read(plan.valg, steg)
        if plikt.ansvar and not set(plikt.ansvar) & set(named.ansvarlig):
            values = {**told, "steg": steg.steg, "rolle": " eller ".join(plikt.ansvar)}
            yield Finding("J505", file, (*where, "ansvarlig"), values)
        absent = [each for each in plikt.varsles if each not in named.med]
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
) -> Iterator[Funn]:
    for chain, code, finding in check_against_standard(plan, standard, i_dag):
        before = standard.kjede(chain)
        meant = before.means(code) if before and code else frozenset()
        duties = frozenset(
            each.plikt
            for each in plikter
            if before and each.hjemmel == before.hjemmel and not meant.isdisjoint(each.betyr)
        )
        yield chain, duties, code, finding


def _unlifted_wheel(wheel: Aarshjul, plikter: Sequence[Lovplikt], i_dag: date) -> Iterator[Funn]:
    for plikt in plikter:
        law = law_on(plikt, i_dag)
        for wanted in plikt.krav.aarshjul if law else ():
            if law is None or any(_is_held(each, wanted) for each in wheel.aktiviteter):
                continue
            when_ = wanted.periode or f"{wanted.ganger} ganger i året"
            told = {"plikt": plikt.navn, "paragraf": law.sted, "hjemmel": wanted.hjemmel}
            finding = Finding("J527", AARSHJUL, ("aktiviteter",), {**told, "tid": when_})
            yield I_AARSHJULET, frozenset({plikt.plikt}), None, finding


def _is_held(aktivitet: Aktivitet, wanted: Lovaktivitet) -> bool:
    """Tell whether an activity is one that the law asks for: on its ground, for the guardians, at its time."""
    if aktivitet.hjemmel != wanted.hjemmel or "foresatte" not in aktivitet.maalgruppe:
        return False
    times = [each for each in aktivitet.naar if each.valg is None]
    if wanted.periode is not None:
        return any(isinstance(each, IPeriode) and each.periode == wanted.periode for each in times)
    return any(
        isinstance(each, GangerIAaret) and each.minst >= (wanted.ganger or 1) for each in times
    )


def _check_reasons(
    plan: Plan, plikter: Sequence[Lovplikt], standard: Plan | None, used: set[int]
) -> Iterator[Finding]:
    """A reason names a duty of law or a step of the standard, and something that it lifts."""
    duties = {each.plikt for each in plikter}
    for place, each in enumerate(plan.valg.avvik):
        where: TreePath = ("avvik", place)
        known = each.kjede == I_AARSHJULET or (standard or plan).kjede(each.kjede) is not None
        named = each.plikt in duties if each.plikt else bool(each.steg)
        if not known or not named or bool(each.plikt) is bool(each.steg):
            wrong = "kjede" if not known else "plikt" if each.plikt and not named else "steg"
            yield Finding("J507", VALG, (*where, wrong))
        elif id(each) not in used:
            yield Finding("J508", VALG, where)


def _file(kjede: Handlingskjede) -> str:
    return f"plan/handlingskjeder/{kjede.kjede}.yaml"
