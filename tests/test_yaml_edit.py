"""An edit changes the stretch it is about and no other byte, or is refused."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from case_trees import at, paths
from sosialplan.files.yaml_edit import append_item, append_items, append_to_lists, set_value
from sosialplan.files.yaml_events import Span
from sosialplan.files.yaml_reader import parse
from sosialplan.files.yaml_writer import dump
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.problems import TreePath
from trees import HARD_TEXTS, KEYS, same, trees

# By hand: each style, before and after


@pytest.mark.parametrize(
    ("text", "path", "item", "after"),
    [
        pytest.param(
            "hendelser:\n  - id: a\n",
            ("hendelser",),
            {"id": "b", "notat": "Hun sa: nei"},
            "hendelser:\n  - id: a\n  - id: b\n    notat: 'Hun sa: nei'\n",
            id="an indented list",
        ),
        pytest.param(
            "hendelser:\n- id: a\nelev: x\n",
            ("hendelser",),
            {"id": "b"},
            "hendelser:\n- id: a\n- id: b\nelev: x\n",
            id="a list that is not indented",
        ),
        pytest.param(
            "hendelser:\n  - id: a   # den første\n\n# Om eleven.\nelev: x\n",
            ("hendelser",),
            {"id": "b"},
            "hendelser:\n  - id: a   # den første\n  - id: b\n\n# Om eleven.\nelev: x\n",
            id="a comment after the last line and one before the next key",
        ),
        pytest.param(
            "med: [rektor, elev]  # på møtet\n",
            ("med",),
            "fau",
            "med: [rektor, elev, fau]  # på møtet\n",
            id="a list in one line",
        ),
        pytest.param(
            "med: []\n", ("med",), "fau", "med: [fau]\n", id="an empty list in one line"
        ),
        pytest.param(
            "hendelser:\n  - {id: a}",
            ("hendelser",),
            {"id": "b"},
            "hendelser:\n  - {id: a}\n  - id: b",
            id="no line break at the end",
        ),
        pytest.param(
            "hendelser:\r\n  - id: a\r\nelev: x\r\n",
            ("hendelser",),
            {"id": "b", "notat": "to\nlinjer\n"},
            "hendelser:\r\n  - id: a\r\n  - id: b\r\n    notat: |\r\n      to\r\n      linjer\r\nelev: x\r\n",
            id="line breaks of Windows",
        ),
        pytest.param(
            "hendelser:\n  - notat: |\n      to\n      linjer\nelev: x\n",
            ("hendelser",),
            "b",
            "hendelser:\n  - notat: |\n      to\n      linjer\n  - b\nelev: x\n",
            id="a literal text last",
        ),
        pytest.param(
            "hendelser:\n  - notat: |+\n      tekst\n\n\nelev: x\n",
            ("hendelser",),
            "b",
            "hendelser:\n  - notat: |+\n      tekst\n\n\n  - b\nelev: x\n",
            id="a literal text that keeps its empty lines",
        ),
        pytest.param(
            "elev: x\n", ("hendelser",), {"id": "a"}, "elev: x\nhendelser:\n  - id: a\n",
            id="the list is missing",
        ),
        pytest.param(
            "plan:\n  mål: x\n", ("plan", "tiltak"), {"id": "a"},
            "plan:\n  mål: x\n  tiltak:\n    - id: a\n",
            id="the list of an inner map is missing",
        ),
        pytest.param(
            "elev: x\n", ("plan", "tiltak"), {"id": "a"},
            "elev: x\nplan:\n  tiltak:\n    - id: a\n",
            id="the inner map is missing too",
        ),
        pytest.param(
            "hendelser:\nelev: x\n", ("hendelser",), {"id": "a"},
            "hendelser:\n  - id: a\nelev: x\n",
            id="the list is an empty value",
        ),
        pytest.param(
            "tiltak:\n  - id: a\n    evalueringer:\n      - {id: e}\n  - id: b\n",
            ("tiltak", 0, "evalueringer"),
            {"id": "f"},
            "tiltak:\n  - id: a\n    evalueringer:\n      - {id: e}\n      - id: f\n  - id: b\n",
            id="a list inside an item of a list",
        ),
    ],
)  # fmt: skip
def test_an_item_is_put_at_the_end_of_a_list(
    text: str, path: TreePath, item: Any, after: str
) -> None:
    assert append_item(text, path, item) == after


@pytest.mark.parametrize(
    ("text", "path", "value", "after"),
    [
        pytest.param(
            "til: 2026-10-12  # en fredag\nfra: x\n", ("til",), "2026-10-16",
            "til: 2026-10-16  # en fredag\nfra: x\n",
            id="a plain value with a comment",
        ),
        pytest.param(
            "til:\nfra: x\n", ("til",), "2026-10-16", "til: 2026-10-16\nfra: x\n",
            id="an empty value",
        ),
        pytest.param(
            "til: # ikke bestemt\nfra: x\n", ("til",), "2026-10-16",
            "til: 2026-10-16 # ikke bestemt\nfra: x\n",
            id="an empty value with a comment",
        ),
        pytest.param(
            "navn: 'Gammel'\n", ("navn",), "Ny: tekst", "navn: 'Ny: tekst'\n", id="a text in quotes"
        ),
        pytest.param(
            "problem: |\n  to\n  linjer\nmål: x\n", ("problem",), "kort",
            "problem: kort\nmål: x\n",
            id="a literal text becomes short",
        ),
        pytest.param(
            "problem: kort  # se notat\nmål: x\n", ("problem",), "to\nlinjer\n",
            "problem: |  # se notat\n  to\n  linjer\nmål: x\n",
            id="a short text becomes literal",
        ),
        pytest.param(
            "elev: {navn: a, klasse: 8B} # x\n", ("elev", "klasse"), "9B",
            "elev: {navn: a, klasse: 9B} # x\n",
            id="a value in a map in one line",
        ),
        pytest.param(
            "elev: {navn: a}\n", ("elev", "klasse"), "9B", "elev: {navn: a, klasse: 9B}\n",
            id="a new key in a map in one line",
        ),
        pytest.param("elev: {}\n", ("elev", "klasse"), "9B", "elev: {klasse: 9B}\n", id="the first key"),
        pytest.param(
            "med: [a, b]\n", ("med",), ["c"], "med: [c]\n", id="a whole list in one line"
        ),
        pytest.param(
            "tiltak:\n  - id: a\n    til: x\n  - id: b\n", ("tiltak", 1, "til"), "2026-10-16",
            "tiltak:\n  - id: a\n    til: x\n  - id: b\n    til: 2026-10-16\n",
            id="a new key in the last item of a list",
        ),
        pytest.param(
            "tiltak:\n  - id: a\n  # om b\n  - id: b\n", ("tiltak", 0, "til"), "2026-10-16",
            "tiltak:\n  - id: a\n    til: 2026-10-16\n  # om b\n  - id: b\n",
            id="a new key in the first item of a list",
        ),
        pytest.param("a: 1\n", ("a",), None, "a:\n", id="a value becomes nothing"),
        pytest.param("- a\n- b\n", (0,), "c", "- c\n- b\n", id="an item of a list"),
    ],
)  # fmt: skip
def test_a_value_is_set(text: str, path: TreePath, value: Any, after: str) -> None:
    assert set_value(text, path, value) == after


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a: &b [1]\n", ("a",)),
        ("a: [1\n", ("a",)),
        ("a: 1\n---\nb: 1\n", ("a",)),
        ("a: 1\na: 2\n", ("a",)),
        ("a: tekst\n", ("a", "b")),
        ("- a\n", ("a",)),
        ("tekst\n", ("a",)),
        ("a: # merknad\n  b: c\n", ("a",)),
    ],
)
def test_where_no_safe_place_is_found_nothing_is_done(text: str, path: TreePath) -> None:
    for edit in (append_item, set_value):
        with pytest.raises(ExpectedFailure, match="Ingenting er endret"):
            edit(text, path, "x")


@pytest.mark.parametrize("hard", HARD_TEXTS)
@pytest.mark.parametrize(
    "text",
    [
        "a:\n  - b\nc: d\n",
        "a:\n- b\nc: d\n",
        "a: [b]\nc: d\n",
        "a:\r\n  - b\r\nc: d\r\n",
        "a:\n  - |+\n    b\n\nc: d\n",
        "a:\n  - b",
        "c: d\n",
    ],
)
def test_a_hard_text_survives(text: str, hard: str) -> None:
    _assert_edited(text, ("a",), {"x": hard, "y": [hard]}, append_item)
    _assert_edited(text, ("a",), hard, append_item)
    _assert_edited(text, ("c",), hard, set_value)
    _assert_edited(text, ("ny", "under"), hard, set_value)


# Any file, any edit


@st.composite
def files(draw: st.DrawFn) -> str:
    """A text as people write it: comments, blank lines, styles, and line ends of two kinds."""
    lines = _map(draw, 0, draw(st.integers(1, 4)), 3)
    text = "\n".join(lines) + draw(
        st.sampled_from(["\n", "", "\n\n", "\n# slutt", "\n  # slutt\n"])
    )
    text = draw(st.sampled_from(["", "# Oppdiktet\n", "---\n", "\n\n"])) + text
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))


def _noise(draw: st.DrawFn, indent: int) -> list[str]:
    """Lines that say nothing."""
    line = st.sampled_from(["", "   ", "# merknad", " " * indent + "# merknad"])
    return draw(st.lists(line, max_size=1))


def _map(draw: st.DrawFn, indent: int, size: int, depth: int) -> list[str]:
    lines: list[str] = []
    for key in draw(st.lists(KEYS, min_size=size, max_size=size, unique=True)):
        lines += _noise(draw, indent)
        lines += _value(draw, " " * indent + f"{key}:", indent, depth)
    return lines


def _list(draw: st.DrawFn, indent: int, depth: int) -> list[str]:
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        lines += _noise(draw, indent)
        if depth and draw(st.booleans()):
            key = _value(draw, " " * indent + f"- {draw(KEYS)}x:", indent + 2, depth - 1)
            lines += key + _map(draw, indent + 2, draw(st.integers(0, 2)), depth - 1)
        else:
            lines += _value(draw, " " * indent + "-", indent, 0)
    return lines


_INLINE = (
    "tekst", "'i fnutter: # ja'", '"med \\"tegn\\" \\u00e6"', "12", "true", "null", "", "~",
    "2026-10-12", "[]", "{}", "[a, b]", "{a: 1, b: [c, {d: e}]}", "[a, ]", "{a: }", "[ 'x' , \"y\" ]",
)  # fmt: skip
_BLOCKS = ("|", "|-", "|+", ">", ">-", ">+")
_LINES = ("tekst", "  mer", "# nei", "", "- a: b")


def _value(draw: st.DrawFn, head: str, indent: int, depth: int) -> list[str]:
    """Lines for a key or an item and what it holds; the inside of an item is no collection."""
    comment = draw(st.sampled_from(["", "", " # merknad", "  "]))
    kinds = ["inline", "inline", "block", "flow", "folded", *(["map", "list"] if depth else [])]
    inner = " " * (indent + 2)
    match draw(st.sampled_from(kinds)):
        case "block":
            style = draw(st.sampled_from(_BLOCKS))
            body = ["først", *draw(st.lists(st.sampled_from(_LINES), min_size=1, max_size=3))]
            lines = [f"{inner} {line}" if line else "" for line in body]
            return [
                f"{head} {style}{comment}",
                *lines,
                *draw(st.sampled_from([[], [""], [""] * 2])),
            ]
        case "flow":
            return [f"{head} [a,", f"{inner}{{b: c}},  # merknad", f"{inner}d]{comment}"]
        case "folded":
            return [f"{head} en tekst", f"{inner}over to linjer{comment}"]
        case "map":
            size = draw(st.integers(1, 2))
            return [f"{head}{comment}", *_map(draw, indent + 2, size, depth - 1)]
        case "list":
            step = draw(st.sampled_from([0, 2]))
            return [f"{head}{comment}", *_list(draw, indent + step, depth - 1)]
        case _:
            return [f"{head} {draw(st.sampled_from(_INLINE))}{comment}"]


def _meant(tree: Any, path: TreePath, value: Any, edit: Any) -> Any:
    """Return the tree that an edit is meant to give; its own words, not the program's."""
    tree = deepcopy(tree)
    node = tree
    for step in path[:-1]:
        if isinstance(node, dict) and node.get(step) is None:
            node[step] = {}
        node = node[step]
    last = path[-1]
    if edit is append_item:
        old = node.get(last) if isinstance(node, dict) else node[last]
        value = [*old, value] if isinstance(old, list) else [value]
    node[last] = value
    return tree


