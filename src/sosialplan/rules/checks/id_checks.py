"""Checks of any kind of file that has entries: those that share an id, and a text with an identity number.

Which fields there are is asked of the records themselves.
"""

from collections.abc import Iterator

from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.record import Record
from sosialplan.rules.navn.foedselsnummer import identity_numbers

_OWN = ("id", "kode")
"""The fields that a record is known by within its file."""


def check_ids(value: Record, file: str) -> Iterator[Finding]:
    """Yield each entry of a file whose id another one before it has."""
    seen: set[str] = set()
    for own, where in _ids(value, ()):
        if own in seen:
            yield Finding("K308", file, where)
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
    """Yield each entry of absence or minutes whose id stands in another such book: a correction could mean both."""
    for books in (mappe.fravaer, mappe.moter):
        first: dict[str, str] = {}
        for read in sorted(books, key=lambda each: each.file):
            for own, where in _ids(read.value, ()):
                if where[-1] == _OWN[0] and first.setdefault(own, read.file) != read.file:
                    yield Finding("K308", read.file, where)


def shared_ids(mappe: Mappe) -> Iterator[Finding]:
    """Yield every entry of a planmappe that shares its id, for those who check nothing else."""
    for read in (*mappe.saker, *mappe.fravaer, *mappe.moter):
        yield from check_ids(read.value, read.file)
    yield from check_ids_between(mappe)


def _ids(value: Record, where: TreePath) -> Iterator[tuple[str, TreePath]]:
    """Yield the id of each record within a value; what a corrected one holds stands in its correction too."""
    kind = type(value)
    for name, key in zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True):
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
