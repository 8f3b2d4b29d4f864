"""Git itself calls the merge, in folders of its own, from both sides."""

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import delt_sak
from delt_sak import FOERSTE, NUMMER
from forseglet import text_in
from gitprogram import ask, tell
from program import Program, copied, made_by_start
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_reader import parse
from sosialplan.git.settings import driver_command, ensure_settings
from sosialplan.model.filslag import STEDER, slag_av
from sosialplan.model.record import Fil, Record
from sosialplan.model.sak import Sak
from sosialplan.rules.fletting.fletteregler import REGLER, steg_til, ved, vei_til
from sosialplan.rules.kontrolltegn import with_check
from sosialplan.schema.json_schema import KINDS, json_schema
from sosialplan.views.historikk.logglinje import i_ord

CASE = delt_sak.CASE.replace(
    FOERSTE, FOERSTE + "  - {id: b1b2c3d4, dato: 2026-11-16, steg: rektor-varslet}\n"
)


@pytest.fixture(scope="session")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = Program(made_by_start(tmp_path_factory.mktemp("flett") / "skolen"))
    path = program.case(NUMMER)
    path.parent.mkdir(parents=True)
    path.write_text(CASE, encoding="utf-8", newline="\n")
    program.fine("lagre")
    return program.root


@pytest.fixture
def two(skolen: Path, tmp_path: Path) -> tuple[Program, Program]:
    """Two clones of one planmappe, each with ids of its own."""
    return _clone(skolen, tmp_path / "den ene's", "a"), _clone(skolen, tmp_path / "annen", "b")


def _clone(source: Path, target: Path, letter: str) -> Program:
    copied(source, target)
    lots = iter(range(1, 100))
    return Program(target, new_id=lambda: f"{letter}{next(lots):07}")


def merge(into: Program, other: Program) -> int:
    """Let git merge what the other has."""
    assert ask(into.root, "fetch", "--quiet", str(other.root), "main:den-andre").status == 0
    return ask(into.root, "merge", "--quiet", "--no-edit", "den-andre").status


def text_of(program: Program, number: str = NUMMER) -> str:
    return program.case(number).read_text(encoding="utf-8")


def merged_from_both_sides(two: tuple[Program, Program]) -> Program:
    """Merge in both directions from the same two states, and return one: they are alike."""
    first, second = two
    again = Program(copied(second.root, second.root.with_name("igjen")))
    assert merge(again, first) == 0
    assert merge(first, second) == 0
    assert _texts(first.root) == _texts(again.root)
    assert first.git("status", "--porcelain") == ""
    return first


def _texts(root: Path) -> Mapping[str, str]:
    """Return what the files that git has say: two who seal the same text do not get the same bytes."""
    names = tell(root, "ls-files").decode().split()
    return {name: text_in(root, name.removesuffix(".age")) for name in names if ".yaml" in name}


def test_what_two_write_apart_is_all_there(two: tuple[Program, Program]) -> None:
    first, second = two
    first.fine("registrer", NUMMER, "drøftet", "--av", "kontaktlærer")
    first.fine("tiltak", "ny", NUMMER, "--tiltak", "Egen plass", "--ansvarlig", "rektor",
               "--evalueres", "2026-12-10")  # fmt: skip
    first.fine("fravær", "registrer", NUMMER, "--fra", "2026-11-18")
    second.fine("registrer", NUMMER, "samtale", "--dato", "2026-11-20", "--notat", "Fra den andre")
    second.fine("tiltak", "evaluer", NUMMER, "t8", "--gjennomført", "ja", "--utfall", "delvis",
                "--neste", "2026-12-14")  # fmt: skip
    second.fine("fravær", "registrer", NUMMER, "--fra", "2026-11-20")
    second.fine("møte", "registrer", "klassemøte", "--klasse", "8B", "--til-stede", "rektor")
    merged = merged_from_both_sides(two)
    tree = parse(text_of(merged)).tree
    assert [each["id"] for each in tree["hendelser"]] == [
        "a1b2c3d4", "b1b2c3d4", "b0000001", "a0000001",
    ]  # fmt: skip
    assert [each["id"] for each in tree["aktivitetsplan"]["tiltak"]] == ["t8m2v5xc", "a0000002"]
    assert "    # valgt av eleven" in text_of(merged)
    absence = merged.file("fravaer/2026-2027/8B.yaml").read_text(encoding="utf-8")
    assert [each["fra"] for each in parse(absence).tree["elever"][0]["perioder"]] == [
        "2026-11-18", "2026-11-20",
    ]  # fmt: skip
    assert merged.run("valider").status == 0


