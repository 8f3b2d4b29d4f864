"""Checks of the annual wheel: sections, roles, periods and readings lead somewhere."""

import re
from collections.abc import Iterator

from sosialplan.model.aarshjul import Aarshjul, Aktivitet
from sosialplan.model.mappe import Mappe
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

_GRADE = re.compile("(8|9|10)-trinn$")
"""An audience that is a whole grade, and no role."""
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
                if not _GRADE.match(rolle):
                    yield from unknown("P406", file, (*where, key, j), rolle, roles(plan))
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
    meetings = [each.moete for each in plan.moter.moeter]
    for j, tid in enumerate(aktivitet.naar):
        place: TreePath = (*where, "når", j)
        for key in _PERIOD_FIELDS:
            word = getattr(tid, key, None)
            yield from unknown("P421", file, (*place, key), word, periods)
        for k, rolle in enumerate(tid.ansvarlig):
            yield from unknown("P406", file, (*place, "ansvarlig", k), rolle, roles(plan))
        yield from unknown("M502", file, (*place, "møte"), tid.moete, meetings)
        yield from check_reading(file, place, tid, plan)


def check_activities_held(mappe: Mappe, wheel: Aarshjul) -> Iterator[Finding]:
    """The activities that were marked as held are those of the wheel, and so are their parts."""
    known = {each.id: each for each in wheel.aktiviteter}
    for read in mappe.moter:
        for i, held in enumerate(read.value.utfoert):
            if held not in read.value.gjort:
                continue
            where: TreePath = ("utført", i)
            yield from unknown(
                "M503", read.file, (*where, "aktivitet"), held.aktivitet, list(known)
            )
            if held.klasse and held.klasse not in {
                each.klasse for each in mappe.plan.skole.klasser
            }:
                yield Finding("K307", read.file, (*where, "klasse"))
            activity = known.get(held.aktivitet)
            if activity is not None:
                yield from unknown("M515", read.file, (*where, "hva"), held.hva, activity.deler)
