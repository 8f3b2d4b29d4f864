"""Reading is YAML 1.2, strict, and says where everything stands."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from program import Program
from sosialplan.files.disk import FileText, read_text, write_atomically
from sosialplan.files.yaml_events import MAX_DEPTH, locate, spans_of
from sosialplan.files.yaml_reader import parse, resolve
from sosialplan.files.yaml_writer import dump, dump_flow
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.problems import Finding, TreePath
from sosialplan.reading import MAX_BYTES
from trees import HARD_TEXTS, LEAVES, same, trees


def _read(text: str) -> Any:
    parsed = parse(text)
    assert parsed.faults == ()
    return parsed.tree


def _faults(text: str) -> list[tuple[str, int, int]]:
    """Return the code, the line and the column from 1 of each fault."""
    return [(each.code, each.line + 1, each.column + 1) for each in parse(text).faults]


# Values


@pytest.mark.parametrize(
    "text",
    [
        "no", "yes", "No", "YES", "on", "off", "y", "n",
        "12:30", "190:20:30", "1_000", "0b101", "017x", "2026-10-12", "2026-10-12T14:05+02:00",
        "=", "<<", ".inf", "-.INF", ".NaN", "1e", "e3", "+", "--", ".", "0o8", "0xg", "nULL", "tRUE",
        "8B", "1.2.3", "1e3.5", "+47 22 33 44 55", "٣", "¹",
    ],
)  # fmt: skip
def test_what_yaml_1_1_made_into_something_else_is_a_text(text: str) -> None:
    assert same(_read(f"a: {text}"), {"a": text})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None),
        ("true", True), ("True", True), ("TRUE", True),
        ("false", False), ("False", False), ("FALSE", False),
        ("0", 0), ("-0", 0), ("+12", 12), ("-12", -12), ("017", 17), ("0o17", 15), ("0x1F", 31),
        ("1e3", 1000.0), ("1.5", 1.5), (".5", 0.5), ("1.", 1.0), ("-1E-2", -0.01),
        ("123456789012345678", 123456789012345678), ("1234567890123456789", 1.2345678901234568e18),
        ("'1'", "1"), ('"null"', "null"), ("'no'", "no"), ('"\\u00e6"', "æ"), ('"\\x1b"', "\x1b"),
        ("|\n  to\n  linjer\n", "to\nlinjer\n"), (">-\n  en\n  linje\n", "en linje"),
        ("|+\n  a\n\n", "a\n\n"), ("en\n  linje", "en linje"),
        ("[]", []), ("{}", {}), ("[1, no]", [1, "no"]), ("{b: , c}", {"b": None, "c": None}),
    ],
)  # fmt: skip
def test_a_value_is_what_the_core_schema_says(text: str, value: Any) -> None:
    assert same(_read(f"a: {text}"), {"a": value})


def test_keys_are_always_texts() -> None:
    assert _read("1: a\nno: b\nnull: c\n2026-10-12: d\n'': e\n") == {
        "1": "a",
        "no": "b",
        "null": "c",
        "2026-10-12": "d",
        "": "e",
    }


@pytest.mark.parametrize("text", ["", "# bare en merknad\n", "---\n", "--- # a\n...\n"])
def test_a_text_without_a_value_is_nothing(text: str) -> None:
    assert same(_read(text), None)


@pytest.mark.parametrize(
    ("text", "value"), [("a", "a"), ("12", 12), ("'12'", "12"), ("- a", ["a"])]
)
def test_a_root_can_be_anything(text: str, value: Any) -> None:
    assert same(_read(text), value)


def test_line_breaks_of_windows_are_read_as_others() -> None:
    text = "a: 1\nb:\n  - |\n    to\n    linjer\n  - c\n"
    assert same(_read(text.replace("\n", "\r\n")), _read(text))


@given(value=st.text(st.sampled_from("~nulNULtrueTRfasFLS0123456789+-.eExXob_:é٣"), max_size=8))
def test_a_plain_scalar_is_a_number_only_in_the_forms_of_the_core_schema(value: str) -> None:
    found = resolve(value)
    if isinstance(found, str):
        assert found == value
    if isinstance(found, int | float) and not isinstance(found, bool):
        assert float(found) == float(int(value, 0) if value[:2] in {"0x", "0o"} else float(value))


# Faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a: 1\na: 2\na: 3\n", [("Y102", 2, 1), ("Y102", 3, 1)]),
        ("a: {b: 1, b: 2}\n", [("Y102", 1, 11)]),
        ("a: 1\n'a': 2\n", [("Y102", 2, 1)]),
        ("a: 1\n---\nb: 2\n", [("Y103", 2, 1)]),
        ("a: 1\n...\nb\n", [("Y101", 3, 1)]),
        ("a: &b 1\n", [("Y104", 1, 4)]),
        ("a: &b [1]\n", [("Y104", 1, 4)]),
        ("a: *b\n", [("Y104", 1, 4)]),
        ("*b : a\n", [("Y104", 1, 1)]),
        ("&b a: 1\n", [("Y104", 1, 1)]),
        ("a: *b*\n", [("Y104", 1, 4)]),
        ("a: & b\n", [("Y104", 1, 4)]),
        ("a: !b 1\n", [("Y105", 1, 4)]),
        ("a: !!str 1\n", [("Y105", 1, 4)]),
        ("a: !!map {}\n", [("Y105", 1, 4)]),
        ("a: !b! c\n", [("Y105", 1, 4)]),
        ("a: !<\n", [("Y105", 1, 4)]),
        ("[a]: b\n", [("Y107", 1, 1)]),
        ("{a: b}: c\n", [("Y107", 1, 1)]),
        ("? - a\n: b\n", [("Y107", 1, 3)]),
        ("a: b: c\n", [("Y101", 1, 5)]),
        ("a: [b\nc: d\n", [("Y101", 2, 2)]),
        ("a: 1\nb: 'c\n", [("Y101", 2, 4)]),
        ("a: @b\n", [("Y101", 1, 4)]),
        ("\ta: b\n", [("Y113", 1, 1)]),
        ("%YAML 9.9\n---\na: b\n", [("Y101", 1, 1)]),
        ("a: b\nc: d\x00e\n", [("Y108", 2, 5)]),
        ("a: \x1b[31m\n", [("Y108", 1, 4)]),
        ("a: \ufffe\n", [("Y108", 1, 4)]),
        ("a: \ud800\n", [("Y108", 1, 4)]),
        ("a: b\x7f\n", [("Y108", 1, 5)]),
    ],
)
def test_a_fault_has_its_code_and_its_place(text: str, faults: list[tuple[str, int, int]]) -> None:
    assert _faults(text) == faults


def test_a_key_that_stands_twice_leaves_the_rest_to_be_judged() -> None:
    parsed = parse("a: 1\na: 2\nb: 3\n")
    assert parsed.tree == {"a": 2, "b": 3}


def test_what_was_read_of_a_text_is_shared_and_changed_by_no_command(skolen: Program) -> None:
    sak = skolen.new_case()
    for command in (
        ("registrer", sak, "notat", "--notat", "Oppdiktet", "--av", "rektor"),
        ("rett", sak, "n0000003", "--notat", "Oppdiktet, rettet"),
        ("tiltak", "plan", sak, "--problem", "Oppdiktet"),
        ("valider",), ("logg",), ("vis", sak), ("flett", sak, "2026-YHP9E"), ("angre",), ("lagre",),
    ):  # fmt: skip
        skolen.run(*command)
    files = [path for path in skolen.root.rglob("*.yaml") if path.is_file()]
    assert len(files) > 30
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert parse(text) is parse(text)
        assert same(parse(text).tree, parse(f"{text}\n").tree), path.name


def test_depth_is_measured_and_never_exhausts_the_stack() -> None:
    assert _faults("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert _faults("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [("Y106", 1, MAX_DEPTH + 1)]
    assert _faults("[" * 20_000) == [("Y106", 1, MAX_DEPTH + 1)]
    assert _faults("{a: " * 20_000) == [("Y106", 1, MAX_DEPTH * 4 + 1)]
    assert _faults("".join(" " * i + "a:\n" for i in range(60)))[0][:2] == ("Y106", MAX_DEPTH + 1)


def test_characters_beyond_the_first_plane_are_counted_as_one() -> None:
    assert _read("a: 👩‍👩‍👧 𝒳\n") == {"a": "👩‍👩‍👧 𝒳"}
    assert _faults("a: {𝒳: 1, 𝒳: 2}\n") == [("Y102", 1, 11)]


# Places


TEXT = """\
sak: x
elev: {navn: "A B", klasse: 8B}
hendelser:
  - id: a
    notat: |
      to
      linjer
  - {id: b}
