"""One look at what lies in the folder and is not read, not saved or not shown: told wherever it matters."""

from collections.abc import Iterator, Sequence

from sosialplan.files.filtolk import problem_of
from sosialplan.files.oversyn import entries, outer_depot
from sosialplan.files.planmappe import CONTENT, DEEPEST, Planmappe
from sosialplan.git.repository import find_depot
from sosialplan.git.settings import OWN_FILES
from sosialplan.git.state import hidden, ignored, rules_against
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.problems import Finding, Location, Problem
from sosialplan.rules.checks.file_checks import check_files, is_foreign

NOT_SAVED = frozenset({"F108", "F109", "F121", "F122", "F124", "F125", "F126", "F127", "F128"})
"""Files that are told of, and that ``lagre`` leaves where they are while it saves the rest."""
_SUCH_AS = (
    "plan/skole.yaml",
    "saker/2026/2026-7KQ2H.yaml",
    "fravaer/2026-2027/8A.yaml",
    "moter/2026-2027/r-team.yaml",
    "elever/2026-2027/8A.yaml",
    "maler/stil.typ",
)
"""Names as the planmappe's files bear them, to ask git what it would do with a new one."""
SAVED = (*CONTENT, *OWN_FILES)
"""What the history keeps of a planmappe."""
IN_GIT = ".git"
"""The place of what is wrong with the folder as a repository."""


def look_at(folder: Planmappe, *, rules: bool = False) -> tuple[Problem, ...]:
    """Return what is not read, what git leaves out, and what the checkout hides. Reads no case.

    With ``rules`` also what would be left out if it came.
    """
    found = [*check_files(entries(folder), DEEPEST)]
    if not any(each.code == "F126" for each in found):  # git would walk all of it, for minutes
        found += _seen_by_git(folder)
    if rules and not any(each.code == "F131" for each in found):
        found += _rules(folder)
    return tuple(problem_of(each, Location(each.file)) for each in found)


def left_out_of_git(folder: Planmappe) -> tuple[str, ...]:
    """Return the files of ours that git is told to leave out."""
    return tuple(file for file in ignored(folder.root, CONTENT) if not is_foreign(file))


def about(problems: Sequence[Problem], number: str) -> list[Problem]:
    """Return the problems whose file bears a case's number."""
    return [each for each in problems if number.casefold() in each.location.path.casefold()]


def _rules(folder: Planmappe) -> Iterator[Finding]:
    try:
        against = rules_against(folder.root, _SUCH_AS)
    except ExpectedFailure:
        return
    once = {source: file for file, source in reversed(list(against.items()))}
    for source, file in once.items():
        yield Finding("F135", IN_GIT, (), {"fil": file, "hvor": source})


def _seen_by_git(folder: Planmappe) -> Iterator[Finding]:
    try:
        depot = find_depot(folder.root, folder.laas)
        left_out = ignored(folder.root, CONTENT)
        shown = hidden(depot.common, folder.root, CONTENT)
    except ExpectedFailure:
        return  # no git, or none that answers: the commands that need it say so
    for file, source in left_out.items():
        if not is_foreign(file):
            yield Finding("F131", file, (), {"hvor": source})
    if shown.files:
        count = "1 fil" if shown.files == 1 else f"{shown.files} filer"
        yield Finding("F132", IN_GIT, (), {"antall": count})
    if shown.promisor is not None:
        yield Finding("F133", IN_GIT, (), {"fjern": shown.promisor})
    for setting in shown.elsewhere:
        yield Finding("F136", IN_GIT, (), {"valg": setting})
    if outer_depot(folder.root) is not None:
        yield Finding("F134", IN_GIT)
