"""Where packages are laid: whole in a folder beside their place, which then takes its name."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sosialplan.commands.run import Run
from sosialplan.files.disk import refused
from sosialplan.files.planmappe import CONTENT, Planmappe
from sosialplan.model.failure import ExpectedFailure

_UT = ("ut", "arkiv")
_WAITS = ".sosialplan-arkiv-"


def place_for(folder: Planmappe, name: str, til: Path | None) -> Path:
    """Return a folder that is not there yet. Raises ExpectedFailure.

    A folder that was asked for must be new or empty, and never where cases, plan or templates are.
    """
    if til is None:
        under = folder.root.joinpath(*_UT)
        return next(under / each for each in _names(name) if not (under / each).exists())
    target = til.resolve()
    if any(target.is_relative_to(folder.root / each) for each in (*CONTENT, ".git")):
        raise ExpectedFailure(
            "Pakker legges ikke der saker, plan eller maler ligger.",
            "Velg et annet sted, eller utelat --til. Da blir det ut/arkiv.",
        )
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ExpectedFailure(
            "Mappen har innhold fra før. Ingenting er endret.",
            "Velg en mappe som er tom eller ikke finnes.",
        )
    return target


def _names(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))


@contextmanager
def laid_whole(run: Run, target: Path) -> Iterator[Path]:
    """Give a folder to pack in; what is left of it when something goes wrong is taken away.

    A folder that a killed run left behind holds documents, and is told of.
    """
    for left in sorted(target.parent.glob(f"{_WAITS}*")):
        run.terminal.note(f"En pakking ble avbrutt. Slett mappen: {left}")
    waiting = target.with_name(f"{_WAITS}{os.getpid()}.tmp")
    try:
        try:
            waiting.mkdir(parents=True)
            yield waiting
        except OSError as error:
            raise refused(error) from error
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def take_place(waiting: Path, target: Path) -> None:
    """Let the packed folder take its name, at once. Raises ExpectedFailure."""
    try:
        if target.is_dir():
            target.rmdir()
        waiting.rename(target)
    except OSError as error:
        raise refused(error) from error
