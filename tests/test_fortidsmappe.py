"""A planmappe as a commit held it is read as the folder is, and nothing of it comes to the disk."""

import ast
from pathlib import Path

import pytest

from program import Program, made_by_start
from sosialplan.commands.fortid import folder_at
from sosialplan.files.loader import load
from sosialplan.files.planmappe import CONTENT, Fortidsmappe, Planmappe
from sosialplan.reading import MAX_BYTES
from test_arkitektur import trees


@pytest.fixture
def program(tmp_path: Path) -> Program:
    program = Program(made_by_start(tmp_path / "skolen"))
    program.new_case()
    program.new_case(kjede="bekymring")
    return program


def then(root: Path) -> Fortidsmappe:
    return folder_at(Planmappe(root), "HEAD")


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
    mappe = Fortidsmappe(Path("/skolen"), held={"plan/skole.yaml": None})
    assert mappe.text(mappe.root / "plan" / "skole.yaml").codes == ("F101",)
    assert mappe.has(mappe.root / "plan" / "skole.yaml")


ODD = (
    "saker/2026/.skjult.yaml", "saker/2026/~$laas.yaml", "saker/a/b/c/d/e/f/dypt.yaml", "saker/a/b/c/d/e/nok.yaml",
    "saker/.gjemt/a.yaml", "saker/2026/notat.txt", "saker/2026/Å.yaml", "fravaer/løs.yaml",
)  # fmt: skip


def test_the_same_files_are_there_as_on_the_disk(program: Program) -> None:
    """Also names that are read by nobody, and folders too deep: what was saved is listed as what lies there."""
    for name in ODD:
        path = program.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a: 1\n", encoding="utf-8")
    program.git("add", "--all", "--force")
    program.git("commit", "--quiet", "--message", "rart")
    before, now = then(program.root), Planmappe(program.root)
    for part in CONTENT:
        listed = [now.relative(path) for path in now.files(part)]
        assert [before.relative(path) for path in before.files(part)] == listed
    assert "saker/a/b/c/d/e/nok.yaml" in {before.relative(path) for path in before.files("saker")}


def test_what_is_too_long_to_be_read_is_so_in_a_commit_too() -> None:
    held = {"saker/2026/2026-YHP9E.yaml": "#" * (MAX_BYTES + 1)}
    mappe = Fortidsmappe(Path("/skolen"), held=held)
    assert mappe.text(mappe.root / "saker/2026/2026-YHP9E.yaml").codes == ("F102",)


def test_only_git_s_own_merging_lays_a_commit_out() -> None:
    rooms = {
        name
        for name, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "room"
    }
    backups_and_lists = {"commands/vedlikehold/sikkerhetskopi.py", "git/rewriting.py"}
    editors = {
        "commands/vern/skriveoekt.py"
    }  # files/skriverom: the one text of today, never a commit's
    judged = {"git/attributes.py"}  # only git's list of files: no text is laid out
    kept = {"git/shared.py", *backups_and_lists, *judged}
    assert rooms - editors == kept, "git's packed objects, and names"


def test_the_loader_asks_the_folder_and_never_the_disk() -> None:
    asked = {
        node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        for room in ("files/loader.py", "files/filtolk.py")
        for node in ast.walk(trees()[room])
        if isinstance(node, ast.Call)
    }
    assert {"has", "text", "files"} <= asked
    assert not asked & {"is_there", "exists", "is_file", "read_bytes", "read_text", "iterdir"}
