"""The one door for reading: what is no plain file inside the folder is told of, and never read."""

import ast
import os
import socket
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from program import Program
from sosialplan import reading
from sosialplan.files.disk import read_text
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import ExpectedFailure
from sosialplan.reading import NotRead, read_bytes

POSIX: Any = os
"""What the type checker does not know on every platform."""

SRC = Path(__file__).parent.parent / "src" / "sosialplan"
SAK = "saker/2026/2026-YHP9E.yaml"
READS = {
    "read_text", "read_bytes", "open", "fdopen", "fromfile", "load_file", "openpty", "mmap", "getlines",
    "getline", "readv", "pread", "FileIO", "open_code", "FileInput",
}  # fmt: skip
ELSEWHERE = {
    "reading.py: os.open": "the door itself",
    "files/disk.py: os.open": "a new file is made, and a folder waited for; nothing is read",
    "files/indeks.py: os.open": "the index is made, outside of every planmappe; nothing is read",
    "files/disk.py: os.fdopen": "the new file is written",
    "files/disk.py: source.open": "a backup of any size is copied beside its place, piece by piece",
    "output/filtekst.py: packed.open": "a part of a Word file whose bytes came through the door",
    "output/dokumentlesing.py: packed.open": "the same, of a document that is taken over or read back",
    "output/parquet.py: file.read_bytes": "what the library has just written in a room of its own",
    "output/oppstart.py: open": "the system's own nothing, in place of a stream that is not there",
    "output/terminal.py: os.open": "the same, for an output that nobody reads any more",
    "output/worker.py: Path(os.devnull).open": "the same, for what a library prints",
    "output/worker.py: Path(TRACE).open": "a new file in the worker's own room is written",
    "output/worker.py: os.fdopen": "the worker's answers are written",
    "git/queues.py: os.open": "a queue is opened to write, to know whether somebody reads; nothing goes in",
    "files/innsyn.py: os.open": "a line is added to the log of openings; nothing is read",
    "files/lock.py: os.open": "the lock's file is held open; what it says is read through the door",
}
"""Where a file is opened beside the door, and why."""


NAMED = READS - {"read_bytes", "read_text"}
"""What is called by its bare name too: those two are the door's own."""


