"""One writer at a time in a planmappe. The one door to filelock."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sosialplan.model.failure import ExpectedFailure

_PATIENCE = 10.0
"""Seconds to wait for another writer: longer than any command takes."""


@contextmanager
def locked(git_folder: Path) -> Iterator[None]:
    """Hold the lock of a repository. Raises ExpectedFailure when another holds it too long.

    The operating system lets go of the lock when a process dies. The file stands in git's
    own folder, wherever that is, so that git does not see it.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - slow, and only writers need it

    try:
        with FileLock(git_folder / "sosialplan.lock", timeout=_PATIENCE):
            yield
    except Timeout:
        raise ExpectedFailure(
            "En annen skriver i mappen akkurat nå. Ingenting er endret.",
            "Vent litt, og prøv igjen.",
        ) from None
