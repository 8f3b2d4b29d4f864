"""Checks of a step against what the law wants of the duty it carries: when, for whom, and what fulfils it."""

from collections.abc import Iterator

from sosialplan.model.handlingskjede import Handlingskjede, Steg, Utloeser
from sosialplan.model.lovplikt import AT_ONCE, Lovplikt, Lovversjon, Naar
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.regel import Grunnlag
from sosialplan.rules.lesninger import reading_holds

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
