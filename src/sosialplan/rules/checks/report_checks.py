"""Checks of a report in the inbox."""

from collections.abc import Iterator
from datetime import date

from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.melding import Innboksmelding, Innmelding, Meldtelev
from sosialplan.model.problems import Finding, path_to
from sosialplan.rules.checks.day_checks import check_days, check_recorded
from sosialplan.rules.checks.plan_checks import roles, unknown
from sosialplan.rules.checks.record_checks import check_ids, check_numbers


def check_report(read: Read[Innboksmelding], mappe: Mappe, i_dag: date) -> Iterator[Finding]:
    """Yield every finding in one report. Of the cases it led to, one may be kept from the one who looks."""
    file, told = read.file, read.value.melding
    if file != f"innboks/{told.id}.yaml":
        yield Finding("K427", file, path_to(Innboksmelding.melding, Innmelding.id))
    if told.elev.klasse not in {each.klasse for each in mappe.plan.skole.klasser}:
        yield Finding(
            "K307", file, path_to(Innboksmelding.melding, Innmelding.elev, Meldtelev.klasse)
        )
    where = path_to(Innboksmelding.melding, Innmelding.rolle)
    yield from unknown("K305", file, where, told.rolle, roles(mappe.plan))
    yield from check_days(read.value, file, i_dag)
    yield from check_recorded(read.value, file, i_dag)
    yield from check_ids(read.value, file)
    yield from check_numbers(read.value, file)
    if len(read.value.saker) > 1:
        values = {"saker": " og ".join(read.value.saker)}
        yield Finding("K426", file, path_to(Innboksmelding.behandlet), values)
