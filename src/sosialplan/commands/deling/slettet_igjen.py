"""A case that was deleted, and lies in what is about to be shared: nobody sends it back, or fetches it again."""

from collections.abc import Iterator, Mapping

from sosialplan.commands.fortid import read_tree
from sosialplan.commands.run import ProblemsFoundError
from sosialplan.depot import Depot
from sosialplan.files.loader import load_deleted
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.contents import contents
from sosialplan.git.rewriting import held_by
from sosialplan.model.problems import Location, Problem
from sosialplan.model.sletting import SLETTET, Slettede, Slettet
from sosialplan.schema.decode import decode
from sosialplan.tekster.koder.alle import find_code
from sosialplan.views.datoer import kort_dato


def deleted_here(folder: Planmappe) -> tuple[Slettet, ...]:
    """Return the lines of the register as it lies in the folder; nothing of a faulty one, which others tell of."""
    register, _ = load_deleted(folder)
    return register.slettet if register else ()


def require_not_back(
    folder: Planmappe, depot: Depot, newest: str | None, env: Mapping[str, str] | None = None
) -> None:
    """Raise ProblemsFoundError where what is here, or what is to be fetched, holds a case that was deleted.

    It is known by git's names for what it said, whatever path or number it has now. The registers on both
    sides count.
    """
    known = {each.sak: each for each in deleted_here(folder)}
    if newest is not None:
        known |= {each.sak: each for each in _deleted_in(depot, newest, env)}
    if not known:
        return
    problems = list(_found(depot, known, "HEAD", "T737", env))
    if newest is not None and not problems:
        problems = list(_found(depot, known, newest, "T738", env))
    if problems:
        raise ProblemsFoundError(problems)


def _deleted_in(depot: Depot, commit: str, env: Mapping[str, str] | None) -> tuple[Slettet, ...]:
    text = contents(depot, [(commit, SLETTET)], env)[commit, SLETTET]
    register, _ = decode(read_tree(text).tree, Slettede, SLETTET) if text else (None, ())
    return register.slettet if register else ()


def _found(
    depot: Depot,
    known: Mapping[str, Slettet],
    commit: str,
    code: str,
    env: Mapping[str, str] | None,
) -> Iterator[Problem]:
    asked = {content for each in known.values() for content in each.innhold}
    held = held_by(depot, commit, asked, env)
    kind = find_code(code)
    for each in known.values():
        if kind is not None and not held.isdisjoint(each.innhold):
            values = {"sak": each.sak, "dag": kort_dato(each.dato)}
            yield Problem(
                location=Location(SLETTET),
                level=kind.level,
                code=code,
                message=kind.message.format_map(values),
                cure=kind.cure.format_map(values),
            )