def test_two_days_for_one_measure_are_both_kept_and_solved(two: tuple[Program, Program]) -> None:
    first, second = two
    for program, day in ((first, "2026-12-14"), (second, "2026-12-10")):
        program.fine("tiltak", "endre", NUMMER, "t8", "--evalueres", day, "--hvorfor", "Syk")
    merged = merged_from_both_sides(two)
    told = merged.run("valider")
    assert told.status == 1
    assert (
        "feil[G601] To ulike evalueringsdatoer for tiltak t8m2v5xc. "
        "Begge er beholdt til noen har valgt."
    ) in told.out
    listed = merged.fine("løs", NUMMER, "--format", "json").json()["konflikter"]
    assert [(each["står"], each["ellers"]) for each in listed] == [("2026-12-10", "2026-12-14")]
    before = merged.git("rev-parse", "HEAD").strip()
    solved = merged.run("løs", NUMMER, answers=["3", "2"], width=100)
    assert solved.status == 0
    assert "Fast makker" in solved.out
    assert f"1 konflikt i {NUMMER} er løst." in solved.out
    assert merged.git("rev-parse", "HEAD^").strip() == before
    tree = parse(text_of(merged)).tree
    assert "konflikter" not in tree
    measure = tree["aktivitetsplan"]["tiltak"][0]
    assert measure["evalueres"] == "2026-12-14"
    assert measure["endringer"][-1]["til"] == "2026-12-14"
    assert "#" in text_of(merged)
    assert merged.run("valider").status == 0
    rows = merged.fine("frister", "--status", "alle", "--format", "json").json()["frister"]
    ahead = [
        (row["frist"], row["status"])
        for row in rows
        if row["tiltak"] == "t8m2v5xc" and row["status"] != "overholdt"
    ]
    asked = [day for day, status in ahead if status != "bortfalt"]
    moved = [day for day, status in ahead if status == "bortfalt"]
    assert asked == ["2026-12-14"]
    assert moved == ["2026-12-07", "2026-12-10", "2026-12-14"]


def test_a_new_case_with_one_number_is_never_merged(two: tuple[Program, Program]) -> None:
    first, second = two
    number = with_check(2026, "0001")
    for program, name in ((first, "Oppdiktet Elev En"), (second, "Oppdiktet Elev To")):
        assert program.new_case(elev=name) == number
    said = ask(first.root, "fetch", "--quiet", str(second.root), "main:den-andre")
    assert said.status == 0
    answer = ask(first.root, "merge", "--quiet", "--no-edit", "den-andre")
    assert answer.status == 1
    assert f"Sak {number} er opprettet to steder" in answer.err.decode()
    assert "Oppdiktet" not in answer.err.decode()
    assert "Oppdiktet Elev En" in text_of(first, number)
    assert "Oppdiktet Elev To" not in text_of(first, number)
    stages = first.git("ls-files", "--unmerged").splitlines()
    assert [line.split()[2] for line in stages] == ["2", "3"]


@pytest.mark.parametrize("broken", ["first", "second"])
def test_broken_yaml_is_not_merged_and_says_which_side(
    two: tuple[Program, Program], broken: str
) -> None:
    for program, name in zip(two, ("first", "second"), strict=True):
        if name == broken:
            text = text_of(program).replace("kjede: trygt-og-godt", "kjede: [trygt-og-godt")
            program.case(NUMMER).write_text(text, encoding="utf-8", newline="\n")
            program.git("commit", "--quiet", "-am", "Feil")
        else:
            text = text_of(program).replace("kjede: trygt-og-godt", "kjede: bekymring")
            program.case(NUMMER).write_text(text, encoding="utf-8", newline="\n")
            program.git("commit", "--quiet", "-am", "Annen kjede")
    first, second = two
    before = text_of(first)
    ask(first.root, "fetch", "--quiet", str(second.root), "main:den-andre")
    answer = ask(first.root, "merge", "--quiet", "--no-edit", "den-andre")
    assert answer.status == 1
    side = "Din utgave" if broken == "first" else "Den andres utgave"
    assert f"{NUMMER} kan ikke flettes oppføring for oppføring. {side} har en feil" in (
        answer.err.decode()
    )
    if first.case(NUMMER).suffix == ".age":
        assert text_of(first) == before
        assert [*Planmappe(first.root).sides()] == []
        assert len(first.git("ls-files", "--unmerged").splitlines()) == 3
        return
    assert "<<<<<<< vår" in text_of(first)
    told = first.run("valider")
    assert "feil[F107]" in told.out
    assert first.run("vis", NUMMER).status == 1


