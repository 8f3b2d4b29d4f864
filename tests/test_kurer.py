"""A cure that is followed word for word mends its fault and brings no other.

``tests/kurer`` says for each code what its cure asks for: an edit, a file that is moved, or the command
that the cure names, copied out of the message. A code that nobody can follow without judging says why.
"""

import re
import shlex
import shutil
import textwrap
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from gitprogram import tell
from problem_examples import (
    I_DAG,
    base_folder,
    beyond,
    problems_of_example,
    read_example,
    write,
    write_example,
)
from program import Program, made_by_start
from sosialplan.commands.vedlikehold.funn import problems_of
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_reader import parse
from sosialplan.git.repository import commit, create
from sosialplan.model.problems import Level, Location, Problem
from sosialplan.tekster.koder.alle import CODES

FOLDER = Path(__file__).parent / "kurer"
SAKEN = """\
sak: 2026-7KQ2H
kjede: bekymring
opprettet: 2026-10-12
elev: {navn: Oppdiktet Elev, klasse: 8B}
hendelser:
  - {id: aaaaaaaa, dato: 2026-10-12, steg: oppdaget}
"""
"""What stands for a case in order, where a cure says that the file is to be as it was."""
_TOLD: Any = re.compile(r"(\w+)\[(\w+)\] (.*)", re.DOTALL)
FYLL = {"ÅÅÅÅ-MM-DD": f"{I_DAG}", "«…»": "Oppdiktet"}
"""What a person writes where a command says that something must be filled in."""
STEPS = (
    "linje", "overalt", "bytt", "tilbake", "flytt", "slett", "skriv", "hent", "omkod", "lesbar",
    "brytes", "ut_av", "felles", "git", "git_til_filen", "kommando",
)  # fmt: skip
"""What can be done, in this order within one step."""
ALONGSIDE = ("forut", "avdekker", "kan_ikke", "fyll", "med", "svar")
_COMMAND = re.compile(r"(?:sosialplan|git) (?:«[^»]*»|[^.,();«»…]|[.,](?! |$))+…?")


def _table() -> dict[str, Any]:
    table: dict[str, Any] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        parsed = parse(path.read_text(encoding="utf-8"))
        assert parsed.faults == (), path
        tree: Any = parsed.tree
        assert not table.keys() & tree.keys(), path
        table.update(tree)
    return table


TABLE = _table()


def _rows(code: str) -> list[dict[str, Any]]:
    """Return what is done for a code, step by step."""
    row = TABLE[code]
    return row if isinstance(row, list) else [row]


FOLLOWED = [code for code in TABLE if "kan_ikke" not in _rows(code)[0]]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Planmappe:
    return base_folder(tmp_path_factory.mktemp("planmappe"))


@pytest.fixture(scope="module")
def baseline(base: Planmappe) -> tuple[Problem, ...]:
    """What the untouched plan is told of."""
    return problems_of(base, I_DAG)


