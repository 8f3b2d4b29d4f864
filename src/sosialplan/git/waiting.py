"""What git is stopped for while it runs: a name on which it would wait for ever, found too late.

Before each call ``queues`` looks where one look in a folder is enough. Contents lie in 256 folders of
their own and rules deep among others' files: to look there each time would cost more than most calls.
So that is looked through first when git has taken its time, and again ever more seldom.
"""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread

from sosialplan.git.queues import deep_candidates, no_plain_file, waits

PATIENCE = 0.5
"""Seconds before the first look: nearly all that git is asked takes less."""
_SELDOM = 20.0
"""Never so many seconds between two looks, however long git takes."""


@contextmanager
def stopped_where_it_waits(root: Path, stop: Callable[[], None]) -> Iterator[None]:
    """Let git run; ``stop`` it where it waits on what is no plain file.

    Raises ExpectedFailure that names the file, in place of what came of stopping git.
    """
    done, found = Event(), list[str]()

    def look() -> None:
        patience = PATIENCE
        while not done.wait(patience):
            with ExitStack() as held:
                found.extend(_waited_on(root, held))
                if found:
                    stop()
            patience = min(2 * patience, _SELDOM) if not found else PATIENCE

    watcher = Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
    if found:
        raise no_plain_file(found[0], root)


def _waited_on(root: Path, held: ExitStack) -> Iterator[str]:
    """Yield what somebody waits on now, kept from ending till git is stopped.

    Programs that git itself started end when what they wait on is let go: git's own death tells them nothing.
    """
    for path in dict.fromkeys(deep_candidates(root)):
        if waits(path) and _somebody_reads(path, held):
            yield path


def _somebody_reads(path: str, held: ExitStack) -> bool:
    """Tell whether a queue has a reader: one without cannot be opened to write. A device always gives more.

    Of one that may not be written nothing is known: it is taken as read.
    """
    try:
        if stat.S_ISFIFO(Path(path).stat().st_mode):
            held.callback(os.close, os.open(path, os.O_WRONLY | _AT_ONCE))
    except PermissionError:
        return True
    except OSError:
        return False
    return True


_AT_ONCE: int = getattr(os, "O_NONBLOCK", 0)
"""Windows has no queues among its files: there nothing is opened."""
