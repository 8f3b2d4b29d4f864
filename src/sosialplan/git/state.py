"""How a repository stands: which files differ, on which branch, and what is under way in it."""

from collections.abc import Sequence

from sosialplan.depot import Depot
from sosialplan.git.program import ask, fields, tell
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.reading import read_bytes

_UNDER_WAY = (
    ("MERGE_HEAD", "en fletting (merge)", "git merge --abort"),
    ("rebase-merge", "en omskriving (rebase)", "git rebase --abort"),
    ("rebase-apply", "en omskriving (rebase)", "git rebase --abort"),
    ("CHERRY_PICK_HEAD", "et plukk (cherry-pick)", "git cherry-pick --abort"),
    ("REVERT_HEAD", "en tilbakeføring (revert)", "git revert --abort"),
    ("BISECT_LOG", "et søk (bisect)", "git bisect reset"),
)
"""What git leaves in its folder while something is under way, what it is, and how it is left."""


class UnderWay(Value, frozen=True):
    """Something of git's that is begun and not ended, and the command that leaves it."""

    name: str
    leave: str


class FileState(Value, frozen=True):
    """The files that differ from the last commit, from the planmappe's root with ``/``.

    Some of them may be ``unmerged``, and some ``new``: git does not have them.
    """

    changed: tuple[str, ...]
    unmerged: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def file_state(depot: Depot, files: Sequence[str] = (".",)) -> FileState:
    """Return which of these files differ from the last commit, or are not in it."""
    out = tell(
        depot.root, "status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames",
        "--", *files,
    )  # fmt: skip
    kinds: dict[str, list[str]] = {"u": [], "?": []}
    changed = []
    for line in fields(out):
        name = _name(line).removeprefix(depot.prefix)
        changed.append(name)
        kinds.setdefault(line[0], []).append(name)
    return FileState(tuple(dict.fromkeys(changed)), tuple(kinds["u"]), tuple(kinds["?"]))


def _name(line: str) -> str:
    """Return the path of a line of ``git status``: what follows the columns of its kind."""
    columns = {"1": 8, "u": 10}.get(line[0], 1)
    return line.split(" ", columns)[columns]


def changed_files(depot: Depot, files: Sequence[str] = (".",)) -> tuple[str, ...]:
    """Return the files that differ from the last commit, or that git does not have."""
    return file_state(depot, files).changed


def under_way(depot: Depot) -> UnderWay | None:
    """Return what is begun in git and not ended."""
    for mark, name, leave in _UNDER_WAY:
        if (depot.git_folder / mark).exists():
            return UnderWay(name, leave)
    return None


def is_detached(depot: Depot) -> bool:
    """Tell whether what is saved now would belong to no branch."""
    try:
        head = read_bytes(depot.git_folder / "HEAD").decode("utf-8", "replace")
    except OSError:
        head = ""
    if head.startswith("ref: refs/heads/") and not head.startswith("ref: refs/heads/.invalid"):
        return False
    return ask(depot.root, "symbolic-ref", "--quiet", "HEAD").status != 0


def require_ready(depot: Depot) -> None:
    """Raise ExpectedFailure where a change cannot be saved on top of what stands."""
    begun = under_way(depot)
    if begun is not None:
        raise ExpectedFailure(
            f"I git er det begynt på {begun.name} som ikke er ferdig. Ingenting er endret.",
            f"Gjør den ferdig (se: git status), eller gå ut av den: {begun.leave}",
        )
    if is_detached(depot):
        raise ExpectedFailure(
            "Mappen står på et løst punkt i historikken (detached HEAD), så det du skriver nå, "
            "ville ligge utenfor den. Ingenting er endret.",
            "Gå tilbake til skolens gren: git switch main",
        )


def require_clean(depot: Depot, files: Sequence[str]) -> None:
    """Raise ExpectedFailure when a file about to be edited has changes that are not saved."""
    state = file_state(depot, files)
    if state.unmerged:
        raise ExpectedFailure(
            "Filen har en konflikt som ikke er løst. Ingenting er endret.",
            "Rett filen, og kjør: sosialplan lagre",
        )
    if state.changed:
        raise ExpectedFailure(
            "Filen har endringer som ikke er lagret i historikken. Ingenting er endret.",
            "Lagre dem først: sosialplan lagre",
        )
