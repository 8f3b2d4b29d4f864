"""What lies beside the files: rights of new ones, git's own, its index of the history, and rooms to work in."""

import ast
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from program import Program, copied, made_by_start
from sosialplan.files.disk import mode_of, write_atomically
from sosialplan.git.history import commits
from sosialplan.output.workshop import Worker

POSIX: Any = os
"""What the type checker does not know on every platform."""
SRC = Path(__file__).parent.parent / "src" / "sosialplan"


@pytest.fixture(scope="module")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = Program(made_by_start(tmp_path_factory.mktemp("ved siden av") / "skolen"))
    number = program.new_case()
    program.fine("registrer", number, "notat", "--notat", "Oppdiktet")
    return program.root


@pytest.fixture
def program(skolen: Path, tmp_path: Path) -> Program:
    return Program(copied(skolen, tmp_path / "skolen"))


@pytest.fixture
def umask() -> Iterator[Any]:
    """Give what sets the umask; it is as it was afterwards."""
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows' rights follow the folder")
@pytest.mark.parametrize(
    ("mask", "folder", "place", "wanted"),
    [
        (0o022, 0o755, "plan/skole.yaml", 0o644),
        (0o077, 0o755, "plan/skole.yaml", 0o600),
        (0o002, 0o775, "plan/skole.yaml", 0o664),
        (0o022, 0o755, "saker/2026/a.yaml", 0o600),
        (0o077, 0o755, "saker/2026/a.yaml", 0o600),
        (0o002, 0o775, "saker/2026/a.yaml", 0o660),
        (0o022, 0o775, "saker/2026/a.yaml", 0o640),
        (0o077, 0o777, "fravaer/2026-2027/8A.yaml", 0o600),
        (0o000, 0o777, "moter/2026-2027/r-team.yaml", 0o666),
    ],
)
def test_a_new_file_has_no_more_rights_than_umask_gives(
    tmp_path: Path, umask: Any, mask: int, folder: int, place: str, wanted: int
) -> None:
    path = tmp_path / place
    path.parent.mkdir(parents=True)
    path.parent.chmod(folder)
    umask(mask)
    assert oct(mode_of(path)) == oct(wanted)
    write_atomically(path, "Oppdiktet")
    assert oct(path.stat().st_mode & 0o777) == oct(wanted)
    path.chmod(0o604)
    write_atomically(path, "Oppdiktet to")
    assert path.stat().st_mode & 0o777 == 0o604, "one that is there keeps its own"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no queues with names on this system")
@pytest.mark.parametrize(
    "name",
    [
        ".gitattributes", "saker/.gitattributes", "saker/2026/.gitattributes", "maler/.gitignore",
        "plan/handlingskjeder/.gitattributes", ".git/info/attributes", ".git/info/exclude",
        ".git/packed-refs", ".git/shallow", ".git/objects/info/alternates", ".git/refs/heads/x",
        ".git/commondir", ".mailmap", ".git/config.worktree",
    ],
)  # fmt: skip
def test_git_never_waits_for_a_queue_in_place_of_a_file_of_its_own(
    program: Program, name: str
) -> None:
    path = program.root / name
    path.unlink(missing_ok=True)
    POSIX.mkfifo(path)
    for words in (("saker",), ("valider",), ("logg",), ("lagre",)):
        told = program.run(*words)
        assert told.status != 4, told.err
    assert f"{name} er ingen vanlig fil" in program.run("lagre").err


def forged(graph: bytes) -> bytes:
    """Return an index of the history in which every list of touched files says that none was."""
    chunks = {}
    count = graph[6]
    for place in range(count + 1):
        at = 8 + place * 12
        chunks[graph[at : at + 4]] = int.from_bytes(graph[at + 4 : at + 12], "big")
    begins = chunks[b"BDAT"] + 12
    ends = min((each for each in chunks.values() if each > begins), default=len(graph) - 20)
    body = bytearray(graph[:-20])
    body[begins:ends] = bytes(ends - begins)
    return bytes(body) + hashlib.sha1(bytes(body)).digest()  # noqa: S324 - what git itself uses


def test_a_forged_index_of_the_history_hides_nothing_from_the_check(program: Program) -> None:
    (case,) = (program.root / "saker").rglob("*.yaml")
    file = case.relative_to(program.root).as_posix()
    head, _, _ = case.read_text("utf-8").rpartition("  - id: ")
    case.write_text(head, "utf-8")
    program.git("commit", "--quiet", "--all", "--message", "For hånd")
    info = program.root / ".git" / "objects" / "info"
    for each in (*(info / "commit-graphs").glob("*"), *info.glob("commit-graph")):
        if each.is_file():
            each.unlink()
    program.git("commit-graph", "write", "--reachable", "--changed-paths")
    graph = info / "commit-graph"
    whole = graph.read_bytes()
    graph.chmod(0o644)
    graph.write_bytes(forged(whole))
    program.git("commit-graph", "verify")
    assert program.git("log", "--format=%H", "--", file) == "", "git itself is led astray"
    assert len(commits(program.root, [file], thorough=True)) == 3
    assert len(commits(program.root, ["saker", "fravaer", "moter"])) == 4
    assert "feil[K402]" in program.run("valider").out


def test_a_worker_whose_program_was_killed_takes_its_room_away() -> None:
    worker = Worker()
    room = worker._room  # noqa: SLF001 - where it stands is told nowhere else
    assert room.is_dir()
    assert worker._process.stdin is not None  # noqa: SLF001 - as the end of the program closes it
    worker._process.stdin.close()  # noqa: SLF001
    worker._process.wait(60)  # noqa: SLF001
    assert worker._process.stdout is not None  # noqa: SLF001
    worker._process.stdout.close()  # noqa: SLF001
    assert not room.exists()


def test_nothing_is_laid_in_the_machines_temporary_folder() -> None:
    """Only the room of a worker is there, empty; what it writes lies in that room. And a package, with the plan that comes of it: no pupil is in either."""
    found = set()
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "tempfile":
                found |= {(path.relative_to(SRC).as_posix(), each.name) for each in node.names}
            elif isinstance(node, ast.Import):
                assert "tempfile" not in {each.name for each in node.names}, path
    assert found == {
        ("output/workshop.py", "mkdtemp"),
        ("output/typeset.py", "TemporaryDirectory"),
        ("output/parquet.py", "TemporaryDirectory"),
        ("commands/skolen/pakkelesing.py", "TemporaryDirectory"),
        ("commands/skolen/pakkeinntak.py", "TemporaryDirectory"),
        ("files/skriverom.py", "mkdtemp"),  # a room in memory, or in the person's own folder, told
    }
    for each in ("typeset", "parquet"):  # which are called in a worker
        text = (SRC / f"output/{each}.py").read_text("utf-8")
        assert "TemporaryDirectory(dir=Path.cwd())" in text
