"""A new folder that takes its name once all of it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sosialplan.files.disk import beside, patiently, refused
from sosialplan.git.rooms import take_away
from sosialplan.model.failure import ExpectedFailure

_OWNERS_ALONE = 0o700


@contextmanager
def made_whole(root: Path) -> Iterator[Path]:
    """Give a folder that takes its name once it is whole; it goes away where it cannot be made.

    Raises ExpectedFailure where something lies there, or the disk refuses.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise ExpectedFailure(
            "Mappen har innhold fra før. Ingenting er endret.",
            "Velg en mappe som er tom eller ikke finnes.",
        )
    waiting = beside(root)
    try:
        if waiting.exists():  # of one that was killed, in a process of the same number
            take_away(waiting)
        waiting.mkdir(_OWNERS_ALONE, parents=True)
        yield waiting
        if root.exists():
            root.rmdir()
        patiently(lambda: waiting.rename(root))
    except OSError as error:
        raise refused(error) from error
    finally:
        if waiting.exists():
            take_away(waiting)
