"""What stands once it is written: the entries of a file, and what of them may still change.

| what | may it change? |
| --- | --- |
| an entry of a case, of the follow-up of absence | never; a later one corrects it (``retter``) |
| an evaluation, an approval, a decision before a copy, a copy | never; a later one corrects it |
| a change and the end of a measure | never; a later one corrects it |
| a measure: text, level, owners, days | only with an entry in ``endringer`` for that field |
| a measure: when it was decided and written down | never |
| a period of absence, and whose it is | never; a later one corrects it |
| a meeting that was held, an activity or a decision that was done | never; a later one corrects it |
| a report, and how it was handled | never |
| everything else: the pupil and the class, those involved, categories, the description, the plan's own texts, the number | yes; the log tells it |

Read from trees: an old version may have had another shape.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sosialplan.model.felter.delte_felt import I_FRAVAERET, I_MOETEBOKEN
from sosialplan.model.felter.feltlinje import Steder, samlet
from sosialplan.model.felter.meldingsfelt import I_INNBOKSEN
from sosialplan.model.felter.planfelt import TILTAK
from sosialplan.model.felter.saksfelt import I_SAKEN
from sosialplan.model.problems import TreePath
from sosialplan.model.record import Value
from sosialplan.model.sakspapirer import Felt

ENDRINGER = "endringer"


@dataclass(frozen=True, slots=True)
class Fast:
    """A kind of entry: where it stands, what it is called, and the command that puts it right.

    ``egne`` are keys that are entries of their own. ``felt`` may change with a noted change.
    """

    sted: tuple[str, ...]
    hva: str
    rett: str
    egne: frozenset[str] = frozenset()
    felt: tuple[str, ...] = ()


def _fastlagt(steder: Steder) -> tuple[Fast, ...]:
    """Return the kinds of entries of a file; what is an entry of its own is no part of the one around it."""
    fast = {sted: linje for sted, linje in samlet(steder) if linje.fast}
    return tuple(
        Fast(
            tuple(sted.split(".")),
            linje.fast,
            linje.rettes_med,
            egne=frozenset(
                each.rpartition(".")[2] for each in fast if each.rpartition(".")[0] == sted
            ),
            felt=tuple(each.value for each in Felt) if steder[sted] is TILTAK else (),
        )
        for sted, linje in fast.items()
    )


FASTLAGT: Mapping[str, tuple[Fast, ...]] = {
    "saker": _fastlagt(I_SAKEN),
    "fravaer": _fastlagt(I_FRAVAERET),
    "moter": _fastlagt(I_MOETEBOKEN),
    "innboks": _fastlagt(I_INNBOKSEN),
}
"""By the folder of a file."""


class Faktum(Value, frozen=True):
    """Something that stands: an entry's content, or one field of a measure.

    ``eier`` is the first thing of the list around it: whose it is, by something that does not change.
    ``notert`` are the values that the field has had by its noted changes.
    """

    slag: Fast
    id: str
    verdi: Any
    sted: TreePath
    felt: str | None = None
    eier: str | None = None
    notert: tuple[Any, ...] = ()
    steg: str | None = None

    @property
    def noekkel(self) -> tuple[tuple[str, ...], str, str | None]:
        """What it is known by in every version."""
        return self.slag.sted, self.id, self.felt


def facts_in(tree: Any, folder: str) -> Iterator[Faktum]:
    """Yield the facts of a file, by the folder it is in."""
    for slag in FASTLAGT[folder]:
        for thing, sted, outer in _things(tree, slag.sted, (), ()):
            yield from _of_thing(slag, thing, sted, outer)


def _things(
    node: Any, keys: Sequence[str], sted: TreePath, outer: tuple[Any, ...]
) -> Iterator[tuple[Any, TreePath, tuple[Any, ...]]]:
    """Yield the maps at a place, through the lists on the way; with their way, and what is around."""
    if isinstance(node, list):
        for position, each in enumerate(node):
            yield from _things(each, keys, (*sted, position), outer)
    elif not isinstance(node, dict):
        return
    elif keys:
        yield from _things(node.get(keys[0]), keys[1:], (*sted, keys[0]), (*outer, node))
    else:
        yield node, sted, outer


def _of_thing(slag: Fast, thing: Any, sted: TreePath, outer: tuple[Any, ...]) -> Iterator[Faktum]:
    name = thing.get("id", outer[-1].get("id"))
    if not isinstance(name, str):
        return
    steg = thing.get("steg")
    apart = slag.egne | {*slag.felt} | {"id"}
    yield Faktum(
        slag, name, _plain({k: v for k, v in thing.items() if k not in apart}), sted,
        eier=_owner(outer[-1]), steg=steg if isinstance(steg, str) else None,
    )  # fmt: skip
    for felt in slag.felt:
        noted = _noted(thing, felt)
        where = (*sted, felt) if thing.get(felt) is not None else sted
        yield Faktum(slag, name, _plain(thing.get(felt)), where, felt=felt, notert=noted)


def _owner(around: Any) -> str | None:
    """Return the id of the pupil's first period, which names a pupil where no number does."""
    first = next((each for each, _, _ in _things(around, ("perioder",), (), ())), None)
    name = first.get("id") if first else None
    return name if isinstance(name, str) else None


