"""The door to the workers: starts them, gives them jobs, and ends them where a job takes too much.

A worker is started when the first job comes and does all the others too, so that a run of many documents
starts one. Several jobs at once have a worker each. No fork: a new process of the same interpreter, on every
system.
"""

import atexit
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from threading import Timer
from typing import IO

from sosialplan.model.record import Value
from sosialplan.output.worker import (
    IDLE,
    ROOM,
    TRACE,
    Broken,
    Done,
    Failed,
    Job,
    answer_to,
    receive,
    send,
    within,
)
from sosialplan.reading import read_bytes

_START = "from sosialplan.output.worker import work; work()"
_GRACE = 3.0
"""Seconds after a job's own, before a worker that did not end itself is ended."""
_NOWHERE = "http://127.0.0.1:9"
"""Where a library that looks something up on the net is sent: nobody answers there."""
_PROXIES = ("http_proxy", "https_proxy", "all_proxy")
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Stopped(Exception):
    """A job took more time or memory than it may; ``trace`` is where its worker was, as Python tells it."""

    def __init__(self, trace: str) -> None:
        super().__init__("stopped")
        self.trace = trace


class WorkerFault(Exception):
    """A fault of ours in a worker: its kind and places in the program, never a text of a case."""

    def __init__(self, kind: str, places: tuple[str, ...]) -> None:
        super().__init__(kind)
        self.kind, self.places = kind, places


class Worker:
    """A process with an empty room of its own, which is where it stands and all that it may write in."""

    def __init__(self) -> None:
        self._room = Path(mkdtemp(prefix=ROOM))
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, and words of ours
            [sys.executable, "-P", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._room,
            env=_environment(),
            creationflags=_NO_WINDOW,
        )
        self._at_work = False

    def do(self, job: Job) -> object:
        """Return what a job returns. Raises what it raises, Stopped, or WorkerFault."""
        ender = Timer(job.seconds * IDLE + _GRACE, self._process.kill)
        ender.daemon = True
        ender.start()
        self._at_work = True
        try:
            answer = self._asked(job)
        finally:
            ender.cancel()
        self._at_work = answer is None
        match answer:
            case Done():
                return answer.value
            case Failed():
                raise answer.failure
            case Broken():
                raise WorkerFault(answer.kind, answer.places)
        self._process.wait()
        raise Stopped(self._trace())

    @property
    def stands(self) -> bool:
        """Tell whether the process can take another job; one that was left in the middle cannot."""
        return not self._at_work and self._process.poll() is None

    def end(self) -> None:
        """End the process, and take its room away."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                _close(pipe)
        shutil.rmtree(self._room, ignore_errors=True)

    def _asked(self, job: Job) -> object | None:
        told, heard = self._process.stdin, self._process.stdout
        if told is None or heard is None:
            return None
        try:
            send(told, job)
            return receive(heard)
        except OSError:
            return None

    def _trace(self) -> str:
        try:
            return read_bytes(self._room / TRACE).decode("ascii", errors="replace")
        except OSError:
            return ""


class Here(Value, frozen=True):
    """This process, where it is a worker itself: what a job of its own asks for is done in it, within the same bounds."""

    stands: bool = True

    def do(self, job: Job) -> object:
        """Return what a job returns. Raises what it raises, or WorkerFault; one that takes too much ends the process."""
        with within(job.seconds):
            answer = answer_to(job)
        match answer:
            case Done():
                return answer.value
            case Failed():
                raise answer.failure
        raise WorkerFault(answer.kind, answer.places)

    def end(self) -> None:
        """Do nothing: whoever started the process ends it."""


def stay_here() -> None:
    """Let this process do the jobs that it asks for, since it is a worker itself."""
    _idle().append(Here())


def get_ready() -> None:
    """Start a worker that a document will need soon, so that it is there when the folder is read."""
    if not _idle():
        _idle().append(Worker())


def do(job: Job) -> object:
    """Let a worker do a job. Raises what the job raises, Stopped, or WorkerFault."""
    idle = _idle()
    worker = idle.pop() if idle else Worker()
    try:
        return worker.do(job)
    finally:
        if worker.stands:
            idle.append(worker)
        else:
            worker.end()


@lru_cache(maxsize=1)
def _idle() -> list[Worker | Here]:
    """Return the workers that wait for a job; they are ended with the program."""
    waiting: list[Worker | Here] = []
    atexit.register(_end, waiting)
    return waiting


def _end(workers: list[Worker | Here]) -> None:
    while workers:
        workers.pop().end()


def _environment() -> dict[str, str]:
    """Return the person's own environment, with no way to the net and few threads."""
    kept = {name: value for name, value in os.environ.items() if name.lower() not in _WAYS}
    nowhere = {each: _NOWHERE for name in _PROXIES for each in {name.upper(), _cased(name)}}
    return {**kept, **nowhere, "RAYON_NUM_THREADS": "2", "MALLOC_ARENA_MAX": "2"}


_WAYS = frozenset({"no_proxy", *_PROXIES})


def _cased(name: str) -> str:
    """Return the name as it is looked up: Windows knows it in one case only."""
    return name.upper() if sys.platform == "win32" else name


def _close(pipe: IO[bytes]) -> None:
    """Close a pipe that nobody reads any more; what still waited in it is let go."""
    with suppress(OSError):
        pipe.close()
