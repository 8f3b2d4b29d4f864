"""Approvals in the history by those who could not give them: whoever wrote one, held against the role then."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sosialplan.commands.fortid import Fortid, read_tree
from sosialplan.commands.skrivebordet.signering import last_known
from sosialplan.commands.tillit.kontroll_vekst import lagring
from sosialplan.depot import Depot
from sosialplan.git.history import Change, Commit, commits, contents
from sosialplan.model.mappe import Mappe
from sosialplan.model.skole import Noekkel
from sosialplan.rules.tillit.fullmakt import SKOLE, Forfatter, Stab, belongs_to, is_one_of, staff_in
from sosialplan.rules.tillit.signaturkjede import Dom
from sosialplan.views.historikk.kontrollbilde import Kontrollfunn


def wrong_approvals(
    depot: Depot, mappe: Mappe, dommer: Mapping[str, Dom]
) -> Iterator[Kontrollfunn]:
    """Yield each approval written by one who did not have the role, or whom the school did not know.

    An approval that is gone from its case is told of where entries that changed are.
    """
    files = [each.file for each in mappe.saker if each.value.godkjenninger]
    if not files:
        return
    history = commits(depot.root, files, thorough=True)
    fortid = Fortid(depot.root)
    given = [(each, side, one) for each in history for side, one in _given(fortid, each)]
    staff = _staff(depot, [each for each, _, _ in given])
    keys = last_known(depot).noekler
    for commit, side, one in given:
        stab = staff[commit.name]
        navn = _writer(commit, dommer.get(commit.name), keys, stab)
        role = str(one.get("av"))
        if role in stab.utenfor or stab.had(navn, role):
            continue
        code = "T751" if is_one_of(navn, stab.personer) else "T752"
        number = side.file.rsplit("/", 1)[-1].removesuffix(".yaml")
        yield Kontrollfunn(code, lagring(commit), {"sak": number, "id": str(one["id"])})


def _given(fortid: Fortid, commit: Commit) -> Iterator[tuple[Change, Mapping[str, Any]]]:
    """Yield the approvals that a commit wrote: in none of what it builds on."""
    for side in commit.sides[0] if commit.sides else ():
        befores = [each for one in commit.sides for each in one if each.file == side.file]
        seen = {each["id"] for before in befores for each in _approvals(fortid, before.before)}
        for each in _approvals(fortid, side.after):
            if each["id"] not in seen:
                yield side, each


def _approvals(fortid: Fortid, content: str | None) -> Iterator[Mapping[str, Any]]:
    tree: Any = fortid.innhold(content).tree if content else None
    given = tree.get("godkjenninger") if isinstance(tree, dict) else None
    listed = given if isinstance(given, list) else ()
    yield from (each for each in listed if isinstance(each, dict) and "id" in each)


def _staff(depot: Depot, found: Sequence[Commit]) -> Mapping[str, Stab]:
    """Return who was at the school before each commit; of the first one, with it."""
    asked = [(f"{each.name}{up}", SKOLE) for each in found for up in ("^", "")]
    held = contents(depot.root, asked)
    return {
        each.name: staff_in(read_tree(held[f"{each.name}^", SKOLE] or held[each.name, SKOLE]).tree)
        or Stab()
        for each in found
    }


def _writer(commit: Commit, dom: Dom | None, keys: Sequence[Noekkel], stab: Stab) -> str:
    """Return who wrote something: by the key that signed it, by the name, or by the address of a key."""
    if dom is not None and dom.person is not None:
        return dom.person
    author = Forfatter(commit.who, commit.email)
    posted = (each.person for each in keys if belongs_to(each, author, stab.personer))
    return commit.who if is_one_of(commit.who, stab.personer) else next(posted, commit.who)
