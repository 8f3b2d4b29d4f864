"""Checks of the absence files, and of how lists are read."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from sosialplan.model.fravaer import Elevfravaer, Fravaersperiode, Klassefravaer
from sosialplan.model.importkart import Importkart
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Finding, TreePath, path_to
from sosialplan.model.rettelser import gjeldende
from sosialplan.model.sak import Hendelse
from sosialplan.model.skrivemaate import folded
from sosialplan.rules.checks.case_checks import FELLES_STEG
from sosialplan.rules.checks.day_checks import check_recorded
from sosialplan.rules.checks.plan_checks import roles, unknown
from sosialplan.rules.checks.record_checks import (
    check_conflicts,
    check_corrections,
    check_ids,
    check_numbers,
)
from sosialplan.rules.checks.trapp_checks import check_subjects
from sosialplan.rules.fravaer.klassebytte import in_ring, links
from sosialplan.rules.kalender.skolekalender import (
    Skolekalender,
    days_between,
    kalender_of,
    school_year_of,
)
from sosialplan.rules.vinduer import subject_hours

IMPORT = "plan/import.yaml"


def check_import(kart: Importkart, plan: Plan) -> Iterator[Finding]:
    """Yield each code that stands twice, and each rung that waits for subjects that no list has."""
    yield from check_subjects(plan, kart)
    seen: set[str] = set()
    for where, word in _codes(kart):
        if folded(word) in seen:
            yield Finding("P418", IMPORT, ("fravær", *where), {"navn": word})
        seen.add(folded(word))
    yield from check_conflicts(kart, IMPORT)


def _codes(kart: Importkart) -> Iterator[tuple[TreePath, str]]:
    for i, each in enumerate(kart.fravaer.koder):
        yield ("koder", i, "kode"), each.kode
    for i, word in enumerate(kart.fravaer.ikke_fravaer):
        yield ("ikke_fravær", i), word


def check_absence(read: Read[Klassefravaer], mappe: Mappe, i_dag: date) -> Iterator[Finding]:
    """Yield every finding in one class's absence file."""
    book, file = read.value, read.file
    if file != f"fravaer/{book.skoleaar}/{book.klasse}.yaml":
        stands = "skoleår" if file.endswith(f"/{book.klasse}.yaml") else "klasse"
        yield Finding("K321", file, (stands,))
    if book.klasse not in {each.klasse for each in mappe.plan.skole.klasser}:
        yield Finding("K307", file, path_to(Klassefravaer.klasse))
    kalender = kalender_of(mappe.plan.ruter)
    if kalender.rute(book.skoleaar) is None:
        yield Finding("K323", file, path_to(Klassefravaer.skoleaar), {"skoleår": book.skoleaar})
    for i, entry in enumerate(book.elever):
        where: TreePath = path_to(Klassefravaer.elever, i)
        if entry.sak is not None and not mappe.knows(entry.sak):
            yield Finding("K312", file, path_to(*where, Elevfravaer.sak))
        yield from _check_periods(entry, where, book, file, kalender, i_dag)
        yield from _check_lessons(entry, where, book, file, mappe.plan)
        yield from _check_follow_up(entry, where, file, mappe, i_dag)
    yield from check_ids(book, file)
    yield from check_numbers(book, file)
    yield from check_recorded(book, file, i_dag)
    yield from _check_changes(read, mappe)


def _check_changes(read: Read[Klassefravaer], mappe: Mappe) -> Iterator[Finding]:
    """The class a pupil came from has the pupil's absence, and only one class counts it on."""
    others = [each.value for each in mappe.fravaer if each.file != read.file]
    earlier = links([read.value, *others])
    for i, entry in enumerate(read.value.elever):
        if entry.fra_klasse is None:
            continue
        before = earlier.get((0, i))
        twice = sum(there == before for there in earlier.values()) > 1
        if before is None:
            yield Finding(
                "K324", read.file, path_to(Klassefravaer.elever, i, Elevfravaer.fra_klasse)
            )
        elif twice or in_ring(earlier, (0, i)):
            yield Finding(
                "K325", read.file, path_to(Klassefravaer.elever, i, Elevfravaer.fra_klasse)
            )


