"""Merging in tests: cases that a person can read, and files that two people changed at random."""

import re
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from case_trees import at, paths
from sosialplan.files.merge_texts import Merged, merge_texts
from sosialplan.files.yaml_edit import append_item, remove, set_value
from sosialplan.files.yaml_reader import parse
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.filslag import slag_av
from sosialplan.rules.fletting.fletteregler import REGLER, Fletteregel, Sted, sagt, steg_til
from trees import same, trees

CASES = Path(__file__).parent / "flett_cases"


def names() -> list[str]:
    return sorted(path.stem for path in CASES.glob("*.yaml"))


def read_case(name: str) -> dict[str, Any]:
    parsed = parse((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    assert parsed.faults == ()
    case: dict[str, Any] = parsed.tree
    return case


def regel_av(file: str) -> Fletteregel:
    kind = slag_av(file)
    assert kind is not None, file
    return REGLER[kind]


def merged_both_ways(base: str | None, ours: str, theirs: str, regel: Fletteregel) -> Merged:
    """Merge, and hold the result against what must always be so."""
    merged = merge_texts(base, ours, theirs, regel)
    assert merge_texts(base, theirs, ours, regel) == merged, "the same whichever side comes first"
    assert parse(merged.text).faults == ()
    for side in (ours, theirs):
        again = merge_texts(base, merged.text, side, regel)
        assert again.text == merged.text, "merging again changes nothing"
    return merged


# What a person can see of a tree: each value at its place, and each list of words as a set


def places(tree: Any, regel: Fletteregel) -> Mapping[Sted, Any]:
    return dict(_places(tree, (), (), regel))


def _places(
    tree: Any, sted: Sted, liste: tuple[str, ...], regel: Fletteregel
) -> Iterator[tuple[Sted, Any]]:
    name = ".".join(liste)
    if name in regel.hele or not isinstance(tree, dict | list) or name == "konflikter":
        yield sted, sagt(tree)
    elif isinstance(tree, dict):
        for key, node in tree.items():
            yield from _places(node, (*sted, key), (*liste, key), regel)
    elif regel.felt(name) is None:
        yield sted, frozenset(map(sagt, tree))
    else:
        for step, node in zip(steg_til(tree, regel.felt(name)), tree, strict=True):
            yield from _places(node, (*sted, step), liste, regel)


# Random edits of any file


def comments_of(text: str) -> set[str]:
    """Return the comments of the tests: each has a number of its own."""
    return set(re.findall(r"# [a-zøå]+ [A-Z][0-9]+\.", text))


def numbered(text: str, who: str) -> str:
    """Tell the comments of a text apart."""
    number = count()
    return re.sub("# merknad", lambda found: f"{found[0]} {who}{next(number)}.", text)


_SMALL = trees(st.sampled_from(["x", "y", "2026-10-12", True, None, "to\nlinjer\n", "a: b # c"]))


@st.composite
def changed(draw: st.DrawFn, text: str, who: str) -> str:
    """Return a text as one person left it: values set, put in and taken out, comments added."""
    for number in range(draw(st.integers(0, 3))):
        try:
            text = _change(draw, text, f"{who}{number}")
        except ExpectedFailure:
            continue  # the edit is refused, and the text is as it was
    return text


def _change(draw: st.DrawFn, text: str, who: str) -> str:
    tree = parse(text).tree
    old = [path for path in paths(tree) if path]
    new = [(*path, who.lower()) for path in paths(tree) if isinstance(at(tree, path), dict)]
    lists = [path for path in old if isinstance(at(tree, path), list)]
    match draw(st.sampled_from(["set", "new", "append", "remove", "comment", "note"])):
        case "set":
            return set_value(text, draw(st.sampled_from(old)), draw(_SMALL))
        case "new":
            return set_value(text, draw(st.sampled_from(new)), draw(_SMALL))
        case "append" if lists:
            return append_item(text, draw(st.sampled_from(lists)), draw(_SMALL))
        case "remove" if len(old) > 1:
            without = remove(text, draw(st.sampled_from(old)))
            return without if parse(without).tree else text
        case kind:
            return commented(draw, text, who, beside=kind == "note")


def commented(draw: st.DrawFn, text: str, who: str, *, beside: bool) -> str:
    """Return a text with one more comment, above a line or beside it, where one may stand."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    place = draw(st.integers(0, len(lines) - 1))
    if beside:
        lines[place] += f"  # merknad {who}."
    else:
        lines.insert(place, " " * draw(st.integers(0, 3)) + f"# merknad {who}.")
    after = newline.join(lines)
    said = not lines[place].startswith("---") and parse(after).faults == ()
    return after if said and same(parse(after).tree, parse(text).tree) else text