def test_other_files_are_merged_as_git_does(two: tuple[Program, Program]) -> None:
    for program, line in zip(two, ("før\n", ""), strict=True):
        path = program.root / "notat.yaml"
        path.write_text(f"{line}a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n", encoding="utf-8", newline="\n")
        program.git("add", "notat.yaml")
    two[0].git("commit", "--quiet", "-m", "Notat")
    ask(two[1].root, "fetch", "--quiet", str(two[0].root), "main:den-andre")
    two[1].git("reset", "--quiet", "--hard", "den-andre")
    for program, old, new in ((two[0], "a: 1", "a: 10"), (two[1], "e: 5", "e: 50")):
        path = program.root / "notat.yaml"
        text = path.read_text(encoding="utf-8").replace(old, new)
        path.write_text(text, encoding="utf-8", newline="\n")
        program.git("commit", "--quiet", "-am", "Endret")
    assert merge(two[0], Program(two[1].root)) == 0
    assert (two[0].root / "notat.yaml").read_text(encoding="utf-8").endswith("e: 50\n")


def test_a_planmappe_inside_a_larger_repository_is_merged_alike(
    skolen: Path, tmp_path: Path
) -> None:
    outer = tmp_path / "kommunen"
    shutil.copytree(skolen, outer / "skolen", ignore=shutil.ignore_patterns(".git"))
    first = Program(outer / "skolen", new_id=lambda: "a0000001")
    ask(outer, "init", "--quiet", "--initial-branch=main")
    ensure_settings(outer)
    first.git("add", ".")
    first.git("commit", "--quiet", "-m", "Ny")
    second = Program(copied(outer, tmp_path / "annen") / "skolen", new_id=lambda: "b0000001")
    for program in (first, second):
        program.fine("registrer", NUMMER, "samtale")
    assert merge(first, Program(second.root.parent)) == 0
    assert len(parse(text_of(first)).tree["hendelser"]) == 4


# The command that git runs


def test_the_driver_names_this_interpreter_whatever_its_path(two: tuple[Program, Program]) -> None:
    assert driver_command().endswith(" -P -m sosialplan flett %O %A %B %P")
    assert Path(sys.executable).as_posix() in driver_command()
    assert two[0].git("config", "merge.sosialplan.driver").strip() == driver_command()


def test_a_file_called_as_the_program_is_never_run(two: tuple[Program, Program]) -> None:
    first, second = two
    trap = first.root / "sosialplan.py"
    trap.write_text("raise SystemExit(9)\n", encoding="utf-8")
    (first.root / "typing.py").write_text("raise SystemExit(9)\n", encoding="utf-8")
    for program in two:
        program.fine("registrer", NUMMER, "samtale")
    assert merge(first, second) == 0
    assert len(parse(text_of(first)).tree["hendelser"]) == 4


def test_settings_are_put_in_place_by_each_write(two: tuple[Program, Program]) -> None:
    program = two[0]
    program.git("config", "--unset", "merge.sosialplan.driver")
    program.git("config", "core.autocrlf", "true")
    program.fine("registrer", NUMMER, "samtale")
    assert program.git("config", "merge.sosialplan.driver").strip() == driver_command()
    assert program.git("config", "core.autocrlf").strip() == "false"


def _driver(program: Program, texts: Sequence[bytes], path: str) -> tuple[int, bytes]:
    files = [program.root / name for name in ("felles", "vår", "deres")]
    for file, text in zip(files, texts, strict=True):
        file.write_bytes(text)
    result = program.run("flett", *map(str, files), path)
    return result.status, files[1].read_bytes()


@pytest.mark.parametrize(
    "texts",
    [
        (b"sak: x\n", b"sak: \xe5\n", b"sak: y\n"),
        (b"sak: x\n", b"", b"sak: y\n"),
        (b"sak: \xe5\n", b"sak: z\n", b"sak: y\n"),
        (b"- x\n", b"- x\n- y\n", b"- z\n- x\n"),
    ],
)
def test_what_cannot_be_read_is_left_to_git(two: tuple[Program, Program], texts: Any) -> None:
    status, _ = _driver(two[0], texts, f"saker/2026/{NUMMER}.yaml")
    assert status == 1


# The rules of merging, and the kinds of files


