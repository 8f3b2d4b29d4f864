"""``synk``: fetch, merge, check, send, against the copy that the school shares."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sosialplan.commands.deling.lesevakt import changed_readers, in_words, require_readers
from sosialplan.commands.deling.side_om_side import merge_side_by_side
from sosialplan.commands.deling.slettet_igjen import deleted_here, require_not_back
from sosialplan.commands.deling.tatt_bort import entries_taken_out, entry_words, require_removal
from sosialplan.commands.mappesyn import SAVED
from sosialplan.commands.run import FINE, PROBLEMS, Run
from sosialplan.commands.skrivebordet.medbrakt import obeyed
from sosialplan.commands.skrivebordet.signering import sign_as_needed
from sosialplan.commands.skrivebordet.skriving import move_to, turn_to_write
from sosialplan.commands.vedlikehold.funn import NOBODY_READS, problems_of
from sosialplan.commands.vern.vernet_mappe import tell_of_others
from sosialplan.depot import Depot
from sosialplan.files.disk import waits
from sosialplan.files.loesning import all_conflicts
from sosialplan.files.noekkelring import NoKeyHere
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.attributes import require_same_handling
from sosialplan.git.beginning import look
from sosialplan.git.health import is_shallow
from sosialplan.git.merging import Outcome, merge, merges_entry_by_entry
from sosialplan.git.repository import find_depot
from sosialplan.git.rooms import tree_beside
from sosialplan.git.settings import read_config
from sosialplan.git.shared import (
    Shared,
    Ways,
    base_of,
    commit_of,
    fetch,
    find_shared,
    follow,
    looked_at,
    network_settings,
    note_seen,
    parted,
    push,
    require_only_grown,
)
from sosialplan.git.state import changed_files, file_state, refresh, require_ready
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.problems import Level
from sosialplan.model.record import Value
from sosialplan.rules.checks.merged_checks import SIES_VED_FLETTING
from sosialplan.tekster.konfliktord import hva_det_gjelder, kort_navn
from sosialplan.vern.laas import Laas
from sosialplan.views.historikk.synkbilde import (
    Rapport,
    Uloest,
    as_value,
    begge_steder,
    etterpaa,
    paa_forhaand,
    til_slutt,
    vei_av,
)

if TYPE_CHECKING:
    from sosialplan.vern.age import Identity

_TRIES = 5
"""Others may send while we merge; then it is fetched and merged once more."""
_LISTED = 5


class _Side(Value, frozen=True):
    """Where a synk is run, and against what."""

    run: Run
    folder: Planmappe
    depot: Depot
    shared: Shared
    network: Mapping[str, str]
    godta_sletting: bool = False
    godta_lesere: bool = False


def synk(
    run: Run,
    *,
    toerr: bool,
    godta_sletting: bool = False,
    godta_lesere: bool = False,
    format_: str,
) -> int:
    """Share what is new, both ways; with ``toerr`` tell what it would be, and change nothing.

    Where others took files away, somebody must say yes, or have said it (``godta_sletting``); and where they
    changed who reads (``godta_lesere``).
    """
    run = replace(run, laas=Laas(partial(_keys_of, run)))
    folder = run.planmappe()
    depot = find_depot(folder.root, folder.laas)
    config = read_config(folder.root)
    require_ready(depot)
    _require_history(depot)
    depot = obeyed(run, depot, config)
    network = network_settings(config, somebody_answers=run.terminal.interactive)
    side = _Side(
        run, folder, depot, find_shared(depot, config), network, godta_sletting, godta_lesere
    )
    if toerr:
        rapport = _looked(side)
    else:
        rapport = _shared(side)
        follow(depot, side.shared, config)
    if format_ == "json":
        run.answer(as_value(rapport, toerr=toerr))
    else:
        _tell(run, rapport, toerr=toerr)
    return PROBLEMS if rapport.stopped else FINE


def _keys_of(run: Run) -> "Sequence[Identity]":
    """Return the keys that open; none where there is no key here: one who only reports shares that too."""
    try:
        return run.laas.held()
    except NoKeyHere:
        run.terminal.note(
            "Du har ingen lesenøkkel, så det som er vernet, er ikke sett gjennom her. Det gjør de som leser det."
        )
        return ()


def _require_history(depot: Depot) -> None:
    """Raise ExpectedFailure where there is nothing to share, or no way to tell what is new."""
    if not look(depot.root).begun:
        raise ExpectedFailure(
            "Ingenting er lagret i historikken ennå.",
            "Lagre først: sosialplan lagre. Skal du ha skolens mappe, så hent den: git clone ADRESSE",
        )
    if is_shallow(depot):
        raise ExpectedFailure(
            "Bare den nyeste delen av historikken er hentet, så det kan ikke avgjøres hva som er nytt.",
            "Hent resten én gang: git fetch --unshallow",
        )


def _looked(side: _Side) -> Rapport:
    """Return what a synk would fetch and send."""
    depot = side.depot
    unsaved = _unsaved(depot)
    if unsaved:
        side.run.terminal.note(f"Ikke lagret, og blir ikke sendt: {_names(unsaved)}.")
    with looked_at(depot, side.shared, side.network) as (newest, env):
        require_not_back(side.folder, depot, newest, env)
        require_only_grown(depot, side.shared, newest, env)
        ways = parted(depot, commit_of(depot, "HEAD") or "", newest, env)
        today = side.run.now.date()
        entries = entries_taken_out(side.folder, depot, ways, newest or "", today, env)
        lesere = changed_readers(side.folder, depot, ways, newest or "", env) if ways.theirs else ()
    if entries:
        side.run.terminal.note(f"Det som er hentet, {entry_words(entries)}.")
    if lesere:
        side.run.terminal.note(f"Det som er hentet, {in_words(lesere)}.")
    return _rapport(ways)


def _rapport(ways: Ways) -> Rapport:
    return Rapport(
        vei_av(ways.theirs, ways.their_files),
        vei_av(ways.ours, ways.our_files),
        begge_steder(ways.our_files, ways.their_files),
        fjernet=vei_av(0, ways.gone),
    )


def _shared(side: _Side) -> Rapport:
    """Fetch, merge, check and send, until the shared copy has it or something stands in the way."""
    depot = side.depot
    start = commit_of(depot, "HEAD") or ""
    stood: set[str | None] = set()
    if deleted_here(side.folder):  # so that what comes is not here before it is looked at
        with looked_at(depot, side.shared, side.network) as (newest, env):
            require_not_back(side.folder, depot, newest, env)
    for _ in range(_TRIES):
        newest = fetch(depot, side.shared, side.network)
        stood.add(newest)
        with turn_to_write(side.run, side.folder, signs=False):
            require_not_back(side.folder, depot, newest)
            require_only_grown(depot, side.shared, newest)
            _require_saved(depot)
            ways = parted(depot, start, newest)
            if newest is not None:
                note_seen(depot, side.shared, newest)
            outcome = _merged(side, newest)
            merged = merge_side_by_side(side.run, side.folder, depot) if outcome.done else ()
            rapport = replace(
                _with_outcome(depot, _rapport(ways), outcome), samlet=tuple(map(kort_navn, merged))
            )
            head = commit_of(depot, "HEAD") or ""
            if outcome.done and (head != newest or ways.theirs):
                rapport = _checked(side, rapport)
                tell_of_others(side.run, side.folder, depot, ways.their_files)
        if rapport.stopped or head == newest:
            return rapport
        if push(depot, side.shared, head, newest, side.network):
            note_seen(depot, side.shared, head)
            return rapport
    if len(stood) == 1:
        raise ExpectedFailure(
            "Den felles kopien er låst der den ligger, og ingen andre har sendt noe. "
            "Ingenting er sendt. Alt er lagret her hos deg.",
            "Prøv igjen om litt: sosialplan synk. Hjelper det ikke, så be den som har ansvaret for den "
            "felles kopien, se etter filer der som slutter på «.lock».",
        )
    raise ExpectedFailure(
        "Andre sender til den felles kopien hele tiden, så det ble aldri vår tur. "
        "Ingenting er sendt. Alt er lagret her hos deg.",
        "Prøv igjen om litt: sosialplan synk",
    )


def _merged(side: _Side, newest: str | None) -> Outcome:
    """Merge what was fetched, signed where either side wants it. Raises ExpectedFailure."""
    depot = side.depot
    ways = parted(depot, commit_of(depot, "HEAD") or "", newest)
    if newest is None or not ways.theirs:
        return Outcome()
    entries = entries_taken_out(side.folder, depot, ways, newest, side.run.now.date())
    require_removal(side.run, vei_av(0, ways.gone), entries, godtatt=side.godta_sletting)
    lesere = changed_readers(side.folder, depot, ways, newest)
    require_readers(side.run, lesere, godtatt=side.godta_lesere)
    require_same_handling(depot, base_of(depot, newest), newest, ways.their_files)
    head = commit_of(depot, "HEAD") or ""
    with tree_beside(depot, head) as beside:
        if ways.ours and not merges_entry_by_entry(beside):
            raise ExpectedFailure(
                "Mappens .gitattributes sier ikke at programmet skal flette. Ingenting er flettet.",
                "Kjør: sosialplan sjekk --reparer, og så: sosialplan lagre",
            )
        if ways.ours:
            sign_as_needed(side.run, side.folder, depot, read_config(depot.root), beside=[newest])
        outcome = merge(beside, newest)
        if outcome.done:
            move_to(side.run, depot, beside, head, commit_of(beside, "HEAD") or "")
    return outcome


def _with_outcome(depot: Depot, rapport: Rapport, outcome: Outcome) -> Rapport:
    """Return the report with how the merge ended, each file as a person types it."""
    kept, new, left, beside = (
        tuple(kort_navn(each.removeprefix(depot.prefix)) for each in files)
        for files in (outcome.kept, outcome.new_on_both, outcome.left, outcome.beside)
    )
    return replace(rapport, beholdt=kept, samme_nummer=new, ikke_flettet=left, side_om_side=beside)


def _checked(side: _Side, rapport: Rapport) -> Rapport:
    """Return the report with every fault, and what a merge left to be chosen."""
    problems = problems_of(side.folder, side.run.now.date())
    conflicts = [
        Uloest(flettet.file, each.id, hva_det_gjelder(each))
        for flettet in all_conflicts(side.folder)
        for each in flettet.konflikter
    ]
    doubtful = [each for each in problems if each.code in SIES_VED_FLETTING]
    if doubtful:
        side.run.terminal.problems(doubtful)
    faults = tuple(e for e in problems if e.level is Level.FEIL or e.code == NOBODY_READS)
    return replace(rapport, problemer=faults, konflikter=tuple(conflicts))


def _unsaved(depot: Depot) -> tuple[str, ...]:
    return tuple(name for name in changed_files(depot, SAVED) if not waits(name))


def _names(files: Sequence[str]) -> str:
    more = f" og {len(files) - _LISTED} til" if len(files) > _LISTED else ""
    return ", ".join(kort_navn(each) for each in files[:_LISTED]) + more


def _require_saved(depot: Depot) -> None:
    refresh(depot, file_state(depot, SAVED).alike)
    unsaved = _unsaved(depot)
    if unsaved:
        raise ExpectedFailure(
            f"Noe er endret og ikke lagret: {_names(unsaved)}. Ingenting er flettet eller sendt.",
            "Lagre det først: sosialplan lagre",
        )


def _tell(run: Run, rapport: Rapport, *, toerr: bool) -> None:
    for each in paa_forhaand(rapport) if toerr else etterpaa(rapport):
        run.terminal.wrapped(each.tekst, indent=each.innrykk)
    run.terminal.problems(rapport.faults)
    last = "Ingenting er endret." if toerr else til_slutt(rapport)
    if last is not None:
        run.terminal.note(last)
