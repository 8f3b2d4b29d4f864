"""What git remembers of where branches have stood: their names now, and what they pointed at before."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from sosialplan.git.program import ask, tell

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
