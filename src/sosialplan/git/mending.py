"""Git's own locks, and its files made anew where they are damaged. What they held is never deleted."""

import os
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sosialplan.depot import Depot
from sosialplan.git.health import BRANCHES, CONFIG, HEAD, INDEX, PACKED, REFS, text_of
from sosialplan.git.program import ask
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


_ASIDE = ".skadet"
_USUAL = ("main", "master")


def mend_part(root: Path, git_folder: Path, part: str) -> str | None:
    """Make one of git's own files anew; return what was done, or None where that is not possible.

    For a repository whose ``.git`` is a folder. Raises OSError.
    """
    if part == REFS:
        (git_folder / part / "heads").mkdir(parents=True, exist_ok=True)
        return (
            "Mappen der gits grener står, er laget på nytt." if _packed(root, git_folder) else None
        )
    if part.startswith(f"{BRANCHES}/"):
        return _branch(root, git_folder, part)
    if part not in _MENDERS:
        return None
    aside = git_folder / f"{part}{_ASIDE}"
    (git_folder / part).replace(aside)
    done = _MENDERS[part](root, git_folder)
    if done is None:
        aside.replace(git_folder / part)
        return None
    return f"{done} Det som sto der, ligger i .git/{aside.name}."


def _config(root: Path, _: Path) -> str | None:
    if ask(root, "init", "--quiet", "--template=").status != 0:
        return None
    return (
        "Gits innstillinger for mappen er laget på nytt. Det som var satt her, er borte, som hvor den felles "
        "kopien er: git remote add origin ADRESSE."
    )


def _head(root: Path, git_folder: Path) -> str | None:
    found = dict.fromkeys(_branches(git_folder))
    chosen = next((each for each in _USUAL if each in found), None)
    if chosen is None and len(found) == 1:
        chosen = next(iter(found))
    if chosen is None:
        return None
    _write(git_folder / HEAD, f"ref: {BRANCHES}/{chosen}\n")
    return f"HEAD er satt til grenen {chosen}." if _resolves(root) else None


def _branches(git_folder: Path) -> Iterator[str]:
    """Yield the names of the branches, from their files: git cannot be asked now."""
    folder = git_folder / BRANCHES
    yield from (
        each.relative_to(folder).as_posix() for each in sorted(folder.rglob("*")) if each.is_file()
    )
    for line in text_of(git_folder / PACKED).splitlines():
        name = line.partition(" ")[2]
        if name.startswith(f"{BRANCHES}/"):
            yield name.removeprefix(f"{BRANCHES}/")


def _packed(root: Path, git_folder: Path) -> str | None:
    """Do without the list where the branch has a file of its own, or git remembers where it stood."""
    if not _resolves(root):
        last = _last_known(git_folder, HEAD)
        branch = text_of(git_folder / HEAD).removeprefix("ref: ").strip()
        if last is None or not branch.startswith(f"{BRANCHES}/"):
            return None
        path = git_folder / branch
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, f"{last}\n")
        if not _resolves(root):
            path.unlink()
            return None
    return "Gits liste over grenene er tatt bort, og grenen står der den sto sist."


def _branch(root: Path, git_folder: Path, branch: str) -> str | None:
    """Let the branch stand where its own log says that it stood last, if that commit is here."""
    last = _last_known(git_folder, branch)
    commit = f"{last}^{{commit}}"
    if last is None or ask(root, "cat-file", "-e", given=(commit,)).status != 0:
        return None
    _write(git_folder / branch, f"{last}\n")
    return f"Grenen {branch.removeprefix(f'{BRANCHES}/')} står igjen der den sto sist."


def _last_known(git_folder: Path, name: str) -> str | None:
    """Return the commit that git's log of a name ends with."""
    lines = text_of(git_folder / "logs" / name).splitlines()
    return lines[-1].split(" ")[1] if lines and lines[-1].count(" ") > 1 else None


def _index(root: Path, _: Path) -> str | None:
    if _resolves(root) and ask(root, "read-tree", HEAD).status != 0:
        return None
    return "Gits liste over filene i mappen er laget på nytt."


def _resolves(root: Path) -> bool:
    return ask(root, "rev-parse", "--verify", "--quiet", given=(f"{HEAD}^{{commit}}",)).status == 0


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


_MENDERS = {CONFIG: _config, HEAD: _head, PACKED: _packed, INDEX: _index}
