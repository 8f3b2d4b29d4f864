"""Whether a history only grew: held against the mark, against what git here remembers, and the shared copy."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from sosialplan.commands.fortid import Fortid
from sosialplan.commands.historikk.endringer import Forteller, filendringer
from sosialplan.commands.run import Run
from sosialplan.commands.skrivebordet.medbrakt import obeyed
from sosialplan.depot import Depot
from sosialplan.files.merke import Merke
from sosialplan.git.beginning import (
    HEADS,
    REMOTES,
    SEEN,
    branches,
    current_branch,
    present,
    stood_at,
)
from sosialplan.git.history import SHORT, Commit, commit_at
from sosialplan.git.settings import read_config
from sosialplan.git.shared import find_shared, looked_at, network_settings
from sosialplan.git.signing import every_commit
from sosialplan.git.state import require_ready
from sosialplan.views.historikk.kontrollbilde import Kontrollfunn, Lagring

TOLD = 20
"""Of so many commits that are gone it is told what they did."""


def seen_now(depot: Depot) -> Mapping[str, str]:
    """Return the branches that a mark remembers: the one that is worked on, and the shared copy's."""
    here = current_branch(depot.root)
    return {
        name: commit
        for name, commit in branches(depot.root).items()
        if name == here or name.startswith(REMOTES)
    }


def shrunk(
    run: Run, depot: Depot, merke: Merke, sett: Mapping[str, str], head: str, *, hent: bool
) -> list[Kontrollfunn]:
    """Return what was there before and is not now; with ``hent`` the shared copy is asked too.

    ``sett`` is what was seen in this folder the last time.
    """
    now = branches(depot.root)
    shared = {REMOTES + name.removeprefix(SEEN) for name in now if name.startswith(SEEN)}
    watched = {*seen_now(depot), *sett, *shared}
    before = {name: _stood(depot, name, now, sett) for name in sorted(watched)}
    found: dict[tuple[str, str], Kontrollfunn] = {}
    for name, stood in before.items():
        for each in _gone(depot, name, stood, now.get(name, head), merke, None):
            found.setdefault(_what(each), each)
    if hent:
        for each in _in_shared(run, depot, before, merke):
            found.setdefault(_what(each), each)
    return list(found.values())


def _what(funn: Kontrollfunn) -> tuple[str, str]:
    return funn.kode, funn.lagring.navn if funn.lagring else str(funn.verdier)


def _stood(
    depot: Depot, name: str, now: Mapping[str, str], sett: Mapping[str, str]
) -> tuple[str, ...]:
    """Return where a branch is known to have stood."""
    seen = now.get(SEEN + name.removeprefix(REMOTES)) if name.startswith(REMOTES) else None
    marked = sett.get(name)
    known = (each for each in (marked, seen) if each is not None)
    return tuple(dict.fromkeys((*known, *stood_at(depot.root, name))))


def _gone(
    depot: Depot,
    name: str,
    stood: Sequence[str],
    tip: str,
    merke: Merke,
    env: Mapping[str, str] | None,
) -> Iterator[Kontrollfunn]:
    """Yield what led to where a branch has stood, and does not lead to where it stands."""
    accepted = frozenset(merke.godtatt)
    here = present(depot.root, stood)
    for lost in stood:
        if lost not in here and lost not in accepted:
            short = name.removeprefix(HEADS).removeprefix(REMOTES)
            yield Kontrollfunn("T733", verdier={"navn": lost[:SHORT], "gren": short, "helt": lost})
    if not here:
        return
    gone = every_commit(depot.root, *sorted(here), f"^{tip}", env=env)
    code = "T732" if name.startswith(REMOTES) else "T731"
    left = [each for each in gone if each.name not in accepted]
    for place, each in enumerate(left):
        told = sentences(depot, each) if place < TOLD else ()
        yield Kontrollfunn(code, lagring(each, told))


def _in_shared(
    run: Run, depot: Depot, before: Mapping[str, Sequence[str]], merke: Merke
) -> Iterator[Kontrollfunn]:
    """Ask the shared copy itself, and yield what is gone from it. Nothing is changed here."""
    require_ready(depot)
    config = read_config(depot.root)
    depot = obeyed(run, depot, config)
    shared = find_shared(depot, config)
    network = network_settings(config, somebody_answers=run.terminal.interactive)
    stood = before.get(shared.tracking, ())
    with looked_at(depot, shared, network) as (newest, env):
        if newest is not None:
            yield from _gone(depot, shared.tracking, stood, newest, merke, env)
        elif stood:
            yield Kontrollfunn("T734")


def lagring(commit: Commit, hva: Sequence[str] = ()) -> Lagring:
    """Return a commit as it is told."""
    return Lagring(commit.name, commit.when, commit.who, tuple(hva))


def sentences(depot: Depot, commit: Commit, file: str = ".") -> tuple[str, ...]:
    """Return what a commit did, to one file or to all, as the log tells it; nothing if not here."""
    with suppress(LookupError):
        whole = commit_at(depot.root, commit.name, file)
        fortid = Fortid(depot)
        changes = list(filendringer([whole], fortid)) if whole else []
        told = (each.setning for each in Forteller(fortid).lines(changes))
        return tuple(each.hva for each in told if not each.ukjent)
    return ()
