"""What changed in the plan between two readings of its files, told by area in words.

Trees are compared, not values: an older plan may have had another shape than today's.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Trees = Mapping[str, Any]
"""File in ``plan/`` to its tree."""

_LISTS = (
    ("Verdier", "plan/skole.yaml", "verdier", "verdi"),
    ("Mål", "plan/mal.yaml", "mål", "kode"),
    ("Begreper", "plan/begreper.yaml", "begreper", "begrep"),
    ("Møter", "plan/moter.yaml", "møter", "møte"),
    ("Møteplikter", "plan/moter.yaml", "plikter", "møte"),
    ("Partnere", "plan/partnere.yaml", "partnere", "partner"),
    ("Årshjulet", "plan/aarshjul.yaml", "aktiviteter", "id"),
    ("Fraværstrappen", "plan/fravaerstrapp.yaml", "trinn", "trinn"),
    ("Fristregler", "plan/fristregler.yaml", "regler", "regel"),
    ("Skolens egne tall", "plan/skole.yaml", "innstillinger", "innstilling"),
    ("Hjemler", "plan/hjemler.yaml", "hjemler", "hjemmel"),
    ("Roller", "plan/skole.yaml", "roller", "rolle"),
    ("Valg", "plan/valg.yaml", "valg", "valg"),
)
_CHAINS = "plan/handlingskjeder/"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Endringsomraade:
    """An area of the plan and what changed in it, a sentence each."""

    navn: str
    setninger: tuple[str, ...]


def planforskjell(
    before: Trees, after: Trees, si: Callable[[str], str] = str
) -> tuple[Endringsomraade, ...]:
    """Return the areas in which something changed; ``si`` puts our words into the reader's form."""
    found = [
        Endringsomraade(
            si(name),
            tuple(_items(_by_key(before, file, key, by), _by_key(after, file, key, by), si)),
        )
        for name, file, key, by in _LISTS
    ]
    chains = tuple(_items(_chains(before), _chains(after), si))
    found.insert(6, Endringsomraade(si("Handlingskjeder"), chains))
    return tuple(each for each in found if each.setninger)


def _by_key(trees: Trees, file: str, key: str, by: str) -> dict[str, Any]:
    tree = trees.get(file)
    items = tree.get(key) if isinstance(tree, dict) else None
    return {
        str(each[by]): each
        for each in (items if isinstance(items, list) else ())
        if isinstance(each, dict) and by in each
    }


def _chains(trees: Trees) -> dict[str, Any]:
    return {
        str(tree.get("kjede")): {**tree, "steg": _by_key({"": tree}, "", "steg", "steg")}
        for file, tree in trees.items()
        if file.startswith(_CHAINS) and isinstance(tree, dict)
    }


def _items(
    before: dict[str, Any], after: dict[str, Any], si: Callable[[str], str]
) -> Iterator[str]:
    for code, item in after.items():
        if code not in before:
            yield f"{si('Nytt')}: «{_name(code, item)}»."
        elif item != before[code]:
            parts = "; ".join(_changes(before[code], item, si))
            yield f"{si('Endret')}: «{_name(code, item)}» ({parts})."
    for code, item in before.items():
        if code not in after:
            yield f"{si('Tatt bort')}: «{_name(code, item)}»."


def _name(code: str, item: Any) -> str:
    return str(item.get("navn", code))


def _changes(
    before: dict[str, Any], after: dict[str, Any], si: Callable[[str], str]
) -> Iterator[str]:
    """Yield what changed in an item, field by field; short values are told, long ones named."""
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if key == "steg" and isinstance(old, dict) and isinstance(new, dict):
            yield from (f"steg: {each.rstrip('.')}" for each in _items(old, new, si))
        elif old is None:
            yield f"{key} er ny{_short(new)}"
        elif new is None:
            yield f"{key} er borte"
        elif _short(old) and _short(new):
            yield f"{key}: {old} → {new}"
        else:
            yield f"{key} er {si('endret')}"


def _short(value: Any) -> str:
    """Return a value that fits in a sentence, as `` (value)``; else nothing."""
    plain = isinstance(value, str | int) and len(str(value)) <= _LONGEST
    return f": {value}" if plain else ""
