"""How long a whole process takes: by the clock, and the work that it and what it starts do.

On a machine that does other things too, the work and the quickest run say more than the median.
"""

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Tid(NamedTuple):
    """Seconds by the clock, and of work."""

    klokke: float
    arbeid: float

    def __str__(self) -> str:
        """Say both in columns of one width."""
        return f"{self.klokke:6.3f} s  {self.arbeid:6.3f} s"


def taken(command: Sequence[str], *, check: bool = True) -> Tid:
    """Return how long a command takes; by ``check`` it must end well."""
    began, before = time.perf_counter(), os.times()
    subprocess.run(command, check=check, capture_output=True)
    clock, after = time.perf_counter() - began, os.times()
    own = before.children_user + before.children_system
    return Tid(clock, after.children_user + after.children_system - own)


def median(times: Sequence[Tid]) -> Tid:
    """Return the median of each."""
    return Tid(*(statistics.median(kind) for kind in zip(*times, strict=True)))


def quickest(times: Sequence[Tid]) -> Tid:
    """Return the run that took the least time: the nearest to what a machine at rest needs."""
    return min(times)


def median_of(command: Sequence[str], runs: int, *, check: bool = True) -> Tid:
    """Return the median of so many runs, after one that does not count."""
    return median([taken(command, check=check) for _ in range(runs + 1)][1:])


def as_installed(folder: Path) -> None:
    """Let Python keep what it has compiled, as it does where a program is installed."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "pyc")