@pytest.fixture(scope="module")
def ny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new planmappe, from which a cure says that a file can be taken."""
    return made_by_start(tmp_path_factory.mktemp("ny") / "skolen")


@pytest.fixture
def mappe(base: Planmappe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Planmappe:
    shutil.copytree(base.root, tmp_path / "planmappe")
    monkeypatch.chdir(tmp_path / "planmappe")
    return Planmappe(tmp_path / "planmappe")


@pytest.mark.parametrize("code", [each.code for each in CODES])
def test_each_code_has_a_cure_that_is_followed_or_says_why_not(code: str) -> None:
    assert code in TABLE
    for row in _rows(code):
        assert row.keys() <= {*STEPS, *ALONGSIDE}, code
        assert len(row.get("kan_ikke", "x" * 20)) >= 20, code


@pytest.mark.parametrize("code", FOLLOWED)
def test_the_cure_that_is_followed_mends_its_fault_and_brings_no_other(
    code: str,
    mappe: Planmappe,
    base: Planmappe,
    baseline: tuple[Problem, ...],
    ny: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    example, rows = read_example(code), _rows(code)
    write_example(mappe, example)
    mend = Mending(mappe, base.root, ny, example)
    before = _told_of(example)
    if "forut" in rows[0]:
        mend.skriv(rows[0]["forut"])
        before = beyond(problems_of_example(mappe, example), baseline)
    told = [each for each in before if each.code == code]
    for row in rows:
        mend.follow(row, told[0])
    monkeypatch.chdir(mend.mappe.root)
    after = beyond(problems_of_example(Planmappe(mend.mappe.root), example), baseline)
    left = [each for each in after if each.code == code]
    assert len(left) < len(told), left
    new = Counter(map(_said, after)) - Counter(map(_said, before))
    assert {one for one, *_ in new} == set(rows[0].get("avdekker", ())), [
        f"{each}" for each in after if _said(each) in new
    ]


def _told_of(example: dict[str, Any]) -> list[Problem]:
    """Return what the example is told of: test_problemer holds every word of it."""
    told = []
    for line, cure in zip(example["venter"], example["råd"], strict=True):
        place, _, rest = line.partition(": ")
        path, row, column = place.rsplit(":", 2)
        level, code, message = _TOLD.fullmatch(rest).groups()
        where = Location(path, int(row), int(column))
        told.append(Problem(where, Level(level), code, message, cure))
    return told


def _said(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.location.path, problem.message


class Mending:
    """Someone who does what a cure says, in a planmappe."""

    def __init__(self, mappe: Planmappe, base: Path, ny: Path, example: dict[str, Any]) -> None:
        self.mappe, self.base, self.ny, self.example = mappe, base, ny, example

    def follow(self, row: dict[str, Any], told: Problem) -> None:
        for step in STEPS:
            if step in row:
                getattr(self, f"_{step}")(row[step], told, row)

    def _path(self, name: str) -> Path:
        return self.mappe.root / name

    def _linje(self, edit: Any, told: Problem, row: dict[str, Any]) -> None:
        """Exchange a text on the line that the message points at."""
        del row
        find, put = edit
        path = self._path(told.location.path)
        lines = path.read_text(encoding="utf-8").split("\n")
        line = lines[told.location.line - 1]
        assert line.count(find) == 1, line
        lines[told.location.line - 1] = line.replace(find, put)
        path.write_text("\n".join(lines), encoding="utf-8")

    def _overalt(self, edit: Any, told: Problem, row: dict[str, Any]) -> None:
        del row
        path = self._path(told.location.path)
        text = path.read_text(encoding="utf-8")
        assert edit[0] in text
        path.write_text(text.replace(*edit), encoding="utf-8")

    def _bytt(self, edits: Any, told: Problem, row: dict[str, Any]) -> None:
        """Exchange a text that stands once in a file; the one that is told of, or another."""
        del row
        for find, put, *file in edits:
            path = self._path(file[0] if file else told.location.path)
            text = path.read_text(encoding="utf-8")
            assert text.count(find) == 1, find
            path.write_text(text.replace(find, put), encoding="utf-8")

    def _tilbake(self, _: Any, told: Problem, row: dict[str, Any]) -> None:
        """Set back what was changed."""
        del told, row
        for name in {each["fil"] for each in self.example["endre"]}:
            shutil.copyfile(self.base / name, self._path(name))

    def _flytt(self, moves: Any, told: Problem, row: dict[str, Any]) -> None:
        del told, row
        for old, new in moves.items():
            self._path(new).parent.mkdir(parents=True, exist_ok=True)
            self._path(old).replace(self._path(new))

    def _slett(self, names: Any, told: Problem, row: dict[str, Any]) -> None:
        del told, row
        for name in names:
            path = self._path(name)
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()

    def _skriv(self, texts: Any, told: Problem, row: dict[str, Any]) -> None:
        del told, row
        self.skriv(texts)

    def skriv(self, texts: dict[str, str]) -> None:
        """Write whole files."""
        for name, text in texts.items():
            write(self.mappe, name, text.replace("SAKEN\n", SAKEN).encode("utf-8"))

    def _hent(self, name: str, told: Problem, row: dict[str, Any]) -> None:
        del told, row
        shutil.copyfile(self.ny / name, self._path(name))

    def _omkod(self, encoding: str, told: Problem, row: dict[str, Any]) -> None:
        del row
        path = self._path(told.location.path)
        path.write_bytes(path.read_bytes().decode(encoding).encode("utf-8"))

    def _lesbar(self, name: str, told: Problem, row: dict[str, Any]) -> None:
        del told, row
        self._path(name).chmod(0o644)

    def _brytes(self, width: int, told: Problem, row: dict[str, Any]) -> None:
        """Write a long text over several lines, below «|»."""
        del row
        path = self._path(told.location.path)
        lines = path.read_text(encoding="utf-8").split("\n")
        key, text = lines[told.location.line - 1].split(": ", 1)
        wrapped = textwrap.indent(textwrap.fill(text, width), "  ")
        lines[told.location.line - 1] = f"{key}: |\n{wrapped}"
        path.write_text("\n".join(lines), encoding="utf-8")

    def _ut_av(self, name: str, told: Problem, row: dict[str, Any]) -> None:
        """Move the planmappe out of what it lies in."""
        del told, row
        target = self.mappe.root.parent.parent / f"{self.mappe.root.parent.name}-{name}"
        self.mappe.root.replace(target)
        self.mappe = Planmappe(target)

    def _felles(self, _: Any, told: Problem, row: dict[str, Any]) -> None:
        """Make the shared copy that the setting-up of the example only speaks of."""
        del told, row
        shared = self.mappe.root.parent / "felles.git"
        shallow, aside = self._path(".git/shallow"), self.mappe.root.parent / "shallow"
        if shallow.exists():
            shallow.replace(aside)
        tell(self.mappe.root, "clone", "--quiet", "--bare", ".", str(shared))
        if aside.exists():
            aside.replace(shallow)
        tell(self.mappe.root, "config", "remote.origin.url", str(shared))
        tell(
            self.mappe.root, "config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"
        )

    def commands(self, told: Problem, row: dict[str, Any], program: str) -> Iterator[list[str]]:
        """Yield the commands of a cure as they stand in it, with what must be filled in filled in."""
        fill = {**FYLL, **row.get("fyll", {})}
        for command in _COMMAND.findall(told.cure):
            first, *words = shlex.split(command)
            if first == program:
                filled = (fill.get(each, each) for each in words)
                yield [
                    one for each in filled for one in (each if isinstance(each, list) else [each])
                ]

    def _git(self, number: int, told: Problem, row: dict[str, Any]) -> None:
        """Run the first commands of git that the cure names, in their order."""
        commands = list(self.commands(told, row, "git"))[:number]
        assert len(commands) == number
        for words in commands:
            tell(self.mappe.root, *words)

    def _git_til_filen(self, _: Any, told: Problem, row: dict[str, Any]) -> None:
        """Set back what the command of git shows that stood there."""
        shown = tell(self.mappe.root, *next(self.commands(told, row, "git")))
        self._path(told.location.path).write_bytes(shown)

    def _kommando(self, number: int, told: Problem, row: dict[str, Any]) -> None:
        """Run the command of the program's own that the cure names, the first or another."""
        words = list(self.commands(told, row, "sosialplan"))[number - 1]
        if not (self.mappe.root / ".git").exists():
            create(self.mappe.root)
            day = datetime.fromisoformat("2026-10-19T08:00+02:00")
            commit(self.mappe.root, ["."], "Alt\n", day)
        words += row.get("med", [])
        program = Program(self.mappe.root, now=f"{I_DAG}T10:00+02:00")
        program.git("config", "user.name", "Oppdiktet Rektor Ravn")
        result = program.run(*words, answers=row.get("svar"))
        assert result.status == 0, (words, result)
