"""The shape of a file is judged alike by the reading and by the schema that names the faults."""

import re
import shutil
from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_trees import at, full_tree, paths, with_value, without
from program import Program, made_by_start
from sosialplan.files.yaml_reader import parse
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.problems import TreePath
from sosialplan.model.record import Record
from sosialplan.model.skole import Rolle, Verdi
from sosialplan.schema.decode import decode
from sosialplan.schema.faults import faults_of
from sosialplan.schema.json_schema import KINDS, json_schema, schema_files
from trees import HARD_TEXTS

SCHEMAS = Path(__file__).parent.parent / "plan" / "skjema"
EACH_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)

_REAL = {
    "sak": "saker",
    "fravaer": "fravaer",
    "moetebok": "moter",
    "innboks": "tests/meldinger",
    "klasseliste": "tests/klasselister",
    "handlingskjede": "plan/handlingskjeder",
    "skolerute": "plan/skoleruter",
    "skole": "plan/skole.yaml",
    "valg": "plan/valg.yaml",
    "fristregler": "plan/fristregler.yaml",
    "hjemler": "plan/hjemler.yaml",
    "fravaerstrapp": "plan/fravaerstrapp.yaml",
    "aarshjul": "plan/aarshjul.yaml",
    "moter": "plan/moter.yaml",
    "begreper": "plan/begreper.yaml",
    "partnere": "plan/partnere.yaml",
    "mal": "plan/mal.yaml",
    "import": "plan/import.yaml",
    "tilgang": "plan/tilgang.yaml",
    "navn": "plan/navn.yaml",
    "vage_ord": "plan/vage_ord.yaml",
    "visninger": "plan/visninger.yaml",
    "slettet": "plan/slettet.yaml",
    "pakke": "tests/planpakker",
}


@cache
def _real_trees(name: str) -> Sequence[Any]:
    """Return the trees of the repository's own files of a kind."""
    place = SCHEMAS.parent.parent / _REAL[name]
    files = sorted(place.rglob("*.yaml")) if place.is_dir() else [place]
    return [parse(file.read_text(encoding="utf-8")).tree for file in files]


@cache
def _trees(name: str) -> Sequence[Any]:
    """Return those, and one with every key."""
    return [*_real_trees(name), full_tree(json_schema(KINDS[name]))]


def _judge(tree: Any, kind: type[Record]) -> None:
    """A tree has a value or faults, never both and never neither."""
    try:
        msgspec.convert(tree, kind)
        fits = True
    except msgspec.ValidationError:
        fits = False
    value, findings = decode(tree, kind, "f")
    assert (value is not None) == fits
    assert (findings == ()) == fits
    if fits:
        assert faults_of(tree, kind, "f") == ()


# Both ways of judging agree


@pytest.mark.parametrize("name", KINDS)
def test_the_repository_s_own_files_fit(name: str) -> None:
    trees = _real_trees(name)
    assert trees, "nothing to judge"
    for tree in trees:
        assert faults_of(tree, KINDS[name], "f") == ()
        assert decode(tree, KINDS[name], "f")[0] is not None


@EACH_KIND
def test_a_tree_with_every_key_fits(kind: type[Record]) -> None:
    tree = full_tree(json_schema(kind))
    assert faults_of(tree, kind, "f") == ()
    assert decode(tree, kind, "f")[0] is not None


_BAD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 8, 367, 3661, 10**17, 2**63, 2**64 - 1, 1.0, 0.0, 1.5, -1e300,
    float("inf"), float("nan"), "", "a", "x" * 301, "x" * 20_001, [], [None], ["a"], [[]], {}, {"a": 1},
    {"slag": "dag"}, {"slag": 1}, {"slag": None}, [{"slag": "finnes-ikke"}], "2026-02-30", "0000-01-01",
    "0001-01-01", "9999-12-31", "2026-1-1", "2026-10-12\n", "8B", "8B\n", "8b", "11A", "٨B", "2026-2027\n",
    "abcd2345\n", "oppdiktet\n", "-a", "å", "a_b", "1435\n", "1435,1436", "ja", "ja\n", "𝒳" * 300, "𝒳" * 301,
)  # fmt: skip


@EACH_KIND
def test_the_two_ways_agree_wherever_one_value_is_bad(kind: type[Record]) -> None:
    tree = full_tree(json_schema(kind))
    for path in paths(tree):
        for bad in _BAD:
            _judge(with_value(tree, path, bad), kind)
        if path:
            _judge(without(tree, path), kind)
        if isinstance(at(tree, path), dict):
            _judge(with_value(tree, (*path, "ukjent"), "x"), kind)
        if isinstance(at(tree, path), list):
            _judge(with_value(tree, path, [*at(tree, path), "x"]), kind)