def _check_lessons(
    entry: Elevfravaer, where: TreePath, book: Klassefravaer, file: str, plan: Plan
) -> Iterator[Finding]:
    """Yield the lessons that a rung counted by subject leaves out: of no subject, or of one whose hours are not said."""
    rungs = [each for each in plan.trapp.trinn if each.telles().per_fag]
    shares = [each for each in rungs if each.telles().prosent]
    counted = {each.id for each in entry.borte}
    for i, periode in enumerate(entry.perioder):
        if periode.id not in counted or periode.whole_days or not periode.antall_timer:
            continue
        unsaid = rungs if periode.fag is None else shares
        if periode.fag is not None and subject_hours(plan, book.klasse, periode.fag):
            unsaid = []
        if unsaid:
            place = path_to(*where, Elevfravaer.perioder, i)
            why = (
                "de er ført uten fag"
                if periode.fag is None
                else "faget står ikke under «timer_i_fag» i plan/fravaerstrapp.yaml"
            )
            told = {"trinn": unsaid[0].trinn, "hvorfor": why}
            yield Finding("K329", file, place, told)


def _check_follow_up(
    entry: Elevfravaer, where: TreePath, file: str, mappe: Mappe, i_dag: date
) -> Iterator[Finding]:
    """What was done before there is a case is a step of the chain, by a role of the school."""
    chain = mappe.plan.kjede(mappe.plan.trapp.kjede)
    steps = [*(each.steg for each in (chain.steg if chain else ())), *FELLES_STEG]
    yield from check_corrections(entry.oppfoelging, file, path_to(*where, Elevfravaer.oppfoelging))
    counted = {each.id for each in gjeldende(entry.oppfoelging)}
    for i, done in enumerate(entry.oppfoelging):
        place: TreePath = path_to(*where, Elevfravaer.oppfoelging, i)
        if done.id not in counted:
            continue
        for finding in unknown("K303", file, path_to(*place, Hendelse.steg), done.steg, steps):
            yield replace(finding, values={**finding.values, "kjede": mappe.plan.trapp.kjede})
        yield from unknown("K305", file, path_to(*place, Hendelse.av), done.av, roles(mappe.plan))
        if done.dato > i_dag:
            yield Finding("K304", file, path_to(*place, Hendelse.dato))


def _check_periods(
    entry: Elevfravaer,
    where: TreePath,
    book: Klassefravaer,
    file: str,
    kalender: Skolekalender,
    i_dag: date,
) -> Iterator[Finding]:
    yield from check_corrections(entry.perioder, file, path_to(*where, Elevfravaer.perioder))
    counted = {each.id for each in entry.borte}
    places = [i for i, each in enumerate(entry.perioder) if each.id in counted]
    order = sorted(places, key=lambda i: entry.perioder[i].fra)
    for place_in_order, later in enumerate(order):
        before = (entry.perioder[i] for i in order[:place_in_order])
        if any(entry.perioder[later].collides(each) for each in before):
            own = entry.perioder[later].id
            yield Finding(
                "K317",
                file,
                path_to(*where, Elevfravaer.perioder, later, Fravaersperiode.fra),
                {"id": own},
            )
    for i in places:
        periode, place = entry.perioder[i], path_to(*where, Elevfravaer.perioder, i)
        if periode.til < periode.fra:
            yield Finding("K310", file, path_to(*place, Fravaersperiode.til))
            continue
        if periode.til > i_dag:
            yield Finding("K304", file, path_to(*place, Fravaersperiode.til))
        if {school_year_of(periode.fra), school_year_of(periode.til)} != {book.skoleaar}:
            begins = school_year_of(periode.fra) == book.skoleaar
            yield Finding("K322", file, (*place, "til" if begins else "fra"))
        elif all(
            kalender.is_school_day(day) is False for day in days_between(periode.fra, periode.til)
        ):
            yield Finding("K318", file, path_to(*place, Fravaersperiode.fra))
