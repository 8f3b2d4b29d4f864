"""Disks that fail: full, dying at a step, or with an editor that saves at the wrong moment."""

import errno
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sosialplan.files.disk import Disk


class Killed(BaseException):
    """The program is gone: nothing of it runs any more, not even its tidying up."""


@dataclass
class Counted(Disk):
    """A disk that counts what changes it; ``at`` is called before each step with its number."""

    at: Callable[[int, str, Path], None] = lambda *_: None
    steps: list[str] = field(default_factory=list)

    def _step(self, what: str, path: Path) -> None:
        self.steps.append(what)
        self.at(len(self.steps), what, path)

    def write(self, path: Path, data: bytes, mode: int = 0o600) -> None:
        self._step("write", path)
        super().write(path, data, mode)

    def replace(self, source: Path, target: Path) -> None:
        self._step("replace", target)
        super().replace(source, target)

    def replace_as_read(self, source: Path, target: Path, before: str | None) -> None:
        self._step("replace", target)
        super().replace_as_read(source, target, before)

    def remove(self, path: Path) -> None:
        self._step("remove", path)
        super().remove(path)

    def make_folder(self, path: Path) -> None:
        self._step("make_folder", path)
        super().make_folder(path)

    def sync(self, folder: Path) -> None:
        self._step("sync", folder)
        super().sync(folder)


def dying(step: int) -> Counted:
    """Return a disk on which the program is killed at a step; a write is then half done."""

    def die(now: int, what: str, path: Path) -> None:
        if now >= step:
            if now == step and what == "write":
                path.write_bytes(b"halv")
            raise Killed

    return Counted(die)


def failing(step: int, number: int = errno.ENOSPC, last: int | None = None) -> Counted:
    """Return a disk that says no from a step on, or until a ``last`` one."""

    def fail(now: int, what: str, _: Path) -> None:
        if step <= now <= (last or now) and (
            number != errno.ENOSPC or what in {"write", "make_folder"}
        ):
            raise OSError(number, "sier nei")

    return Counted(fail)


def edited(step: int, edit: Callable[[], object]) -> Counted:
    """Return a disk on which somebody else edits right before a step."""

    def save(now: int, _: str, __: Path) -> None:
        if now == step:
            edit()

    return Counted(save)
