"""Checks of who signs with which key."""

from collections.abc import Iterator

from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.skole import Skole
from sosialplan.model.tilgang import Noekkel, Tilgang
from sosialplan.rules.checks.conflict_checks import check_conflicts
from sosialplan.rules.tillit.offentlig_noekkel import is_private, read_key
from sosialplan.rules.tillit.tilgang import TILGANG
from sosialplan.rules.vervflytting import place_of


def check_access(tilgang: Tilgang, skole: Skole) -> Iterator[Finding]:
    """Yield what is wrong with the keys. What a key says is never repeated."""
    holders: dict[str, str] = {}
    for i, each in enumerate(tilgang.noekler):
        where: TreePath = ("nøkler", i)
        if each.sperret_fra is None and place_of(skole, each.person) is None:
            yield Finding("T701", TILGANG, (*where, "person"), {"id": each.id})
        if each.sperret_fra is not None and each.sperret_fra < each.gjelder_fra:
            yield Finding("T705", TILGANG, (*where, "sperret_fra"))
        yield from _check_key(each, (*where, "nøkkel"), holders)
    last = max(tilgang.signering, key=lambda each: each.gjelder_fra, default=None)
    if last is not None and last.paa and all(each.sperret_fra for each in tilgang.noekler):
        yield Finding("T707", TILGANG, ("signering",))
    yield from check_conflicts(tilgang, TILGANG)


def _check_key(noekkel: Noekkel, where: TreePath, holders: dict[str, str]) -> Iterator[Finding]:
    if is_private(noekkel.noekkel):
        yield Finding("T703", TILGANG, where)
        return
    key = read_key(noekkel.noekkel)
    if key is None:
        yield Finding("T702", TILGANG, where)
        return
    if not key.trygg:
        yield Finding("T706", TILGANG, where)
    if holders.setdefault(key.fingeravtrykk, noekkel.person) != noekkel.person:
        yield Finding("T704", TILGANG, where)
