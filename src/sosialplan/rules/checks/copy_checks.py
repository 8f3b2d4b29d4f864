"""Two files that say they are the same: one is followed, the other is told of and counts for nothing."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.mappe import Read
from sosialplan.model.moter import Moetebok
from sosialplan.model.problems import Finding
from sosialplan.model.record import Record
from sosialplan.model.sak import Sak
from sosialplan.model.skolerute import Skolerute

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
        keys = _keys(each.value)
        other = next((owner[key] for key in keys if key in owner), None)
        if other is None:
            owner |= dict.fromkeys(keys, each)
        else:
            values = {"hva": _what(each.value), "fil": other.file}
            findings.append(Finding("F122", each.file, (), values))
    left_out = {each.file for each in findings}
    return tuple(each for each in files if each.file not in left_out), tuple(findings)


def _first(read: Read[R]) -> tuple[bool, int, str]:
    place = _place(read.value)
    return place is not None and read.file != place, len(read.file), read.file


def _place(value: Record) -> str | None:
    """Return where a file with this content belongs, where that is one place."""
    match value:
        case Sak():
            return f"saker/{value.sak[:4]}/{value.sak}.yaml"
        case Klassefravaer():
            return f"fravaer/{value.skoleaar}/{value.klasse}.yaml"
        case Handlingskjede():
            return f"plan/handlingskjeder/{value.kjede}.yaml"
        case Skolerute():
            return f"plan/skoleruter/{value.skoleaar}.yaml"
    return None


def _keys(value: Record) -> Sequence[str]:
    """Return what no other file may be too; a book of minutes is what was held in it."""
    place = _place(value)
    if place is not None or not isinstance(value, Moetebok):
        return (place,) if place else ()
    held = tuple(each.id for each in value.holdt)
    done = tuple(each.id for each in value.utfoert)
    return (*held, *done, *(each.id for each in value.fulgt_opp))


def _what(value: Record) -> str:
    match value:
        case Sak():
            return f"sak {value.sak}"
        case Klassefravaer():
            return f"fraværet i {value.klasse} {value.skoleaar}"
        case Handlingskjede():
            return f"kjeden {value.kjede}"
        case Skolerute():
            return f"skoleruten {value.skoleaar}"
    return "de samme møtene"
