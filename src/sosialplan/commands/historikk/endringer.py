"""What a history did to each file, newest first, from commits to sentences."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from sosialplan.commands.fortid import Fortid
from sosialplan.git.history import (
    Change,
    Commit,
    commit_at,
    commits,
    is_backdated,
    moments,
    took_away,
)
from sosialplan.model.klassetrinn import KLASSEFORM
from sosialplan.model.record import Value
from sosialplan.tekster.loggord import FRAVAER, INNBOKS, KLASSELISTE, MOETER, SAK, Filord
from sosialplan.tekster.tilgangsord import TILGANG
from sosialplan.views.datoer import kort_dato
from sosialplan.views.historikk.forskjell import Del, Sakskjenne, absence_of_case, minutes_of_case
from sosialplan.views.historikk.logglinje import Logglinje
from sosialplan.views.historikk.loggsetninger import (
    Setning,
    counted,
    file_change,
    file_changes,
    merge_changes,
    plan_changes,
)

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
    mange: int = 0
    """How many files the commit wrote, where it is told of as one."""

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
    history: Sequence[Commit],
    fortid: Fortid,
    when: Mapping[str, datetime] | None = None,
    *,
    most: int | None = None,
) -> Iterator[Filendring]:
    """Yield the changes of a history; a case that went as another came with its entries is one.

    ``when`` is when each commit was there at the earliest, where more is known than this history.

    The files of one commit come last first, so that all of it read backwards is as it was written. One that wrote
    more than ``most`` is one change, and nothing of it is read.
    """
    when = moments(history) if when is None else when
    for commit in history:
        if most is not None and len(commit.files) > most:
            whole = len(commit.files)
            yield Filendring(commit, when[commit.name], commit.files[0], (), mange=whole)
            continue
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


_KINDS: tuple[tuple[re.Pattern[str], Filord, Del | None], ...] = (
    (CASE, SAK, None),
    (re.compile(rf"fravaer/[0-9-]{{9}}/{KLASSEFORM}\.yaml"), FRAVAER, absence_of_case),
    (re.compile(r"moter/[0-9-]{9}/[a-zæøå0-9-]+\.yaml"), MOETER, minutes_of_case),
    (re.compile(r"innboks/[0-9a-z]{8}\.yaml"), INNBOKS, None),
    (re.compile(rf"elever/[0-9-]{{9}}/{KLASSEFORM}\.yaml"), KLASSELISTE, None),
    (re.compile(r"plan/tilgang\.yaml"), TILGANG, None),
)
_UNREADABLE = "Filen kunne ikke leses slik den ble lagret"
_SHUT = "Lagret, vernet for andre enn deg: hva som ble endret, kan du ikke se"
_AT_A_TIME = 500
"""So many changes of files are read from git at once."""


@dataclass(slots=True)
class Forteller:
    """Tells changes in words, oldest first; of one ``sak`` only what belongs to it.

    ``begun`` is the day of each file's first commit, where more is known than the changes that are told.
    """

    fortid: Fortid
    sak: str | None = None
    kjenne: Sakskjenne | None = None
    begun: Mapping[str, date] = field(default_factory=dict)
    _shut: dict[str, date] = field(default_factory=dict)
    _readable: dict[str, Any] = field(default_factory=dict)
    _gone: set[tuple[str, str | None]] = field(default_factory=set)

    def lines(self, changes: Sequence[Filendring]) -> Iterator[Logglinje]:
        """Yield the lines of the changes, which are given newest first, oldest first."""
        for start in range(len(changes), 0, -_AT_A_TIME):
            part = changes[max(0, start - _AT_A_TIME) : start]
            self.fortid.read_ahead(content for each in part for content in each.contents)
            for commit, files in groupby(reversed(part), key=lambda each: each.commit):
                said = counted([said for each in files for said in self._of(each)])
                for each in said:
                    yield Logglinje(commit.name, commit.when, commit.who, each.sak, each)

    def _of(self, change: Filendring) -> Iterator[Setning]:
        match = None if change.mange else CASE.fullmatch(change.file)
        number = self.sak or (match[1] if match else None)
        for each in self._all_of(change):
            yield replace(each, sak=number or each.sak)

    def _all_of(self, change: Filendring) -> Iterator[Setning]:
        """Yield the sentences, after what is odd about the commit itself."""
        if change.mange:
            yield Setning(
                f"{change.mange} filer ble lagret på én gang. Se en sak: sosialplan logg SAK. Alle linjene: sosialplan logg"
            )
            return
        found = [each for each in self._sentences(change) if not self._told_gone(change, each)]
        if change.renamed_from:
            yield Setning(f"Saken har fått nytt nummer. Det gamle er {change.renamed_from}")
        if found and is_backdated(change.commit, change.moment):
            said = (
                f"Commiten er datert {kort_dato(change.commit.when.date())}, men bygger på en fra"
            )
            yield Setning(f"{said} {kort_dato(change.moment.date())}")
        yield from found

    def _told_gone(self, change: Filendring, said: Setning) -> bool:
        """Tell whether what a merge lacks was told to be gone before; keep what is gone."""
        if not said.borte or said.id is None:
            return False
        known = (change.file, said.id) in self._gone
        self._gone.add((change.file, said.id))
        return known and change.merge

    def _sentences(self, change: Filendring) -> Iterator[Setning]:
        kind = next((each for each in _KINDS if each[0].fullmatch(change.file)), None)
        if kind is None:
            yield from () if self.kjenne or change.alike else self._of_no_case(change)
            return
        _, ord_, part = kind
        if part and self.kjenne and not self._concerns_case(change, self.kjenne):
            return
        after = self.fortid.innhold(change.after)
        before = [self.fortid.innhold(side.before) for side in change.sides]
        if not after.lesbar:
            if after.lukket and not any(each.lukket for each in before):
                self._shut.setdefault(change.file, change.moment.date())
            yield from () if change.alike else (Setning(_SHUT if after.lukket else _UNREADABLE),)
            return
        if not all(each.lesbar or each.lukket for each in before):
            yield Setning("Filen kan leses igjen")
        known = self._readable.get(change.file)
        self._readable[change.file] = after.tree
        trees = [self._own(each.tree if each.lesbar else known, part) for each in before]
        now = self._own(after.tree, part)
        found = (
            merge_changes([*trees, *[now] * change.alike], now, ord_)
            if change.merge
            else file_changes(trees[0], now, ord_)
        )
        hidden = change.after is not None and any(each.lukket for each in before)
        yield from self._stood_before(change, [*found]) if hidden else found

    def _stood_before(self, change: Filendring, found: Sequence[Setning]) -> Iterator[Setning]:
        """Yield what stands in the first version that can be read after one sealed for others: no more than that."""
        since = self._shut.pop(change.file, None) or self.begun.get(change.file)
        if found and not change.alike:
            day = f" fra {kort_dato(since)}" if since else ""
            what = "Saken" if CASE.fullmatch(change.file) else f"Filen {change.file}"
            yield Setning(
                f"Fra her kan du lese. {what} var her før det{day}, vernet for andre enn deg: "
                "hvem som skrev det som sto da, og når, er ikke kjent for deg"
            )
        yield from (replace(each, ukjent=True) for each in found)

    def _concerns_case(self, change: Filendring, kjenne: Sakskjenne) -> bool:
        return any(kjenne.may_be_in(self.fortid.text(each)) for each in change.contents)

    def _own(self, tree: Any, part: Del | None) -> Any:
        return part(tree or {}, self.kjenne) if part and self.kjenne else tree

    def _of_no_case(self, change: Filendring) -> Iterator[Setning]:
        """Tell of the plan by its areas, and of any other file that it was changed."""
        before, after = (
            self.fortid.innhold(each) for each in (change.sides[0].before, change.after)
        )
        areas = (
            list(plan_changes(change.file, before.tree, after.tree))
            if change.file.startswith("plan/") and before.tree and after.tree
            else ()
        )
        came, went = change.sides[0].before is None, change.after is None
        yield from areas or (file_change(change.file, came=came, went=went),)
