"""Rooms in git's own folder, where something is made apart from what people see, and a branch that takes it over."""

import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from sosialplan.depot import Depot
from sosialplan.git.mending import is_alive
from sosialplan.git.program import ask, fields, tell
from sosialplan.git.settings import Config
from sosialplan.model.record import Value
from sosialplan.tekster.gitord import git_refused

_ROOM = "sosialplan-rom-"
_MERGING = "sosialplan-fletting"
_OLD = 600.0
"""Where a process cannot be asked for, a room this many seconds old is nobody's."""


@contextmanager
def room(depot: Depot) -> Iterator[Path]:
    """Give an empty folder that is taken away afterwards. Raises OSError."""
    paths = (depot.git_folder / f"{_ROOM}{os.getpid()}-{number}" for number in count())
    made = next(each for each in paths if not each.exists())
    made.mkdir(mode=0o700)
    try:
        yield made
    finally:
        take_away(made)


@contextmanager
def tree_beside(depot: Depot, commit: str) -> Iterator[Depot]:
    """Give a working tree of its own in which a commit lies whole, and where git merges apart from the folder.

    Only whoever holds the lock may ask for it. Raises ExpectedFailure.
    """
    _remove_tree(depot)
    place = depot.git_folder / _MERGING
    try:
        made = (
            "worktree",
            "add",
            "--quiet",
            "--detach",
            "--no-checkout",
        )
        tell(depot.root, *made, given=(str(place), commit), obeys=depot.obeys)
        tell(place, "reset", "--hard", "--quiet", obeys=depot.obeys)
        said = tell(place, "rev-parse", "--absolute-git-dir").decode("utf-8", "surrogateescape")
        root = place / depot.prefix if depot.prefix else place
        yield Depot(
            root, Path(said.rstrip("\n")), depot.common, depot.prefix, depot.obeys, depot.laas
        )
    finally:
        _remove_tree(depot)


def left_rooms(depot: Depot, now: datetime) -> tuple[Path, ...]:
    """Return the rooms whose command is gone; for whoever holds the lock, or sees that nobody does."""
    rooms = sorted(depot.git_folder.glob(f"{_ROOM}*"))
    return (*_trees(depot), *(each for each in rooms if not _lasts(each, now)))


def _lasts(made: Path, now: datetime) -> bool:
    owner = made.name.removeprefix(_ROOM).partition("-")[0]
    if not owner.isdigit() or not is_alive(int(owner)):
        return False
    return sys.platform != "win32" or now.timestamp() - made.stat().st_mtime < _OLD


def _trees(depot: Depot) -> tuple[Path, ...]:
    """Return the folder in which was merged, and git's own note of it."""
    place, notes = depot.git_folder / _MERGING, depot.common / "worktrees"
    return (*([place] if place.exists() else []), *sorted(notes.glob(f"{_MERGING}*")))


def _remove_tree(depot: Depot) -> None:
    for each in _trees(depot):
        take_away(each)
    with suppress(OSError):
        (depot.common / "worktrees").rmdir()


def take_away(folder: Path) -> None:
    """Remove a folder with all that lies in it, also what git made to be read only. Raises OSError."""
    for above, folders, files in os.walk(folder):
        for name in (*folders, *files):
            each = Path(above, name)
            if not each.is_symlink():
                each.chmod(0o700)
    shutil.rmtree(folder)


_PLAIN = frozenset({"100644", "100755"})
_NONE = "000000"
_TRIES, _PAUSE = 30, 0.1
"""Another git program may hold the index: it is waited for, three seconds in all."""


class Moved(Value, frozen=True):
    """A file that differs between two commits, from the top of the repository: in the one, in the other.

    ``plain`` tells that it is a file in the other, and neither a link nor a repository of its own.
    """

    file: str
    was: bool
    stays: bool
    plain: bool


def moved_between(depot: Depot, old: str, new: str) -> Iterator[Moved]:
    """Yield the files that differ, in the order of their names."""
    out = fields(
        tell(
            depot.top,
            "diff-tree",
            "-r",
            "-z",
            "--raw",
            "--no-renames",
            given=(old, new),
        )
    )
    for columns, name in zip(out[::2], out[1::2], strict=True):
        was, becomes = columns.lstrip(":").split(" ")[:2]
        yield Moved(name, was != _NONE, becomes != _NONE, becomes in {*_PLAIN, _NONE})


def is_behind(depot: Depot, old: str, new: str) -> bool:
    """Tell whether all of one commit's history is in another's."""
    return ask(depot.root, "merge-base", "--is-ancestor", given=(old, new)).status == 0


def arrive(depot: Depot, old: str, new: str) -> None:
    """Let git's list of files, and then the branch, be at a commit; the files themselves are there.

    It may be done again where it was cut off. What was staged of other files stays staged. Raises
    ExpectedFailure.
    """
    _in_turn(depot, "read-tree", "-i", "-m", given=(old, new))
    if old != new:
        _in_turn(depot, "update-ref", "-m", "sosialplan synk", given=("HEAD", new, old))
    ask(depot.top, "update-index", "-q", "--refresh", obeys=depot.obeys)


def _in_turn(depot: Depot, *args: str, given: Sequence[str]) -> None:
    answer = ask(depot.top, *args, given=given, obeys=depot.obeys)
    for _ in range(_TRIES):
        if answer.status == 0 or b".lock': File exists" not in answer.err:
            break
        time.sleep(_PAUSE)
        answer = ask(depot.top, *args, given=given, obeys=depot.obeys)
    if answer.status != 0:
        raise git_refused(args[0], answer.status, answer.err)


_WRITE = ("commit-graph", "write", "--reachable", "--changed-paths", "--split")
_KEPT_BY_GIT = "maintenance.commit-graph.enabled"


def ensure_graph(root: Path, config: Config) -> None:
    """Write the index once, and have git add to it by itself after every hundred commits.

    Only an aid: where git cannot, the log is slower and says the same.
    """
    if config.local.get(_KEPT_BY_GIT) != "true":
        written = ask(root, *_WRITE, graph=True)
        if written.status == 0:
            tell(root, "config", "--local", _KEPT_BY_GIT, "true")


def renew(depot: Depot) -> None:
    """Take away git's own indexes of the history, which may say anything, and write the one that is used anew.

    Raises OSError.
    """
    objects = depot.common / "objects"
    chain = objects / "info" / "commit-graphs"
    if chain.is_dir() and not chain.is_symlink():
        take_away(chain)
    for path in (chain, objects / "info" / "commit-graph", objects / "pack" / "multi-pack-index"):
        if path.is_symlink() or path.exists():
            if not path.is_symlink():
                path.chmod(0o600)  # Windows takes away nothing that may only be read
            path.unlink()
    ask(depot.root, *_WRITE, graph=True)
