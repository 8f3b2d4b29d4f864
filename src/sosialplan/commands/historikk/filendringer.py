"""The changes of files that a history holds, newest first, with cases that got another number."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sosialplan.commands.fortid import Fortid
from sosialplan.git.history import Change, Commit, commit_at, commits, took_away
from sosialplan.git.lineage import moments
from sosialplan.model.record import Value

CASE = re.compile(r"saker/[0-9]{4}/([0-9]{4}-[0-9A-Z]{5})\.yaml")
"""The path of a case's file, and its number in it."""


class Filendring(Value, frozen=True):
    """What one commit did to one file, and when it was there at the earliest.

    ``renamed_from`` is the number that the case had before this commit.
    """

    commit: Commit
    moment: datetime
    file: str
    sides: tuple[Change, ...]
    renamed_from: str | None = None

    @property
    def after(self) -> str | None:
        """The content it left."""
        return self.sides[0].after

    @property
    def alike(self) -> int:
        """How many of a merge's parents have the file as the merge has it."""
        return max(0, len(self.commit.parents) - len(self.sides))

    @property
    def merge(self) -> bool:
        """Whether the commit brings lines of work together."""
        return len(self.sides) > 1 or self.alike > 0

    @property
    def contents(self) -> tuple[str | None, ...]:
        """All contents that it is about."""
        return tuple(content for side in self.sides for content in (side.before, side.after))


def filendringer(
    history: Sequence[Commit], fortid: Fortid, when: Mapping[str, datetime] | None = None
) -> Iterator[Filendring]:
    """Yield the changes of a history; a case that went as another came with its entries is one.

    ``when`` is when each commit was there at the earliest, where more is known than this history.

    The files of one commit come last first, so that all of it read backwards is as it was written.
    """
    when = moments(history) if when is None else when
    for commit in history:
        renamed = _renamed(commit, fortid)
        for file in reversed(commit.files):
            if file not in renamed.values():
                yield _change(commit, when[commit.name], file, renamed.get(file))


def of_files(
    root: Path, files: Sequence[str], fortid: Fortid, *, thorough: bool = False
) -> tuple[Filendring, ...]:
    """Return the changes of some files together, newest first; each is asked for by itself."""
    found = [each for file in files for each in _of_file(root, file, fortid, thorough=thorough)]
    return tuple(sorted(found, key=lambda each: each.moment, reverse=True))


def _of_file(root: Path, file: str, fortid: Fortid, *, thorough: bool) -> Iterator[Filendring]:
    """Yield the changes of a file; of a case also those under the numbers that it had before."""
    asked: set[str] = set()
    wanted: str | None = file
    told: set[str] = set()
    while wanted is not None and wanted not in asked:
        asked.add(wanted)
        name, wanted = wanted, None
        for each in filendringer(commits(root, [name], thorough=thorough), fortid):
            renumbered = _came(each) and took_away(root, each.commit.name, "saker")
            whole = commit_at(root, each.commit.name, "saker") if renumbered else None
            former = _renamed(whole, fortid).get(name) if whole else None
            if whole and former:
                told.add(whole.name)
                yield _change(whole, each.moment, name, former)
            elif each.commit.name not in told:
                yield each
            wanted = former or wanted


def _came(change: Filendring) -> bool:
    """Tell whether a case's file came with this commit, and not by a merge."""
    alone = len(change.sides) == 1 and change.sides[0].before is None
    return alone and CASE.fullmatch(change.file) is not None


def _change(commit: Commit, moment: datetime, file: str, former: str | None) -> Filendring:
    sides = tuple(each for side in commit.sides for each in side if each.file == file)
    if former is None:
        return Filendring(commit, moment, file, sides)
    gone = next(each for side in commit.sides for each in side if each.file == former)
    match = CASE.fullmatch(former)
    return Filendring(
        commit,
        moment,
        file,
        (Change(file, gone.before, sides[0].after),),
        match[1] if match else None,
    )


def _renamed(commit: Commit, fortid: Fortid) -> Mapping[str, str]:
    """Return the cases that came with the entries of one that went: the new file to the old."""
    if len(commit.sides) != 1:
        return {}
    cases = [each for each in commit.sides[0] if CASE.fullmatch(each.file)]
    gone = {each.file: _ids(fortid, each.before) for each in cases if each.after is None}
    came = [each for each in cases if each.before is None] if gone else []
    return {
        new.file: old
        for new in came
        for old, ids in gone.items()
        if ids and ids <= _ids(fortid, new.after)
    }


def _ids(fortid: Fortid, content: str | None) -> frozenset[str]:
    """Return the ids of a case's entries."""
    tree: Any = fortid.innhold(content).tree
    entries = tree.get("hendelser") if tree else None
    found = entries if isinstance(entries, list) else []
    return frozenset(str(each.get("id")) for each in found if isinstance(each, dict))
