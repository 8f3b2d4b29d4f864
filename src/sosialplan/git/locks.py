"""Git's own locks, and those among them that a killed program left.

A lock of git's does not say whose it is. It was ours when it was made right after a writer of ours
began that was killed; its git may still be at work, which the name of one lock tells
(``next-index-1234.lock``, of a commit of single files). Otherwise only age tells.
"""

import os
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sosialplan.depot import Depot
from sosialplan.model.record import Value

_OURS = 120.0
"""A lock made so many seconds after a writer of ours began belongs to its git."""
_OLD = 600.0
"""A lock older than so many seconds is of a git that is gone."""
_GRACE, _PAUSE = 2.0, 0.05
"""A git whose program was killed goes on for a moment, and is let to end in peace."""
_NEXT_INDEX = "next-index-"


class GitLock(Value, frozen=True):
    """A lock of git's: where it is, and when it was made, in seconds of the epoch."""

    path: Path
    made: float


def git_locks(depot: Depot) -> Iterator[GitLock]:
    """Yield the locks that stand now."""
    for folder in {depot.git_folder: None, depot.common: None}:
        yield from _locks(folder, "*.lock")
    yield from _locks(depot.common / "refs", "**/*.lock")


def _of_upkeep(depot: Depot) -> Iterator[GitLock]:
    """Yield the locks under which git tidies by itself: nobody waits for them, but one that is left ends all tidying."""
    for folder in ("objects", "objects/info", "objects/info/commit-graphs", "objects/pack"):
        yield from _locks(depot.common / folder, "*.lock")


def _locks(folder: Path, pattern: str) -> Iterator[GitLock]:
    for path in sorted(folder.glob(pattern)):
        if path.name == "sosialplan.lock":
            continue
        try:
            yield GitLock(path, path.stat().st_mtime)
        except FileNotFoundError:
            continue


def left_locks(
    depot: Depot, now: datetime, killed_since: float | None = None
) -> tuple[GitLock, ...]:
    """Return the locks that nobody holds any more; waits a moment for a git that is about to end.

    ``killed_since`` is when a writer of ours began that was killed, in seconds of the epoch.
    """
    end = time.monotonic() + _GRACE
    standing = tuple(git_locks(depot))
    while standing and time.monotonic() < end and not _orphaned(standing):
        time.sleep(_PAUSE)
        standing = tuple(git_locks(depot))
    ours = killed_since is not None and (_orphaned(standing) or not _owners(standing))
    return tuple(
        each
        for each in (*standing, *_of_upkeep(depot))
        if now.timestamp() - each.made > _OLD
        or (ours and -_GRACE <= each.made - (killed_since or 0.0) <= _OURS)
    )


def _orphaned(standing: tuple[GitLock, ...]) -> bool:
    """Tell whether the git that the locks belong to is known to be gone."""
    owners = _owners(standing)
    return bool(owners) and not any(is_alive(each) for each in owners)


def _owners(standing: tuple[GitLock, ...]) -> list[int]:
    return [owner for each in standing if (owner := _owner(each)) is not None]


def _owner(lock: GitLock) -> int | None:
    number = lock.path.name.removeprefix(_NEXT_INDEX).removesuffix(".lock")
    return int(number) if number.isdigit() and lock.path.name.startswith(_NEXT_INDEX) else None


if sys.platform == "win32":

    def is_alive(process: int) -> bool:
        """Windows gives no answer without more; then age decides."""
        return bool(process)

else:

    def is_alive(process: int) -> bool:
        """Ask for a process on this machine."""
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True
