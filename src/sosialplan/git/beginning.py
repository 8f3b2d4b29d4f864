"""Whether there is a history to look back on, and where branches have stood."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from sosialplan.git.program import Answer, ask, tell
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.tekster.gitord import USAGE, git_refused, refused


class Forhistorie(Value, frozen=True):
    """What there is to look back on: a repository, commits in it, and whether it goes all the way."""

    there: bool
    begun: bool
    shallow: bool


def look(root: Path) -> Forhistorie:
    """Tell what history a folder has. Raises ExpectedFailure where git cannot say."""
    answer = ask(root, "rev-parse", "--is-shallow-repository", "HEAD")
    said = answer.out.split()
    there = said[:1] in ([b"true"], [b"false"])
    if there and answer.status != 0:
        _require_new(root)
    elif not there and not is_outside(root):
        raise unusable(answer)
    return Forhistorie(there, there and answer.status == 0, said[:1] == [b"true"])


def is_outside(root: Path) -> bool:
    """Tell whether a folder is in no repository, by what lies there: git says the same of a damaged one."""
    return not any((each / ".git").exists() for each in (root, *root.parents))


def unusable(answer: Answer) -> ExpectedFailure:
    """Say that there is a repository and git cannot use it, and why."""
    if answer.status == USAGE:
        return git_refused("rev-parse", answer.status, answer.err)
    otherwise = (
        "Det er et depot her, men git kjenner det ikke igjen: noe i mappen .git er borte eller skadet.",
        "Se hva: sosialplan sjekk",
    )
    return refused(answer.err, "Git kan ikke brukes her.", otherwise)


def _require_new(root: Path) -> None:
    """Raise ExpectedFailure where there is no newest commit though something was saved: it is lost."""
    saved = tell(root, "for-each-ref", "--count=1", "refs/heads")
    log = (
        root / tell(root, "rev-parse", "--git-path", "logs/HEAD").decode("utf-8", "replace").strip()
    )
    if saved or (log.is_file() and log.stat().st_size):
        raise ExpectedFailure(
            "Git finner ikke det som sist ble lagret: grenen som HEAD peker på, er borte eller skadet.",
            "Kjør: sosialplan sjekk --reparer. Hjelper det ikke, se hvilke grener som er her: git branch --all. Er "
            "skolens gren der: git switch main. Ellers: ta en kopi av hele mappen, og hent historikken fra en "
            "annen maskin (git clone ADRESSE).",
        )


HEADS, REMOTES, SEEN = "refs/heads/", "refs/remotes/", "refs/sosialplan/sett/"


def branches(root: Path) -> Mapping[str, str]:
    """Return each branch with its newest commit: here, of the shared copies, as ``synk`` saw them."""
    asked = ("for-each-ref", "--format=%(refname) %(objectname) %(symref)")
    out = tell(root, *asked, given=(HEADS, REMOTES, SEEN))
    lines = (line.split(" ") for line in out.decode("utf-8", "replace").splitlines())
    return {name: commit for name, commit, symbolic in lines if not symbolic}


def current_branch(root: Path) -> str | None:
    """Return the branch that is worked on; None where there is none."""
    said = ask(root, "symbolic-ref", "--quiet", "HEAD")
    return said.out.decode("utf-8", "replace").strip() or None


def stood_at(root: Path, branch: str) -> tuple[str, ...]:
    """Return where a branch has stood, as far back as git here remembers."""
    said = ask(root, "reflog", "show", "--format=%H", given=(branch,), files=())
    return tuple(dict.fromkeys(said.out.decode("ascii", "replace").split()))


def present(root: Path, commits: Iterable[str]) -> frozenset[str]:
    """Return those of the commits that are here, in a branch or not."""
    asked = "".join(f"{each}\n" for each in commits)
    out = tell(root, "cat-file", "--batch-check=%(objectname) %(objecttype)", stdin=asked.encode())
    lines = (line.split(" ") for line in out.decode("utf-8", "replace").splitlines())
    return frozenset(name for name, kind in lines if kind == "commit")


def beginning(root: Path) -> str:
    """Return the first commit of the history."""
    return tell(root, "rev-list", "--max-parents=0", "HEAD").decode("ascii").split()[-1]


NEW_HISTORY = "Ny historikk\n\nHistorikken før: {hode}\nLagringer i den: {antall}\n"
"""The message of the first commit of a history that took the place of another: its fingerprint and its length."""
_BEFORE = r"(?m)^Historikken før: ([0-9a-f]{40,64})\nLagringer i den: ([1-9]\d{0,8})$"


def left_behind(root: Path) -> tuple[str, int] | None:
    """Return the newest commit and the length of the history that this one took the place of."""
    said = tell(root, "log", "-1", "--format=%b", given=(beginning(root),))
    found = re.search(_BEFORE, said.decode("utf-8", "replace"))
    return (found[1], int(found[2])) if found else None