def opens(tree: ast.AST) -> set[str]:
    """Return the calls of a module that open or read a file, also those of a method that is passed on."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in READS:
            found.add(ast.unparse(node))
        if isinstance(node, ast.Name) and node.id in NAMED:
            found.add(node.id)
    return found


def opened() -> set[str]:
    """Return each place in the program where a file is opened or read, as ``module: call``."""
    return {
        f"{path.relative_to(SRC).as_posix()}: {each}"
        for path in SRC.rglob("*.py")
        for each in opens(ast.parse(path.read_text(encoding="utf-8")))
    }


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("open(path)", "open"),
        ("path.open('rb')", "path.open"),
        ("io.open(path)", "io.open"),
        ("os.open(path, os.O_RDONLY)", "os.open"),
        ("path.read_text(encoding='utf-8')", "path.read_text"),
        ("Path(name).read_bytes()", "Path(name).read_bytes"),
        ("map(Path.read_bytes, paths)", "Path.read_bytes"),
        ("mmap.mmap(handle, 0)", "mmap.mmap"),
        ("linecache.getlines(name)", "linecache.getlines"),
        ("FileIO(name)", "FileIO"),
    ],
)
def test_what_opens_a_file_is_seen(code: str, seen: str) -> None:
    assert seen in opens(ast.parse(code))


def test_every_file_is_read_through_the_door() -> None:
    assert opened() == set(ELSEWHERE)
    assert all(ELSEWHERE.values())


# The door


def test_a_plain_file_is_read_whole_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"x" * 100)
    assert read_bytes(path, most=100, root=tmp_path) == b"x" * 100
    with pytest.raises(NotRead, match="F102"):
        read_bytes(path, most=99)


def test_a_file_that_grows_while_it_is_read_is_cut_at_the_limit() -> None:
    """A file of /proc says that it is empty, and holds what the system makes up."""
    endless = Path("/proc/self/status")
    if not endless.is_file():  # only Linux has such files
        pytest.skip("no file here says less of its size than it holds")
    with pytest.raises(NotRead, match="F102"):
        read_bytes(endless, most=10)


def test_what_is_not_there_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_bytes(tmp_path / "a.yaml", root=tmp_path)
    assert read_text(tmp_path / "a.yaml").codes == ("F106",)
    assert read_text(tmp_path / "a\0.yaml").codes == ("F106",)


def _link(path: Path) -> None:
    (path.parent / "mål.yaml").write_text("a: 1\n", encoding="utf-8")
    path.symlink_to("mål.yaml")


def _broken_link(path: Path) -> None:
    path.symlink_to("finnes-ikke.yaml")


def _ring(path: Path) -> None:
    path.symlink_to(path.name)


def _endless_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _queue(path: Path) -> None:
    POSIX.mkfifo(path)


def _socket(path: Path) -> None:
    at = Path.cwd()
    os.chdir(path.parent)  # the name of a socket is short
    try:
        with socket.socket(vars(socket)["AF_UNIX"]) as made:
            made.bind(path.name)
    finally:
        os.chdir(at)


def _folder(path: Path) -> None:
    path.mkdir()


def _device(path: Path) -> None:
    try:
        POSIX.mknod(path, 0o20666, POSIX.makedev(1, 5))
    except OSError:  # only root makes devices, and not everywhere
        _queue(path)


ODD = {
    _link: "F108", _broken_link: "F108", _ring: "F108", _endless_device: "F108", _queue: "F109",
    _socket: "F109", _folder: "F109", _device: "F109",
}  # fmt: skip
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@posix
@pytest.mark.parametrize(("make", "code"), ODD.items())
def test_what_is_no_plain_file_is_told_and_not_opened(
    make: Callable[[Path], None], code: str, skolen: Program
) -> None:
    path = skolen.root / SAK
    path.unlink(missing_ok=True)
    make(path)
    for command in (("valider",), ("saker",), ("frister",), ("vis", path.stem)):
        answer = skolen.run(*command)
        assert answer.status == 1, command
        assert f"{SAK}:1:1: feil[{code}]" in answer.out + answer.err, command


@posix
def test_a_folder_of_years_that_is_a_link_is_told_by_every_command(skolen: Program) -> None:
    year = skolen.root / "saker" / "2026"
    number = next(year.glob("*.yaml")).stem
    year.rename(skolen.root.parent / "et annet sted")
    year.symlink_to(skolen.root.parent / "et annet sted")
    with pytest.raises(NotRead, match="F108"):
        read_bytes(year / f"{number}.yaml", root=skolen.root)
    assert "F108" in skolen.run("vis", number).err
    assert skolen.run("registrer", number, "notat", "--av", "rektor").status == 1


def test_a_path_that_leaves_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "inne").mkdir()
    (tmp_path / "ute.yaml").write_text("a: 1\n", encoding="utf-8")
    for path in (tmp_path / "ute.yaml", tmp_path / "inne" / ".." / "ute.yaml"):
        with pytest.raises(NotRead, match="F108"):
            read_bytes(path, root=tmp_path / "inne")
    with pytest.raises(NotRead, match="F108"):
        read_bytes(tmp_path / "inne" / "..", root=tmp_path / "inne")
    assert Planmappe(tmp_path / "inne").text(tmp_path / "ute.yaml").codes == ("F108",)


@posix
def test_a_machine_that_opens_no_more_files_stops_the_command(tmp_path: Path) -> None:
    """Not one file is taken for missing or empty because of it."""
    limits: Any = import_module("resource")  # not on Windows

    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    soft, hard = limits.getrlimit(limits.RLIMIT_NOFILE)
    limits.setrlimit(limits.RLIMIT_NOFILE, (3, hard))
    try:
        with pytest.raises(ExpectedFailure) as told:
            read_text(path)
    finally:
        limits.setrlimit(limits.RLIMIT_NOFILE, (soft, hard))
    assert "for mange filer åpne" in told.value.sentence
    assert reading.TOO_MANY
