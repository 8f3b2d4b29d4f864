"""``lagre``: check and commit what was edited by hand."""

from collections.abc import Iterator, Sequence

from sosialplan.commands.desk import case_message
from sosialplan.commands.run import FINE, ProblemsFoundError, Run
from sosialplan.commands.valider import problems_of
from sosialplan.files.lock import locked
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.repository import (
    changed_files,
    commit,
    ensure_settings,
    require_identity,
    require_repository,
)
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.problems import Level
from sosialplan.rules.saksnummer import normalise

FOLDERS = ("plan", "maler", "saker", "fravaer", "moter", ".gitattributes", ".gitignore")


def lagre(run: Run, typed: str | None) -> int:
    """Commit the changes of one case or of all files, one commit a case; faults stop all of it."""
    folder = run.planmappe()
    git_folder = require_repository(folder.root)
    require_identity(folder.root)
    with locked(git_folder):
        ensure_settings(folder.root)
        changed = changed_files(folder.root, _wanted(folder, typed))
        if not changed:
            run.terminal.note("Ingenting er endret siden sist.")
            return FINE
        faults = [
            problem
            for problem in problems_of(folder, run.now.date())
            if problem.level is Level.FEIL and problem.location.path in changed
        ]
        if faults:
            raise ProblemsFoundError(faults)
        for names, message in _commits(changed):
            short = commit(folder.root, names, message, run.now if run.commit_dates else None)
            run.terminal.line(f"{', '.join(names)} er lagret i historikken som {short}.")
    return FINE


def _wanted(folder: Planmappe, typed: str | None) -> Sequence[str]:
    if typed is None:
        return [name for name in FOLDERS if (folder.root / name).exists()]
    number = normalise(typed)
    if number is None:
        raise WrongUsage("Dette er ikke et saksnummer.", "Uten nummer lagres alt som er endret.")
    path = folder.case_path(number)
    if not path.exists():
        raise ExpectedFailure(f"Sak {number} finnes ikke.", "Se alle saker: sosialplan saker")
    return [folder.relative(path)]


def _commits(changed: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    """Yield the files of each commit and its message, which holds numbers and codes only."""
    others = []
    for name in changed:
        number = name.rsplit("/", 1)[-1].removesuffix(".yaml")
        if name.startswith("saker/") and number == normalise(number):
            yield [name], case_message(number)
        else:
            others.append(name)
    if others:
        yield others, "Plan, fravær og møter\n"
