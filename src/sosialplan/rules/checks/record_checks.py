"""Checks of any kind of file with entries: shared ids, corrections, unchosen conflicts, two files that are one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar, get_args

import msgspec

from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.klasseliste import Klasseliste, class_list_file
from sosialplan.model.mappe import Kjennetegn, Mappe, Read, Senere
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok
from sosialplan.model.problems import Finding, TreePath, path_to
from sosialplan.model.record import Fil, Record
from sosialplan.model.rettelser import Rettelig, rettede, without_goal
from sosialplan.model.sak import Sak, Tiltak
from sosialplan.model.skole import Skolerute
from sosialplan.model.skrivemaate import pupil
from sosialplan.rules.kontrolltegn import identity_numbers


def check_conflicts(fil: Fil, file: str) -> Iterator[Finding]:
    """Yield every place for which two values were kept."""
    if not fil.konflikter:
        return
    from sosialplan.tekster import konfliktord  # noqa: PLC0415 - all fields, for what is seldom there

    for position, konflikt in enumerate(fil.konflikter):
        values = {"hva": konfliktord.hva_det_gjelder(konflikt), "fil": konfliktord.kort_navn(file)}
        yield Finding("G601", file, ("konflikter", position), values)


def check_corrections(entries: Sequence[Rettelig], file: str, where: TreePath) -> Iterator[Finding]:
    """Yield what is wrong with the corrections in one list, which stands at ``where``."""
    for place in without_goal(entries):
        yield Finding("K309", file, (*where, place, "retter"))
    corrected, met = rettede(entries), set[str]()
    for place, each in enumerate(entries):
        if each.retter is not None and each.id not in corrected:
            if each.retter in met:
                yield Finding("K406", file, (*where, place, "retter"), {"id": each.id})
            met.add(each.retter)


def check_ends(tiltak: Tiltak, file: str, where: TreePath) -> Iterator[Finding]:
    """Yield what is wrong with the corrections of a measure's end: each follows the one before it."""
    before: set[str | None] = {None} if tiltak.avsluttet else set()
    met: set[str | None] = set()
    for place, each in enumerate(tiltak.avsluttet_rettet):
        key = "retter" if each.retter else "id"
        if each.retter not in before:
            yield Finding("K309", file, (*where, "avsluttet_rettet", place, key))
        elif each.retter in met:
            yield Finding("K406", file, (*where, "avsluttet_rettet", place, key))
        met.add(each.retter)
        before.add(each.id)


DOUBLED = "K308"
_OWN = ("id", "kode")
"""The fields that a record is known by within its file."""


def check_ids(value: Record, file: str) -> Iterator[Finding]:
    """Yield each entry of a file whose id another one before it has."""
    seen: set[str] = set()
    for own, where in _ids(value, ()):
        if own in seen:
            yield Finding(DOUBLED, file, where)
        seen.add(own)


def check_numbers(value: Record, file: str) -> Iterator[Finding]:
    """Yield each text of a file, a name too, in which somebody's identity number stands."""
    for text, where in _texts(value, ()):
        if any(True for _ in identity_numbers(" ".join(text.split()))):
            yield Finding("K408", file, where)


def _texts(value: object, where: TreePath) -> Iterator[tuple[str, TreePath]]:
    if isinstance(value, str):
        yield value, where
    elif isinstance(value, tuple):
        for place, each in enumerate(value):
            yield from _texts(each, (*where, place))
    elif isinstance(value, Record):
        kind = type(value)
        for name, key in zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True):
            yield from _texts(getattr(value, name), (*where, key))


def check_ids_between(mappe: Mappe) -> Iterator[Finding]:
    """Yield each entry of absence, minutes or class lists whose id stands in another such book: both could be meant."""
    for books in (mappe.fravaer, mappe.moeter, mappe.klasselister):
        first: dict[str, str] = {}
        for read in sorted(books, key=lambda each: each.file):
            for own, where in _ids(read.value, ()):
                if where[-1] == _OWN[0] and first.setdefault(own, read.file) != read.file:
                    yield Finding(DOUBLED, read.file, where)


def check_archive_numbers(mappe: Mappe) -> Iterator[Finding]:
    """Yield each case whose number in the archive another pupil's case has: a letter would be filed with the wrong one."""
    by_number = defaultdict[str, list[Read[Sak]]](list)
    for read in mappe.saker:
        if read.value.arkivsak is not None:
            by_number[read.value.arkivsak].append(read)
    for same in by_number.values():
        pupils = [pupil(each.value.elev.navn) for each in same]
        for read, own in zip(same, pupils, strict=True):
            other = next((i for i, each in enumerate(pupils) if each != own), None)
            if other is not None:
                values = {"annen": same[other].value.sak, "sak": read.value.sak}
                yield Finding("K428", read.file, path_to(Sak.arkivsak), values)


