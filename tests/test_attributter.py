"""Lines that have git store, show or merge the planmappe's files otherwise: told with their place, and not taken in from others.

In a sealed file one changed sign is enough: nobody opens it in a new copy of the folder.
"""

import shutil
from pathlib import Path

import pytest

from gitprogram import tell
from program import Program, Result, copied
from sosialplan.git.attributes import strange_attributes
from sosialplan.git.repository import find_depot
from test_synk import School, saved_by_hand, school, shared_school

__all__ = ["school", "shared_school"]
OWN = ".gitattributes"
HOSTILE = (
    ("*.age text", "text"),
    ("*.yaml.age text=auto eol=crlf", "text"),
    ("*.age -diff", "diff"),
    ("*.yaml -diff", "diff"),
    ("*.age !diff", "diff"),
    ("* ident", "ident"),
    ("*.yaml.age filter=lfs", "filter"),
    ("*.yaml working-tree-encoding=UTF-16LE", "working-tree-encoding"),
    ("*.yaml eol=crlf", "eol"),
    ("* binary", "diff, merge, text"),
    ("*.yaml.age merge=ours", "merge"),
    ("saker/** -merge", "merge"),
    ("[attr]rot -diff text\n*.age rot", "diff, text"),
)
HARMLESS = (
    "*.docx binary", "*.psd filter=lfs diff=lfs merge=lfs -text", "# *.age text", "*.sh text eol=lf", "*.yaml whitespace=-tab",
)  # fmt: skip


@pytest.fixture
def program(depotets_skole: Path, tmp_path: Path) -> Program:
    program = Program(copied(depotets_skole, tmp_path / "skolen"))
    program.fine("sjekk", "--reparer")
    return program


def add(program: Program, name: str, line: str) -> str:
    """Put a line last in a file of attributes, and return its place as it is told."""
    path = program.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    there = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{there}{line}\n", encoding="utf-8", newline="\n")
    return f"{name}:{len(there.splitlines()) + 1}"


def told(program: Program) -> list[str]:
    answer = program.run("sjekk", "--format", "json").json()
    return [each["melding"] for each in answer["funn"] if each["kode"] == "D840"]


@pytest.mark.parametrize(("line", "what"), HOSTILE)
def test_a_line_that_changes_what_git_does_is_told_with_its_place(
    program: Program, line: str, what: str
) -> None:
    assert told(program) == []
    place = add(program, OWN, line)
    (first, *_) = told(program)
    assert first.startswith(f"{place} får git til å lagre, vise eller flette")
    assert set(what.split(", ")) <= set(first[first.index("(") + 1 : -2].split(", "))


@pytest.mark.parametrize("line", HARMLESS)
def test_the_schools_own_lines_of_other_files_are_let_be(program: Program, line: str) -> None:
    add(program, OWN, line)
    assert told(program) == []


@pytest.mark.parametrize(
    "name", ["saker/.gitattributes", "saker/2026/.gitattributes", ".git/info/attributes"]
)
def test_it_is_found_wherever_git_reads_it(program: Program, name: str) -> None:
    place = add(program, name, "*.age text")
    assert [each.split(" ")[0] for each in told(program)] == [place]


def test_the_persons_own_file_of_attributes_is_found(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").write_text("*.age text -diff\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.attributesFile")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(tmp_path / "mine"))
    assert told(program) == [], "the folder's own lines go before it"
    path = program.root / OWN
    kept = [each for each in path.read_text(encoding="utf-8").splitlines() if ".age" not in each]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert told(program)[0].startswith("core.attributesFile (mine):1")


def test_what_is_only_lacking_is_told_as_that(program: Program) -> None:
    (program.root / OWN).write_text("* text=auto eol=lf\n", encoding="utf-8")
    found = program.run("sjekk", "--format", "json").json()["funn"]
    assert "D806" in [each["kode"] for each in found]
    assert told(program) == []


def test_own_lines_in_another_order_are_not_the_same(program: Program) -> None:
    path = program.root / OWN
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[1:], lines[0]]) + "\n", encoding="utf-8")
    (only,) = told(program)
    assert only.startswith("gits egne innstillinger (core.attributesFile) får git til")
    assert only.endswith("(text).")


def test_what_is_advised_mends_it(program: Program) -> None:
    before = (program.root / OWN).read_bytes()
    add(program, OWN, "*.age text")
    program.fine("lagre")
    (program.root / OWN).write_bytes(before)
    program.fine("lagre")
    assert told(program) == []


def test_what_others_send_is_not_taken_in_and_is_named(school: School) -> None:
    both = (school.one, school.two)
    line = (school.two.root / OWN).read_text(encoding="utf-8")
    saved_by_hand(school.two, OWN, f"{line}*.yaml.age text eol=crlf\n")
    assert school.two.run("synk").status == 0, "it is the sender's own"
    head = school.one.git("rev-parse", "HEAD")
    for _ in both:
        refused = school.one.run("synk")
        assert refused.status == 3
        assert f"{OWN}:{len(line.splitlines()) + 1} (text)" in " ".join(refused.err.split())
        assert "Ingenting er hentet inn." in refused.err
    assert school.one.git("rev-parse", "HEAD") == head
    saved_by_hand(school.two, OWN, line)
    school.two.fine("synk")
    school.one.fine("synk")
    assert strange_attributes(find_depot(school.one.root)) == ()


def test_one_who_takes_it_away_is_not_stopped_by_it(school: School) -> None:
    """It came in before: then whoever mends it must be able to send."""
    line = (school.two.root / OWN).read_text(encoding="utf-8")
    saved_by_hand(school.two, OWN, f"{line}*.yaml -diff\n")
    school.two.fine("synk")
    tell(school.one.root, "pull", "--quiet", "--no-rebase", "origin", "main")
    saved_by_hand(school.one, OWN, line)
    saved_by_hand(school.two, "plan/notat.txt", "Oppdiktet\n")
    school.two.fine("synk")
    done: Result = school.one.run("synk")
    assert done.status == 0, done
    shutil.rmtree(school.felles.parent / "ny", ignore_errors=True)
