"""Checks of the absence files."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from sosialplan.model.fravaer import Elevfravaer, Klassefravaer
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.problems import Finding, TreePath
from sosialplan.rules.skolekalender import Skolekalender, days_between, kalender_of, school_year_of


def check_absence(read: Read[Klassefravaer], mappe: Mappe, i_dag: date) -> Iterator[Finding]:
    """Yield every finding in one class's absence file."""
    book, file = read.value, read.file
    if file != f"fravaer/{book.skoleaar}/{book.klasse}.yaml":
        yield Finding("K321", file)
    if book.klasse not in {each.klasse for each in mappe.plan.skole.klasser}:
        yield Finding("K307", file, ("klasse",))
    kalender = kalender_of(mappe.plan.ruter)
    if kalender.rute(book.skoleaar) is None:
        yield Finding("K323", file, ("skoleår",), {"skoleår": book.skoleaar})
    for i, entry in enumerate(book.elever):
        where: TreePath = ("elever", i)
        if entry.sak is not None and mappe.sak(entry.sak) is None:
            yield Finding("K312", file, (*where, "sak"))
        yield from _check_periods(entry, where, book, file, kalender, i_dag)


def _check_periods(
    entry: Elevfravaer,
    where: TreePath,
    book: Klassefravaer,
    file: str,
    kalender: Skolekalender,
    i_dag: date,
) -> Iterator[Finding]:
    order = sorted(range(len(entry.perioder)), key=lambda i: entry.perioder[i].fra)
    for earlier, later in pairwise(order):
        if entry.perioder[later].fra <= entry.perioder[earlier].til:
            yield Finding("K317", file, (*where, "perioder", later))
    for i, periode in enumerate(entry.perioder):
        place: TreePath = (*where, "perioder", i)
        if periode.til < periode.fra:
            yield Finding("K310", file, (*place, "til"))
            continue
        if periode.til > i_dag:
            yield Finding("K304", file, (*place, "til"))
        if {school_year_of(periode.fra), school_year_of(periode.til)} != {book.skoleaar}:
            yield Finding("K322", file, place)
        elif all(
            kalender.is_school_day(day) is False for day in days_between(periode.fra, periode.til)
        ):
            yield Finding("K318", file, place)
