"""What git is asked: no value acts as an option, nothing makes it wait, and no index of its own is believed."""

import ast
import hashlib
import os
import shutil
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from program import Program
from sosialplan.git.history import commits
from sosialplan.git.program import ask, lines, tell
from sosialplan.git.queues import PATIENCE
from sosialplan.model.failure import ExpectedFailure

SRC = Path(__file__).parent.parent / "src" / "sosialplan"
POSIX: Any = os
DOORS = {"ask", "tell"}
FREE = {"given", "files", "stdin", "extra_env", "obeys", "graph"}


# No value acts as an option


class Module:
    """A module of the program, and which of its words to git are its own."""

    def __init__(self, path: Path, top: Path = SRC) -> None:
        self.name = path.relative_to(top).as_posix()
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.functions = [each for each in ast.walk(self.tree) if isinstance(each, ast.FunctionDef)]
        self.doors = {**dict.fromkeys(self._imported(), 1), **dict(self._passing_on())}
        """Each with how many values stand before the words."""

    def _imported(self) -> Iterator[str]:
        for each in ast.walk(self.tree):
            if isinstance(each, ast.ImportFrom) and each.module == "sosialplan.git.program":
                yield from (name.asname or name.name for name in each.names if name.name in DOORS)

    def _passing_on(self) -> Iterator[tuple[str, int]]:
        """Yield the functions that pass on whatever words they are given: they are doors themselves."""
        for each in self.functions:
            called = {_name(call.func) for call in _calls(each)}
            if each.args.vararg is not None and called & DOORS:
                yield each.name, len(each.args.args)

    def asked(self) -> Iterator[tuple[ast.FunctionDef, ast.Call]]:
        for function in self.functions:
            for call in _calls(function):
                if isinstance(call.func, ast.Name) and call.func.id in self.doors:
                    yield function, call

    def is_own(self, node: ast.expr, function: ast.FunctionDef) -> bool:
        """Tell whether words are written in the program, or stand behind an option's equal sign or ``-c``."""
        parts: list[ast.expr]
        match node:
            case ast.Constant() | ast.Call(func=ast.Name(id="as_options")):
                parts = []
            case ast.JoinedStr(values=[ast.Constant(value=str(head)), *_]) if (
                head.startswith("--") and "=" in head
            ):
                parts = []
            case ast.BinOp(left=ast.Constant(value=str(head))) if head.startswith("--format="):
                parts = []
            case ast.Starred(value=value):
                parts = [value]
            case ast.Tuple(elts=elements):
                parts = elements
            case ast.IfExp(body=one, orelse=other):
                parts = [one, other]
            case ast.Name(id=name):
                return self._is_own_name(name, function)
            case _:
                return False
        return all(self.is_own(each, function) for each in parts)

    def _told_once(self, name: str) -> list[ast.expr]:
        """Return what the module itself says, outside of every function."""
        return [
            value
            for each in self.tree.body
            for value in _assigned(each, name)
            if isinstance(each, ast.Assign)
        ]

    def _is_own_name(self, name: str, function: ast.FunctionDef) -> bool:
        if function.args.vararg is not None and function.args.vararg.arg == name:
            return function.name in self.doors
        meant = [*_assigned(function, name)] or self._told_once(name)
        found = meant or IMPORTED.get(name, [])
        return bool(found) and all(self.is_own(each, function) for each in found)


def _name(node: ast.expr) -> str | None:
    return node.id if isinstance(node, ast.Name) else None


def _calls(function: ast.FunctionDef) -> Iterator[ast.Call]:
    return (each for each in ast.walk(function) if isinstance(each, ast.Call))


def _assigned(place: ast.AST, name: str) -> Iterator[ast.expr]:
    for each in ast.walk(place):
        if isinstance(each, ast.Assign) and any(_name(target) == name for target in each.targets):
            yield each.value


MODULES = [Module(path) for path in sorted((SRC / "git").glob("*.py"))]
IMPORTED = {
    "HEAD": [ast.Constant("HEAD")],
    "UNDOES": [ast.Constant("%(trailers)")],
    "PATIENT": [ast.Constant("-c"), ast.Constant("http.lowSpeedLimit=1")],
}
"""Constants that one module of git's takes from another."""