def _noted(measure: Any, felt: str) -> tuple[Any, ...]:
    changes = [each for each, _, _ in _things(measure, (ENDRINGER,), (), ())]
    return tuple(
        _plain(each.get(key))
        for each in changes
        if each.get("felt") == felt
        for key in ("fra", "til")
    )


def _plain(value: Any) -> Any:
    """Return a value without keys that hold nothing; a scalar as its text, as changes note it."""
    if isinstance(value, dict):
        return {key: plain for key, each in value.items() if (plain := _plain(each)) is not None}
    if isinstance(value, list):
        return [_plain(each) for each in value] or None
    return None if value is None else str(value)


Fakta = Mapping[tuple[tuple[str, ...], str, str | None], Sequence[Faktum]]
"""Facts by what they are known by; several where an id stands twice."""


def by_key(facts: Iterable[Faktum]) -> Fakta:
    """Return the facts by what they are known by."""
    found: dict[Any, list[Faktum]] = {}
    for each in facts:
        found.setdefault(each.noekkel, []).append(each)
    return found


class Valgt(Value, frozen=True):
    """A value that a merge kept beside another, and where."""

    sted: tuple[str, ...]
    verdi: Any

    def holds(self, fact: Faktum) -> bool:
        """Tell whether a fact is what was kept, or a part of it."""
        if fact.id not in self.sted or (fact.felt is not None and fact.felt != self.sted[-1]):
            return False
        if isinstance(self.verdi, dict) and isinstance(fact.verdi, dict):
            return all(self.verdi.get(key) == value for key, value in fact.verdi.items())
        return bool(self.verdi == fact.verdi)


def to_be_chosen(tree: Any) -> Iterator[Valgt]:
    """Yield each value that stands in a file to be chosen or left."""
    for each, _, _ in _things(tree, ("konflikter",), (), ()):
        sted = tuple(str(step) for step in each.get("sted") or ())
        for value in (each.get("står"), each.get("ellers")):
            yield Valgt(sted, _plain(value))


def stands(old: Faktum, now: Fakta) -> bool:
    """Tell whether an old fact stands among those of now.

    A noted change lets a field be another; one of two with the same id may get a new one.
    """
    same = now.get(old.noekkel, ())
    if any(_agree(old, each, now) for each in same):
        return True
    return old.felt is None and any(
        old.verdi == each.verdi
        for key, facts in now.items()
        if key[1] != old.id and (key[0], key[2]) == (old.slag.sted, None)
        for each in facts
    )


def _agree(old: Faktum, each: Faktum, now: Fakta) -> bool:
    if old.felt is not None:
        noted = old.verdi in each.notert and each.verdi in each.notert
        return noted or bool(old.verdi == each.verdi)
    moved = old.eier != each.eier and any(
        one.eier == old.eier for facts in now.values() for one in facts
    )
    return bool(old.verdi == each.verdi) and not moved