@st.composite
def mutated(draw: st.DrawFn, name: str) -> Any:
    """A real file's tree with a few values changed, taken away, copied or put elsewhere."""
    tree = deepcopy(draw(st.sampled_from(_trees(name))))
    for _ in range(draw(st.integers(1, 4))):
        places = list(paths(tree))
        path = draw(st.sampled_from(places))
        match draw(st.sampled_from(["bad", "hard", "other", "without", "key", "double"])):
            case "bad":
                tree = with_value(tree, path, draw(st.sampled_from(_BAD)))
            case "hard":
                tree = with_value(tree, path, draw(st.sampled_from(HARD_TEXTS)))
            case "other":
                tree = with_value(tree, path, deepcopy(at(tree, draw(st.sampled_from(places)))))
            case "without" if path:
                tree = without(tree, path)
            case "key" if isinstance(at(tree, path), dict):
                tree = with_value(tree, (*path, draw(st.sampled_from(HARD_TEXTS))), "x")
            case "double" if isinstance(at(tree, path), list):
                tree = with_value(tree, path, at(tree, path) * 2)
            case _:
                pass
    return tree


@pytest.mark.parametrize("name", KINDS)
@given(data=st.data())
@settings(deadline=None, max_examples=40)
def test_the_two_ways_agree_on_any_file(name: str, data: st.DataObject) -> None:
    _judge(data.draw(mutated(name)), KINDS[name])


@pytest.mark.parametrize("name", KINDS)
def test_a_value_is_written_and_read_again(name: str) -> None:
    for tree in _trees(name):
        value, _ = decode(tree, KINDS[name], "f")
        assert value is not None
        again, _ = decode(parse(dump(to_tree(value))).tree, KINDS[name], "f")
        assert again == value


def test_what_is_as_it_would_be_anyway_is_not_written() -> None:
    tree = {"verdi": "trygge", "forplikter": "Vi er varme."}
    assert to_tree(msgspec.convert(tree, Verdi)) == tree
    assert to_tree(msgspec.convert({"rolle": "fau", "navn": "FAU"}, Rolle)) == {
        "rolle": "fau",
        "navn": "FAU",
    }


# The faults that are named


def _told(tree: Any, name: str) -> list[tuple[str, TreePath, dict[str, str]]]:
    found = faults_of(tree, KINDS[name], "f")
    return sorted((each.code, each.where, each.values) for each in found)


def _wheel_time(time: Any) -> Any:
    return with_value(full_tree(json_schema(KINDS["aarshjul"])), ("aktiviteter", 0, "når", 0), time)


_TIME: TreePath = ("aktiviteter", 0, "når", 0)


def test_the_faults_of_a_kind_of_time_are_those_of_the_kind_it_says() -> None:
    assert _told(_wheel_time({"slag": "dag", "dag": 32}), "aarshjul") == [
        ("S202", _TIME, {"nøkkel": "måned"}),
        ("S208", (*_TIME, "dag"), {"ventet": "høyst 31"}),
    ]


def test_a_kind_of_time_that_is_not_known_is_told_of_once_with_all_there_are() -> None:
    ((code, where, values),) = _told(_wheel_time({"slag": "maaned", "x": 1}), "aarshjul")
    assert (code, where) == ("S204", (*_TIME, "slag"))
    assert values["forslag"] == " Mente du «måned»?"
    assert len(values["lovlige"].split(", ")) == 13
    ((code, _, values),) = _told(_wheel_time({"slag": 3}), "aarshjul")
    assert (code, values["forslag"]) == ("S204", "")


def test_a_time_of_no_kind_wants_one() -> None:
    assert _told(_wheel_time({"x": 1}), "aarshjul") == [("S202", _TIME, {"nøkkel": "slag"})]


def test_a_time_that_is_no_group_should_be_one() -> None:
    assert _told(_wheel_time("høst"), "aarshjul") == [
        ("S203", _TIME, {"ventet": "en gruppe med nøkler"})
    ]


def test_a_number_that_is_written_with_decimals_is_told_of_once() -> None:
    for bad in (1.0, 0.5, 1e300, float("inf")):
        assert _told(_wheel_time({"slag": "dag", "dag": bad, "måned": 1}), "aarshjul") == [
            ("S203", (*_TIME, "dag"), {"ventet": "et helt tall"})
        ]


def test_a_setting_may_be_of_three_types() -> None:
    tree = full_tree(json_schema(KINDS["skole"]))
    where: TreePath = ("innstillinger", 0, "standard")
    wanted = {"ventet": "et helt tall eller true eller false eller en tekst"}
    assert _told(with_value(tree, where, [1]), "skole") == [("S203", where, wanted)]
    assert _told(with_value(tree, where, ""), "skole") == [
        ("S207", where, {"ventet": "minst 1 tegn"})
    ]


# The files that editors read


def test_the_editors_schemas_are_those_of_the_program(*, oppdater_gull: bool) -> None:
    if oppdater_gull:
        for name, text in schema_files().items():
            (SCHEMAS / name).write_text(text, encoding="utf-8", newline="\n")
    on_disk = {file.name: file.read_text(encoding="utf-8") for file in SCHEMAS.iterdir()}
    assert on_disk == schema_files(), "run pytest --oppdater-gull, and read the diff"


