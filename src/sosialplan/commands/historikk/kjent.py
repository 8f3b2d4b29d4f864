"""What the history holds of one case: its past, the day each entry came, and what was known on a day."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from sosialplan.commands.fortid import Fortid, is_shut, tree_in
from sosialplan.commands.historikk.endringer import Filendring, of_files
from sosialplan.commands.run import Run
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.beginning import beginning
from sosialplan.git.history import is_soon_read
from sosialplan.model.klassetrinn import is_class
from sosialplan.model.mappe import Mappe, Read, Ulest
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.rules.checks.closing_checks import papers_of
from sosialplan.rules.facts import written_entries
from sosialplan.views.datoer import kort_dato
from sosialplan.views.historikk.forskjell import Sakskjenne, entries
from sosialplan.views.historikk.loggsetninger import as_day


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
    fortid = Fortid(folder)
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
    if isinstance(navn, str) and isinstance(klasse, str) and is_class(klasse):
        yield navn, klasse


def _naming(folder: Planmappe, kjenne: Sakskjenne) -> Iterator[str]:
    """Yield the files of absence and minutes that tell of the case now."""
    for kind in ("fravaer", "moter"):
        for path in folder.files(kind):
            if kjenne.may_be_in(folder.text(path).text):
                yield folder.relative(path)


def with_history(run: Run, folder: Planmappe, mappe: Mappe, read: Read[Sak]) -> Mappe:
    """Return the planmappe with the day of each entry that came into the history later than it says it was written down.

    What came with the first commit of all was there before the history began, and what was saved before
    the school's ``uendret_fra`` was still being rewritten: of these nothing is known. Nor is it of what stood in
    versions that are sealed for others; that is said.
    """
    said = dict(_written_down(read.value))
    fortid = Fortid(folder)
    changes = tuple(reversed(of_files(folder.root, [read.file], fortid)))
    fortid.read_ahead(content for each in changes for content in each.contents)
    found, unseen = _saved_later(folder, mappe, said, changes, fortid)
    shut = [each.moment.date() for each in changes if fortid.lukket(each.after)]
    if not shut:
        return replace(mappe, lagret=found)
    again = (each.moment.date() for each in changes if _was_shut(each, fortid))
    unread = Ulest(shut[0], max([shut[-1], *again]), unseen)
    run.terminal.note(
        f"Historikken til saken fra {kort_dato(unread.fra)} til {kort_dato(unread.til)} er vernet for andre enn deg, eller "
        "for en nøkkel du hadde før. Når det som sto da ble skrevet ned, er ikke kjent. Skal det på et papir, så la en som "
        "har lest saken fra begynnelsen, lage det."
    )
    return replace(mappe, lagret=found, ulest=unread)


def _was_shut(change: Filendring, fortid: Fortid) -> bool:
    """Tell whether what stood before a change is sealed for others: what is new in it may have stood there then."""
    return any(fortid.lukket(each.before) for each in change.sides)


def _saved_later(
    folder: Planmappe,
    mappe: Mappe,
    said: Mapping[str, date],
    changes: Sequence[Filendring],
    fortid: Fortid,
) -> tuple[Mapping[str, date], frozenset[str]]:
    """Return the day of each entry that came later than it said, and those of which that is not known."""
    first = beginning(folder.root) if changes else None
    since = mappe.plan.skole.uendret_fra
    found: dict[str, date] = {}
    unseen: set[str] = set()
    left = dict(said)
    for each in changes:
        text = fortid.text(each.after) or ""
        day = each.moment.date()
        for name in [one for one in left if one in text]:
            judged = each.commit.name != first and not (since and day < since)
            if day > left[name] and _was_shut(each, fortid):
                unseen.add(name)
            elif judged and day > left[name]:
                found[name] = day
            del left[name]
    return found, frozenset(unseen)


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


class KjentDen(Value, frozen=True):
    """What was known: the case's tree, None where there was none, and those of the other files.

    What was ``lukket`` is not known to who reads, whoever knew it: files that were there, sealed for others.
    """

    sak: Any
    andre: Mapping[str, Any]
    lukket: frozenset[str] = frozenset()


def known_in(folder: Planmappe, historie: Sakshistorie, day: date | None = None) -> KjentDen:
    """Return the case as a folder holds it, under the number that it has there.

    A file that cannot be read is given as it could be read last, by the end of a ``day``.
    """
    others = dict.fromkeys(each.file for each in historie.andre)

    shut = frozenset(each for each in (*own_files(historie), *others) if is_shut(folder, each))

    def held(file: str) -> Any:
        if file in shut:
            return None
        tree = tree_in(folder, file)
        if tree is None and day is not None and folder.has(folder.root / file):
            return _last_read(historie, file, day)
        return tree

    case = next((tree for file in own_files(historie) if (tree := held(file))), None)
    return KjentDen(case, {file: held(file) for file in others}, shut)


def own_files(historie: Sakshistorie) -> tuple[str, ...]:
    """Return the file of the case, then those that it had under other numbers."""
    return tuple(dict.fromkeys([historie.file, *(each.file for each in historie.egne)]))


def _last_read(historie: Sakshistorie, file: str, day: date) -> Any:
    """Return the newest tree of a file that could be read by the end of a day."""
    changes = (*historie.egne, *historie.andre)
    before = (each for each in changes if each.file == file and each.moment.date() <= day)
    trees = (historie.fortid.innhold(each.after).tree for each in before)
    return next((tree for tree in trees if tree is not None), None)


def written_before(historie: Sakshistorie, sak: Any, day: date) -> Mapping[str, tuple[date, bool]]:
    """Return entries that say they were written by the day but came later, when, and whether that is known.

    It is not of what stood in a version sealed for others: that it had come by then, is all.
    """
    there = {each["id"] for each in entries(sak)}
    came: dict[str, tuple[date, bool]] = {}
    for change in reversed(historie.egne):
        for each in entries(historie.fortid.innhold(change.after).tree):
            written = as_day(each.get("registrert"))
            if written and written <= day and each["id"] not in there:
                known = not _was_shut(change, historie.fortid)
                came.setdefault(each["id"], (change.moment.date(), known))
    return came
