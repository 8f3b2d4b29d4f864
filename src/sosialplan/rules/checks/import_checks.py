"""Checks of how lists from other systems are read: each code means one thing."""

from collections.abc import Iterator

from sosialplan.model.importkart import Importkart
from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.skrivemaate import folded
from sosialplan.rules.checks.conflict_checks import check_conflicts

IMPORT = "plan/import.yaml"


def check_import(kart: Importkart) -> Iterator[Finding]:
    """Yield each code that stands twice, among the kinds of absence or what is no absence."""
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
