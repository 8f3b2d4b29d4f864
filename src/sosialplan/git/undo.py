"""Taking back: a person's own last commit, and which commits say that they take another back."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sosialplan.git.program import ask, tell
from sosialplan.model.record import Value

TRAILER = "Angrer"
_TRAILER = f"%(trailers:key={TRAILER},valueonly,separator=%x2C)"


class Own(Value, frozen=True):
    """A commit: its name, how many it builds on, and the one it takes back, if it does."""

    name: str
    parents: int
    undoes: str


def own_last(root: Path, email: str) -> Own | None:
    """Return the newest commit by the person with this address; None where there is none."""
    answer = ask(
        root, "log", "-z", "--max-count=1", "--fixed-strings", f"--author=<{email}>",
        f"--format=%H%x00%P%x00{_TRAILER}", "--end-of-options", "HEAD",
    )  # fmt: skip
    words = answer.out.decode("utf-8", "replace").split("\0")
    if answer.status != 0 or not words[0]:
        return None
    return Own(words[0], len(words[1].split()), words[2].strip())


def undoings(root: Path, files: Sequence[str]) -> Mapping[str, str]:
    """Return each commit of these files that says it takes another back, with the one it names.

    On both sides of every merge: where one side wrote and took back, the merge itself shows neither.
    """
    out = tell(
        root, "log", "-z", "--full-history", f"--grep=^{TRAILER}: ", f"--format=%H%x00{_TRAILER}",
        "HEAD", "--", *files,
    )  # fmt: skip
    words = [word.strip() for word in out.decode("utf-8", "replace").split("\0")]
    return {name: undone for name, undone in zip(words[::2], words[1::2], strict=False) if undone}
