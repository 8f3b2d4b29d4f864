"""The mark of what was last seen of a history, so that it shows when something is gone.

It lies outside the repository, in the person's own folder: nobody who writes in the repository, or in
the shared copy, can move it. One small file for each history.
"""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from sosialplan.files.disk import Disk, write_atomically
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.reading import read_bytes

_COMMIT = re.compile(r"[0-9a-f]{40,64}\Z")


class Sett(Value, frozen=True):
    """What was seen in one folder: each branch with its last commit, when, and when for the first time."""

    sett: Mapping[str, str] = {}
    naar: str = ""
    foerst: str = ""


class Merke(Value, frozen=True, forbid_unknown_fields=True):
    """What is remembered of a history, in each folder where it was seen.

    One machine may hold the history in several folders, and what is saved in one is not gone from the
    other. ``godtatt`` are commits that the person has accepted as they are; ``signert`` is the commit up
    to which every signature was right: they are the same wherever it lies.
    """

    steder: Mapping[str, Sett] = {}
    signert: str | None = None
    godtatt: tuple[str, ...] = ()

    def i(self, place: Path) -> Sett:
        """Return what was seen in a folder; in one that is new here, in the folder that it was moved from."""
        if str(place) in self.steder:
            return self.steder[str(place)]
        moved = [self.steder[each] for each in self._gone()]
        return max(moved, key=lambda each: each.naar, default=Sett())

    def med(self, place: Path, sett: Sett) -> Mapping[str, Sett]:
        """Return what was seen in each folder once this is seen here, without those that are gone."""
        gone = frozenset(self._gone())
        kept = {sted: each for sted, each in self.steder.items() if sted not in gone}
        return {**kept, str(place): sett}

    def _gone(self) -> Iterator[str]:
        yield from (each for each in self.steder if not (Path(each) / ".git").exists())


def user_folder() -> Path:
    """Return where the system keeps what a program remembers for a person."""
    return state_folder(os.environ, sys.platform, Path.home())


def state_folder(environ: Mapping[str, str], platform: str, home: Path) -> Path:
    """Return the place for marks on a system, by its own customs."""
    if platform == "win32":
        base = Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(environ.get("XDG_STATE_HOME") or home / ".local" / "state")
    return base / "sosialplan" / "merker"


def find_mark(folder: Path, beginning: str, place: Path) -> Merke | None:
    """Return the mark of the history with this first commit, else of the one that was last here.

    Raises ExpectedFailure where it cannot be read.
    """
    own = folder / f"{beginning}.json"
    if own.is_file():
        return _read(own)
    marks = (_read(path) for path in sorted(folder.glob("*.json")))
    return next((mark for mark in marks if str(place) in mark.steder), None)


def keep_mark(disk: Disk, folder: Path, beginning: str, merke: Merke) -> None:
    """Write a mark. Raises ExpectedFailure."""
    try:
        write_atomically(folder / f"{beginning}.json", msgspec.json.encode(merke), disk)
    except ExpectedFailure as error:
        raise ExpectedFailure(
            "Kontrollen er gjort, men merket om hva som ble sett, kunne ikke skrives.",
            f"Sjekk at du har lov til å skrive i {folder}, og at disken ikke er full.",
        ) from error


def _read(path: Path) -> Merke:
    try:
        merke = msgspec.json.decode(read_bytes(path), type=Merke)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unreadable(path) from error
    if not all(_COMMIT.match(each) for each in _commits(merke)):
        raise _unreadable(path)
    return merke


def _commits(merke: Merke) -> Iterator[str]:
    for each in merke.steder.values():
        yield from each.sett.values()
    yield from merke.godtatt
    if merke.signert is not None:
        yield merke.signert


def _unreadable(path: Path) -> ExpectedFailure:
    return ExpectedFailure(
        "Merket om hva som ble sett sist, kan ikke leses, så det kan ikke sees om noe er borte.",
        f"Er det ødelagt, så slett {path}. Da begynner kontrollen på nytt.",
    )
