"""The program as a person meets it: a command line in, a status and two texts out.

It runs in the test's own process, in a folder of its own with real git, on a day that is told,
and with ids that count: n0000001, n0000002, …
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

import programmet
from gitprogram import tell
from sosialplan.cli.main import main
from sosialplan.cli.world import World
from sosialplan.files.disk import DISK, Disk
from sosialplan.files.noekkelring import Noekkelplass
from sosialplan.git.repository import commit, create
from sosialplan.model.vernet import VERNET as VERNET_MAPPER
from sosialplan.model.vernet import may_be_sealed
from sosialplan.output.terminal import Terminal
from sosialplan.vern.age import identity_of, public_of
from sosialplan.vern.laas import sealed

NOW = programmet.NOW
CONTENT = ("plan", "maler", "saker", "fravaer", "moter")


@dataclass(frozen=True, slots=True)
class Result:
    """What one command left behind."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(slots=True)
class Program:
    """The program in a folder. ``now`` may be set between commands: the days go by.

    ``disk`` may be one that fails.
    ``now`` dates the commits too, unless ``commit_dates`` is turned off: then git asks the clock.
    """

    root: Path
    now: str = NOW
    new_id: Callable[[], str] | None = None
    disk: Disk = DISK
    commit_dates: bool = True
    marks: Path | None = None
    noekkelplass: Noekkelplass | None = None
    opens: Callable[[Path], bool] | None = None
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def run(
        self,
        *args: str,
        answers: Iterable[str] | None = None,
        width: int = 80,
        inn: Iterable[str] = (),
    ) -> Result:
        """Run a command; with ``answers`` a person sits there who types them, one a question.

        ``inn`` are the lines of standard input where nobody sits there.
        """
        out, err = StringIO(), StringIO()
        typed = iter(inn if answers is None else answers)

        def read() -> str:
            try:
                return next(typed)
            except StopIteration:
                raise EOFError from None

        world = World(
            terminal=Terminal(out, err, answers is not None, width, read),
            now=lambda: datetime.fromisoformat(self.now),
            new_id=self.new_id or (lambda: f"n{next(self._numbers):07}"),
            four_characters=lambda _: f"{next(self._numbers):04}",
            disk=self.disk,
            marks=self.marks or self.root.parent / "merker",
            commit_dates=self.commit_dates,
            noekkelsted=self.noekkelplass
            or Noekkelplass(self.root.parent / "nøkkel", self.root.parent / "minne"),
            opens=self.opens,
        )
        status = main(["-C", str(self.root), *args], world)
        return Result(status, out.getvalue(), err.getvalue())

    def fine(self, *args: str) -> Result:
        """Run a command that must end well."""
        result = self.run(*args)
        assert result.status == 0, (args, result)
        return result

    def git(self, *args: str) -> str:
        """Ask git itself."""
        return tell(self.root, *args).decode("utf-8")

    def case(self, number: str) -> Path:
        """Return where a case is; one that is sealed is read and written as if it were open."""
        return self.file(f"saker/{number[:4]}/{number}.yaml")

    def file(self, name: str) -> Path:
        """Return where a file of the planmappe is; of one about pupils, likewise."""
        if VERNET in os.environ and may_be_sealed(name):
            from forseglet import Vernetfil  # noqa: PLC0415 - which has its key from here

            return Vernetfil(self.root / f"{name}.age")
        return self.root / name

    def new_case(self, kjede: str = "trygt-og-godt", elev: str = "Oppdiktet Elev Prøve") -> str:
        """Open a case found on the day, and return its number."""
        made = self.fine(
            "ny-sak", "--kjede", kjede, "--elev", elev, "--klasse", "8B",
            "--oppdaget", self.now[:10], "--format", "json", "--likevel",
        )  # fmt: skip
        return str(made.json()["sak"])


def put(args: tuple[str, ...], option: str, value: str, *more: str) -> tuple[str, ...]:
    """Return the words of a run with another value of an option, and more at the end."""
    place = args.index(option) + 1
    return (*args[:place], value, *args[place + 1 :], *more)


def copied(source: Path, target: Path) -> Path:
    """Copy a planmappe with its history."""
    shutil.copytree(source, target)
    return target


def of_the_repository(repository: Path, target: Path) -> Path:
    """Make a planmappe of this repository's own plan, templates and invented cases."""
    for name in CONTENT:
        shutil.copytree(repository / name, target / name)
    create(target)
    commit(target, ["."], "Ny planmappe\n", datetime.fromisoformat("2026-11-23T08:00+01:00"))
    return packed(target)


def made_by_start(target: Path) -> Path:
    """Make a planmappe as a school does."""
    result = Program(target.parent).run(
        "start", str(target), "--skole", "Oppdiktet skole", "--åpen", "--fra", "midtstuen"
    )
    assert result.status == 0, result
    return packed(target)


VERNET = "SOSIALPLAN_PROEV_VERNET"
"""Set by ``--vernet``: every school of the tests is a protected one, and the one who runs them has its key."""
PROEVENOEKKEL = "AGE-SECRET-KEY-1F3K0GPLFA9QATC7MD7F39AEFHMV2KWY43KYE33KFMHMQ85RYKHTSRVJL83"


def protected(root: Path) -> None:
    """Seal what is about pupils, as ``vern på`` does, for a recovery key alone: so nobody needs to be at the school."""
    public = str(public_of(identity_of(PROEVENOEKKEL)))
    (root / "plan" / "tilgang.yaml").write_text(
        "nøkler: []\nsignering: []\nvern:\n  - {gjelder_fra: 2026-08-01, på: true}\nlesenøkler:\n"
        f"  - {{id: noed0001, nøkkel: {public}, nød: true, gjelder_fra: 2026-08-01}}\n",
        encoding="utf-8",
    )
    for part in VERNET_MAPPER:
        for path in (root / part).rglob("*.yaml"):
            name = path.relative_to(root).as_posix()
            data = sealed(name, path.read_bytes(), {"noed0001": public})
            path.with_name(f"{path.name}.age").write_bytes(data)
            path.unlink()


def packed(root: Path) -> Path:
    """Lay what git keeps of a planmappe in one file, so that the many copies of it are quickly made."""
    if VERNET in os.environ:
        protected(root)
        tell(root, "add", "--all")
        when = tell(root, "log", "-1", "--format=%cI").decode("ascii").strip()
        dated = {"GIT_COMMITTER_DATE": when}
        tell(root, "commit", "--quiet", "--amend", "--no-edit", extra_env=dated)
        tell(root, "reflog", "expire", "--expire=now", "--all")  # as if it had never lain open
    tell(root, "repack", "-a", "-d", "-q")
    return root


def loosened(root: Path) -> None:
    """Lay each object that git keeps in a file of its own again, for a test that harms one."""
    folder = root / ".git" / "objects" / "pack"
    (pack,) = folder.glob("*.pack")
    held = pack.read_bytes()
    for each in folder.iterdir():
        each.chmod(0o644)
        each.unlink()
    tell(root, "unpack-objects", "-q", stdin=held)


def everything_in(folder: Path) -> Mapping[str, bytes]:
    """Return every byte of every file under a folder, git's own too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }
