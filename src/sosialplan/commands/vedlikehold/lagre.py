"""``lagre``: check and commit what was edited by hand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from sosialplan.commands.gjennomsyn import names_where_none_belong
from sosialplan.commands.mappesyn import NOT_SAVED, SAVED, about, left_out_of_git, look_at
from sosialplan.commands.run import FINE, PROBLEMS, ProblemsFoundError, Run
from sosialplan.commands.skrivebordet.desk import case_message, message_of
from sosialplan.commands.skrivebordet.signering import FILES, require_mandate
from sosialplan.commands.skrivebordet.skriving import turn_to_write
from sosialplan.commands.vedlikehold.funn import plan_against_law, problems_of, stops
from sosialplan.files.disk import fingerprint, waits
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.repository import commit
from sosialplan.git.state import FileState, file_state, refresh
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.problems import Level, Problem
from sosialplan.model.visible import one_line
from sosialplan.reading import NotRead
from sosialplan.rules.checks.closing_checks import SIES_VED_LAGRING
from sosialplan.rules.checks.file_checks import is_foreign
from sosialplan.rules.kontrolltegn import normalise

_READ_OTHERWISE = frozenset({"Y111", "Y112", "Y114", "Y115"})
"""What is saved and says something else than it seems to: told to the one who wrote it."""
_PRIVATE = frozenset({"K408", "K421", "K422", "K423", "K424", "K425"})
"""What is saved and the work does not need: numbers, addresses, diagnoses and names of others."""
_TOLD = NOT_SAVED | SIES_VED_LAGRING | _READ_OTHERWISE | _PRIVATE


def lagre(run: Run, typed: str | None) -> int:
    """Commit the changes of one case or of all files, one commit a case; faults stop all of it.

    What is not read, or is no file of the planmappe's, is left where it lies and told of.
    """
    folder = run.planmappe()
    with turn_to_write(run, folder) as depot:
        wanted = _wanted(folder, typed)
        state = file_state(depot, wanted)
        refresh(depot, state.alike)
        ignored = [each for each in left_out_of_git(folder) if typed is None or each in wanted]
        changed = [
            each for each in (*state.changed, *ignored) if not _is_none_of_ours(folder, each)
        ]
        checked = _fingerprints(folder, changed)
        found = problems_of(folder, run.now.date(), changed) if changed else ()
        beside = frozenset(each.location.path for each in found if each.code in NOT_SAVED)
        faults = [each for each in found if stops(each) and each.location.path not in beside]
        if faults:
            raise ProblemsFoundError(faults)
        saved = [each for each in changed if each not in beside]
        named = names_where_none_belong(folder, saved)
        if named:
            raise ProblemsFoundError(list(named))
        require_mandate(depot, run.now.date(), {each: _text(folder, each) for each in saved})
        for names, message in _commits(folder, saved):
            _require_as_checked(folder, names, checked)
            when = run.now if run.commit_dates else None
            untracked = (*state.new, *state.unmerged, *ignored)
            unknown = [name for name in names if name in untracked]
            lying = {name: _lying(folder, state, name) for name in names}
            new = [
                each for name in unknown for each in lying[name] if folder.has(folder.root / each)
            ]
            short = commit(folder.root, [*chain(*lying.values())], message, when, new=new)
            run.terminal.saved.append(short)
            run.terminal.line(f"{', '.join(map(one_line, names))} er {run.terminal.lagret(short)}.")
    law = plan_against_law(folder, run.now.date()) if _of_the_plan(saved) else ()
    run.terminal.problems([each for each in law if each not in found])
    status = _told(run, folder, typed, found, any_saved=bool(saved))
    return PROBLEMS if any(each.level is Level.FEIL for each in law) else status


def _lying(folder: Planmappe, state: FileState, name: str) -> Sequence[str]:
    """Return what git calls a file; both, where a sealed one took the place of a plain one."""
    return state.lies.get(name) or [folder.relative(folder.lies(folder.root / name))]


def _of_the_plan(names: Collection[str]) -> bool:
    """Tell whether something of the plan was saved: the law is then asked of all of it, and not of these files alone."""
    return any(each.startswith("plan/") for each in names)


def _is_none_of_ours(folder: Planmappe, name: str) -> bool:
    """Tell whether something that git would save is not the planmappe's; what is gone may be saved."""
    lies_there = name.endswith("/") or is_foreign(name)
    return waits(name) or (lies_there and folder.has(folder.root / name))


