"""A planmappe as a commit held it is read as the folder is, and nothing of it comes to the disk."""

import ast
from pathlib import Path

import pytest

from program import Program, made_by_start
from sosialplan.commands.fortid import folder_at
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Fortidsmappe, Planmappe
from test_arkitektur import trees


@pytest.fixture
def program(tmp_path: Path) -> Program:
    program = Program(made_by_start(tmp_path / "skolen"))
    program.new_case()
    program.new_case(kjede="bekymring")
    return program


def then(root: Path) -> Fortidsmappe:
    return folder_at(root, "HEAD")


def test_what_was_saved_is_read_as_what_stands(program: Program) -> None:
    now, before = load(Planmappe(program.root)), load(then(program.root))
    assert now.mappe is not None
    assert len(now.mappe.saker) == 2
    assert before == now


def test_what_is_changed_since_is_not_in_it(program: Program) -> None:
    before = then(program.root)
    number = program.new_case()
    path = before.case_path(number)
    assert (path.is_file(), before.has(path)) == (True, False)
    assert before.text(path).codes == ("F103",)
    assert path not in set(before.files("saker"))


def test_what_was_no_text_is_told_of() -> None:
    mappe = Fortidsmappe(Path("/skolen"), {"plan/skole.yaml": None})
    assert mappe.text(mappe.root / "plan" / "skole.yaml").codes == ("F101",)
    assert mappe.has(mappe.root / "plan" / "skole.yaml")


def test_only_git_s_own_merging_lays_a_commit_out() -> None:
    rooms = {
        name
        for name, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "room"
    }
    assert rooms == {"git/shared.py"}


def test_the_loader_asks_the_folder_and_never_the_disk() -> None:
    asked = {
        node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        for room in ("files/loader.py", "files/filtolk.py")
        for node in ast.walk(trees()[room])
        if isinstance(node, ast.Call)
    }
    assert {"has", "text", "files"} <= asked
    assert not asked & {"is_there", "exists", "is_file", "read_bytes", "read_text", "iterdir"}
