"""A fault of shape hides no other fault of the file: in tables for people, and over every example."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from problem_examples import (
    I_DAG,
    base_folder,
    beyond,
    names,
    read_example,
    without_the_power_to_read_all,
    write,
    write_example,
)
from sosialplan.commands.vedlikehold.funn import problems_of
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_reader import parse
from sosialplan.model.problems import Problem
from sosialplan.schema.json_schema import KINDS, json_schema

FOLDER = Path(__file__).parent / "flere_feil"
TABLES = sorted(path.stem for path in FOLDER.iterdir())


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Planmappe:
    return base_folder(tmp_path_factory.mktemp("planmappe"))


@pytest.fixture(scope="module")
def baseline(base: Planmappe) -> tuple[Problem, ...]:
    return problems_of(base, I_DAG)


@pytest.fixture
def mappe(base: Planmappe, tmp_path: Path) -> Planmappe:
    shutil.copytree(base.root, tmp_path / "planmappe")
    return Planmappe(tmp_path / "planmappe")


@pytest.mark.parametrize("name", TABLES)
def test_every_fault_of_a_file_is_told_in_one_run(
    name: str, mappe: Planmappe, baseline: tuple[Problem, ...]
) -> None:
    table: Any = parse((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")).tree
    write_example(mappe, table)
    found = beyond(problems_of(mappe, I_DAG), baseline)
    assert [f"{each.location.line} {each.code}" for each in found] == table["venter"]


# Over every example of what is wrong with the content of a file

CONTENT = ("saker/", "fravaer/", "moter/", "innboks/", "elever/", "plan/")
UNSEEN = {"F", "Y", "S", "V", "G", "A"}
"""Codes of what is not the content of a file of the planmappe."""
KIND_OF = {
    "saker": "sak",
    "fravaer": "fravaer",
    "moter": "moetebok",
    "innboks": "innboks",
    "elever": "klasseliste",
    "handlingskjeder": "handlingskjede",
    "skoleruter": "skolerute",
}


def _kind(file: str) -> str:
    parts = file.split("/")
    found = next((KIND_OF[part] for part in parts[:2] if part in KIND_OF), None)
    return found or parts[-1].removesuffix(".yaml")


def _wrong_kind(file: str, text: str) -> str:
    """Return a key that may stand in a file and does not, with a value of no kind it takes."""
    schema = json_schema(KINDS[_kind(file)])
    root = schema["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
    free = [
        key
        for key, shape in root["properties"].items()
        if key not in root["required"] and f"\n{key}:" not in f"\n{text}" and "items" not in shape
    ]
    return f"{free[-1]}: {{x: [1]}}\n" if free else ""


def _content_examples() -> Iterator[str]:
    for name in names():
        told = read_example(name)["venter"]
        files = {each.split(":")[0] for each in told}
        of_content = len(files) == 1 and next(iter(files)).startswith(CONTENT)
        gone = name[:4] in {"K404", "P401"}
        newer = name == "P400"  # of a folder for a newer program nothing is read
        of_the_whole = name == "J527"  # the law is held against a wheel that could be read whole
        if (
            name[0] not in UNSEEN
            and not (gone or newer or of_the_whole)
            and of_content
            and next(iter(files)).endswith(".yaml")
        ):
            yield name


@pytest.mark.parametrize("name", list(_content_examples()))
def test_a_fault_of_shape_hides_no_fault_of_content(
    name: str, mappe: Planmappe, baseline: tuple[Problem, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown key and a value of the wrong kind at the end of the very file that is told of."""
    monkeypatch.chdir(mappe.root)
    example = read_example(name)
    write_example(mappe, example)
    file = example["venter"][0].split(":")[0]
    text = (mappe.root / file).read_text(encoding="utf-8").rstrip("\n") + "\n"
    broken = f"{text}farge: rød\n{_wrong_kind(file, text)}"
    write(mappe, file, broken.encode("utf-8"))
    with without_the_power_to_read_all():
        found = beyond(problems_of(mappe, I_DAG, only={file}), baseline)
    told = [str(each) for each in found]
    assert [each for each in told if "[S20" in each], "the fault of shape itself"
    assert [each for each in told if "[S20" not in each] == example["venter"]