def _told(
    run: Run, folder: Planmappe, typed: str | None, found: Sequence[Problem], *, any_saved: bool
) -> int:
    """Tell of what lies in the folder and was not saved; 1 where some of it was meant to be."""
    here = [each for each in found if each.code in _TOLD or _says_of_the_plan(each)]
    told = [*dict.fromkeys((*look_at(folder, rules=True), *here))]
    if typed is not None:
        told = about(told, normalise(typed) or typed)
    run.terminal.problems(told)
    left = [each for each in told if each.level is Level.FEIL]
    if left:
        run.terminal.note("Resten er lagret." if any_saved else "Ingenting er lagret.")
    elif not any_saved:
        run.terminal.note("Ingenting er endret siden sist.")
    return PROBLEMS if left else FINE


def _says_of_the_plan(problem: Problem) -> bool:
    """Tell whether a problem is one of the plan that somebody must judge: all but what the source leaves open."""
    of_law = problem.code.startswith("J") or problem.level is not Level.MERKNAD
    return of_law and problem.location.path.startswith("plan/")


def _wanted(folder: Planmappe, typed: str | None) -> Sequence[str]:
    if typed is None:
        return SAVED
    number = normalise(typed)
    if number is None:
        raise WrongUsage("Dette er ikke et saksnummer.", "Uten nummer lagres alt som er endret.")
    path = folder.case_path(number)
    if not folder.has(path):
        raise ExpectedFailure(f"Sak {number} finnes ikke.", "Se alle saker: sosialplan saker")
    return [folder.relative(path)]


def _text(folder: Planmappe, name: str) -> str | None:
    """Return what a file says of who signs and leads; nothing is read of the others."""
    return folder.text(folder.root / name).text if name in FILES else None


def _fingerprints(folder: Planmappe, names: Sequence[str]) -> Mapping[str, str | None]:
    return {name: _fingerprint(folder.lies(folder.root / name)) for name in names}


def _fingerprint(path: Path) -> str | None:
    """Return the fingerprint of a file; of one that is not read, why: the check tells of it."""
    try:
        return fingerprint(path)
    except NotRead as error:
        return error.code


def _require_as_checked(
    folder: Planmappe, names: Sequence[str], checked: Mapping[str, str | None]
) -> None:
    """Refuse to save what nobody has checked: an editor may have saved once more meanwhile."""
    if any(now != checked[name] for name, now in _fingerprints(folder, names).items()):
        raise ExpectedFailure(
            "Filen ble endret mens den ble sjekket, og er ikke lagret i historikken.",
            "Kjør den samme kommandoen en gang til.",
        )


def _commits(folder: Planmappe, changed: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    """Yield the files of each commit and its message, which holds numbers and codes only.

    A case whose file is gone has got another number: it goes and comes in one commit.
    """
    cases = {name: number for name in changed if (number := _case_of(name)) is not None}
    if all(folder.has(folder.root / name) for name in cases):
        yield from (([name], case_message(number)) for name, number in cases.items())
    else:
        yield list(cases), message_of("Saker", cases.values())
    others = [name for name in changed if name not in cases]
    if others:
        yield others, "Plan, fravær og møter\n"


def _case_of(name: str) -> str | None:
    """Return the number of the case that a file holds, by its place and name."""
    number = name.rsplit("/", 1)[-1].removesuffix(".yaml")
    return number if name.startswith("saker/") and number == normalise(number) else None