def test_every_word_to_git_is_the_programs_own_or_is_given_as_a_value() -> None:
    seen, wrong = 0, []
    for module in MODULES:
        if module.name == "git/program.py":
            continue
        for function, call in module.asked():
            seen += 1
            words = call.args[module.doors[ast.unparse(call.func)] :]
            wrong += [
                f"{module.name}:{word.lineno}: {ast.unparse(word)}"
                for word in words
                if not module.is_own(word, function)
            ]
            assert {each.arg for each in call.keywords} <= FREE, ast.unparse(call)
            if any(isinstance(each, ast.Constant) and each.value == "--stdin" for each in words):
                told = next(each.value for each in call.keywords if each.arg == "stdin")
                said = told if isinstance(told, ast.Call) else next(_assigned(function, "names"))
                assert "lines(" in ast.unparse(said) or "_paths(" in ast.unparse(said), call.lineno
    assert wrong == []
    assert seen > 60, "the calls are where they were"


def test_nothing_but_the_door_asks_git() -> None:
    """A module elsewhere that took the door by itself would not be looked at above."""
    outside = [
        path.relative_to(SRC).as_posix()
        for path in SRC.rglob("*.py")
        if path.parent.name != "git" and "git.program import" in path.read_text(encoding="utf-8")
        and set(Module(path).doors) & DOORS
    ]  # fmt: skip
    assert outside == []


def test_a_word_that_is_not_the_programs_own_would_be_seen(tmp_path: Path) -> None:
    path = tmp_path / "slik.py"
    path.write_text(
        'from sosialplan.git.program import ask\n\nX = ("a",)\n\n\n'
        'def f(root, name, *more):\n    said = ("log", name)\n    ask(root, *said)\n'
        '    ask(root, f"{name}")\n    ask(root, f"--x={name}", *X)\n    ask(root, *more)\n\n\n'
        'def g(root, name):\n    f(root, name, name)\n    f(root, name, "x")\n',
        encoding="utf-8",
    )
    module = Module(path, tmp_path)
    found = [
        call.lineno
        for function, call in module.asked()
        if not all(
            module.is_own(each, function)
            for each in call.args[module.doors[ast.unparse(call.func)] :]
        )
    ]
    assert found == [8, 9, 15]


@pytest.mark.parametrize("value", ["--upload-pack=touch x", "-x", "main\n--all", "a\0b", "-"])
def test_a_value_that_could_be_an_option_goes_no_further(program: Program, value: str) -> None:
    for given in ((value,), ("HEAD", value)):
        with pytest.raises(ExpectedFailure, match="skulle til git"):
            ask(program.root, "rev-parse", "--verify", given=given)
        with pytest.raises(ExpectedFailure, match="skulle til git"):
            lines(given)


@pytest.mark.parametrize(
    "setting",
    [("branch.main.merge", "--all"), ("branch.main.merge", "refs/heads/x\n--all"),
     ("branch.main.remote", "--upload-pack=touch ../kjørt"), ("remote.-x.url", "../felles.git")],
)  # fmt: skip
def test_a_setting_that_looks_like_an_option_is_none(
    program: Program, setting: tuple[str, str]
) -> None:
    program.git("init", "--quiet", "--bare", "../felles.git")
    program.git("remote", "add", "origin", "../felles.git")
    program.git("config", *setting)
    result = program.run("synk")
    assert result.status in {0, 3}
    assert "Traceback" not in result.err
    assert not (program.root.parent / "kjørt").exists()


def test_a_file_that_looks_like_an_option_is_a_file(program: Program) -> None:
    (program.root / "plan" / "--all.yaml").write_text("a: 1\n", encoding="utf-8")
    (program.root / "-A").write_text("a: 1\n", encoding="utf-8")
    assert ask(program.root, "status", "--porcelain", files=("-A",)).out == b"?? -A\n"
    assert program.run("lagre").status in {0, 1}


# Nothing makes git wait


def included(program: Program, name: str) -> Path:
    program.git("config", "include.path", name)
    return program.root / ".git" / name


def _named(program: Program, name: str) -> Path:
    program.git("config", name, str(program.root.parent / "fifo"))
    return program.root.parent / "fifo"


def _chained(program: Program) -> Path:
    included(program, "mer").write_text('[include]\n\tpath = "./fifo" ; x\n', encoding="utf-8")
    return program.root / ".git" / "fifo"


