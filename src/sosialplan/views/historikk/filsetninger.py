"""What is told of files that are no case, absence or minutes: the plan by its areas, others by place."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sosialplan.views.historikk.loggsetninger import Setning
from sosialplan.views.planen.planforskjell import planforskjell

_OURS = re.compile(r"(plan|maler)/[ -~æøåÆØÅ]+|\.[a-z]+")
"""Files whose names are ours; any other may be named after a person."""
_FOLDERS = frozenset({"saker", "fravaer", "moter", "plan", "maler"})
_LISTED = 3
"""So many files of a folder at most are told one by one."""


def plan_changes(file: str, before: Any, after: Any) -> Iterator[Setning]:
    """Yield what changed in a file of the plan, where it has parts that can be told by themselves."""
    for area in planforskjell({file: before}, {file: after}):
        yield from (Setning(f"{area.navn}: {said.removesuffix('.')}") for said in area.setninger)


def file_change(file: str, *, came: bool, went: bool) -> Setning:
    """Tell that a file came, went or changed."""
    verb = "La til" if came else "Tok bort" if went else "Endret"
    folder, _, _ = file.rpartition("/")
    if _OURS.fullmatch(file):
        return Setning(f"{verb} {file}", mappe=f"{verb} {{}} filer i {folder}/" if folder else None)
    top = file.split("/", maxsplit=1)[0] if folder else ""
    place = f"en fil i {top}/" if top in _FOLDERS else "en fil som ikke er planens"
    return Setning(f"{verb} {place}")


def counted(sentences: Sequence[Setning]) -> Iterator[Setning]:
    """Yield the sentences of one commit, with one for the many files of a folder."""
    files = Counter(each.mappe for each in sentences if each.mappe)
    told: set[str] = set()
    for each in sentences:
        if each.mappe is None or files[each.mappe] <= _LISTED:
            yield each
        elif each.mappe not in told:
            told.add(each.mappe)
            yield Setning(each.mappe.format(files[each.mappe]))
