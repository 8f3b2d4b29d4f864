"""Advice that is given gets the user out: each command in it exists, and those of git are followed.

A scenario breaks something, runs a command that is refused, does just what the answer says, and runs the
same command again. Words in capitals are filled in; nothing else is.
"""

import ast
import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gitprogram import ask, tell
from program import Program, copied, made_by_start
from sosialplan.cli.app import COMMANDS
from sosialplan.git.history import headings
from sosialplan.git.signing import every_commit
from sosialplan.randomness import entry_id
from sosialplan.tekster.nettord import network_failure

POSIX: Any = os
"""What the type checker does not know on every platform."""

SOURCE = Path(__file__).parent.parent / "src" / "sosialplan"
_COMMAND = re.compile(
    r"(?<!=)sosialplan (?:--i-dag (?:\S+|{…}) )?((?:[a-zæøå-]+|--[a-zæøå-]+)(?: (?:--)?[A-Za-zÆØÅæøå0-9§-]+| [{…}]+)*)"
)


@pytest.fixture(scope="module")
def skolen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    root = made_by_start(tmp_path_factory.mktemp("skole") / "skolen")
    return root, Program(root, new_id=entry_id).new_case()


@pytest.fixture
def program(skolen: tuple[Path, str], tmp_path: Path) -> Program:
    return Program(copied(skolen[0], tmp_path / "mappe"), new_id=entry_id)


@pytest.fixture
def sak(skolen: tuple[Path, str]) -> str:
    return skolen[1]


# Every command that is advised


def _texts(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(value)):
            return value
        case ast.JoinedStr(values=values):
            return "".join(
                _texts(each) if isinstance(each, ast.Constant) else "{…}" for each in values
            )
        case ast.BinOp(left=left, right=right):
            return _texts(left) + _texts(right)
    return ""


def strings_of(tree: ast.AST, *, helps: bool) -> Iterator[tuple[int, str]]:
    """Yield every text of a module and its line, what is put together as one; a docstring where it is a help."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and not helps:
            continue
        if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp) and _texts(node):
            yield node.lineno, _texts(node)
        else:
            yield from strings_of(node, helps=helps)


def advised() -> Iterator[tuple[str, str]]:
    """Yield each command of the program's own that any text of it names, and where."""
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if not _COMMAND.search(text):
            continue  # reading a module as a tree takes long
        for line, told in strings_of(ast.parse(text), helps=path.parent.name == "cli"):
            for found in _COMMAND.findall(told):
                yield f"{path.name}:{line}", found


ADVISED = sorted({command for _, command in advised()})


def test_advice_is_found() -> None:
    assert len(ADVISED) > 150


