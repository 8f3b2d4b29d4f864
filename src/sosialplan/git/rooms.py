"""Rooms in git's own folder, where something is made apart from what people see, and which go away again.

They hold what a case holds, so they never lie in the machine's temporary folder: what a killed command
leaves is found here (``left_rooms``) and taken away by ``sjekk --reparer``.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from sosialplan.depot import Depot
from sosialplan.git.locks import is_alive
from sosialplan.git.program import tell

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
        yield Depot(root, Path(said.rstrip("\n")), depot.common, depot.prefix, depot.obeys)
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
