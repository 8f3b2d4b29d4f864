"""The errand of a command that writes: a command says what is added; all else is the same for all of them.

Lock, read, ask the command, edit, check, write, commit, let go of the lock, say what was saved and what follows.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.run import FINE, DoubtedFirst, Run, ShownFirst
from sosialplan.commands.skrivebordet.desk import Desk, Saved, at_desk, case_message
from sosialplan.commands.skrivebordet.sagt import (
    as_seen,
    far_days,
    open_rows,
    tell_of_set_days,
    tell_rows,
    tell_saved,
)
from sosialplan.commands.skrivebordet.tvil import said_yes
from sosialplan.files.replacing import Filbytte
from sosialplan.files.yaml_edit import append_item, remove, set_value
from sosialplan.files.yaml_reader import Tree
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.mappe import Mappe
from sosialplan.model.problems import TreePath
from sosialplan.model.record import Record, Value
from sosialplan.rules.kontrolltegn import without_numbers


class Added(Value, frozen=True):
    """An entry at the end of a list of a file; the list is made where it is missing."""

    path: Path
    where: TreePath
    entry: Record


class Put(Value, frozen=True):
    """A value in its place in a file, whether one stood there or not; None takes away what stood."""

    path: Path
    where: TreePath
    value: Tree


class Whole(Value, frozen=True):
    """The whole text of a file: of a new one, or of one that was edited by what was asked of the desk."""

    path: Path
    text: str


Change = Added | Put | Whole
Rows = Sequence[VurdertFrist]


class Followed(Value, frozen=True):
    """What came of an errand: what was saved, and what was asked for before it and is now."""

    saved: Saved
    was: Rows = ()
    after: Rows = ()


class Errand(Value, frozen=True):
    """What a command writes, in the order it is written, and what it says of it.

    ``seen`` is what the person's own screen shows in its place, where that says more than a script is told.
    ``asks`` gives the rows of a planmappe that the errand may bring new ones to: they are told. ``opens`` gives
    those that the command tells of itself, whose days are doubted as well. ``then`` says what only this command knows. ``beside`` holds what is laid outside of the planmappe while it is
    saved, and takes it back where it cannot be. ``gone`` are files that go away with the same change,
    ``raw`` those that no reader of the planmappe judges (templates, schemas, git's own), which change with it,
    and ``status`` is the exit status when all is done.
    """

    changes: Sequence[Change]
    message: str
    said: str | None = None
    asks: Callable[[Mappe], Rows] | None = None
    then: Callable[[Followed], None] | None = None
    beside: AbstractContextManager[None] = nullcontext()
    gone: Sequence[Path] = ()
    raw: Sequence[Filbytte] = ()
    status: int = FINE
    seen: str | None = None
    opens: Callable[[Mappe], Rows] | None = None


def carry_out(
    run: Run,
    work: Callable[[Desk], Errand | int],
    *,
    case: str | None = None,
    blind: bool = False,
    lister: bool = False,
) -> int:
    """Do an errand from the lock to what follows; return the exit status.

    ``work`` looks at what was read and returns what is to be written, or the exit status where it is nothing.
    Of cases only the ``case`` that was typed is read, and those linked with it; one who is ``blind`` reads none.
    The class lists are read with ``lister``.
    A person is asked about what is doubted once the lock is let go of; it is then done from the beginning.
    Raises WrongUsage, ExpectedFailure or ProblemsFoundError: then nothing is written.
    """
    while True:
        try:
            return _carried_out(run, work, case=case, blind=blind, lister=lister)
        except DoubtedFirst as doubted:
            run = said_yes(run, doubted.lines)


def told_before(run: Run, work: Callable[[Desk], Errand | int], *, case: str | None = None) -> Run:
    """Tell what is doubted of an errand before a person says yes to it; return the run that has told it. Nothing is written."""
    dry = replace(run, godtatt=_NEVER, bare_tvil=True, likevel=None)
    try:
        _carried_out(dry, work, case=case, blind=False, lister=False)
    except DoubtedFirst as doubted:
        for each in doubted.lines:
            if each not in run.tvilt:
                run.terminal.note(f"Se over: {each}")
        return replace(run, tvilt=(*run.tvilt, *doubted.lines))
    except ShownFirst:
        pass
    return run


_NEVER = ("",)
"""What no change is, so that the desk stops before it writes."""


def _carried_out(
    run: Run, work: Callable[[Desk], Errand | int], *, case: str | None, blind: bool, lister: bool
) -> int:
    with at_desk(run, case, blind=blind, lister=lister) as desk:
        errand = work(desk)
        if isinstance(errand, int):
            return errand
        was = errand.asks(desk.mappe) if errand.asks else ()
        with errand.beside:
            saved = desk.save(
                _texts(desk, errand.changes),
                errand.message,
                gone=errand.gone,
                raw=errand.raw,
                days=partial(_far_days, run, errand, was),
            )
    if errand.said is not None:
        said = as_seen(run, saved.mappe, errand.said, errand.seen)
        tell_saved(run, without_numbers(said), saved.commit)
    after = errand.asks(saved.mappe) if errand.asks else ()
    before = {row.frist.id for row in was}
    tell_rows(run, "Nytt som må gjøres", [row for row in after if row.frist.id not in before])
    tell_of_set_days(run, was, after)
    if errand.then is not None:
        errand.then(Followed(saved, was, after))
    return errand.status


def _far_days(run: Run, errand: Errand, was: Rows, changed: Mappe) -> Iterator[str]:
    """Yield what is to be known of the days that the change sets, before it is written."""
    rows = errand.asks or errand.opens
    if rows is not None:
        yield from far_days(run, was, rows(changed))


def of_case(
    desk: Desk,
    number: str,
    changes: Sequence[Change],
    said: str,
    then: Callable[[Followed], None] | None = None,
) -> Errand:
    """Return the errand of a change of one case: what the case asks for afterwards is told."""
    asks = partial(open_rows, desk.run, number=number)
    return Errand(changes, case_message(number), said, asks, then)


def _texts(desk: Desk, changes: Sequence[Change]) -> dict[Path, str]:
    """Return the new text of each file, as the changes make it one after the other."""
    texts = dict[Path, str]()
    for each in changes:
        if isinstance(each, Whole):
            texts[each.path] = each.text
            continue
        text = texts.get(each.path) or desk.text_of(each.path)
        if isinstance(each, Added):
            text = append_item(text, each.where, to_tree(each.entry))
        elif each.value is None:
            text = remove(text, each.where)
        else:
            text = set_value(text, each.where, each.value)
        texts[each.path] = text
    return texts
