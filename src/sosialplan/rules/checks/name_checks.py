"""Checks of what is known of names in general: a name has one entry."""

from collections.abc import Iterator

from sosialplan.model.navnebok import Navnebok
from sosialplan.model.problems import Finding
from sosialplan.model.skrivemaate import folded
from sosialplan.rules.checks.conflict_checks import check_conflicts

NAVN = "plan/navn.yaml"


def check_names(bok: Navnebok) -> Iterator[Finding]:
    """Yield each name that has two entries."""
    seen: set[str] = set()
    for number, each in enumerate(bok.navneformer):
        if folded(each.navn) in seen:
            yield Finding("P418", NAVN, ("navneformer", number, "navn"), {"navn": each.navn})
        seen.add(folded(each.navn))
    yield from check_conflicts(bok, NAVN)
