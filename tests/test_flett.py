"""Two people changed a file apart: the merge holds what both wrote, whoever merges."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from flett_tilfelle import (
    changed,
    commented,
    comments_of,
    merged_both_ways,
    names,
    numbered,
    places,
    read_case,
    regel_av,
)
from golden import assert_golden
from sosialplan.files.merge_texts import CannotMergeError, merge_texts
from sosialplan.files.yaml_edit import append_item, remove, set_value
from sosialplan.files.yaml_merge import both_lines, both_notes, in_one_order, settled
from sosialplan.files.yaml_pieces import Collection, Node, block_of, cut, moved
from sosialplan.files.yaml_reader import parse
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.filslag import slag_av
from sosialplan.model.sak import Sak
from sosialplan.rules.fletting.fletteregler import REGLER, Fletteregel, sagt, staar_foran
from sosialplan.schema.decode import decode
from sosialplan.tekster.konfliktord import hva_det_gjelder
from test_yaml_edit import files

ANY = Fletteregel({})
QUICK = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])

# By hand: cases that a person can read


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("name", names())
def test_a_case_is_merged_as_approved(name: str, newline: str, *, oppdater_gull: bool) -> None:
    case = read_case(name)
    regel = regel_av(case["fil"])
    texts = [case.get("felles"), case["en"], case["to"]]
    base, ours, theirs = (text and text.replace("\n", newline) for text in texts)
    merged = merged_both_ways(base, ours, theirs, regel)
    assert merged.text.count("\n") == merged.text.count(newline)
    assert_golden(f"flett/{name}.yaml", merged.text.replace("\r\n", "\n"), oppdater_gull)
    kind = slag_av(case["fil"])
    assert kind is not None
    assert decode(parse(merged.text).tree, kind, case["fil"])[1] == ()


def test_each_conflict_is_told_of_in_its_own_words(*, oppdater_gull: bool) -> None:
    told = []
    for name in names():
        case = read_case(name)
        merged = merge_texts(case.get("felles"), case["en"], case["to"], regel_av(case["fil"]))
        told += [f"{name}: {hva_det_gjelder(each)}" for each in merged.konflikter]
    assert_golden("flett/setninger.txt", "\n".join(told) + "\n", oppdater_gull)


# Any file


def _rebuilt(node: Node, columns: int = 0) -> Node:
    if not isinstance(node, Collection) or node.flow:
        return node
    entries = tuple(moved(each, columns) for each in node.entries)
    return block_of(entries, node.tree, node.column + columns, inline=node.inline)


@given(text=files())
@settings(deadline=None, max_examples=150)
def test_a_text_is_its_pieces_put_together(text: str) -> None:
    text = text.replace("\r\n", "\n")
    pieces = cut(text)
    assert pieces is not None
    assert pieces.text == text
    assert _rebuilt(pieces.root).raw == pieces.root.raw
    further_in = _rebuilt(pieces.root, 3).raw + pieces.epilogue
    assert parse(further_in).faults == ()
    assert parse(further_in).tree == parse(text).tree


def test_the_repositorys_own_files_are_cut_to_the_last_entry(root: Path) -> None:
    seen = [
        path
        for folder in ("plan", "saker", "fravaer", "moter")
        for path in sorted((root / folder).rglob("*.yaml"))
    ]
    assert len(seen) > 20
    for path in seen:
        text = path.read_text(encoding="utf-8")
        pieces = cut(text)
        assert pieces is not None
        assert pieces.text == text
        assert [*_uncut(pieces.root)] == [], path.name


def _uncut(node: Node) -> Any:
    if isinstance(node, Collection):
        for each in node.entries:
            yield from _uncut(each.node)
    elif isinstance(node.tree, dict | list) and node.tree:
        yield node


@given(text=files(), data=st.data())
@QUICK
def test_any_two_texts_of_one_start_are_merged_alike_from_both_sides(
    text: str, data: st.DataObject
) -> None:
    base = numbered(text, "B")
    assume(isinstance(parse(base).tree, dict))
    ours, theirs = data.draw(changed(base, "O")), data.draw(changed(base, "T"))
    start = data.draw(st.sampled_from([base, base, base, None]))
    try:
        merged = merged_both_ways(start, ours, theirs, ANY)
    except CannotMergeError:
        event("refused")
        with pytest.raises(CannotMergeError):
            merge_texts(start, theirs, ours, ANY)
        return
    event(f"{min(len(merged.konflikter), 3)} conflicts")
    tree = parse(merged.text).tree
    for side in (ours, theirs):
        if start is not None and sagt(parse(side).tree) == sagt(parse(base).tree):
            other = theirs if side == ours else ours
            assert tree == parse(other).tree, "what only one side changed is as that side left it"


def test_a_list_that_one_side_changed_keeps_its_repeats_beside_a_comment_of_the_other() -> None:
    base = "liste: [a,  # merknad\n  b]\n"
    noted, repeated = base.replace("merknad", "ny merknad"), "liste: [b,  # merknad\n  a, b]\n"
    merged = merged_both_ways(base, noted, repeated, ANY)
    assert parse(merged.text).tree == {"liste": ["b", "a", "b"]}


# A case, as the program writes it


CASE = """\
# Oppdiktet sak. Alle personer er oppdiktet.
sak: 2026-7KQ2H
kjede: trygt-og-godt   # kjeden
opprettet: 2026-10-12
elev:
  navn: Oppdiktet Elev Sol
  klasse: 8B
