"""From commits to sentences: what each commit did to each file of a planmappe."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from sosialplan.commands.fortid import Fortid
from sosialplan.commands.historikk.filendringer import CASE, Filendring
from sosialplan.git.lineage import is_backdated
from sosialplan.views.datoer import kort_dato
from sosialplan.views.historikk.filsetninger import counted, file_change, plan_changes
from sosialplan.views.historikk.logglinje import Logglinje
from sosialplan.views.historikk.loggord import SAK, Filord
from sosialplan.views.historikk.loggord_delt import FRAVAER, MOETER
from sosialplan.views.historikk.loggord_tilgang import TILGANG
from sosialplan.views.historikk.loggsetninger import Setning, file_changes, merge_changes
from sosialplan.views.historikk.sakens_del import Del, Sakskjenne, absence_of_case, minutes_of_case

_KINDS: tuple[tuple[re.Pattern[str], Filord, Del | None], ...] = (
    (CASE, SAK, None),
    (re.compile(r"fravaer/[0-9-]{9}/[0-9]{1,2}[A-Z]\.yaml"), FRAVAER, absence_of_case),
    (re.compile(r"moter/[0-9-]{9}/[a-zæøå0-9-]+\.yaml"), MOETER, minutes_of_case),
    (re.compile(r"plan/tilgang\.yaml"), TILGANG, None),
)
_UNREADABLE = "Filen kunne ikke leses slik den ble lagret"
_AT_A_TIME = 500
"""So many changes of files are read from git at once."""


@dataclass(slots=True)
class Forteller:
    """Tells changes in words, oldest first; of one ``sak`` only what belongs to it."""

    fortid: Fortid
    sak: str | None = None
    kjenne: Sakskjenne | None = None
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
        match = CASE.fullmatch(change.file)
        number = self.sak or (match[1] if match else None)
        for each in self._all_of(change):
            yield replace(each, sak=number or each.sak)

    def _all_of(self, change: Filendring) -> Iterator[Setning]:
        """Yield the sentences, after what is odd about the commit itself."""
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
        if not after.lesbar:
            yield from () if change.alike else (Setning(_UNREADABLE),)
            return
        before = [self.fortid.innhold(side.before) for side in change.sides]
        if not all(each.lesbar for each in before):
            yield Setning("Filen kan leses igjen")
        known = self._readable.get(change.file)
        self._readable[change.file] = after.tree
        trees = [self._own(each.tree if each.lesbar else known, part) for each in before]
        now = self._own(after.tree, part)
        yield from (
            merge_changes([*trees, *[now] * change.alike], now, ord_)
            if change.merge
            else file_changes(trees[0], now, ord_)
        )

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