def _borrowed(program: Program) -> Path:
    there = program.root.parent / "lånt"
    (there / "info").mkdir(parents=True)
    alternates = program.root / ".git/objects/info/alternates"
    alternates.parent.mkdir(exist_ok=True)
    alternates.write_text(f"{there}\n", encoding="utf-8")
    return there / "info" / "alternates"


QUEUES: dict[str, Callable[[Program], Path]] = {
    "include.path": lambda program: included(program, "fifo"),
    "an included file's include": _chained,
    "core.attributesFile": lambda program: _named(program, "core.attributesFile"),
    "core.excludesFile": lambda program: _named(program, "core.excludesFile"),
    "mailmap.file": lambda program: _named(program, "mailmap.file"),
    "gpg.ssh.allowedSignersFile": lambda program: _named(program, "gpg.ssh.allowedSignersFile"),
    "a setting that no git knows": lambda program: _named(program, "ny.ukjentFil"),
    "includeIf": lambda program: _named(program, f"includeIf.gitdir:{program.root}/.path"),
    "config.worktree": lambda program: program.root / ".git" / "config.worktree",
    "objects/info/alternates": lambda program: program.root / ".git/objects/info/alternates",
    "a folder that is borrowed from": _borrowed,
    "a pack": lambda program: program.root / ".git/objects/pack/pack-a.idx",
    "commit-graph": lambda program: program.root / ".git/objects/info/commit-graph",
    "shallow": lambda program: program.root / ".git/shallow",
    "info/grafts": lambda program: program.root / ".git/info/grafts",
    "info/exclude": lambda program: program.root / ".git/info/exclude",
    "info/attributes": lambda program: program.root / ".git/info/attributes",
    "info/sparse-checkout": lambda program: program.root / ".git/info/sparse-checkout",
    "packed-refs": lambda program: program.root / ".git/packed-refs",
    "a branch": lambda program: program.root / ".git/refs/heads/a/b",
    "the log of a branch": lambda program: program.root / ".git/logs/refs/heads/a",
    "a merge under way": lambda program: program.root / ".git/MERGE_MSG",
    ".mailmap": lambda program: program.root / ".mailmap",
    ".gitignore, deep": lambda program: program.root / "saker/2026/a/b/.gitignore",
    ".gitattributes, elsewhere": lambda program: program.root / "annet/dypt/nede/.gitattributes",
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no queues among its files")
@pytest.mark.parametrize("where", QUEUES)
def test_a_queue_wherever_git_reads_is_refused_in_words(program: Program, where: str) -> None:
    path = QUEUES[where](program)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    POSIX.mkfifo(path)
    walked = "deep" in where or "elsewhere" in where
    for command in (("sjekk",), ("lagre",), *(() if walked else (("logg",),))):
        result = program.run(*command)
        told = result.out + result.err
        assert result.status in {1, 3}, (command, result)
        assert path.name in told, command
        if command == ("sjekk",):
            assert "ingen vanlig fil" in told


def test_a_setting_that_names_any_file_at_all_is_no_obstacle(program: Program) -> None:
    """As a copy of a bundle does: what lies in it is anything, and looks like settings where it happens to."""
    other = program.root.parent / "noe annet"
    other.write_bytes(b"\x00\xff=~\x00\xe6\n a = ~finnes-ikke\xff\n b=\x00\n")
    program.git("config", "remote.kopi.url", str(other))
    assert program.run("logg").status == 0
    program.fine("sikkerhetskopi", str(program.root.parent / "kopi.bundle"))


def _content(program: Program) -> Path:
    program.git("commit", "--quiet", "--allow-empty", "-m", "Ny")
    name = program.git("rev-parse", "HEAD").strip()
    return program.root / ".git" / "objects" / name[:2] / name[2:]


def _with_content_elsewhere(program: Program) -> Path:
    """Let the first content be borrowed from a folder beside."""
    mine, there = program.root / ".git" / "objects", program.root.parent / "lånt"
    found = _content(program)
    shutil.copytree(mine, there)
    found.unlink()
    (mine / "info").mkdir(exist_ok=True)
    (mine / "info" / "alternates").write_text(f"{there}\n", encoding="utf-8")
    return there / found.relative_to(mine)


def _with_commit_in_shared_copy(program: Program) -> Path:
    """Let the newest commit of a shared copy, not here yet, be no plain file."""
    there = program.root.parent / "felles.git"
    program.git("clone", "--quiet", "--bare", ".", str(there))
    program.git("remote", "add", "origin", "../felles.git")
    tree = tell(there, "rev-parse", "HEAD^{tree}").decode().strip()
    made = tell(there, "commit-tree", tree, "-p", "HEAD", "-m", "x", extra_env=WHO).decode().strip()
    tell(there, "update-ref", "refs/heads/main", made)
    return there / "objects" / made[:2] / made[2:]


WHO = {
    f"GIT_{who}_{what}": "oppdiktet@skole.invalid"
    for who in ("AUTHOR", "COMMITTER")
    for what in ("NAME", "EMAIL")
}
FOUND_LATE: dict[str, tuple[Callable[[Program], Path], tuple[str, ...]]] = {
    "a content": (_content, ("logg", "--siste", "5")),
    "a content, for the doctor": (_content, ("sjekk",)),
    "a content that is borrowed": (_with_content_elsewhere, ("logg", "--kontroller")),
    "a commit in a shared copy": (_with_commit_in_shared_copy, ("synk",)),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no queues among its files")
@pytest.mark.parametrize("mode", [0o600, 0o444])
@pytest.mark.parametrize("where", FOUND_LATE)
def test_git_is_stopped_where_it_waits_on_a_content(
    program: Program, where: str, mode: int
) -> None:
    found, command = FOUND_LATE[where]
    path = found(program)
    path.unlink()
    POSIX.mkfifo(path, mode)
    result = program.run(*command)
    assert result.status in {1, 3}
    told = result.out + result.err
    assert f"{path.name} er ingen vanlig fil" in told
    assert "sjekk --reparer" in told


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no queues among its files")
@pytest.mark.parametrize("size", [10, 300_000])
def test_what_a_slow_git_is_given_reaches_it_whole(program: Program, size: int) -> None:
    """Also what it takes only after the first look at it, and more than a pipe holds."""
    slow = ("-c", f"alias.les=!sleep {2 * PATIENCE}; wc -c")
    answer = ask(program.root, *slow, "les", stdin=b"x" * size)
    assert (answer.status, int(answer.out)) == (0, size)


def test_a_git_that_takes_nothing_of_what_it_is_given_is_no_fault(program: Program) -> None:
    answer = ask(program.root, "rev-parse", "HEAD", stdin=b"x" * 300_000)
    assert answer.status == 0


def test_git_is_let_alone_where_nobody_reads_the_odd_name(program: Program) -> None:
    """However long it takes: a hook may think for long."""
    spare = program.root / ".git" / "objects" / "00" / ("0" * 38)
    spare.parent.mkdir(exist_ok=True)
    POSIX.mkfifo(spare)
    slow = ("-c", f"alias.vent=!sleep {3 * PATIENCE}; echo ferdig")
    assert ask(program.root, *slow, "vent").out == b"ferdig\n"


def test_nothing_is_no_queue(program: Program) -> None:
    """Settings may name the system's own nothing; an include in a ring ends."""
    program.git("config", "core.excludesFile", os.devnull)
    ring = program.root / ".git" / "ring"
    ring.write_text("[include]\n\tpath = ring\n\tpath = mer\n", encoding="utf-8")
    (program.root / ".git" / "mer").write_text("[include]\n\tpath = mer2\n", encoding="utf-8")
    with (program.root / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write('[ny]\n\tfil = ring\n\tfil = "\n\tfil = ~finnes-ikke-her/x\n\tfil = a\0b\n')
    assert program.run("sjekk").status in {0, 1, 3}


# Git's own indexes


BELIEVED = ("-c", "core.commitGraph=true")


def with_other_parent(graph: Path, commit: str, parent: str) -> None:
    """Let the index of the commits say that a commit builds on another, and be whole."""
    held = bytearray(graph.read_bytes())
    graph.chmod(0o644)
    count, at = held[6], {}
    for place in range(8, 8 + 12 * count, 12):
        at[bytes(held[place : place + 4])] = struct.unpack(">Q", held[place + 4 : place + 12])[0]
    total = struct.unpack(">I", held[at[b"OIDF"] + 255 * 4 : at[b"OIDF"] + 256 * 4])[0]
    names = [held[at[b"OIDL"] + 20 * n : at[b"OIDL"] + 20 * n + 20].hex() for n in range(total)]
    row = at[b"CDAT"] + 36 * names.index(commit)
    held[row + 20 : row + 24] = struct.pack(">I", names.index(parent))
    graph.write_bytes(held[:-20] + hashlib.sha1(held[:-20]).digest())  # noqa: S324 - git's own sum


def forged_graph(program: Program, sak: str) -> str:
    """Let git's index skip the last but one commit; return that commit."""
    for text in ("a", "b", "c"):
        program.fine("registrer", sak, "notat", "--notat", f"Oppdiktet {text}")
    info = program.root / ".git" / "objects" / "info"
    shutil.rmtree(info / "commit-graphs")
    program.git(
        *BELIEVED, "-c", "commitGraph.generationVersion=1", "commit-graph", "write", "--reachable"
    )
    head, skipped, before = program.git("log", "-3", "--format=%H").split()
    with_other_parent(info / "commit-graph", head, before)
    assert skipped not in program.git(*BELIEVED, "log", "--format=%H"), "git itself believes it"
    return skipped


def test_an_index_that_lies_is_not_believed_and_is_told_of(program: Program, sak: str) -> None:
    skipped = forged_graph(program, sak)
    assert skipped in {each.name for each in commits(program.root, thorough=True)}
    for command in (("logg", sak), ("logg", "--siste", "3")):
        shown = program.fine(*command, "--format", "json").json()
        assert skipped[:10] in str(shown), command
    told = program.run("logg", "--kontroller", "--format", "json").json()
    assert [each["kode"] for each in told["funn"]] == ["T772"]
    found = program.run("sjekk", "--format", "json").json()["funn"]
    assert [each["kode"] for each in found] == ["D838"]
    assert program.run("angre", "--format", "json").status in {0, 2}
    assert (
        "Gits register over historikken er laget på nytt" in program.fine("sjekk", "--reparer").out
    )
    assert skipped in program.git(*BELIEVED, "log", "--format=%H")
    assert program.fine("sjekk", "--format", "json").json()["funn"] == []


def test_where_the_index_is_too_large_to_do_without_the_log_says_so(
    program: Program, sak: str
) -> None:
    assert "register" not in program.fine("logg", sak).err
    info = program.root / ".git" / "objects" / "info"
    (info / "commit-graphs").mkdir(parents=True, exist_ok=True)
    (info / "commit-graphs" / "graph-oppdiktet.graph").write_bytes(b"\0" * 400_000)
    assert "slo opp i sitt eget register" in program.fine("logg", sak).err


@pytest.mark.parametrize("damage", [b"", b"CGPH", b"\0" * 4000])
def test_an_index_that_cannot_be_read_stops_nothing(
    program: Program, sak: str, damage: bytes
) -> None:
    info = program.root / ".git" / "objects" / "info"
    (info / "commit-graph").write_bytes(damage)
    before = program.fine("logg", sak).out
    assert before
    program.fine("registrer", sak, "notat", "--notat", "x")
    found = program.run("sjekk", "--format", "json").json()["funn"]
    assert [each["kode"] for each in found] in ([], ["D838"])
    program.fine("sjekk", "--reparer")
    assert program.fine("sjekk", "--format", "json").json()["funn"] == []


def test_an_index_of_the_packs_is_told_of_and_not_believed(program: Program, sak: str) -> None:
    program.git("repack", "-adq")
    program.git("multi-pack-index", "write")
    (index,) = (program.root / ".git" / "objects" / "pack").glob("multi-pack-index")
    index.chmod(0o644)
    held = bytearray(index.read_bytes())
    held[len(held) // 2] ^= 1
    index.write_bytes(bytes(held))
    program.fine("registrer", sak, "notat", "--notat", "x")
    assert program.run("logg", "--kontroller").status == 1
    found = program.run("sjekk", "--format", "json").json()["funn"]
    assert [each["kode"] for each in found] == ["D838"]
    program.fine("sjekk", "--reparer")
    assert program.fine("sjekk", "--format", "json").json()["funn"] == []


def test_contents_that_are_borrowed_are_named(program: Program, tmp_path: Path, sak: str) -> None:
    program.git("clone", "--quiet", "--shared", str(program.root), str(tmp_path / "lånt"))
    other = Program(tmp_path / "lånt")
    found = other.run("sjekk", "--format", "json").json()["funn"]
    told = next(each for each in found if each["kode"] == "D834")
    assert "objects/info/alternates" in told["melding"]
    assert other.run("registrer", sak, "notat", "--notat", "x").status == 3