@pytest.mark.parametrize("command", ADVISED)
def test_each_advised_command_and_option_exists(
    program: Program, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = command.split()
    assert words[0] in COMMANDS, command
    chosen = [words[0]]
    program.run(*chosen, "--help")
    shown = capsys.readouterr().out
    for under in words[1:3]:
        if not under.islower() or under.startswith("-"):
            break
        program.run(*chosen, under, "--help")
        deeper = capsys.readouterr().out
        if f"sosialplan {' '.join((*chosen, under))}" not in deeper:
            break
        chosen.append(under)
        shown = deeper
    for option in (each for each in words if each.startswith("--") and each != "--help"):
        assert option in shown, command


# The advice of git's failures, followed


def a_note(program: Program, sak: str) -> tuple[str, ...]:
    del program
    return ("registrer", sak, "notat", "--notat", "Oppdiktet")


def synk(program: Program, sak: str) -> tuple[str, ...]:
    del program, sak
    return ("synk",)


def unsaved(program: Program, sak: str) -> None:
    with program.case(sak).open("a", encoding="utf-8") as file:
        file.write("# rørt\n")


def detached(program: Program, sak: str) -> None:
    del sak
    program.git("switch", "--quiet", "--detach")


def detached_from_another_name(program: Program, sak: str) -> None:
    program.git("branch", "-m", "main", "skolens")
    detached(program, sak)


def merging(program: Program, sak: str) -> None:
    program.git("switch", "--quiet", "-c", "annen")
    program.git("commit", "--quiet", "--allow-empty", "-m", "x")
    program.git("switch", "--quiet", "main")
    program.git("commit", "--quiet", "--allow-empty", "-m", "y")
    program.git("merge", "--quiet", "--no-commit", "--no-ff", "annen")
    del sak


def picking(program: Program, sak: str) -> None:
    (program.root / ".git" / "CHERRY_PICK_HEAD").write_text(
        program.git("rev-parse", "HEAD"), encoding="utf-8"
    )
    del sak


def without_git(program: Program, sak: str) -> None:
    shutil.rmtree(program.root / ".git")
    del sak


def nobody(program: Program, sak: str) -> None:
    (Path(os.environ["HOME"]) / ".gitconfig").write_text(
        "[init]\n\tdefaultBranch = main\n", encoding="utf-8"
    )
    del program, sak


def broken_index(program: Program, sak: str) -> None:
    (program.root / ".git" / "index").write_bytes(b"ikke en indeks")
    del sak


def broken_config(program: Program, sak: str) -> None:
    (program.root / ".git" / "config").write_bytes(b"[[[\n")
    del sak


def old_lock(program: Program, sak: str) -> None:
    lock = program.root / ".git" / "index.lock"
    lock.touch()
    os.utime(lock, (1, 1))
    del sak


def foreign_setting(program: Program, sak: str) -> None:
    program.git("config", "core.fsmonitor", "false")
    del sak


def no_shared(program: Program, sak: str) -> None:
    tell(program.root.parent, "init", "--quiet", "--bare", "felles.git")
    del sak


def several_shared(program: Program, sak: str) -> None:
    no_shared(program, sak)
    for name in ("en", "to"):
        program.git("remote", "add", name, "../felles.git")


def moved_shared(program: Program, sak: str) -> None:
    no_shared(program, sak)
    program.git("remote", "add", "origin", "../flyttet.git")


def signed_push(program: Program, sak: str) -> None:
    no_shared(program, sak)
    program.git("remote", "add", "origin", "../felles.git")
    program.git("config", "push.gpgSign", "true")


def unsaved_and_shared(program: Program, sak: str) -> None:
    no_shared(program, sak)
    program.git("remote", "add", "origin", "../felles.git")
    unsaved(program, sak)


def crlf(program: Program, sak: str) -> None:
    path = program.case(sak)
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


SCENARIOS: dict[str, tuple[Callable[[Program, str], None], Callable[[Program, str], tuple[str, ...]]]] = {
    "unsaved": (unsaved, a_note),
    "detached": (detached, a_note),
    "detached from a branch of another name": (detached_from_another_name, a_note),
    "a merge under way": (merging, a_note),
    "a pick under way": (picking, a_note),
    "no git": (without_git, a_note),
    "nobody": (nobody, a_note),
    "a broken index": (broken_index, a_note),
    "broken settings": (broken_config, a_note),
    "an old lock": (old_lock, a_note),
    "a setting from somebody else": (foreign_setting, a_note),
    "no shared copy": (no_shared, synk),
    "several shared copies": (several_shared, synk),
    "a shared copy that moved": (moved_shared, synk),
    "a push that is to be signed": (signed_push, synk),
    "unsaved before synk": (unsaved_and_shared, synk),
}  # fmt: skip
FILLED = {"ADRESSE": "../felles.git", "NAVN": "en"}
_ADVICE = re.compile(r"(?:git|sosialplan) [^.,;()«»]+(?:\.[^\s.,;()«»][^.,;()«»]*)*")
SEEN_ONLY = (
    "git status",
    "git config --list",
    "git config --local --list",
    "git clone",
    "git fetch",
)
"""What only shows something."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own, whose settings a test may change."""
    folder = tmp_path / "hjemme"
    shutil.copytree(Path(os.environ["HOME"]), folder, ignore=shutil.ignore_patterns("state"))
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(folder))
    return folder


def follow(program: Program, cure: str) -> list[str]:
    """Do what an answer says, command by command; return what was done."""
    done = []
    for said in _ADVICE.findall(cure.replace(" og git ", ". git ")):
        command = said.strip().removesuffix(" og så:").removesuffix(" Så:")
        for word, value in FILLED.items():
            command = re.sub(rf"\b{word}\b", value, command)
        if command.startswith(SEEN_ONLY):
            continue
        done.append(command)
        words = shlex.split(command)
        if words[0] == "git":
            assert ask(program.root, *words[1:]).status == 0, command
        else:
            assert program.run(*words[1:]).status in {0, 1}, command
    return done


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("name", SCENARIOS)
def test_the_advice_is_followed_and_the_second_run_succeeds(
    program: Program, sak: str, name: str
) -> None:
    arrange, command = SCENARIOS[name]
    arrange(program, sak)
    first = program.run(*command(program, sak))
    assert first.status == 3, first
    done = follow(program, first.err.partition("\n")[2])
    assert done, first.err
    second = program.run(*command(program, sak))
    assert second.status == 0, (done, second)


