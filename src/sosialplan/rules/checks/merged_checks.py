"""Checks of what is right entry by entry and wrong by meaning, as when two wrote at the same time."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.sak import Sak, Svar, Tiltak, Utfall
from sosialplan.rules.facts import valid_entries
from sosialplan.rules.gjentakelse import asks_for_repeated
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.overfoering import transfers
from sosialplan.rules.saksgang import Saksgang, course_of, is_bad

SIES_VED_FLETTING = frozenset(
    {"K383", "K388", "K389", "K391", "K392", "K393", "K394", "K406", "M512", "M518", "M519"}
)
"""What is told when two histories were put together: it stops nothing, and is not silent."""
_SAME_TIME = timedelta(days=3)
"""Two evaluations of a measure so near each other, that say the opposite, are of one and the same time."""


def check_meaning(read: Read[Sak], mappe: Mappe, i_dag: date) -> Iterator[Finding]:
    """Yield what two who did not know of each other may have written."""
    sak, file = read.value, read.file
    gang = course_of(sak, (), mappe.plan, kalender_of(mappe.plan.ruter), i_dag)
    if gang is None:
        return
    yield from _check_closed_and_not(gang, file)
    yield from _check_closed_twice(gang, file)
    for i, tiltak in enumerate(sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()):
        yield from _check_measure(tiltak, ("aktivitetsplan", "tiltak", i), file)
    yield from _check_transfers(gang, file)
    if gang.followed:
        yield from _check_doubled(gang, file, mappe, i_dag)


def _check_closed_and_not(gang: Saksgang, file: str) -> Iterator[Finding]:
    """A closed case that a later entry, which is no check-up, has opened again."""
    closing = gang.fakta.last(gang.kjede.avsluttes_med)
    if closing is None or gang.lukket is not None:
        return
    entries = gang.fakta.hendelser
    later = entries[entries.index(closing) + 1 :]
    if not any(is_bad(each, gang.kjede) for each in later):
        place = [each.id for each in gang.fakta.sak.hendelser].index(closing.id)
        yield Finding("K388", file, ("hendelser", place))


def _check_closed_twice(gang: Saksgang, file: str) -> Iterator[Finding]:
    """Two closings, and nothing between them that opened the case again: the later one counts."""
    entries = gang.fakta.hendelser
    closings = [i for i, each in enumerate(entries) if each.steg == gang.kjede.avsluttes_med]
    ids = [each.id for each in gang.fakta.sak.hendelser]
    for one, other in pairwise(closings):
        opened = any(is_bad(each, gang.kjede) for each in entries[one + 1 : other])
        opened = opened or any(one < runde.start <= other for runde in gang.runder)
        if not opened:
            where = ("hendelser", ids.index(entries[other].id))
            values = {"sak": gang.fakta.sak.sak, "id": entries[one].id}
            yield Finding("K394", file, where, values)


def _check_measure(tiltak: Tiltak, where: TreePath, file: str) -> Iterator[Finding]:
    judged = sorted(tiltak.evaluert, key=lambda each: each.dato)
    for one, other in pairwise(judged):
        opposite = (one.utfall is Utfall.GOD) is not (other.utfall is Utfall.GOD)
        if opposite and other.dato - one.dato <= _SAME_TIME:
            yield Finding("K389", file, (*where, "evalueringer", tiltak.evalueringer.index(other)))
    ended = tiltak.avsluttet
    for place, change in enumerate(tiltak.endringer if ended else ()):
        if ended is not None and change.dato >= ended.dato:
            yield Finding("K393", file, (*where, "endringer", place))


def _check_transfers(gang: Saksgang, file: str) -> Iterator[Finding]:
    """Two offers that were made before either was answered, and both were accepted."""
    taken = [each for each in transfers(gang) if each.svar is Svar.JA]
    ids = [each.id for each in gang.fakta.sak.hendelser]
    for one, other in pairwise(taken):
        if one.til != other.til and one.svart is not None and other.dato <= one.svart:
            yield Finding("K391", file, ("hendelser", ids.index(other.id)))


def _check_doubled(gang: Saksgang, file: str, mappe: Mappe, i_dag: date) -> Iterator[Finding]:
    """Another open case of the same chain, of a pupil of the same name and class."""
    own = gang.fakta.sak
    for read in mappe.of_pupil(own.elev.navn):
        other = read.value
        linked = own.sak in {other.sak, other.fra_sak} or own.fra_sak == other.sak
        if (other.elev.klasse, other.kjede) != (own.elev.klasse, own.kjede) or linked:
            continue
        if asks_for_repeated(mappe.plan, own.kjede) and _begun(other) != _begun(own):
            continue  # each time is a case of its own there, and K363 asks whether it is repeated
        course = course_of(other, (), mappe.plan, kalender_of(mappe.plan.ruter), i_dag)
        if course is not None and course.followed:
            yield Finding("K392", file, ("elev",), {"sak": other.sak})


def _begun(sak: Sak) -> date:
    """Return the day of the first thing that a case tells of."""
    return min((each.dato for each in valid_entries(sak)), default=sak.opprettet)
