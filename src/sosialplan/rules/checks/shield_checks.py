"""Checks of a case about an employee: whom it is kept from, and that it is kept from them."""

from collections.abc import Iterator

from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.rettelser import rettede
from sosialplan.model.sak import Aktivitetsplan, GjelderAnsatt, Sak
from sosialplan.rules.ansattsak.skjerming import shielded_for
from sosialplan.rules.checks.plan_checks import roles, unknown


def check_shield(sak: Sak, file: str, mappe: Mappe) -> Iterator[Finding]:
    """Yield every finding about the employees of a case; none where it is about none."""
    yield from _check_linked(sak, file, mappe)
    about = sak.gjelder_ansatt
    if about is None:
        return
    yield from _check_employees(about, file, mappe)
    kept_from = shielded_for(sak, mappe.plan)
    kjede = mappe.plan.kjede(sak.kjede)
    if kjede is not None and kept_from.issuperset(kjede.eskalering):
        yield Finding("K339", file, ("gjelder_ansatt", "roller"))
    for where, owner in _owners(sak.aktivitetsplan or Aktivitetsplan()):
        if owner in kept_from:
            yield Finding("K335", file, where)
    corrected = rettede(sak.hendelser)
    for i, hendelse in enumerate(sak.hendelser):
        named: tuple[tuple[TreePath, str | None], ...] = (
            (("av",), hendelse.av),
            (("ansvarlig",), hendelse.ansvarlig),
            *((("med", j), rolle) for j, rolle in enumerate(hendelse.med)),
        )
        at = next((where for where, rolle in named if rolle in kept_from), None)
        if at is not None and hendelse.id not in corrected:
            yield Finding("K336", file, ("hendelser", i, *at))


def _check_linked(sak: Sak, file: str, mappe: Mappe) -> Iterator[Finding]:
    """A case and the one it follows from are kept from the same roles."""
    origin = mappe.sak(sak.fra_sak) if sak.fra_sak else None
    if origin is not None and _roles(origin.value) != _roles(sak):
        yield Finding("K334", file, ("fra_sak",))


def _roles(sak: Sak) -> frozenset[str]:
    return frozenset(sak.gjelder_ansatt.roller if sak.gjelder_ansatt else ())


def _check_employees(about: GjelderAnsatt, file: str, mappe: Mappe) -> Iterator[Finding]:
    """The roles are those of employees, and the persons are among those of the school."""
    for i, rolle in enumerate(about.roller):
        where: TreePath = ("gjelder_ansatt", "roller", i)
        yield from unknown("K305", file, where, rolle, roles(mappe.plan))
        known = mappe.plan.rolle(rolle)
        if known is not None and not known.ved_skolen:
            yield Finding("K337", file, where)
    persons = {each.navn for each in mappe.plan.skole.personer}
    for i, navn in enumerate(about.navn):
        if navn not in persons:
            yield Finding("K338", file, ("gjelder_ansatt", "navn", i))


def _owners(plan: Aktivitetsplan) -> Iterator[tuple[TreePath, str | None]]:
    """Yield everyone who answers for the plan or for a measure that is not ended."""
    yield ("aktivitetsplan", "ansvarlig_i_ledelsen"), plan.ansvarlig_i_ledelsen
    for i, tiltak in enumerate(plan.tiltak):
        if tiltak.slutt is None:
            where: TreePath = ("aktivitetsplan", "tiltak", i)
            yield (*where, "ansvarlig"), tiltak.ansvarlig
            yield (*where, "stedfortreder"), tiltak.stedfortreder