kategorier: [utestenging]
involverte:
  - {alias: Elev B, navn: Oppdiktet Elev Eide}

# Det som har hendt.
hendelser:
  - id: h0000001
    dato: 2026-10-12
    registrert: 2026-10-12T08:00+02:00
    steg: oppdaget
  - {id: h0000002, dato: 2026-10-13, steg: elev-hørt, elevens_stemme: "Jeg er alene: alltid"}

aktivitetsplan:
  problem: >-
    Eleven er alene
    i friminuttene.
  tiltak:
    # Avtalt med eleven.
    - id: t8m2v5xc
      tiltak: Fast makker
      nivå: klasse
      ansvarlig: kontaktlærer  # til jul
      fra: 2026-10-14
      evalueres: 2026-11-09
    - {id: t9m2v5xc, tiltak: Egen plass, nivå: elev, ansvarlig: rektor, fra: 2026-10-14, evalueres: 2026-11-09}
# Slutt.
"""
DAYS = st.sampled_from(["2026-10-14", "2026-10-19", "2026-11-02", "2026-11-16"])
WORDS = st.sampled_from(["Kort", "Lengre: med kolon # og tegn", "To\nlinjer\n", "Jeg vil ikke mer"])
ROLES = st.sampled_from(["rektor", "rådgiver", "trinnleder"])


@st.composite
def case_as_left(draw: st.DrawFn, who: str, *, shared_ids: bool = False) -> str:
    """Return the case after one person's edits, by the functions that the commands use."""
    text = CASE
    for number in range(draw(st.integers(1, 5))):
        own = f"{who}{number}000000"
        entry_id = draw(st.sampled_from(["likelik1", "likelik2"])) if shared_ids else own
        if entry_id in text:
            continue
        text = _as_a_command_does(draw, text, entry_id, f"{who.upper()}{number}")
    return text.replace("\n", "\r\n") if draw(st.booleans()) and not shared_ids else text