def test_a_file_with_other_line_endings_is_no_change(program: Program, sak: str) -> None:
    crlf(program, sak)
    assert program.run("sjekk", "--format", "json").json()["funn"] == []
    assert "Ingenting er endret" in program.fine("lagre").err
    assert program.git("status", "--porcelain") == "", "git sees so too"
    crlf(program, sak)
    program.fine(*a_note(program, sak))
    saved = program.git("log", "-1", "-p", "--format=")
    assert len([line for line in saved.splitlines() if line.startswith(("+ ", "- "))]) < 12
    assert b"\r\n" in program.case(sak).read_bytes(), "the file keeps the endings that it has"


@pytest.mark.parametrize(
    "file", ["plan/skole.yaml", "maler/stil.typ", ".gitattributes", "saker/2026"]
)
def test_line_endings_of_no_file_stand_in_the_way(program: Program, sak: str, file: str) -> None:
    path = program.root / file
    for each in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
        each.write_bytes(each.read_bytes().replace(b"\n", b"\r\n"))
    program.fine(*a_note(program, sak))
    assert "Ingenting er endret" in program.fine("lagre").err
    assert program.git("status", "--porcelain") == ""


def test_what_was_only_taken_out_of_gits_list_is_no_change(program: Program, sak: str) -> None:
    program.git("rm", "--quiet", "--cached", str(program.case(sak)))
    program.fine(*a_note(program, sak))
    program.git("rm", "--quiet", "--cached", str(program.case(sak)))
    program.fine("lagre")
    assert program.git("status", "--porcelain") == ""


def test_a_real_change_beside_other_line_endings_is_one(program: Program, sak: str) -> None:
    crlf(program, sak)
    with program.case(sak).open("ab") as file:
        file.write(b"# mer\r\n")
    assert program.run(*a_note(program, sak)).status == 3
    assert "er lagret." in program.fine("lagre").out


HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "reference-transaction")


@pytest.mark.skipif(sys.platform == "win32", reason="hooks are shell scripts")
@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("name", HOOKS)
def test_what_a_hook_of_ones_own_says_is_shown_by_the_advice(
    program: Program, sak: str, name: str, tmp_path: Path
) -> None:
    folder = tmp_path / "kroker"
    folder.mkdir()
    path = folder / name
    path.write_text("#!/bin/sh\necho 'slik skal det ikke se ut' >&2\nexit 1\n", encoding="utf-8")
    path.chmod(0o755)
    program.git("config", "--global", "core.hooksPath", str(folder))
    result = program.run(*a_note(program, sak))
    assert result.status == 3
    assert str(folder) in result.err
    assert "dine egne på denne maskinen (core.hooksPath)" in result.err
    assert "Se hva den sier: git commit." in result.err
    message = ("-m", "x") if name == "reference-transaction" else ()
    shown = ask(program.root, "-c", "core.editor=true", "commit", *message)
    assert b"slik skal det ikke se ut" in shown.err
    path.unlink()
    program.fine("lagre")
    program.fine(*a_note(program, sak))


@pytest.mark.skipif(sys.platform == "win32", reason="hooks are shell scripts")
@pytest.mark.usefixtures("home")
def test_a_hook_before_sending_is_named(program: Program, sak: str, tmp_path: Path) -> None:
    no_shared(program, sak)
    program.git("remote", "add", "origin", "../felles.git")
    folder = tmp_path / "kroker"
    folder.mkdir()
    (folder / "pre-push").write_text("#!/bin/sh\necho nei >&2\nexit 1\n", encoding="utf-8")
    (folder / "pre-push").chmod(0o755)
    program.git("config", "--global", "core.hooksPath", str(folder))
    result = program.run("synk")
    assert result.status == 3
    assert "En kontroll i git (pre-push) sa nei." in result.err
    advice = re.search(r"Se hva den sier: git (push \S+ \S+)\. ", result.err)
    assert advice is not None
    assert b"nei" in ask(program.root, *advice[1].split()).err


@pytest.mark.skipif(
    getattr(os, "geteuid", lambda: 1)() != 0, reason="only root can give a folder away"
)
@pytest.mark.usefixtures("home")
def test_a_folder_that_another_owns_is_told_and_the_advice_helps(
    program: Program, sak: str
) -> None:
    for path in (program.root, *program.root.rglob("*")):
        POSIX.chown(path, 12345, 12345)
    for args in (("valider",), a_note(program, sak)):
        result = program.run(*args)
        assert (result.status, "eies av en annen bruker" in result.err) == (3, True)
    ask(program.root.parent, "config", "--global", "--add", "safe.directory", str(program.root))
    program.fine("valider")
    program.fine(*a_note(program, sak))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("fatal: the receiving end does not support --signed push", "push.gpgSign"),
        ("fatal: unable to update url base from redirection:", "er flyttet"),
        ("fatal: transport 'ext' not allowed", "Git får ikke bruke den veien"),
        ("remote: You are not allowed to push code to this project", "Git kom ikke i kontakt"),
    ],
)
def test_a_no_on_the_way_is_told_by_its_cause(said: str, words: str) -> None:
    assert words in network_failure(said.encode(), "Slik er det.").sentence


