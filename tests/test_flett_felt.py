"""Every field that two people set to different values in a merge is a conflict, and is told of in words.

The fields are asked of the types: one that is new and has no word, or that is settled in silence, fails here.
"""

from typing import Any

import pytest

from case_trees import at, full_tree, paths, with_value, without
from sosialplan.files.merge_texts import merge_texts
from sosialplan.files.yaml_reader import parse
from sosialplan.files.yaml_writer import dump
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok
from sosialplan.model.problems import TreePath
from sosialplan.model.record import Fil
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole
from sosialplan.rules.fletting.fletteregler import REGLER
from sosialplan.schema.json_schema import json_schema
from sosialplan.tekster.konfliktord import hva_det_gjelder

KINDS: tuple[type[Fil], ...] = (Sak, Klassefravaer, Moetebok, Innboksmelding, Skole)
OURS, THEIRS = "oppdiktetene", "oppdiktetandre"
TREES: dict[type[Fil], Any] = {
    kind: without(full_tree(json_schema(kind)), ("konflikter",)) for kind in KINDS
}
BASES = {kind: dump(tree) for kind, tree in TREES.items()}
FIELDS = [
    (kind, path)
    for kind, tree in TREES.items()
    for path in paths(tree)
    if path and not isinstance(at(tree, path), dict | list)
]


def _named(path: TreePath) -> str:
    return ".".join(str(each) for each in path if isinstance(each, str))


@pytest.mark.parametrize(
    ("kind", "path"),
    FIELDS,
    ids=lambda each: _named(each) if isinstance(each, tuple) else each.__name__,
)
def test_two_values_of_one_field_are_never_settled_in_silence(
    kind: type[Fil], path: TreePath
) -> None:
    tree, regel = TREES[kind], REGLER[kind]
    if path[-1] in regel.gjelder and len(path) == 1:
        return  # two files of different things are not merged at all (TwoThingsError)
    base = BASES[kind]
    ours, theirs = (dump(with_value(tree, path, each)) for each in (OURS, THEIRS))
    merged = merge_texts(base, ours, theirs, regel)
    assert merged == merge_texts(base, theirs, ours, regel)
    text = str(parse(merged.text).tree)
    assert OURS in text
    assert THEIRS in text, "what either wrote stands"
    liste = _named(path[:-1])
    if isinstance(path[-1], int) or (
        len(path) > 1 and isinstance(path[-2], int) and regel.felt(liste) in {path[-1], None}
    ):
        return  # it is a thing of its own: both stand, beside each other
    assert merged.konflikter, "a field can hold one value: somebody must choose"
    for each in merged.konflikter:
        assert "verdier i samme felt" not in hva_det_gjelder(each), each.sted


def test_every_kind_was_looked_through() -> None:
    assert {kind for kind, _ in FIELDS} == set(KINDS)
    assert len(FIELDS) > 200
