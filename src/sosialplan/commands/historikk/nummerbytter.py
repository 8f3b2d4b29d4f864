"""Every change of a case's number that a history shows: the same case, in a file of another name."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from sosialplan.commands.fortid import read_tree
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.contents import texts
from sosialplan.git.history import Change, Commit, commits
from sosialplan.model.record import Value
from sosialplan.rules.checks.history_checks import folder_of
from sosialplan.rules.tillit.fastlagt import Fakta, Faktum, by_key, facts_in, stands


class Nummerbytte(Value, frozen=True):
    """A case that got another number; ``fakta`` are those that it had then, and ``staar`` those it has now."""

    fra: str
    til: str
    fil: str
    fakta: Fakta
    staar: Fakta


class Nummerbytter(Value, frozen=True):
    """Every change of number in a history, the oldest first."""

    alle: tuple[Nummerbytte, ...] = ()

    def explains(self, file: str, fact: Faktum, now: Fakta) -> bool:
        """Tell whether a fact of a file stands under the new number, there or in the case's new file."""
        verdi = fact.verdi
        for each in self.alle:
            verdi = renumbered(verdi, each.fra, each.til)
        moved = replace(fact, verdi=verdi)
        return (verdi != fact.verdi and stands(moved, now)) or any(
            each.fil == file and stands(fact, each.fakta) and stands(moved, each.staar)
            for each in self.alle
        )


def renumberings(folder: Planmappe, history: Sequence[Commit] | None) -> Nummerbytter:
    """Return the changes of number that a history of all cases, newest first, shows; None asks for it."""
    if history is None:
        history = commits(folder.root, ["saker"])
    pairs = [pair for each in reversed(history) for pair in _pairs(each)]
    asked = (name for gone, came in pairs for name in (gone.before, came.after) if name)
    held = texts(folder, asked)
    return Nummerbytter(tuple(_judged(folder, pairs, held)))


def _pairs(commit: Commit) -> Iterator[tuple[Change, Change]]:
    """Yield each case file that a commit took away, with each that came in the same commit."""
    for side in commit.sides[:1] if len(commit.sides) == 1 else ():
        cases = [each for each in side if folder_of(each.file) == "saker"]
        gone = [each for each in cases if each.after is None]
        came = [each for each in cases if each.before is None]
        yield from ((one, other) for one in gone for other in came)


def _judged(
    folder: Planmappe, pairs: Sequence[tuple[Change, Change]], held: Mapping[str, str | None]
) -> Iterator[Nummerbytte]:
    for gone, came in pairs:
        before, after = (read_tree(held[name or ""]).tree for name in (gone.before, came.after))
        fra, til = Path(gone.file).stem, Path(came.file).stem
        if before is not None and renumbered(before, fra, til) == after:
            now = read_tree(folder.text(folder.root / came.file).text or "").tree
            facts = (by_key(facts_in(tree, "saker")) for tree in (before, now))
            yield Nummerbytte(fra, til, gone.file, *facts)


def renumbered(node: Any, fra: str, til: str) -> Any:
    """Return a tree in which each value that is the one number is the other."""
    match node:
        case dict():
            return {key: renumbered(each, fra, til) for key, each in node.items()}
        case list():
            return [renumbered(each, fra, til) for each in node]
        case _:
            return til if node == fra else node
