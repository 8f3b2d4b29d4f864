"""``lagre``: check and commit what was edited by hand."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sosialplan.commands.run import FINE, ProblemsFoundError, Run
from sosialplan.commands.skrivebordet.desk import case_message, message_of
from sosialplan.commands.skrivebordet.fullmakt import FILES, require_mandate
from sosialplan.commands.skrivebordet.skriving import turn_to_write
from sosialplan.commands.vedlikehold.valider import problems_of
from sosialplan.files.disk import fingerprint, read_text, waits
from sosialplan.files.planmappe import CONTENT, Planmappe
from sosialplan.git.own_files import OWN_FILES
from sosialplan.git.repository import commit
from sosialplan.git.state import file_state, refresh
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.problems import Level
from sosialplan.model.visible import one_line
from sosialplan.reading import NotRead
from sosialplan.rules.checks.closing_checks import SIES_VED_LAGRING
from sosialplan.rules.saksnummer import normalise

FOLDERS = (*CONTENT, *OWN_FILES)


def lagre(run: Run, typed: str | None) -> int:
    """Commit the changes of one case or of all files, one commit a case; faults stop all of it."""
    folder = run.planmappe()
    with turn_to_write(run, folder) as depot:
        state = file_state(depot, _wanted(folder, typed))
        refresh(depot, state.alike)
        changed = [name for name in state.changed if not waits(name)]
        if not changed:
            run.terminal.note("Ingenting er endret siden sist.")
            return FINE
        checked = _fingerprints(folder, changed)
        problems = list(problems_of(folder, run.now.date(), changed))
        faults = [problem for problem in problems if problem.level is Level.FEIL]
        if faults:
            raise ProblemsFoundError(faults)
        require_mandate(depot, run.now.date(), {each: _text(folder, each) for each in changed})
        for names, message in _commits(folder, changed):
            _require_as_checked(folder, names, checked)
            when = run.now if run.commit_dates else None
            unknown = [name for name in names if name in (*state.new, *state.unmerged)]
            short = commit(folder.root, names, message, when, new=unknown)
            run.terminal.saved.append(short)
            run.terminal.line(
                f"{', '.join(map(one_line, names))} er lagret i historikken som {short}."
            )
        told = [problem for problem in problems if problem.code in SIES_VED_LAGRING]
        if told:
            run.terminal.problems(told)
    return FINE


def _wanted(folder: Planmappe, typed: str | None) -> Sequence[str]:
    if typed is None:
        return FOLDERS
    number = normalise(typed)
    if number is None:
        raise WrongUsage("Dette er ikke et saksnummer.", "Uten nummer lagres alt som er endret.")
    path = folder.case_path(number)
    if not path.exists():
        raise ExpectedFailure(f"Sak {number} finnes ikke.", "Se alle saker: sosialplan saker")
    return [folder.relative(path)]


def _text(folder: Planmappe, name: str) -> str | None:
    """Return what a file says of who signs and leads; nothing is read of the others."""
    return read_text(folder.root / name).text if name in FILES else None


def _fingerprints(folder: Planmappe, names: Sequence[str]) -> Mapping[str, str | None]:
    return {name: _fingerprint(folder.root / name) for name in names}


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
    if all((folder.root / name).exists() for name in cases):
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
