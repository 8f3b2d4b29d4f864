"""What has faults in its shape is read as far as it can be judged, and no word of form is forgotten."""

from typing import Any

import pytest

from case_trees import at, full_tree, paths, with_value, without
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.problems import Tvil
from sosialplan.model.sak import Sak
from sosialplan.rules.checks.file_checks import HER
from sosialplan.schema.as_far import as_far, nearest_day
from sosialplan.schema.decode import decode
from sosialplan.schema.json_schema import KINDS, json_schema

FILE = "saker/2026/2026-7KQ2H.yaml"
BAD: tuple[Any, ...] = (None, 1.5, [{"x": 1}], "2026-02-30")


@pytest.mark.parametrize("name", KINDS)
def test_a_file_broken_at_one_place_is_read_all_the_same(name: str) -> None:
    kind = KINDS[name]
    tree = full_tree(json_schema(kind), "oppdiktet")
    assert decode(tree, kind, FILE)[0] is not None
    for path in list(paths(tree)):
        if not path:
            continue
        for broken in (*(with_value(tree, path, bad) for bad in BAD), without(tree, path)):
            value, tvil = as_far(broken, kind, FILE)
            assert value is not None, (path, at(broken, path[:-1]))
            assert all(place[: len(path) - 1] == path[:-1] for place in tvil.places)


def _known(kind: Any) -> set[str]:
    return {
        key for each in json_schema(kind)["$defs"].values() for key in each.get("properties", {})
    }


@pytest.mark.parametrize("tree", [[], "x", 1, [{"sak": 1}]])
def test_what_is_no_group_at_all_cannot_be_judged(tree: object) -> None:
    assert as_far(tree, Sak, FILE) == (None, Tvil(FILE))


def test_unknown_keys_leave_nothing_in_doubt() -> None:
    tree = {
        "klasse": "8B",
        "skoleår": "2026-2027",
        "farge": 1,
        "elever": [{"elev": "Oppdiktet", "x": {}}],
    }
    value, tvil = as_far(tree, Klassefravaer, "fravaer/2026-2027/8B.yaml")
    assert value is not None
    assert tvil.places == {}


def test_a_group_inside_what_was_lost_is_not_looked_for() -> None:
    """More faults than one round tells of, some of them inside others."""
    entries = [{"id": "kort", "dato": [], "innkalling": {"møtedag": 1}} for _ in range(400)]
    tree = {"sak": "x", "kjede": "K", "opprettet": 1, "elev": [], "hendelser": entries}
    assert as_far(tree, Sak, FILE)[0] is None, "given up after some rounds"
    value, tvil = as_far({**tree, "hendelser": entries[:3]}, Sak, FILE)
    assert value is not None
    assert value.sak == "2026-7KQ2H", "the file's own name stands in for the number"
    assert ("elev",) in tvil.places
    assert "navn" in tvil.places["elev",]


def test_a_day_stands_in_from_the_entry_before_else_after() -> None:
    tree = {
        "fra": "x",
        "til": "2026-10-01",
        "liste": [{"dato": "2026-10-12"}, {"dato": "x"}, {"dato": "2026-10-20"}, {"dato": "y"}],
    }
    assert nearest_day(tree, ("liste", 1, "dato")) == "2026-10-12"
    assert nearest_day(tree, ("liste", 0, "dato")) == "2026-10-20"
    assert nearest_day(tree, ("liste", 3, "dato")) == "2026-10-20"
    assert nearest_day(tree, ("fra",)) == "2026-10-01"
    assert nearest_day({"fra": "x"}, ("fra",)) == "2026-01-01"


def test_what_a_code_needs_names_keys_that_exist() -> None:
    """A need that names no key of any file would never be in doubt."""
    from sosialplan.tekster.koder.alle import CODES  # noqa: PLC0415

    known = {key for kind in KINDS.values() for key in _known(kind)}
    needs = {need for code in CODES for need in code.needs}
    assert len(needs) > 40
    assert {need for need in needs if (key := need.partition(":")[2]) and key not in known} == set()
    folders = {HER, "", "saker/", "fravaer/", "moter/", "elever/"}
    named = {need.partition(":")[0] for need in needs}
    assert {each for each in named - folders if not each.startswith("plan/")} == set()
