"""Checks of the settings by which absence is counted."""

from collections.abc import Iterator

from sosialplan.model.aarshjul_periode import Spenn
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding
from sosialplan.rules.tellemaate import (
    GYLDIG_TELLER,
    HALVAAR_TIL,
    PERIODE,
    PERIODER,
    PERMISJON_TELLER,
    SEMESTERSKIFTE,
    TIMER_PER_DAG,
    counts_by_wheel,
    lesson_numbers,
)

_YES_OR_NO = ("True", "False")


def check_counting(plan: Plan) -> Iterator[Finding]:
    """Yield each setting whose value cannot be counted by."""
    for name, allowed, wanted in (
        (GYLDIG_TELLER, _YES_OR_NO, "true eller false"),
        (PERMISJON_TELLER, _YES_OR_NO, "true eller false"),
        (PERIODE, PERIODER, " eller ".join(PERIODER)),
    ):
        if not _said(plan, name) <= set(allowed):
            yield _wrong(plan, name, wanted)
    if not all(lesson_numbers(each) for each in _said(plan, TIMER_PER_DAG)):
        wanted = "et tall fra 0 til 12, eller fem (mandag til fredag), som 6 6 6 6 5"
        yield _wrong(plan, TIMER_PER_DAG, wanted)
    spans = {each.periode for each in plan.perioder if isinstance(each, Spenn)}
    ends = _said(plan, HALVAAR_TIL) or {SEMESTERSKIFTE}
    if counts_by_wheel(plan.skole) and not ends <= spans:
        name = HALVAAR_TIL if plan.innstilling(HALVAAR_TIL) else PERIODE
        wanted = "et spenn under «perioder:» i plan/aarshjul.yaml, som semesterskifte"
        yield _wrong(plan, name, f"{'halvår med ' if name == PERIODE else ''}{wanted}")


def _said(plan: Plan, name: str) -> set[str]:
    """Return every value that a setting has or has had."""
    setting = plan.innstilling(name)
    if setting is None:
        return set()
    return {str(setting.standard), *(str(each.verdi) for each in setting.verdier)}


def _wrong(plan: Plan, name: str, wanted: str) -> Finding:
    known = [each.innstilling for each in plan.skole.innstillinger]
    return Finding("P420", SKOLE, ("innstillinger", known.index(name)), {"ventet": wanted})