def shared_ids(mappe: Mappe) -> Iterator[Finding]:
    """Yield every entry of a planmappe that shares its id, for those who check nothing else."""
    for read in mappe.filer:
        yield from doubled_in(read)
    yield from check_ids_between(mappe)


def doubled_in(read: Read[Fil]) -> Iterator[Finding]:
    """Yield each entry of a file whose id another one before it has; of a case whose head was kept this was kept too."""
    if isinstance(read.said, Senere):
        yield from (Finding(DOUBLED, read.file, where) for where in read.said.doble)
    else:
        yield from check_ids(read.value, read.file)


@lru_cache(maxsize=256)
def _holding(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a kind in which an id can stand, and what they are called in the file: few of an entry's forty."""
    found = msgspec.structs.fields(kind)
    named = ((each.name, each.encode_name, each.type) for each in found)
    return tuple((name, key) for name, key, hint in named if name in _OWN or _may_hold(hint))


def _may_hold(hint: object) -> bool:
    """Tell whether a field of this kind can hold records."""
    own = isinstance(hint, type) and issubclass(hint, Record)
    return own or any(_may_hold(each) for each in get_args(hint))


def _ids(value: Record, where: TreePath) -> Iterator[tuple[str, TreePath]]:
    """Yield the id of each record within a value; what a corrected one holds stands in its correction too."""
    for name, key in _holding(type(value)):
        inner = getattr(value, name)
        if name in _OWN:
            yield inner, (*where, key)
        elif isinstance(inner, Record):
            yield from _ids(inner, (*where, key))
        elif isinstance(inner, tuple) and inner and isinstance(inner[0], Record):
            corrected = {getattr(each, "retter", None) for each in inner}
            for place, each in enumerate(inner):
                at = (*where, key, place)
                if getattr(each, _OWN[0], "") in corrected:
                    yield each.id, (*at, _OWN[0])
                else:
                    yield from _ids(each, at)


R = TypeVar("R", bound=Record)


def without_copies(read: Iterable[Read[R]]) -> tuple[tuple[Read[R], ...], tuple[Finding, ...]]:
    """Return the files to follow, in the order they came, and what is told of the others.

    The file whose path is the one its content asks for is followed; else the one with the shortest
    name, since a copy's name says more.
    """
    files = tuple(read)
    owner: dict[str, Read[R]] = {}
    findings = []
    for each in sorted(files, key=_first):
        keys = _keys(_asked(each))
        other = next((owner[key] for key in keys if key in owner), None)
        if other is None:
            owner |= dict.fromkeys(keys, each)
        else:
            values = {"hva": _what(_asked(each)), "fil": other.file}
            findings.append(Finding("F122", each.file, (), values))
    left_out = {each.file for each in findings}
    return tuple(each for each in files if each.file not in left_out), tuple(findings)


def _asked(read: Read[R]) -> Record | Kjennetegn:
    """Return what a file is known by: of a case whose head was kept, that."""
    return read.said.hode if isinstance(read.said, Senere) else read.value


def _first(read: Read[R]) -> tuple[bool, int, str]:
    place = _place(_asked(read))
    return place is not None and read.file != place, len(read.file), read.file


def _place(value: Record | Kjennetegn) -> str | None:
    """Return where a file with this content belongs, where that is one place."""
    return _known_as(value)[0]


def _keys(value: Record | Kjennetegn) -> Sequence[str]:
    """Return what no other file may be too; a book of minutes is what was held in it."""
    place = _place(value)
    if place is not None or not isinstance(value, Moetebok):
        return (place,) if place else ()
    held = tuple(each.id for each in value.holdt)
    done = tuple(each.id for each in value.utfoert)
    return (*held, *done, *(each.id for each in value.fulgt_opp))


def _what(value: Record | Kjennetegn) -> str:
    return _known_as(value)[1]


def _known_as(value: Record | Kjennetegn) -> tuple[str | None, str]:
    """Return where a file belongs, and what it is called."""
    found: tuple[str | None, str] = (None, "de samme møtene")
    match value:
        case Sak() | Kjennetegn():
            found = f"saker/{value.sak[:4]}/{value.sak}.yaml", f"sak {value.sak}"
        case Klassefravaer():
            said = f"fraværet i {value.klasse} {value.skoleaar}"
            found = f"fravaer/{value.skoleaar}/{value.klasse}.yaml", said
        case Innboksmelding():
            number = value.melding.id
            found = f"innboks/{number}.yaml", f"melding {number}"
        case Klasseliste():
            said = f"klasselisten til {value.klasse} {value.skoleaar}"
            found = class_list_file(value.skoleaar, value.klasse), said
        case Handlingskjede():
            found = f"plan/handlingskjeder/{value.kjede}.yaml", f"kjeden {value.kjede}"
        case Skolerute():
            found = f"plan/skoleruter/{value.skoleaar}.yaml", f"skoleruten {value.skoleaar}"
    return found