def _as_a_command_does(draw: st.DrawFn, text: str, entry_id: str, who: str) -> str:
    kind = draw(st.sampled_from(["entry", "entry", "measure", "change", "change", "evaluation",
                                 "end", "plan", "word", "comment"]))  # fmt: skip
    if kind == "comment":
        return commented(draw, text, who, beside=draw(st.booleans()))
    if kind == "word":
        word = draw(st.sampled_from(["digitalt", "vold", "rasisme"]))
        there = word in parse(text).tree["kategorier"]
        return text if there else append_item(text, ("kategorier",), word)
    if kind == "plan":
        key = draw(st.sampled_from(["problem", "mål", "barnets_beste"]))
        return set_value(text, ("aktivitetsplan", key), draw(WORDS))
    measures = ("aktivitetsplan", "tiltak")
    measure = (*measures, draw(st.sampled_from([0, 1])))
    day = draw(DAYS)
    known = {"registrert": f"{day}T0{draw(st.integers(1, 9))}:00+02:00"}
    if kind == "end":
        return set_value(text, (*measure, "avsluttet"), {"dato": day, "hvorfor": "Ferdig", **known})
    where: tuple[str | int, ...] = ("hendelser",)
    entry = {"id": entry_id, "dato": day, **known, "steg": "notat", "notat": draw(WORDS)}
    if kind == "measure":
        where = measures
        entry = {"id": entry_id, "tiltak": draw(WORDS), "nivå": "elev", "ansvarlig": draw(ROLES),
                 **known, "fra": day, "evalueres": "2026-12-01"}  # fmt: skip
    elif kind == "evaluation":
        where = (*measure, "evalueringer")
        entry = {"id": entry_id, "dato": day, "gjennomført": "ja", "utfall": "god", **known}
    elif kind == "change":
        felt, value = draw(st.sampled_from([("evalueres", day), ("ansvarlig", draw(ROLES))]))
        text = set_value(text, (*measure, felt), value)
        where = (*measure, "endringer")
        entry = {"id": entry_id, "dato": day, "felt": felt, "til": value, "hvorfor": "Syk"}
    return append_item(text, where, entry)


@given(ours=case_as_left("a"), theirs=case_as_left("b"))
@QUICK
def test_the_merge_of_a_case_holds_every_value_of_both_sides(ours: str, theirs: str) -> None:
    merged = merged_both_ways(CASE, ours, theirs, REGLER[Sak])
    tree = parse(merged.text).tree
    assert decode(tree, Sak, "f")[1] == ()
    assert comments_of(merged.text) == comments_of(ours) | comments_of(theirs)
    assert all(said in merged.text for said in ("# kjeden", "# til jul", "# Det som har hendt."))
    conflicts = {each.sted: each for each in merged.konflikter}
    event(f"{len(conflicts)} conflicts")
    b, o, t, m = (
        places(parse(text).tree, REGLER[Sak]) for text in (CASE, ours, theirs, merged.text)
    )
    for sted in {*b, *o, *t}:
        old, mine, other, found = (each.get(sted) for each in (b, o, t, m))
        if isinstance(found, frozenset):
            assert found == (old or set()) | (mine or set()) | (other or set())
        elif mine in (other, old):
            assert found == other, sted
        elif old == other:
            assert found == mine, sted
        else:
            conflict = conflicts.pop(sted)
            assert found == sagt(conflict.staar)
            assert {sagt(conflict.staar), sagt(conflict.ellers)} == {mine, other}
    assert conflicts == {}, "nothing else is told of"
    assert set(m) - {*b, *o, *t} <= {("konflikter",)}, "nothing is made up"


@given(ours=case_as_left("a", shared_ids=True), theirs=case_as_left("b", shared_ids=True))
@QUICK
def test_the_same_new_id_with_other_content_is_two_entries(ours: str, theirs: str) -> None:
    merged = merged_both_ways(CASE, ours, theirs, REGLER[Sak])
    tree = parse(merged.text).tree
    ids = [
        each[-2]
        for each in places(tree, REGLER[Sak])
        if each[-1] == "id" and each[0] != "konflikter"
    ]
    assert len(ids) == len(set(ids))
    said = _entries_without_ids(tree)
    for side in (ours, theirs):
        new = [each for each in _entries_without_ids(parse(side).tree) if each not in BASE_ENTRIES]
        assert all(each in said for each in new)


def _entries_without_ids(tree: Any) -> list[str]:
    """Return what each entry says, apart from its id and the entries in it."""
    if isinstance(tree, list):
        return [said for each in tree for said in _entries_without_ids(each)]
    if not isinstance(tree, dict):
        return []
    plain = {key: value for key, value in tree.items() if not isinstance(value, dict | list)}
    own = [sagt({**plain, "id": ""})] if "id" in tree and "evalueres" not in tree else []
    return own + [said for each in tree.values() for said in _entries_without_ids(each)]


BASE_ENTRIES = _entries_without_ids(parse(CASE).tree)


# What cannot be merged


@pytest.mark.parametrize(
    "bad", ["a: [\n", "a: 1\na: 2\n", "- a\n", "tekst\n", "a: &x 1\n", "a: 1\n---\nb: 2\n"]
)
def test_a_text_with_a_fault_is_never_merged(bad: str) -> None:
    for texts in (("a: 1\n", bad, "a: 2\n"), ("a: 1\n", "a: 2\n", bad), (bad, "a: 1\n", "a: 2\n")):
        with pytest.raises(CannotMergeError):
            merge_texts(*texts, ANY)


