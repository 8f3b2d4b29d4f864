"""A case as it was known on a day, or as it stood in a commit, from what the history holds.

Known is what was in the history by the end of the day: that can be shown. What an entry says of
itself (``registrert``) can be typed, and is told beside it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Any

from sosialplan.commands.fortid import Fortid
from sosialplan.commands.historikk.filendringer import Filendring
from sosialplan.commands.historikk.sakshistorie import Sakshistorie
from sosialplan.git.lineage import last_known
from sosialplan.model.record import Value
from sosialplan.views.historikk.loggsetninger import as_day
from sosialplan.views.historikk.samling import entries, together

COMMIT = re.compile(r"[0-9a-f]{4,40}\Z")
"""How a commit is typed: the first characters of its name."""


class Kjent(Value, frozen=True):
    """What was known: the case's tree, None where there was none, and those of the other files.

    ``samlet`` are the ids that stood on a line of work which was merged later.
    """

    sak: Any
    andre: Mapping[str, Any]
    samlet: tuple[str, ...] = ()


def known_on(historie: Sakshistorie, day: date) -> Kjent:
    """Return the case as it was known by the end of a day."""
    versions = list(_versions(historie.fortid, historie.egne, day))
    case = _joined(versions)
    first = {each["id"] for each in entries(versions[0])} if versions else set()
    apart = tuple(each["id"] for each in entries(case) if each["id"] not in first)
    other = {
        file: _joined(_versions(historie.fortid, changes, day))
        for file, changes in _by_file(historie)
    }
    return Kjent(case, other, apart)


def known_in(historie: Sakshistorie, commit: str) -> Kjent:
    """Return the case as it stood in a commit, under the number that it had there."""

    def held(file: str) -> Any:
        return historie.fortid.innhold(f"{commit}:./{file}").tree

    own = dict.fromkeys([historie.file, *(each.file for each in historie.egne)])
    case = next((tree for file in own if (tree := held(file))), None)
    return Kjent(case, {file: held(file) for file, _ in _by_file(historie)})


def written_before(historie: Sakshistorie, known: Kjent, day: date) -> Mapping[str, date]:
    """Return entries that say they were written by the day but came later, and when they came."""
    there = {each["id"] for each in entries(known.sak)}
    came: dict[str, date] = {}
    for change in reversed(historie.egne):
        for each in entries(historie.fortid.innhold(change.after).tree):
            written = as_day(each.get("registrert"))
            if written and written <= day and each["id"] not in there:
                came.setdefault(each["id"], change.moment.date())
    return came


def _by_file(historie: Sakshistorie) -> Iterator[tuple[str, Sequence[Filendring]]]:
    for file in dict.fromkeys(each.file for each in historie.andre):
        yield file, [each for each in historie.andre if each.file == file]


def _versions(fortid: Fortid, changes: Sequence[Filendring], day: date) -> Iterator[Any]:
    """Yield what the file was at the end of the day, newest first: one tree a line of work.

    Where none of these could be read, what could be read last.
    """
    tips = {each.name for each in last_known([each.commit for each in changes], day)}
    newest = [fortid.innhold(each.after) for each in changes if each.commit.name in tips]
    if newest and not any(each.lesbar for each in newest):
        before = (fortid.innhold(each.after) for each in changes if each.moment.date() <= day)
        newest = [next((each for each in before if each.lesbar), newest[0])]
    yield from (each.tree for each in newest if each.tree is not None)


def _joined(versions: Iterable[Any]) -> Any:
    return reduce(together, versions, None)
