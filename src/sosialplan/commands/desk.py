"""The desk of a command that writes: lock, load, check, edit, check again, write, commit."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.files.disk import read_text, write_atomically
from sosialplan.files.loader import load, place
from sosialplan.files.lock import locked
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.yaml_reader import parse
from sosialplan.git.repository import (
    commit,
    ensure_settings,
    require_clean,
    require_identity,
    require_repository,
)
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.problem_codes import find_code
from sosialplan.model.problems import Finding, Level, Problem
from sosialplan.model.sak import Sak
from sosialplan.rules.checks.absence_checks import check_absence
from sosialplan.rules.checks.case_checks import check_case
from sosialplan.schema.decode import decode


@dataclass(frozen=True, slots=True)
class Desk:
    """A locked planmappe that was read, and from which changes are written."""

    run: Run
    folder: Planmappe
    mappe: Mappe

    def text_of(self, path: Path) -> str:
        """Return the text of a file about to be edited; it must be saved in history and readable."""
        require_clean(self.folder.root, [self.folder.relative(path)])
        read = read_text(path)
        if read.text is None:
            raise ExpectedFailure("Filen kan ikke leses.", "Se hva som er galt: sosialplan valider")
        return read.bom + read.text

    def save(self, texts: Mapping[Path, str], message: str) -> str:
        """Check the new texts, write them and commit them; return the commit's short name.

        Raises ProblemsFoundError where a new text has a fault: then nothing is written.
        """
        problems = [problem for path, text in texts.items() for problem in self._faults(path, text)]
        if problems:
            raise ProblemsFoundError(problems)
        for path, text in texts.items():
            write_atomically(path, text)
        names = [self.folder.relative(path) for path in texts]
        when = self.run.now if self.run.commit_dates else None
        return commit(self.folder.root, names, message, when)

    def _faults(self, path: Path, text: str) -> list[Problem]:
        """Return the faults of a text that is about to be written."""
        file = self.folder.relative(path)
        tree = parse(text.removeprefix("\ufeff")).tree
        findings = list(self._findings(file, tree))
        heavy = [each for each in findings if _level(each) is Level.FEIL]
        return place(heavy, text)

    def _findings(self, file: str, tree: object) -> Iterator[Finding]:
        if file.startswith("saker/"):
            sak, findings = decode(tree, Sak, file)
            yield from findings
            if sak is not None:
                read = Read(file, sak)
                others = tuple(each for each in self.mappe.saker if each.file != file)
                changed = Mappe(self.mappe.plan, (*others, read), self.mappe.fravaer)
                yield from check_case(read, changed, self.run.now.date())
        elif file.startswith("fravaer/"):
            book, findings = decode(tree, Klassefravaer, file)
            yield from findings
            if book is not None:
                yield from check_absence(Read(file, book), self.mappe, self.run.now.date())


def _level(finding: Finding) -> Level:
    kind = find_code(finding.code)
    return kind.level if kind else Level.FEIL


@contextmanager
def at_desk(run: Run) -> Iterator[Desk]:
    """Lock and read the planmappe.

    Raises ExpectedFailure (no planmappe, no git, no identity, another writer) or
    ProblemsFoundError (the plan is faulty).
    """
    folder = run.planmappe()
    require_repository(folder.root)
    require_identity(folder.root)
    with locked(folder.root):
        ensure_settings(folder.root)
        loaded = load(folder)
        if loaded.mappe is None:
            raise ProblemsFoundError([p for p in loaded.problems if p.level is Level.FEIL])
        yield Desk(run, folder, loaded.mappe)


def case_message(number: str) -> str:
    """Return the commit message of a change of a case: its number and nothing more."""
    return f"Sak {number}\n\nSak: {number}\n"
