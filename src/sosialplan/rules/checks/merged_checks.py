"""Checks of what is right entry by entry and wrong by meaning, as when two wrote at the same time."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise

from sosialplan.model.elev import Foresatt, Trygt, is_voice
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.problems import Finding, TreePath, path_to
from sosialplan.model.sak import (
    Aktivitetsplan,
    Elev,
    Evaluering,
    Hendelse,
    Involvert,
    Sak,
    Svar,
    Tiltak,
    Utfall,
)
from sosialplan.model.sakspapirer import Endring
from sosialplan.model.skrivemaate import same_pupil
from sosialplan.rules.ansvar import transfers
from sosialplan.rules.facts import valid_entries
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.navn.tekstord import folded_word, words_of
from sosialplan.rules.saksgang import Saksgang, course_of, is_bad
from sosialplan.rules.saksplikter import asks_for_repeated

SIES_VED_FLETTING = frozenset(
    {
        "K383",
        "K388",
        "K389",
        "K391",
        "K392",
        "K393",
        "K394",
        "K395",
        "K396",
        "K397",
        "K398",
        "K426",
        "K406",
        "M512",
        "M518",
        "M519",
    }
)
"""What is told when two histories were put together: it stops nothing, and is not silent."""
_SAME_TIME = timedelta(days=3)
"""Two evaluations of a measure so near each other, that say the opposite, are of one and the same time."""


def check_meaning(read: Read[Sak], mappe: Mappe, i_dag: date) -> Iterator[Finding]:
    """Yield what two who did not know of each other may have written."""
    sak, file = read.value, read.file
    yield from _check_people(sak, file)
    gang = course_of(sak, (), mappe.plan, kalender_of(mappe.plan.ruter), i_dag)
    if gang is None:
        return
    yield from _check_closed_and_not(gang, file)
    yield from _check_closed_twice(gang, file)
    yield from _check_begun_after(gang, file)
    yield from _check_opposite(gang, file)
    for i, tiltak in enumerate(sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()):
        yield from _check_measure(
            tiltak, path_to(Sak.aktivitetsplan, Aktivitetsplan.tiltak, i), sak, file
        )
    yield from _check_transfers(gang, file)
    if gang.followed:
        yield from _check_doubled(gang, file, mappe, i_dag)


def _check_people(sak: Sak, file: str) -> Iterator[Finding]:
    """One guardian with two names, and one pupil with two aliases, as when each side wrote its own."""
    for one, (place, other) in combinations(enumerate(sak.elev.foresatte), 2):
        shared = _name_words(one[1].navn) & _name_words(other.navn)
        if shared and one[1].relasjon == other.relasjon:
            yield Finding("K397", file, path_to(Sak.elev, Elev.foresatte, place, Foresatt.navn))
    for before, (place, known) in combinations(enumerate(sak.involverte), 2):
        first = before[1]
        if first.navn and known.navn and same_pupil(first.navn, known.navn):
            values = {"alias": first.alias, "annet": known.alias}
            yield Finding("K398", file, path_to(Sak.involverte, place, Involvert.alias), values)


def _name_words(name: str) -> set[str]:
    """Return the words of a name, without the one that says of all here that they are invented."""
    return {folded_word(each) for each in words_of(name)} - {"oppdiktet"}


def _check_closed_and_not(gang: Saksgang, file: str) -> Iterator[Finding]:
    """A closed case that a later entry, which is no check-up, has opened again."""
    closing = gang.fakta.last(gang.kjede.avsluttes_med)
    if closing is None or gang.lukket is not None:
        return
    entries = gang.fakta.hendelser
    later = entries[entries.index(closing) + 1 :]
    if not any(is_bad(each, gang.kjede) for each in later):
        place = [each.id for each in gang.fakta.sak.hendelser].index(closing.id)
        values = {"sak": gang.fakta.sak.sak, "id": closing.id}
        yield Finding("K388", file, path_to(Sak.hendelser, place), values)


def _check_closed_twice(gang: Saksgang, file: str) -> Iterator[Finding]:
    """Two closings, and nothing between them that opened the case again: the later one counts."""
    entries = gang.fakta.hendelser
    closings = [i for i, each in enumerate(entries) if each.steg == gang.kjede.avsluttes_med]
    ids = [each.id for each in gang.fakta.sak.hendelser]
    for one, other in pairwise(closings):
        opened = any(is_bad(each, gang.kjede) for each in entries[one + 1 : other])
        opened = opened or any(one < runde.start <= other for runde in gang.runder)
        if not opened:
            where = path_to(Sak.hendelser, ids.index(entries[other].id), Hendelse.steg)
            values = {"sak": gang.fakta.sak.sak, "id": entries[one].id}
            yield Finding("K394", file, where, values)


def _check_begun_after(gang: Saksgang, file: str) -> Iterator[Finding]:
    """A closed case in which a measure began, or the pupil was heard, when it was closed or after."""
    closing, sak = gang.lukket, gang.fakta.sak
    if closing is None:
        return
    for place, each in enumerate(sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()):
        if each.fra >= closing.dato and each.slutt is None:
            where: TreePath = path_to(Sak.aktivitetsplan, Aktivitetsplan.tiltak, place, Tiltak.fra)
            ellers = (
                f"avslutt tiltaket: sosialplan tiltak avslutt {sak.sak} {each.id} --hvorfor «…»"
            )
            values = {"hva": "et tiltak begynner", "ellers": ellers}
            yield Finding("K395", file, where, {**values, "åpnes": _opened_by(gang)})
    ids = [each.id for each in sak.hendelser]
    for entry in gang.fakta.hendelser:
        later = entry.dato > closing.dato or (entry.registrert or "") > (closing.registrert or "~")
        told = entry.steg not in gang.kjede.etterkontroller and is_voice(entry.elevens_stemme)
        if later and told and entry.dato >= closing.dato:
            where = path_to(Sak.hendelser, ids.index(entry.id), Hendelse.elevens_stemme)
            values = {"hva": "eleven er hørt", "ellers": "la det stå", "åpnes": _opened_by(gang)}
            yield Finding("K395", file, where, values)


def _opened_by(gang: Saksgang) -> str:
    """Return the command that opens a closed case again, or the words for a chain that has no check-up."""
    check = next(iter(sorted(gang.kjede.etterkontroller)), None)
    if check is None:
        return "så rett avslutningen"
    number = gang.fakta.sak.sak
    return (
        "så skriv en etterkontroll som sier det: "
        f"sosialplan registrer {number} {check} --trygt nei --elevens-stemme «…»"
    )


def _check_opposite(gang: Saksgang, file: str) -> Iterator[Finding]:
    """The same step twice within few days, and the answers say the opposite: the later one counts."""
    ids = [each.id for each in gang.fakta.sak.hendelser]
    by_step: dict[str, list[Hendelse]] = {}
    for each in gang.fakta.hendelser:
        by_step.setdefault(each.steg, []).append(each)
    for step, entries in by_step.items():
        for one, other in pairwise(entries):
            field = _opposite(one, other)
            if other.dato - one.dato <= _SAME_TIME and field is not None:
                where = path_to(Sak.hendelser, ids.index(other.id), field)
                values = {"steg": step, "sak": gang.fakta.sak.sak, "id": other.id, "annen": one.id}
                yield Finding("K396", file, where, values)


def _opposite(one: Hendelse, other: Hendelse) -> object:
    """Return the field in which one entry says that all is well and the other that it is not."""
    answers = (
        (Hendelse.trygt, one.trygt, other.trygt, Trygt.JA),
        (Hendelse.utfall, one.utfall, other.utfall, Utfall.GOD),
    )
    for field, first, second, well in answers:
        if None not in (first, second) and (first is well) is not (second is well):
            return field
    return None


def _check_measure(tiltak: Tiltak, where: TreePath, sak: Sak, file: str) -> Iterator[Finding]:
    judged = sorted(tiltak.evaluert, key=lambda each: each.dato)
    for one, other in pairwise(judged):
        opposite = (one.utfall is Utfall.GOD) is not (other.utfall is Utfall.GOD)
        if opposite and other.dato - one.dato <= _SAME_TIME:
            judged_at = path_to(*where, Tiltak.evalueringer, tiltak.evalueringer.index(other))
            values = {"sak": sak.sak, "id": other.id, "annen": one.id}
            yield Finding("K389", file, path_to(*judged_at, Evaluering.utfall), values)
    ended = tiltak.slutt
    if ended is None or _goes_on(tiltak, ended.dato, sak):
        return
    for place, change in enumerate(tiltak.endringer):
        if change.dato >= ended.dato and change in tiltak.endret:
            values = {"sak": sak.sak, "id": change.id}
            yield Finding(
                "K393", file, path_to(*where, Tiltak.endringer, place, Endring.dato), values
            )


def _goes_on(tiltak: Tiltak, ended: date, sak: Sak) -> bool:
    """Tell whether a measure that was ended was put in anew, in the same words."""
    every = sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()
    return any(
        each.id != tiltak.id and each.tiltak == tiltak.tiltak and each.fra >= ended
        for each in every
    )


def _check_transfers(gang: Saksgang, file: str) -> Iterator[Finding]:
    """Two offers that were made before either was answered, and both were accepted."""
    taken = [each for each in transfers(gang) if each.svar is Svar.JA]
    ids = [each.id for each in gang.fakta.sak.hendelser]
    for one, other in pairwise(taken):
        if one.til != other.til and one.svart is not None and other.dato <= one.svart:
            answers = {"sak": gang.fakta.sak.sak, "id": other.svar_id, "annen": one.svar_id}
            yield Finding(
                "K391",
                file,
                path_to(Sak.hendelser, ids.index(other.id), Hendelse.ansvarlig),
                answers,
            )


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
            values = {"sak": other.sak, "slutt": course.kjede.avsluttes_med}
            yield Finding("K392", file, path_to(Sak.elev, Elev.navn), values)


def _begun(sak: Sak) -> date:
    """Return the day of the first thing that a case tells of."""
    return min((each.dato for each in valid_entries(sak)), default=sak.opprettet)
