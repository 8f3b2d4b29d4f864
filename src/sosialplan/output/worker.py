"""The worker's own side: a process that does one job after the other, and ends where a job takes too much.

Its jobs are functions of this program that read what others wrote: templates, styles, finished files. The
process is the same program with the same rights. What it bounds is time and memory, which no library bounds
from inside. It hears of jobs on its input, answers on its output, and ends when its input does.
"""

import faulthandler
import gc
import os
import pickle
import shutil
import struct
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value

MOST_MEMORY = 1_500_000_000
"""Bytes: a whole social action plan with all its drawings takes a tenth."""
IDLE = 4 if sys.platform != "win32" else 2
"""So many seconds may go by for each second of work that a job has."""
ROOM = "sosialplan-"
"""How the name of the room begins in which a worker stands."""
TRACE = "spor"
"""The file in the worker's room that says where it was when its time was over."""
OUT_OF_MEMORY = 86
"""The exit status of a worker that would have taken more memory than it may."""
_ALWAYS = "sosialplan.output.templates"
"""What every document needs: it is read while the program still reads the folder."""
_RARELY = 50_000
_LENGTH = struct.Struct(">Q")


class Job(Value, frozen=True):
    """A function by its module and name, what it is given, and how many seconds of work it has."""

    module: str
    function: str
    args: tuple[object, ...]
    kwargs: Mapping[str, object]
    seconds: float


class Done(Value, frozen=True):
    """What a job returned."""

    value: object


class Failed(Value, frozen=True):
    """A job that could not go on, in words."""

    failure: ExpectedFailure


class Broken(Value, frozen=True):
    """A job that ended in a fault of ours: its kind and places in the program, never a text."""

    kind: str
    places: tuple[str, ...]


def send(stream: IO[bytes], value: object) -> None:
    """Write a value and its length. Raises OSError where nobody reads any more."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> object | None:
    """Read the next value; None where there is none, or only a part of one."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    # Both ends are this program: a value of it is what comes, and nothing from outside.
    return pickle.loads(data) if len(data) == length else None  # noqa: S301


def work() -> None:
    """Do jobs until the input ends. Whatever a library prints is let go, so that answers stay whole."""
    gc.set_threshold(_RARELY)
    answers = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    _bound_memory()
    import_module(_ALWAYS)
    while isinstance(job := receive(sys.stdin.buffer), Job):
        with within(job.seconds):
            answer = answer_to(job)
        send(answers, answer)
    _leave()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let the process end where what is done in here takes more work than so; what it left of its own bound counts no more."""
    with Path(TRACE).open("wb", buffering=0) as trace:
        _begin(seconds, trace)
        try:
            yield
        finally:
            _begin(0, trace)


def _leave() -> None:
    """Take the room away: whoever started the worker may have been killed, and does it no more."""
    room = Path.cwd()
    if room.name.startswith(ROOM):
        os.chdir(room.parent)
        shutil.rmtree(room, ignore_errors=True)


def _begin(seconds: float, trace: IO[bytes]) -> None:
    """Let the process say where it is and end, after so many seconds of work; none lets it go on.

    A machine that is busy with other things costs a job nothing, where the system counts its work.
    """
    faulthandler.cancel_dump_traceback_later()
    if sys.platform != "win32":
        import signal  # noqa: PLC0415 - a timer that Windows lacks

        faulthandler.register(signal.SIGPROF, file=trace, chain=True)
        signal.setitimer(signal.ITIMER_PROF, seconds)
    if seconds:
        faulthandler.dump_traceback_later(seconds * IDLE, exit=True, file=trace)


def answer_to(job: Job) -> Done | Failed | Broken:
    """Do a job, and return what came of it; one that takes more memory than it may ends the process."""
    try:
        return Done(getattr(import_module(job.module), job.function)(*job.args, **job.kwargs))
    except ExpectedFailure as failure:
        return Failed(failure)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BaseException as error:  # noqa: BLE001 - a fault of a library is no exception of Python's
        return Broken(type(error).__name__, _places(error))


def _places(error: BaseException) -> tuple[str, ...]:
    import traceback  # noqa: PLC0415 - seldom needed

    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return tuple(f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in frames)


def _bound_memory() -> None:
    """Let the system refuse more memory than a document takes; and leave no image of the memory behind."""
    if sys.platform == "win32":
        from sosialplan.output.windows_job import bound_memory  # noqa: PLC0415 - only there

        bound_memory(MOST_MEMORY)
    else:
        import resource  # noqa: PLC0415 - not everywhere

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        within = MOST_MEMORY if most == resource.RLIM_INFINITY else min(most, MOST_MEMORY)
        resource.setrlimit(resource.RLIMIT_AS, (within, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if sys.platform == "darwin":  # which takes the limit, and does not hold it
        _watch_memory()


def _watch_memory() -> None:
    """End the process where it has taken too much: typst and pdfium let others run meanwhile."""
    import threading  # noqa: PLC0415 - only where it is needed
    from importlib import import_module  # noqa: PLC0415 - only where it is needed
    from typing import Any  # noqa: PLC0415 - only where it is needed

    usage: Any = import_module("resource")  # not everywhere

    def watch() -> None:
        pause = threading.Event()
        while usage.getrusage(usage.RUSAGE_SELF).ru_maxrss < MOST_MEMORY:
            pause.wait(0.1)
        os._exit(OUT_OF_MEMORY)

    threading.Thread(target=watch, daemon=True).start()
