"""What was written stands: a file as it is now, held against every version that was saved."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any

from sosialplan.model.problems import Finding, TreePath
from sosialplan.model.record import Value
from sosialplan.rules.tillit.fastlagt import Fakta, Faktum, by_key, facts_in, stands, to_be_chosen

_ID = re.compile(r"[0-9a-z]{8}\Z")


class Utgave(Value, frozen=True):
    """A version of a file that was saved: the commit, and the trees before (one a parent) and after."""

    commit: str
    foer: tuple[Any, ...]
    etter: Any


def check_history(
    file: str,
    now: Fakta,
    utgaver: Sequence[Utgave],
    steps: Collection[str] = (),
    explained: Callable[[Faktum], bool] = lambda _: False,
) -> Iterator[Finding]:
    """Yield what was changed or taken away after it was saved.

    ``now`` are the facts of the file. ``utgaver`` are newest first; of an entry that was changed
    more than once the first version counts. A step is told where it is one of the plan's ``steps``.
    What a merge laid openly beside another value, to be chosen between, was not changed in silence; nor was
    what is ``explained`` by something else that the history shows.
    """
    held = [_Facts(each, folder_of(file)) for each in utgaver]
    chosen = [each for utgave in utgaver for each in to_be_chosen(utgave.etter)]
    for fact in _first(held):
        thing_is_gone = (*fact.noekkel[:2], None) not in now
        if stands(fact, now) or (fact.felt and thing_is_gone):
            continue
        if not any(each.holds(fact) for each in chosen) and not explained(fact):
            yield _finding(file, fact, now, held, steps)


def folder_of(file: str) -> str:
    """Return the folder that says what kind of file it is."""
    return file.split("/", maxsplit=1)[0]


class _Facts:
    """The facts of a version, before and after."""

    def __init__(self, utgave: Utgave, folder: str) -> None:
        self.commit = utgave.commit
        self.before = [by_key(facts_in(each, folder)) for each in utgave.foer]
        self.after = by_key(facts_in(utgave.etter, folder))

    def undid(self, fact: Faktum) -> bool:
        """Tell whether the fact stood before this commit and not after it."""
        return any(stands(fact, each) for each in self.before) and not stands(fact, self.after)


def _first(held: Sequence[_Facts]) -> Iterable[Faktum]:
    """Return every fact as it was first saved."""
    first: dict[Any, Faktum] = {}
    for each in reversed(held):
        for facts in (*each.before, each.after):
            for key, same in facts.items():
                for number, fact in enumerate(same):
                    first.setdefault((key, number), fact)
    return first.values()


def _changed(before: object, after: object) -> TreePath:
    """Return the way to the first value that is another now; none where only something is gone."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return ()
    return next(((key,) for key in after if before.get(key) != after[key]), ())


def _finding(
    file: str, fact: Faktum, now: Fakta, held: Sequence[_Facts], steps: Collection[str]
) -> Finding:
    commit = next((each.commit for each in held if each.undid(fact)), None)
    name = fact.id if _ID.match(fact.id) else "ukjent"
    sak = file.rsplit("/", 1)[-1].removesuffix(".yaml")
    values = {
        "hva": f"{fact.slag.hva} {fact.steg}" if fact.steg in steps else fact.slag.hva,
        "id": name,
        "når": in_commit(commit),
        "vis": f"git show {before(commit)}:./{file}",
        "rett": fact.slag.rett.format(sak=sak, id=name),
    }
    if fact.noekkel not in now:
        listed = tuple(takewhile(lambda step: isinstance(step, str), fact.sted))
        return Finding("K402", file, listed, values)
    stands_now = now[fact.noekkel][0]
    where = (*stands_now.sted, *_changed(fact.verdi, stands_now.verdi))
    if fact.felt is not None:
        return Finding("K403", file, where, {**values, "felt": fact.felt})
    return Finding("K401", file, where, values)


def gone_file(file: str, commit: str | None) -> Finding:
    """Say that a file with something in it is no longer there."""
    values = {"når": in_commit(commit), "vis": f"git checkout {before(commit)} -- {file}"}
    return Finding("K404", file, (), values)


def in_commit(commit: str | None) -> str:
    """Say where it was done; in what is not saved yet, where in no commit."""
    return f"i commit {commit}" if commit else "ikke lagret ennå"


def before(commit: str | None) -> str:
    """Return git's name for how it was before that."""
    return f"{commit}^" if commit else "HEAD"
