"""Many files read at once, shared out on the cores: those of which nothing is kept, in a folder with many cases.

Each share is read by a process that is started anew, never a copy of this one, so it is the same on every system. It is sent texts
and answers with what ``husket`` keeps of them; nothing is laid on the disk. What does not come of it, for whatever reason, is read as
one file is: here nothing is told, and nothing is left out.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures.process import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TextIO, TypeVar

from sosialplan.files.disk import FileText

_SHARE = 64
"""Files that a process is sent at a time."""
_MOST = 8
"""Processes: beyond these the one that sends and keeps is the slowest."""
_PATIENCE = 1.0
"""Seconds until it is said how far the reading has come."""
T = TypeVar("T")
Tekst = tuple[str, FileText]
Leser = Callable[[Sequence[Tekst]], Sequence[T | None]]
_Lest = Future[Sequence[T | None]]


def cores() -> int:
    """Return how many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def read_at_once(
    tekster: Sequence[Tekst],
    leser: Leser[T],
    *,
    antall: int | None = None,
    said: TextIO | None = None,
    patience: float = _PATIENCE,
) -> dict[str, T]:
    """Return what became of the files, by their names: only of those that are whole. Nothing where no process can be started.

    As many processes as there are cores, or ``antall``; with one core this one is as quick.
    """
    found: dict[str, T] = {}
    number = cores() if antall is None else antall
    if number == 1:
        return found
    shares = [tekster[at : at + _SHARE] for at in range(0, len(tekster), _SHARE)]
    try:
        with (
            ProcessPoolExecutor(min(number, _MOST), get_context("spawn"), _deaf_to_breaks) as pool,
            _told(said or sys.stderr, len(tekster), patience) as told,
        ):
            asked = {pool.submit(leser, share): share for share in shares}
            for done in _ended(pool, asked):
                read = zip(asked[done], done.result(), strict=True)
                found |= {file: made for (file, _), made in read if made is not None}
                told(len(asked[done]))
    except (OSError, ImportError, RuntimeError):
        return found  # no process can be started here, or one was ended
    return found


def _ended(pool: ProcessPoolExecutor, asked: dict[_Lest[T], Sequence[Tekst]]) -> Iterator[_Lest[T]]:
    """Yield what is done; a person who breaks off does not wait for the rest."""
    try:
        yield from as_completed(asked)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def _deaf_to_breaks() -> None:
    """Let Ctrl-C be the business of the one who started this process: it ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _told(said: TextIO, total: int, patience: float) -> Iterator[Callable[[int], None]]:
    """Say on a terminal how far the reading has come, once it has taken its time; the line is gone afterwards."""
    begun, so_far, width = time.monotonic(), 0, 0

    def told(more: int) -> None:
        nonlocal so_far, width
        so_far += more
        if said.isatty() and time.monotonic() - begun > patience:
            line = f"Leser sakene: {so_far} av {total}"
            width = len(line)
            said.write(f"\r{line}")
            said.flush()

    try:
        yield told
    finally:
        if width:
            said.write(f"\r{' ' * width}\r")
            said.flush()
