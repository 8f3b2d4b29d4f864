"""Tell finished cases anew, entry by entry, in the order in which they were written down."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec

from sosialplan.commands.fravaer.fravaersbok import SCHEMA_LINE as ABSENCE_SCHEMA_LINE
from sosialplan.commands.saksaapning import case_text
from sosialplan.commands.skrivebordet.desk import case_message
from sosialplan.files.yaml_edit import append_item, set_value
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.mappe import Mappe
from sosialplan.model.moter import Moetebok
from sosialplan.model.problems import TreePath
from sosialplan.model.sak import Aktivitetsplan, Sak, Tiltak
from sosialplan.model.sakspapirer import Endring
from sosialplan.rules.facts import written_entries

Edit = Callable[[str | None], str]
"""From a file's text, or None where there is no file yet, to its new text."""


@dataclass(frozen=True, slots=True)
class Opptegnelse:
    """One thing that was written down: when, in which file, how, and the commit's message."""

    when: datetime
    file: str
    edit: Edit
    message: str


def retold(mappe: Mappe) -> tuple[Opptegnelse, ...]:
    """Return everything that is recorded in a planmappe, by the moment it was written down.

    Entries of one moment keep the order of their file. What has no moment is left out of
    the order and stands with the entry before it.
    """
    entries = [
        *(each for read in mappe.saker for each in _case(read.file, read.value)),
        *(each for read in mappe.fravaer for each in _absence(read.file, read.value)),
        *(each for read in mappe.moter for each in _meetings(read.file, read.value)),
    ]
    return tuple(sorted(entries, key=lambda entry: entry.when))


def _moment(registrert: str | None, otherwise: datetime) -> datetime:
    return datetime.fromisoformat(registrert) if registrert else otherwise


def _case(file: str, sak: Sak) -> Iterator[Opptegnelse]:
    message = case_message(sak.sak)
    written = written_entries(sak)
    morning = datetime.fromisoformat(f"{sak.opprettet.isoformat()}T08:00+01:00")
    opened = min((_moment(each.registrert, morning) for each in written), default=morning)
    bare = msgspec.structs.replace(sak, hendelser=written[:1], aktivitetsplan=None)
    yield Opptegnelse(opened, file, lambda _: case_text(bare), message)
    for hendelse in written[1:]:
        when = _moment(hendelse.registrert, opened)
        yield Opptegnelse(when, file, _append(("hendelser",), to_tree(hendelse)), message)
    if sak.aktivitetsplan is not None:
        yield from _plan(file, sak.aktivitetsplan, opened, message)


def _plan(file: str, plan: Aktivitetsplan, opened: datetime, message: str) -> Iterator[Opptegnelse]:
    moments = [_moment(each.registrert, opened) for each in plan.tiltak]
    made = min(moments, default=opened)
    texts = to_tree(msgspec.structs.replace(plan, tiltak=()))
    if texts:
        yield Opptegnelse(made, file, _set(("aktivitetsplan",), texts), message)
    for position, tiltak in enumerate(plan.tiltak):
        where: TreePath = ("aktivitetsplan", "tiltak", position)
        tree = to_tree(_as_first_written(tiltak))
        yield Opptegnelse(
            moments[position], file, _append(("aktivitetsplan", "tiltak"), tree), message
        )
        yield from _measure(file, tiltak, where, moments[position], message)


def _measure(
    file: str, tiltak: Tiltak, where: TreePath, made: datetime, message: str
) -> Iterator[Opptegnelse]:
    for change in tiltak.endringer:
        when = _moment(change.registrert, made)
        yield Opptegnelse(when, file, _change(where, change), message)
    for evaluation in tiltak.evalueringer:
        edit = _append((*where, "evalueringer"), to_tree(evaluation))
        yield Opptegnelse(_moment(evaluation.registrert, made), file, edit, message)
    if tiltak.avsluttet is not None:
        edit = _set((*where, "avsluttet"), to_tree(tiltak.avsluttet))
        yield Opptegnelse(_moment(tiltak.avsluttet.registrert, made), file, edit, message)


def _as_first_written(tiltak: Tiltak) -> Tiltak:
    """Return a measure as it was before anything happened to it."""
    tree = to_tree(msgspec.structs.replace(tiltak, evalueringer=(), endringer=(), avsluttet=None))
    for change in reversed(tiltak.endringer):
        if change.fra is None:
            tree.pop(change.felt.value, None)
        else:
            tree[change.felt.value] = change.fra
    return msgspec.convert(tree, Tiltak)


def _absence(file: str, book: Klassefravaer) -> Iterator[Opptegnelse]:
    start = datetime.fromisoformat(f"{book.skoleaar[:4]}-08-20T08:00+02:00")
    empty = msgspec.structs.replace(
        book, elever=tuple(msgspec.structs.replace(each, perioder=()) for each in book.elever)
    )
    moments = [_moment(each.registrert, start) for pupil in book.elever for each in pupil.perioder]
    text = ABSENCE_SCHEMA_LINE + dump(to_tree(empty))
    message = f"Fravær {book.klasse}\n"
    yield Opptegnelse(min(moments, default=start), file, lambda _: text, message)
    for position, pupil in enumerate(book.elever):
        for each in pupil.perioder:
            edit = _append(("elever", position, "perioder"), to_tree(each))
            yield Opptegnelse(_moment(each.registrert, start), file, edit, message)


def _meetings(file: str, book: Moetebok) -> Iterator[Opptegnelse]:
    start = datetime.fromisoformat(f"{book.skoleaar[:4]}-08-20T08:00+02:00")
    entries = [
        *((_moment(each.registrert, start), "holdt", to_tree(each)) for each in book.holdt),
        *((_moment(each.registrert, start), "utført", to_tree(each)) for each in book.utfoert),
        *((_moment(each.registrert, start), "fulgt_opp", to_tree(each)) for each in book.fulgt_opp),
    ]
    text = dump(to_tree(msgspec.structs.replace(book, holdt=(), utfoert=(), fulgt_opp=())))
    first = min((when for when, _, _ in entries), default=start)
    message = "Årshjul\n" if book.utfoert else "Møter\n"
    yield Opptegnelse(first, file, lambda _: text, message)
    for when, key, tree in entries:
        yield Opptegnelse(when, file, _append((key,), tree), message)


def _append(path: TreePath, tree: object) -> Edit:
    return lambda text: append_item(text or "", path, tree)


def _set(path: TreePath, tree: object) -> Edit:
    return lambda text: set_value(text or "", path, tree)


def _change(where: TreePath, change: Endring) -> Edit:
    def edit(text: str | None) -> str:
        changed = set_value(text or "", (*where, change.felt.value), change.til)
        return append_item(changed, (*where, "endringer"), to_tree(change))

    return edit