@EACH_KIND
def test_a_schema_is_itself_valid(kind: type[Record]) -> None:
    jsonschema_rs.meta.validate(json_schema(kind))


_ENGLISH = re.compile(r"\b(the|of|and|is|that|a case|in|which|with|every|what|or)\b", re.IGNORECASE)


@EACH_KIND
def test_what_editors_show_is_norwegian(kind: type[Record]) -> None:
    schema = json_schema(kind)
    docstrings = {each.__doc__ for each in _records()} - {None}
    texts = _descriptions(schema)
    assert texts, "nothing to look at"
    for text in texts:
        assert text not in docstrings
        assert not _ENGLISH.search(text), text
    assert not any("description" in each for each in schema["$defs"].values())


def _records() -> list[type[Any]]:
    found: list[type[Any]] = []
    waiting: list[type[Any]] = [Record]
    while waiting:
        waiting += (inner := waiting.pop()).__subclasses__()
        found.append(inner)
    return found


def _descriptions(node: Any) -> list[str]:
    if isinstance(node, list):
        return [text for each in node for text in _descriptions(each)]
    if not isinstance(node, dict):
        return []
    own = [
        node[key]
        for key in ("description", "patternErrorMessage")
        if isinstance(node.get(key), str)
    ]
    return own + _descriptions(list(node.values()))


def test_every_file_names_a_schema_that_is_there() -> None:
    root = SCHEMAS.parent.parent
    files = [file for place in set(_REAL.values()) for file in _files(root / place)]
    assert files, "nothing to look at"
    for file in files:
        first = file.read_text(encoding="utf-8").split("\n", 1)[0]
        named = first.removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / named).resolve().parent == SCHEMAS, file
        assert (file.parent / named).is_file(), file


def _files(place: Path) -> list[Path]:
    return list(place.rglob("*.yaml")) if place.is_dir() else [place]


# In a school's own folder


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(made_by_start(tmp_path / "skolen"))


def _codes(program: Program, *args: str) -> list[str]:
    return [each["kode"] for each in program.run("sjekk", *args, "--format", "json").json()["funn"]]


def test_a_new_folder_has_the_schemas_of_this_program(program: Program) -> None:
    written = {
        each.name: each.read_text("utf-8") for each in (program.root / "plan/skjema").iterdir()
    }
    assert written == schema_files()
    assert "D837" not in _codes(program)


@pytest.mark.parametrize("way", ["changed", "missing", "no folder", "no text"])
def test_schemas_of_another_version_are_told_of_and_renewed(program: Program, way: str) -> None:
    folder = program.root / "plan" / "skjema"
    match way:
        case "changed":
            (folder / "sak.schema.json").write_text("{}\n", encoding="utf-8")
        case "missing":
            (folder / "sak.schema.json").unlink()
        case "no text":
            (folder / "sak.schema.json").write_bytes(b"\xff\xfe")
        case _:
            shutil.rmtree(folder)
    program.git("commit", "-aqm", "En annen utgave")
    assert "D837" in _codes(program)
    before = program.git("rev-parse", "HEAD")
    assert "D837" in _codes(program), "telling changes nothing"
    assert program.git("rev-parse", "HEAD") == before
    told = program.run("sjekk", "--reparer").out
    assert "Redigeringshjelpen i plan/skjema er skrevet på nytt." in told
    assert {each.name: each.read_text("utf-8") for each in folder.iterdir()} == schema_files()
    assert program.git("status", "--porcelain") == ""
    assert "D837" not in _codes(program)


def test_lines_that_end_otherwise_are_no_other_version(program: Program) -> None:
    path = program.root / "plan" / "skjema" / "sak.schema.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "D837" not in _codes(program)


def test_schemas_that_somebody_changes_are_not_written_over(program: Program) -> None:
    path = program.root / "plan" / "skjema" / "sak.schema.json"
    path.write_text("{}\n", encoding="utf-8")
    assert "skrevet på nytt" not in program.run("sjekk", "--reparer").out
    assert path.read_text("utf-8") == "{}\n"
    assert "D837" in _codes(program)


def test_schemas_that_somebody_changed_are_renewed_once_they_are_saved(program: Program) -> None:
    """What the cure of D837 says, word for word."""
    path = program.root / "plan" / "skjema" / "sak.schema.json"
    path.write_text("{}\n", encoding="utf-8")
    (found,) = [
        each
        for each in program.run("sjekk", "--format", "json").json()["funn"]
        if each["kode"] == "D837"
    ]
    assert "må de lagres først (lagre)" in found["råd"]
    program.fine("lagre")
    program.fine("sjekk", "--reparer")
    assert path.read_text("utf-8") == schema_files()["sak.schema.json"]