def _assert_edited(text: str, path: TreePath, value: Any, edit: Any) -> str:
    """Edit, and hold the text against what was there before: only one stretch has changed."""
    before = parse(text)
    after = edit(text, path, value)
    assert parse(after).faults == ()
    assert same(parse(after).tree, _meant(before.tree, path, value, edit))
    return str(after)


def _edited_or_refused(text: str, path: TreePath, value: Any, edit: Any) -> str | None:
    try:
        after = _assert_edited(text, path, value, edit)
    except ExpectedFailure:
        event("refused")
        return None
    event("edited")
    return after


@given(text=files(), data=st.data())
@settings(deadline=None, max_examples=150)
def test_an_item_is_put_in_any_list_or_the_edit_is_refused(text: str, data: st.DataObject) -> None:
    tree, spans = parse(text).tree, parse(text, with_spans=True).spans
    assert parse(text).faults == ()
    lists = [path for path in paths(tree) if path and isinstance(at(tree, path), list)]
    maps = [(*path, "ny") for path in paths(tree) if isinstance(at(tree, path), dict)]
    path = data.draw(st.sampled_from([*lists, *lists, *maps]))
    item = data.draw(trees())
    after = _edited_or_refused(text, path, item, append_item)
    if after is None:
        return
    if isinstance(_at_or_none(tree, path), list) and at(tree, path):
        assert _is_put_in(text, after)
    else:
        _assert_only_the_value_changed(text, after, spans.get(path))