# Names


@pytest.mark.parametrize(
    ("encoding", "written"),
    [("ISO-8859-1", "utf-8"), ("ISO-8859-1", "latin-1"), ("cp850", "cp850"), ("ukjent", "utf-8"),
     ("", "latin-1"), ("UTF-8", "cp1252"), ("macroman", "mac_roman"), ("CP1252", "utf-8")],
)  # fmt: skip
def test_a_name_is_never_garbled_in_the_log(program: Program, encoding: str, written: str) -> None:
    name = "Oppdiktet Åse Ærøy"
    head = program.git("rev-parse", "HEAD").strip()
    tree = program.git("rev-parse", "HEAD^{tree}").strip()
    who = f"{name} <ase@skole.invalid> 1795424400 +0100"
    lines = [f"tree {tree}", f"parent {head}", f"author {who}", f"committer {who}"]
    lines += [f"encoding {encoding}"] if encoding else []
    text = "\n".join([*lines, "", "For hånd", ""]).encode(written)
    made = tell(
        program.root, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", stdin=text
    )
    program.git("reset", "--quiet", "--hard", made.decode().strip())
    blames = program.run("logg", "--format", "json", "--av", "Oppdiktet Åse")
    assert blames.status == 0
    assert headings(program.root)[0].who == name
    assert every_commit(program.root, "HEAD")[0].who == name


@pytest.mark.parametrize("setting", ["i18n.commitEncoding", "i18n.logOutputEncoding"])
def test_what_the_program_saves_is_utf_8_whatever_git_is_set_to(
    program: Program, sak: str, setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.git("config", setting, "ISO-8859-1")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Oppdiktet Åse Ærøy")
    monkeypatch.setenv("LC_ALL", "nb_NO.ISO-8859-1")
    program.fine(*a_note(program, sak))
    assert b"encoding" not in tell(program.root, "cat-file", "commit", "HEAD").partition(b"\n\n")[0]
    (newest, *_) = program.run("logg", "--format", "json").json()["logg"]
    assert newest["hvem"] == "Oppdiktet Åse Ærøy"


@pytest.mark.usefixtures("home")
def test_who_one_is_may_be_said_in_the_environment_alone(
    program: Program, sak: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody(program, sak)
    assert program.run(*a_note(program, sak)).status == 3
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Oppdiktet Vikar")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "vikar@skole.invalid")
    half = program.run(*a_note(program, sak))
    if half.status == 3:
        assert "Git vet ikke hvem du er" in half.err
        assert program.git("status", "--porcelain") == "", "nothing was written"
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Oppdiktet Vikar")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "vikar@skole.invalid")
    program.fine(*a_note(program, sak))
    assert "er som før." in program.fine("angre").out, "one's own is known by the same name"


def test_a_file_that_only_a_command_can_mend_is_saved_by_that_command(
    depotets_skole: Path, tmp_path: Path
) -> None:
    """``lagre`` says no because of the fault, and names a command: it must not want the file saved first."""
    skolen = Program(copied(depotets_skole, tmp_path / "skolen"))
    path = skolen.root / "fravaer/2026-2027/9D.yaml"
    last = "        registrert: 2026-11-11T08:34+01:00\n"
    text = path.read_text("utf-8")
    doubled = "      - id: dddd0001\n        fra: 2026-11-10\n        til: 2026-11-11\n        type: ugyldig\n        meldt: nei\n"
    assert text.count(last) == 1
    path.write_text(text.replace(last, last + doubled), encoding="utf-8", newline="\n")
    refused = skolen.run("lagre")
    assert refused.status == 1
    assert "K317" in refused.out + refused.err
    assert "sosialplan fravær rett dddd0001 --utgår" in refused.out + refused.err
    other = skolen.run("fravær", "rett", "xb3vk1zr", "--utgår")
    assert other.status != 0, "what does not mend the file still waits"
    assert "Lagre dem først" in other.err
    told = skolen.fine("fravær", "rett", "dddd0001", "--utgår")
    assert "Det du hadde skrevet i filen, er lagret sammen med dette." in told.err
    assert skolen.git("status", "--porcelain") == ""
    assert "K317" not in skolen.run("valider").out
    path.write_text(path.read_text("utf-8") + "# for hånd\n", encoding="utf-8", newline="\n")
    whole = skolen.run("fravær", "rett", "xb3vk1zr", "--utgår")
    assert whole.status == 3, "what lagre takes is saved by lagre"
    assert "Lagre dem først" in whole.err
