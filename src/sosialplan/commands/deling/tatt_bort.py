"""What others took away, before it counts here: whole files, and entries inside files that stand.

What a person wrote is corrected by another entry; one that is gone from a case was taken out by hand or by
another program. The history's own check tells of it afterwards; ``synk`` asks before.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sosialplan.commands.fortid import read_tree
from sosialplan.commands.run import Run
from sosialplan.depot import Depot
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.contents import contents
from sosialplan.git.shared import Ways, base_of
from sosialplan.model.failure import ExpectedFailure
from sosialplan.rules.checks.history_checks import folder_of
from sosialplan.rules.tillit.fastlagt import (
    FASTLAGT,
    Faktum,
    by_key,
    facts_in,
    stands,
    to_be_chosen,
)
from sosialplan.tekster.konfliktord import kort_navn
from sosialplan.views.historikk.synkbilde import Vei, i_ord


def entries_taken_out(
    folder: Planmappe,
    depot: Depot,
    ways: Ways,
    newest: str,
    i_dag: date,
    env: Mapping[str, str] | None = None,
) -> Mapping[str, int]:
    """Return how many entries others took out or rewrote in each file that stands, as one types the file.

    Nothing until the day from which what is written stands (``uendret_fra``): until then all is rewritten.
    """
    files = [
        each
        for each in ways.their_files
        if folder_of(each) in FASTLAGT and each.endswith(".yaml") and each not in ways.gone
    ]
    base = base_of(depot, newest, env) if files else ""
    held = contents(depot, [(rev, each) for each in files for rev in (base, newest)], env)
    before = {each: read_tree(held[base, each]).tree for each in files}
    after = {each: _tree_of(held[newest, each]) for each in files}
    found = {
        kort_navn(each): count
        for each in files
        if (count := sum(1 for _ in _gone(each, before, after))) > 0
    }
    return found if found and _stands_fast(folder, i_dag) else {}


def _tree_of(text: str | None) -> object:
    """Return what a file holds; a file without a word in it holds nothing, and is not one that cannot be read."""
    said = (line.strip() for line in ("x" if text is None else text).splitlines())
    return read_tree(text).tree if any(each and not each.startswith("#") for each in said) else {}


def _gone(file: str, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[Faktum]:
    """Yield what stood in a file and stands in it no more, nor in another of its kind; a thing once."""
    kind = folder_of(file)
    now: dict[Any, Sequence[Faktum]] = {}
    for each, tree in after.items():
        if each == file or (kind != "saker" and folder_of(each) == kind):
            now |= by_key(facts_in(tree, kind))
    chosen = list(to_be_chosen(before[file]))
    if after[file] is None:  # gone, or not to be read: that is told of by itself
        return
    seen = set()
    for fact in facts_in(before[file], kind):
        away = not stands(fact, now) and not any(each.holds(fact) for each in chosen)
        if away and fact.id not in seen:
            seen.add(fact.id)
            yield fact


def _stands_fast(folder: Planmappe, i_dag: date) -> bool:
    """Tell whether what is written stands by now."""
    mappe = load(folder).mappe
    since = mappe.plan.skole.uendret_fra if mappe else None
    return since is None or since <= i_dag


def entry_words(entries: Mapping[str, int]) -> str:
    """Return what was taken out, in words: how many, and where."""
    count = sum(entries.values())
    what = "1 oppføring" if count == 1 else f"{count} oppføringer"
    return f"tar bort eller endrer {what} som sto ({', '.join(entries)})"


def require_removal(run: Run, fjernet: Vei, entries: Mapping[str, int], *, godtatt: bool) -> None:
    """Ask before others' removal counts here too. Raises ExpectedFailure without a yes."""
    files = fjernet.saker or fjernet.andre
    if not (files or entries):
        return
    parts = [f"fjerner {i_ord(fjernet)} herfra"] if files else []
    parts += [entry_words(entries)] if entries else []
    what = f"Det som er hentet, {' og '.join(parts)}."
    if godtatt or run.terminal.agrees(f"{what} Skal det bort her også?"):
        return
    raise ExpectedFailure(
        f"{what} Ingenting er flettet eller sendt.",
        "Se hvem som gjorde det: git log --stat HEAD..refs/sosialplan/hentet. Skal det bort: "
        "sosialplan synk --godta-sletting. Skal det ikke, må det tas tilbake der det ble gjort "
        "(git revert), og synkes på nytt.",
    )
