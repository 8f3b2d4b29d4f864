"""Checks of corrections: each leads to something that is there, and nothing is corrected twice."""

from collections.abc import Iterator, Sequence

from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.rettelser import Rettelig, rettede, without_goal


def check_corrections(entries: Sequence[Rettelig], file: str, where: TreePath) -> Iterator[Finding]:
    """Yield what is wrong with the corrections in one list, which stands at ``where``."""
    for place in without_goal(entries):
        yield Finding("K309", file, (*where, place, "retter"))
    corrected, met = rettede(entries), set[str]()
    for place, each in enumerate(entries):
        if each.retter is not None and each.id not in corrected:
            if each.retter in met:
                yield Finding("K406", file, (*where, place, "retter"))
            met.add(each.retter)
