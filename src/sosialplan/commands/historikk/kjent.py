"""What the history holds of one case: its past, the day each entry came, and what was known on a day."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Any

from sosialplan.commands.fortid import Fortid, folder_at, tree_in
from sosialplan.commands.historikk.endringer import Filendring, of_files
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.beginning import beginning
from sosialplan.git.contents import texts
from sosialplan.git.history import last_known
from sosialplan.git.rooms import is_soon_read
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.rules.checks.closing_checks import papers_of
from sosialplan.rules.facts import written_entries
from sosialplan.views.historikk.forskjell import Sakskjenne, entries, together
from sosialplan.views.historikk.loggsetninger import as_day

CLASS = re.compile(r"[0-9]{1,2}[A-Z]")


class Sakshistorie(Value, frozen=True):
    """The changes of a case's own file and of the others that tell of it, newest first."""

    sak: str
    file: str
    fortid: Fortid
    kjenne: Sakskjenne
    egne: tuple[Filendring, ...]
    andre: tuple[Filendring, ...] = ()

    @property
    def alle(self) -> tuple[Filendring, ...]:
        """Everything, newest first."""
        return tuple(sorted((*self.andre, *self.egne), key=lambda each: each.moment, reverse=True))


def case_history(folder: Planmappe, number: str) -> Sakshistorie:
    """Return the history of a case; without any change where it was never saved."""
    fortid = Fortid(folder.root)
    file = folder.relative(folder.case_path(number))
    own = of_files(folder.root, [file], fortid, thorough=is_soon_read(folder.root))
    fortid.read_ahead(content for each in own for content in each.contents)
    trees = [fortid.innhold(each.after).tree for each in own]
    pupils = dict.fromkeys(pupil for tree in trees if tree for pupil in _pupil(tree))
    numbers = (number, *(each.renamed_from for each in own if each.renamed_from))
    kjenne = Sakskjenne(numbers, tuple(pupils))
    if not own:
        return Sakshistorie(number, file, fortid, kjenne, own)
    others = of_files(folder.root, tuple(_naming(folder, kjenne)), fortid)
    return Sakshistorie(number, file, fortid, kjenne, own, others)


def _pupil(tree: Any) -> Iterator[tuple[str, str]]:
    """Yield the name and the class that a version of the case has."""
    elev = tree.get("elev")
    found = [elev.get(key) for key in ("navn", "klasse")] if isinstance(elev, dict) else []
    navn, klasse = found or (None, None)
    if isinstance(navn, str) and isinstance(klasse, str) and CLASS.fullmatch(klasse):
        yield navn, klasse


def _naming(folder: Planmappe, kjenne: Sakskjenne) -> Iterator[str]:
    """Yield the files of absence and minutes that tell of the case now."""
    for kind in ("fravaer", "moter"):
        for path in folder.files(kind):
            if kjenne.may_be_in(folder.text(path).text):
                yield folder.relative(path)


def saved_later(folder: Planmappe, mappe: Mappe, read: Read[Sak]) -> Mapping[str, date]:
    """Return the day of each entry that came into the history later than it says it was written down.

    What came with the first commit of all was there before the history began, and what was saved before
    the school's ``uendret_fra`` was still being rewritten: of these nothing is known.
    """
    said = dict(_written_down(read.value))
    changes = of_files(folder.root, [read.file], Fortid(folder.root)) if said else ()
    if not changes:
        return {}
    held = texts(folder.root, [each.after for each in changes if each.after])
    first = beginning(folder.root)
    since = mappe.plan.skole.uendret_fra
    found: dict[str, date] = {}
    left = dict(said)
    for each in sorted(changes, key=lambda one: one.moment):
        text = held.get(each.after or "") or ""
        day = each.moment.date()
        for name in [one for one in left if one in text]:
            judged = each.commit.name != first and not (since and day < since)
            if judged and day > left[name]:
                found[name] = day
            del left[name]
    return found


def _written_down(sak: Sak) -> Iterator[tuple[str, date]]:
    """Yield each entry that says when it was written down, with the day."""
    measures = sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()
    said = (
        *((each.id, each.registrert) for each in written_entries(sak)),
        *((each.id, each.registrert) for _, papers in papers_of(sak) for each in papers),
        *((each.id, each.registrert) for each in measures),
        *((one.id, one.registrert) for each in measures for one in each.evalueringer),
        *((one.id, one.registrert) for each in measures for one in each.endringer),
        *((one.id, one.registrert) for each in measures for one in each.avsluttet_rettet),
    )
    for name, registrert in said:
        if registrert is not None:
            yield name, date.fromisoformat(registrert[:10])


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
    own = dict.fromkeys([historie.file, *(each.file for each in historie.egne)])
    others = [file for file, _ in _by_file(historie)]
    then = folder_at(historie.fortid.root, commit, (*own, *others))
    case = next((tree for file in own if (tree := tree_in(then, file))), None)
    return Kjent(case, {file: tree_in(then, file) for file in others})


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
