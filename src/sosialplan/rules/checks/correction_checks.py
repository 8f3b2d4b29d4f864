"""Checks of corrections: each leads to something that is there, and nothing is corrected twice."""

from collections.abc import Iterator, Sequence

from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.rettelser import Rettelig, rettede, without_goal
from sosialplan.model.sak import Tiltak


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