tom:
plan:
  mål: >-
    en
    linje

# slutt
"""


@pytest.mark.parametrize(
    ("path", "place", "said"),
    [
        ((), (0, 0), TEXT.removesuffix("\n# slutt\n")),
        (("sak",), (0, 5), "x"),
        (("elev",), (1, 6), '{navn: "A B", klasse: 8B}'),
        (("elev", "navn"), (1, 13), '"A B"'),
        (("elev", "klasse"), (1, 28), "8B"),
        (("hendelser",), (3, 2), "- id: a\n    notat: |\n      to\n      linjer\n  - {id: b}"),
        (("hendelser", 0), (3, 4), "id: a\n    notat: |\n      to\n      linjer\n"),
        (("hendelser", 0, "notat"), (4, 11), "|\n      to\n      linjer\n"),
        (("hendelser", 1), (7, 4), "{id: b}"),
        (("tom",), (8, 4), ""),
        (("plan", "mål"), (10, 7), ">-\n    en\n    linje\n"),
    ],
)
def test_each_node_has_its_place(path: TreePath, place: tuple[int, int], said: str) -> None:
    span = spans_of(TEXT)[path]
    assert (span.line, span.column) == place
    assert TEXT[span.start : span.end].rstrip() == said.rstrip()


def test_a_span_knows_its_key_and_its_style() -> None:
    spans = spans_of(TEXT)
    assert spans["elev",].flow
    assert not spans["hendelser",].flow
    assert spans["sak",].scalar
    assert not spans["elev",].scalar
    assert spans["elev", "klasse"].key == (27, 1, 20)
    assert spans["hendelser", 0].key is None


def test_places_are_found_as_far_as_a_text_can_be_read() -> None:
    assert set(spans_of("a: 1\nb: [\n")) == {(), ("a",), ("b",)}
    assert set(spans_of("a: \x00")) == set()
    assert len(spans_of("[" * 60)) == MAX_DEPTH
    assert set(spans_of("[a]: b\n")) >= {()}


@pytest.mark.parametrize(
    ("where", "on_key", "place"),
    [
        (("elev", "klasse"), False, "f:2:29"),
        (("elev", "klasse"), True, "f:2:21"),
        (("elev", "foresatte"), False, "f:2:1"),
        (("hendelser", 0, "finnes", "ikke"), False, "f:4:5"),
        (("hendelser", 7), False, "f:3:1"),
        (("finnes-ikke",), False, "f:1:1"),
        ((), False, "f:1:1"),
    ],
)
def test_a_finding_stands_at_its_node_or_the_nearest_above(
    where: TreePath, *, on_key: bool, place: str
) -> None:
    assert str(locate("f", Finding("X", "f", where, {}, on_key), spans_of(TEXT))) == place


def test_a_finding_in_a_text_without_places_stands_at_its_beginning() -> None:
    assert str(locate("f", Finding("X", "f", ("a",)), {})) == "f:1:1"


@given(tree=trees())
def test_every_node_of_a_tree_has_a_span_that_holds_it(tree: Any) -> None:
    text = dump_flow(tree)
    spans = parse(text, with_spans=True).spans
    for path, span in spans.items():
        assert same(_read(text[span.start : span.end]), _at(tree, path))
    assert len(spans) == _count(tree)


def _at(tree: Any, path: TreePath) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def _count(tree: Any) -> int:
    inner = list(tree.values()) if isinstance(tree, dict) else tree
    return 1 + (sum(map(_count, inner)) if isinstance(tree, dict | list) else 0)


# What was written is read again


@given(tree=trees())
@settings(deadline=None)
def test_a_tree_that_is_written_is_read_again(tree: Any) -> None:
    assert same(_read(dump({"a": tree})), {"a": tree})


@given(tree=trees())
def test_a_tree_that_is_written_in_one_line_is_read_again(tree: Any) -> None:
    text = dump_flow(tree)
    assert "\n" not in text
    assert same(_read(f"a: [{text}]"), {"a": [tree]})


@given(tree=trees(st.one_of(LEAVES, st.floats(allow_nan=False, allow_infinity=False))))
def test_json_is_read_as_the_yaml_it_is(tree: Any) -> None:
    text = json.dumps(tree, ensure_ascii=False)
    assume(not re.search("[\x7f-\x9f\u2028\u2029\ufeff]", text))  # JSON lets them stand
    assert same(_read(text), tree)


@pytest.mark.parametrize("text", HARD_TEXTS)
@pytest.mark.parametrize(
    "place", [lambda x: {"a": x}, lambda x: [x, x], lambda x: {"a": [{"b": x}]}]
)
def test_a_hard_text_is_written_and_read_again(text: str, place: Any) -> None:
    assert same(_read(dump(place(text))), place(text))
    assert same(_read(dump_flow(place(text))), place(text))


# The disk


def test_a_file_is_read_with_its_line_ends_and_without_its_mark(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    read = read_text(file)
    assert (read.text, read.codes, read.bom) == ("a: 1\r\n", ("F104", "F105"), "\ufeff")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\xe5", "F101"), (b" " * (MAX_BYTES + 1), "F102"), (b" \n", "F103"), (b"", "F103")],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(content)
    assert read_text(file) == FileText(None, (code,))


def test_a_file_of_just_the_greatest_size_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"#" * MAX_BYTES)
    assert read_text(file).codes == ()


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    assert read_text(tmp_path / "a.yaml").codes == ("F106",)


def test_a_file_is_written_whole_with_its_rights_and_no_trace(tmp_path: Path) -> None:
    file = tmp_path / "ny" / "a.yaml"
    write_atomically(file, "å: 1\r\n")
    assert file.read_bytes() == "å: 1\r\n".encode()
    assert file.stat().st_mode & 0o777 == 0o644
    file.chmod(0o600)
    write_atomically(file, b"\xff")
    assert file.read_bytes() == b"\xff"
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["a.yaml"]


def test_a_write_that_the_disk_refuses_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("gammelt", encoding="utf-8")
    with pytest.raises(ExpectedFailure, match="Ingenting er endret"):
        write_atomically(tmp_path / "a" / "b.yaml", "nytt")
    (tmp_path / "mappe").mkdir()
    with pytest.raises(ExpectedFailure):
        write_atomically(tmp_path / "mappe", "nytt")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "mappe"]
