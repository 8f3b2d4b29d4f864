"""Who reads after what others sent: asked about before it counts here, since whatever is written next is sealed by it."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from sosialplan.commands.fortid import read_tree
from sosialplan.commands.run import Run
from sosialplan.depot import Depot
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.contents import contents, files_at
from sosialplan.git.shared import Ways, base_of
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.skole import Skole
from sosialplan.model.tilgang import Tilgang
from sosialplan.model.vernet import TILGANG, may_be_sealed
from sosialplan.rules.tillit.fullmakt import SKOLE
from sosialplan.tekster.konfliktord import kort_navn
from sosialplan.views.lesevei import Leseregler, widened

_T = TypeVar("_T", bound=msgspec.Struct)
_LISTED = 6


def changed_readers(
    folder: Planmappe,
    depot: Depot,
    ways: Ways,
    newest: str,
    env: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Return what others' changes open to somebody, or close to the one who sits here, in a protected folder."""
    if not folder.is_protected:
        return ()
    base = base_of(depot, newest, env)
    told = list(_blinded(depot, ways, base, newest, env))
    if {TILGANG, SKOLE} & set(ways.their_files):
        told += _opened(folder, depot, base, newest, env)
    return tuple(told)


def _opened(
    folder: Planmappe, depot: Depot, base: str, newest: str, env: Mapping[str, str] | None
) -> Iterator[str]:
    asked = [(rev, file) for rev in (base, newest) for file in (TILGANG, SKOLE)]
    held = contents(depot, asked, env)
    before, after = (
        Leseregler(
            _decoded(held[rev, TILGANG], Tilgang) or Tilgang(), _decoded(held[rev, SKOLE], Skole)
        )
        for rev in (base, newest)
    )
    mappe = load(folder).mappe
    mine = {each.value.sak for each in mappe.saker} if mappe else set()
    yield from widened(before, after, mine)


def _decoded(text: str | None, kind: type[_T]) -> _T | None:
    tree: Any = read_tree(text).tree if text is not None else None
    try:
        return msgspec.convert(tree, kind)
    except msgspec.ValidationError:
        return None  # faulty, or of an older shape: that is told of when all is checked


def _blinded(
    depot: Depot, ways: Ways, base: str, newest: str, env: Mapping[str, str] | None
) -> Iterator[str]:
    """Yield the files that could be opened before and cannot be now."""
    theirs = [each for each in ways.their_files if may_be_sealed(each)]
    there = files_at(depot.root, newest, *theirs, env=env) if theirs else {}
    files = [each for each in theirs if each in there]
    held = contents(depot, [(rev, each) for each in files for rev in (base, newest)], env)
    for each in files:
        if held[base, each] is not None and held[newest, each] is None:
            yield f"låser {kort_navn(each)}, så du ikke lenger kan lese den"


def require_readers(run: Run, changes: tuple[str, ...], *, godtatt: bool) -> None:
    """Ask before others' word on who reads counts here. Raises ExpectedFailure without a yes."""
    if not changes:
        return
    what = f"Det som er hentet, {in_words(changes)}."
    if godtatt or run.terminal.agrees(f"{what} Er det riktig?"):
        return
    raise ExpectedFailure(
        f"{what} Ingenting er flettet eller sendt.",
        "Spør den som gjorde det (git log HEAD..refs/sosialplan/hentet -- plan). Er det riktig: "
        "sosialplan synk --godta-lesere. Er det ikke, så si fra til rektor og kommunens IT.",
    )


def in_words(changes: tuple[str, ...]) -> str:
    """Return the changes as the rest of a sentence."""
    more = len(changes) - _LISTED
    return "; ".join(changes[:_LISTED]) + (f"; og {more} til" if more > 0 else "")