def test_each_kind_of_file_has_a_place_and_a_rule() -> None:
    assert set(STEDER.values()) == set(KINDS.values()) == set(REGLER)
    assert slag_av(f"saker/2026/{NUMMER}.yaml") is Sak
    assert slag_av("saker/2026/notat.md") is None
    assert slag_av("annet/fil.yaml") is None


@pytest.mark.parametrize("kind", REGLER, ids=lambda each: each.__name__)
def test_each_list_of_entries_says_what_tells_them_apart(kind: type[Fil]) -> None:
    """A list of maps that have an id, a code or a name must not tell them apart by everything."""
    rule = REGLER[kind]
    lists = dict(_lists(json_schema(kind)))
    for name, fields in lists.items():
        field = rule.felt(name)
        assert field is None or field in fields, name
        if field is None:
            assert not {"id", "navn", "kode"} & set(fields), name
    assert set(rule.skilles_paa) <= set(lists)


def _lists(schema: dict[str, Any], node: Any = None, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each list of maps, by the keys that lead to it, and the fields of its items."""
    node = _resolved(node or schema, schema)
    for key, each in node.get("properties", {}).items():
        there, under = _resolved(each, schema), f"{name}.{key}".strip(".")
        if "items" in there:
            items = _resolved(there["items"], schema)
            if "properties" in items:
                yield under, items["properties"]
                yield from _lists(schema, items, under)
        else:
            yield from _lists(schema, there, under) if "properties" in there else ()


def _resolved(node: Any, schema: dict[str, Any]) -> Any:
    while "$ref" in node or "anyOf" in node:
        node = schema["$defs"][node["$ref"].split("/")[-1]] if "$ref" in node else node["anyOf"][0]
    return node


def test_the_way_to_a_place_is_found_or_is_none() -> None:
    rule, tree = REGLER[Sak], {"hendelser": [{"id": "a"}, {"id": "b", "dato": 1}, {"id": "b"}]}
    assert vei_til(tree, ("hendelser", "b", "dato"), rule) == ("hendelser", 1, "dato")
    assert vei_til(tree, ("hendelser", "b (2)"), rule) == ("hendelser", 2)
    for missing in (("x",), ("hendelser", "c"), ("hendelser", "a", "id", "x")):
        assert vei_til(tree, missing, rule) is None
    assert ved(tree, ("hendelser", 1, "dato")) == 1
    assert steg_til([1, 1, {"a": 1}, "x"], None) == ["1", "1 (2)", '{"a": 1}', "x"]


def test_a_value_is_shown_in_words() -> None:
    assert [i_ord(each) for each in (None, True, False, 3, " x\n", ["a", True], {"a": 1, "b": []})] == [
        "(tatt bort)", "ja", "nei", "3", "x", "a, ja", "a: 1, b: ",
    ]  # fmt: skip
    assert issubclass(Fil, Record)


def test_a_case_is_never_merged_with_another_that_resembles_it(
    two: tuple[Program, Program],
) -> None:
    """Git's own search for renamed files takes the new case for the one that is gone."""
    first, second = two
    other = with_check(2026, "NY22")
    alike = text_of(first).replace(NUMMER, other).replace("a1b2c3d4", "c1b2c3d4")
    first.git("rm", "--quiet", str(first.case(NUMMER)))
    first.case(other).parent.mkdir(parents=True, exist_ok=True)
    first.case(other).write_text(alike, encoding="utf-8", newline="\n")
    first.git("add", ".")
    first.git("commit", "--quiet", "-m", "Ny sak")
    second.fine("registrer", NUMMER, "samtale")
    ask(first.root, "fetch", "--quiet", str(second.root), "main:den-andre")
    answer = ask(first.root, "-c", "merge.renames=true", "merge", "--quiet", "den-andre")
    assert answer.status == 1
    assert text_of(first, other) == alike
    said = answer.err.decode()
    assert not said or "git tar den for en annen fil som ligner" in said


@pytest.mark.parametrize("side", [0, 1, 2])
def test_texts_about_two_things_are_not_merged(two: tuple[Program, Program], side: int) -> None:
    texts = [CASE, CASE.replace("klasse: 8B", "klasse: 8C"), CASE.replace("valgt av", "av")]
    texts[side] = texts[side].replace(NUMMER, with_check(2026, "NY22"))
    status, ours = _driver(two[0], [each.encode() for each in texts], f"saker/2026/{NUMMER}.yaml")
    assert status == 1
    assert ours == texts[1].encode()
