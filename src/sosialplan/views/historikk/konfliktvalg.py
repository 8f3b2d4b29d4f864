"""A conflict as it is shown to the one who chooses: what it is about, and the two values."""

from typing import Any

from sosialplan.model.konflikt import Konflikt
from sosialplan.model.problems import TreePath
from sosialplan.model.record import Value
from sosialplan.rules.fletting.fletteregler import Fletteregel, ved, vei_til
from sosialplan.rules.fletting.konflikter import sagt
from sosialplan.rules.fletting.konfliktord import hva_det_gjelder

TATT_BORT = "(tatt bort)"
_NAVN = ("tiltak", "steg", "alias", "navn", "elev", "møte", "aktivitet")
"""The fields by which a person knows an entry: the first that it has."""


class Valg(Value, frozen=True):
    """One choice: the sentence, what the entry is called, and the two values in words.

    ``naa`` is what stands there now, where that is neither of them any more.
    """

    hva: str
    om: str
    en: str
    to: str
    naa: str | None


def valg_av(konflikt: Konflikt, tree: Any, regel: Fletteregel) -> Valg:
    """Return the choice that a conflict asks for, in the tree of its file."""
    vei = vei_til(tree, konflikt.sted, regel)
    there = ved(tree, vei) if vei is not None else None
    return Valg(
        hva_det_gjelder(konflikt),
        _om(tree, vei or (), whole=konflikt.ellers is None),
        i_ord(konflikt.staar),
        i_ord(konflikt.ellers),
        None if sagt(there) == sagt(konflikt.staar) else i_ord(there),
    )


def i_ord(value: Any) -> str:
    """Return a value as a person reads it."""
    match value:
        case None:
            return TATT_BORT
        case bool():
            return "ja" if value else "nei"
        case dict():
            return ", ".join(f"{key}: {i_ord(each)}" for key, each in value.items())
        case list():
            return ", ".join(i_ord(each) for each in value)
    return " ".join(str(value).split())


def _om(tree: Any, vei: TreePath, *, whole: bool) -> str:
    """Return what the innermost entry is called, with its day; empty where there is none."""
    found = ""
    for step in vei if whole else vei[:-1]:
        tree = tree[step]
        if isinstance(step, int) and isinstance(tree, dict):
            name = next((str(tree[field]) for field in _NAVN if field in tree), "")
            found = " ".join(part for part in (name, str(tree.get("dato", ""))) if part)
    return found