@given(text=files(), data=st.data())
@settings(deadline=None, max_examples=150)
def test_any_value_is_set_or_the_edit_is_refused(text: str, data: st.DataObject) -> None:
    parsed = parse(text, with_spans=True)
    tree, spans = parsed.tree, parsed.spans
    old = [path for path in paths(tree) if path]
    new = [(*path, "ny") for path in paths(tree) if isinstance(at(tree, path), dict)]
    path = data.draw(st.sampled_from([*old, *new]))
    value = data.draw(trees())
    after = _edited_or_refused(text, path, value, set_value)
    if after is None:
        return
    _assert_only_the_value_changed(text, after, spans.get(path))


def _at_or_none(tree: Any, path: TreePath) -> Any:
    return at(tree, path) if path in paths(tree) else None


def _is_put_in(text: str, after: str) -> bool:
    """Tell whether nothing was taken away: a beginning and an end make up the whole old text."""
    cuts = range(len(text) + 1)
    return any(after.startswith(text[:cut]) and after.endswith(text[cut:]) for cut in cuts)


def _assert_only_the_value_changed(text: str, after: str, span: Span | None) -> None:
    """What stood before the value and after it stands there still; so does a comment on its line.

    Blanks beside the value are the value's own.
    """
    if span is None:
        assert _is_put_in(text, after)
        return
    end = len(text[: span.end].rstrip(" \t\r\n")) if span.end > span.start else span.end
    line_end = len(text[:end]) + len(text[end:].split("\n", 1)[0].rstrip("\r"))
    comment = text[end:line_end].strip()
    head, tail = text[: span.start].rstrip(" \r\n"), text[line_end:]
    assert after.startswith(head)
    assert after.endswith(tail)
    assert comment in after[len(head) : len(after) - len(tail)]