def test_an_untouched_side_gives_the_other_as_it_is() -> None:
    assert merge_texts("a: [\n", "a: [\n", "a: 1\r\n", ANY).text == "a: 1\r\n"
    assert merge_texts(None, "a: [\n", "a: [\n", ANY).text == "a: [\n"


# The small choices


def test_line_ends_the_mark_and_the_end_of_the_file_are_merged_like_anything_else() -> None:
    base, ours, theirs = "a: 1\nb: 1\n", "a: 2\r\nb: 1\r\n", "a: 1\nb: 2"
    assert merged_both_ways(base, ours, theirs, ANY).text == "a: 2\r\nb: 2"
    assert merged_both_ways(base, "\ufeff" + ours, theirs, ANY).text == "\ufeffa: 2\r\nb: 2"


def test_of_two_choices_the_changed_one_counts_and_of_two_changed_the_lesser() -> None:
    assert (settled(1, 1, 2), settled(1, 2, 1), settled(1, 3, 2), settled(None, 3, 2)) == (
        2,
        2,
        2,
        2,
    )
    assert (settled(1, None, 1), settled(1, 1, None)) == (1, 1)


def test_comments_of_both_sides_stand() -> None:
    assert both_lines("", "# a\n", "# b\n") == "# a\n# b\n" == both_lines("", "# b\n", "# a\n")
    assert both_lines("# x\n", "# x\n# a\n", "# a\n") == "# x\n# a\n"
    assert both_notes("", " # a", " # b") == " # a  # b" == both_notes("", " # b", " # a")
    assert both_notes("", " # a  # b", " # b") == " # a  # b" == both_notes("", " # b", " # a  # b")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "after"),
    [
        ("ab", "axb", "ayb", "axyb"),
        ("ab", "ba", "abc", "bca"),
        ("ab", "abc", "ba", "bca"),
        ("abc", "cab", "bca", "bca"),
        ("", "ab", "ba", "ab"),
        ("a", "axz", "aby", "abxyz"),
    ],
)
def test_the_order_is_one(base: str, ours: str, theirs: str, after: str) -> None:
    assert "".join(in_one_order(base, ours, theirs, rank=str)) == after
    assert "".join(in_one_order(base, theirs, ours, rank=str)) == after


def test_what_must_not_be_missed_stands() -> None:
    values = ["2026-11-16", None, "2026-11-09", False, True]
    assert min(values, key=staar_foran) == "2026-11-09"
    assert min([False, True], key=staar_foran) is True
    assert min([None, "x"], key=staar_foran) == "x"


# Taking out


@pytest.mark.parametrize(
    ("text", "path", "after"),
    [
        ("a: 1\n# om b\nb: 2\nc: 3\n", ("b",), "a: 1\nc: 3\n"),
        ("a: 1\r\nb: 2\r\n", ("a",), "b: 2\r\n"),
        ("a:\n  - x\n  - y  # y\n# slutt\n", ("a", 0), "a:\n  - y  # y\n# slutt\n"),
        ("a:\n  - x\n", ("a", 0), "a: []\n"),
        ("a: [x, 'y', z]\n", ("a", 1), "a: [x, z]\n"),
        ("a: {x: 1, y: 2}\n", ("a", "x"), "a: {y: 2}\n"),
        ("\ufeffa: 1\nb: 2\n", ("b",), "\ufeffa: 1\n"),
    ],
)  # fmt: skip
def test_a_key_or_an_item_is_taken_out(text: str, path: Any, after: str) -> None:
    assert remove(text, path) == after


@pytest.mark.parametrize(
    ("text", "path"),
    [("a: 1\r\nb: 2\n", ("a",)), ("a: [\n", ("a",)), ("? a\n: {b: 1}\n? c\n: 1\n", ("a",))],
)
def test_where_it_is_unsafe_nothing_is_taken_out(text: str, path: Any) -> None:
    with pytest.raises(ExpectedFailure, match="Ingenting er endret"):
        remove(text, path)
