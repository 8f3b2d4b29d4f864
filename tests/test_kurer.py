"""A cure that is followed word for word mends its fault: an edit on the line told of, or a command."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from problem_examples import I_DAG, base_folder, problems_of_example, read_example, write_example
from program import Program
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_reader import parse
from sosialplan.git.repository import commit, create
from sosialplan.model.problems import Problem

TABLE: Any = parse((Path(__file__).parent / "kurer.yaml").read_text(encoding="utf-8")).tree
FILNAVNET = "FILNAVNET"
"""What stands for the name of the file itself."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Planmappe:
    return base_folder(tmp_path_factory.mktemp("planmappe"))


@pytest.fixture
def mappe(base: Planmappe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Planmappe:
    shutil.copytree(base.root, tmp_path / "planmappe")
    monkeypatch.chdir(tmp_path / "planmappe")
    return Planmappe(tmp_path / "planmappe")


def _told(mappe: Planmappe, code: str) -> list[Problem]:
    return [each for each in problems_of_example(mappe, read_example(code)) if each.code == code]


@pytest.mark.parametrize("code", TABLE["på linjen"])
def test_the_edit_that_the_cure_asks_for_mends_the_fault(code: str, mappe: Planmappe) -> None:
    write_example(mappe, read_example(code))
    first, *others = _told(mappe, code)
    path = mappe.root / first.location.path
    find, put = TABLE["på linjen"][code]
    lines = path.read_text(encoding="utf-8").split("\n")
    line = lines[first.location.line - 1]
    assert find in line
    lines[first.location.line - 1] = line.replace(find, path.stem if put == FILNAVNET else put)
    path.write_text("\n".join(lines), encoding="utf-8")
    after = _told(Planmappe(mappe.root), code)
    assert len(after) <= len(others), after
    assert first.location not in {each.location for each in after}


@pytest.mark.parametrize("code", TABLE["kjør"])
def test_the_command_that_the_cure_names_mends_the_fault(code: str, mappe: Planmappe) -> None:
    write_example(mappe, read_example(code))
    before = _told(mappe, code)
    words = TABLE["kjør"][code]
    assert " ".join(words[:2]) in before[0].cure
    create(mappe.root)
    commit(mappe.root, ["."], "Alt\n", datetime.fromisoformat("2026-10-19T08:00+02:00"))
    program = Program(mappe.root, now=f"{I_DAG}T10:00+02:00")
    program.git("config", "user.name", "Oppdiktet Rektor Ravn")
    result = program.run(*words)
    assert result.status == 0, result
    after = _told(Planmappe(mappe.root), code)
    assert len(after) < len(before), after
