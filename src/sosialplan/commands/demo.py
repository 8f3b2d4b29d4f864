"""``demo``: an invented school in the middle of its year, with a history to look at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from sosialplan.commands.aarshjul.aaret import year_of
from sosialplan.commands.dokumenter.bestilling import bestilling, planen
from sosialplan.commands.dokumenter.lag import lag
from sosialplan.commands.dokumenter.utskrift import write_document
from sosialplan.commands.fravaer.fravaersbok import SCHEMA_LINE as ABSENCE_SCHEMA_LINE
from sosialplan.commands.frister import frister
from sosialplan.commands.run import Run
from sosialplan.commands.saksaapning import case_text
from sosialplan.commands.skolen.oppretting import make
from sosialplan.commands.skrivebordet.desk import case_message
from sosialplan.files.disk import write_atomically
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.files.yaml_edit import append_item, set_value
from sosialplan.files.yaml_writer import dump, to_tree
from sosialplan.git.repository import SavedOnce, retell
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.fravaer import Elevfravaer, Klassefravaer
from sosialplan.model.mappe import Mappe
from sosialplan.model.moeter import Moetebok
from sosialplan.model.problems import TreePath, path_to
from sosialplan.model.sak import Aktivitetsplan, Sak, Tiltak
from sosialplan.model.sakspapirer import Endring
from sosialplan.output.oppstart import quoted
from sosialplan.rules.facts import written_entries
from sosialplan.views.fristrader import Utvalg

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
        *(each for read in mappe.moeter for each in _meetings(read.file, read.value)),
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
        yield Opptegnelse(when, file, _append(path_to(Sak.hendelser), to_tree(hendelse)), message)
    if sak.aktivitetsplan is not None:
        yield from _plan(file, sak.aktivitetsplan, opened, message)


def _plan(file: str, plan: Aktivitetsplan, opened: datetime, message: str) -> Iterator[Opptegnelse]:
    moments = [_moment(each.registrert, opened) for each in plan.tiltak]
    made = min(moments, default=opened)
    texts = to_tree(msgspec.structs.replace(plan, tiltak=()))
    if texts:
        yield Opptegnelse(made, file, _set(path_to(Sak.aktivitetsplan), texts), message)
    measures = path_to(Sak.aktivitetsplan, Aktivitetsplan.tiltak)
    for position, tiltak in enumerate(plan.tiltak):
        where = path_to(*measures, position)
        tree = to_tree(_as_first_written(tiltak))
        yield Opptegnelse(moments[position], file, _append(measures, tree), message)
        yield from _measure(file, tiltak, where, moments[position], message)


def _measure(
    file: str, tiltak: Tiltak, where: TreePath, made: datetime, message: str
) -> Iterator[Opptegnelse]:
    for change in tiltak.endringer:
        when = _moment(change.registrert, made)
        yield Opptegnelse(when, file, _change(where, change), message)
    for evaluation in tiltak.evalueringer:
        edit = _append(path_to(*where, Tiltak.evalueringer), to_tree(evaluation))
        yield Opptegnelse(_moment(evaluation.registrert, made), file, edit, message)
    if tiltak.avsluttet is not None:
        edit = _set(path_to(*where, Tiltak.avsluttet), to_tree(tiltak.avsluttet))
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
            edit = _append(
                path_to(Klassefravaer.elever, position, Elevfravaer.perioder), to_tree(each)
            )
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
        return append_item(changed, path_to(*where, Tiltak.endringer), to_tree(change))

    return edit


DEMO_DAY = date(2026, 11, 23)
"""The day the demo is shown as of: a Monday in the middle of the autumn."""
_BEGINNING = datetime.fromisoformat("2026-08-10T08:00+02:00")
"""When the invented school made its planmappe."""


def demo(run: Run, folder: Path) -> int:
    """Make the invented school, show its deadlines, and write a plan and the wheel."""
    standard = standard_folder()
    loaded = load(Planmappe(standard))
    if loaded.mappe is None:
        raise ExpectedFailure(
            "Standarden som følger med programmet, er skadet.", "Installer på nytt."
        )
    root = make(replace(run, now=_BEGINNING, commit_dates=True), folder, None)
    entries = retold(loaded.mappe)
    run.terminal.note(f"Skriver {len(entries)} oppføringer som en skole ville gjort det …")
    _write_history(root, entries)
    shown = replace(run, start=root, i_dag=DEMO_DAY)
    run.terminal.heading(f"Frister ved en oppdiktet skole, {DEMO_DAY:%d.%m.%Y}")
    frister(shown, Utvalg(), format_="tabell", streng=False)
    _write_documents(shown, root, loaded.mappe)
    _tell_more(run, folder)
    return 0


def _write_history(root: Path, entries: tuple[Opptegnelse, ...]) -> None:
    """Write the files as they end, and tell how each came to be: one dated commit an entry."""
    texts: dict[str, str] = {}
    history = []
    for entry in entries:
        texts[entry.file] = entry.edit(texts.get(entry.file))
        history.append(SavedOnce(entry.file, texts[entry.file], entry.message, entry.when))
    for file, text in texts.items():
        write_atomically(root / file, text)
    retell(root, history)


def _write_documents(run: Run, root: Path, mappe: Mappe) -> None:
    """Write the plan of the case with the most evaluations, and the wheel."""
    chosen = max(
        mappe.saker,
        key=lambda read: sum(
            len(each.evalueringer)
            for each in (read.value.aktivitetsplan.tiltak if read.value.aktivitetsplan else ())
        ),
    ).value
    year = year_of(run, None)
    run.terminal.note("")
    plan = root / "ut" / f"plan-{chosen.sak}.pdf"
    lag(run, bestilling(planen(run), "aktivitetsplan"), chosen.sak, format_="pdf", til=plan)
    write_document(run, year.pdf(run.i_dag), root / "ut" / "aarshjul.pdf", root, om_elever=False)
    write_document(run, year.svg(), root / "ut" / "aarshjul.svg", root, om_elever=False)


def _tell_more(run: Run, folder: Path) -> None:
    run.terminal.note("")
    run.terminal.note("Prøv selv:")
    program = run.terminal.kalt()
    run.terminal.note(f"  cd {quoted(str(folder))}")
    run.terminal.note(f"  {program} --i-dag {DEMO_DAY} saker")
    run.terminal.note(f"  {program} logg --siste 10")
    run.terminal.note(f"  {program} kjeder")