# Several lists at once

_TWO = "elever:\n  - elev: A\n    perioder:\n      - id: a\n        fra: 2026-11-02   # den første\n  - elev: B\n    perioder:\n      - id: b\n"


@pytest.mark.parametrize(
    "text",
    [
        _TWO,
        _TWO.replace("\n", "\r\n"),
        "# Øverst.\n" + _TWO + "\n# Nederst.\n",
        "elever:\n- elev: A\n  perioder: [{id: a}]\n- elev: B\n  perioder:\n  - {id: b}\n",
        "elever:\n  - {elev: A}\n  - elev: B\n    perioder: []\n",
        _TWO.replace("id: b", "id: >-\n          - tekst\n          som går over linjer"),
    ],
)
@pytest.mark.parametrize(
    "item", [{"id": "c", "fra": "2026-11-16"}, {"id": "c", "notat": "En\n  - to\n\ntre: fire"}, "c"]
)
def test_items_in_several_lists_at_once_stand_as_one_by_one(text: str, item: Any) -> None:
    """A list of three hundred pupils was read anew for each of them."""
    places: dict[TreePath, list[Any]] = {
        ("elever", 0, "perioder"): [item],
        ("elever", 1, "perioder"): [item, {"id": "d"}],
    }
    one_by_one = text
    for path, items in places.items():
        one_by_one = append_items(one_by_one, path, items)
    assert parse(append_to_lists(text, places)).tree == parse(one_by_one).tree
    if isinstance(item, dict) and "notat" not in item:
        assert append_to_lists(text, places) == one_by_one


def test_no_lists_change_nothing() -> None:
    assert append_to_lists(_TWO, {}) == _TWO


_PLAIN_TEXTS = st.one_of(
    st.text(alphabet="abefgnoxzyAZæÅ0123456789- ", min_size=1, max_size=9),
    st.text(alphabet="0123456789abcdefghox", min_size=8, max_size=8),
    st.dates().map(str),
    st.sampled_from(["2026-11-23T09:30+01:00", "nei", "null", "No", "on", "2026-02-30", "0x123456", "1e123456", "x" * 73]),
)  # fmt: skip
_VALUES = st.one_of(_PLAIN_TEXTS, st.integers(), st.booleans(), st.none(), st.just("Hun sa: nei"))
_MAPS = st.dictionaries(st.sampled_from(["id", "fra", "meldt", "notat"]), _VALUES, max_size=3)


@given(
    st.dictionaries(
        st.sampled_from(["elever", "perioder", "klasse"]),
        st.one_of(_VALUES, _MAPS, st.lists(_MAPS, max_size=3), st.lists(_PLAIN_TEXTS, max_size=2)),
        min_size=1,
        max_size=3,
    )
)
def test_what_is_plain_is_written_as_the_library_writes_it(tree: Any) -> None:
    """A text that must stand in quotes sends all of it through the library; what comes before it is the same."""
    written = dump(tree)
    assert parse(written).tree == tree
    assert dump({**tree, "siste": "en: to"}) == f"{written}siste: 'en: to'\n"
