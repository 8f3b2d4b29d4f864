"""Taking back: a person's own last commit."""

from pathlib import Path

from sosialplan.git.history import UNDOES
from sosialplan.git.program import ask, tell
from sosialplan.model.record import Value


class Own(Value, frozen=True):
    """A commit: its name, how many it builds on, and the one it takes back, if it does."""

    name: str
    parents: int
    undoes: str


def is_shared(root: Path, commit: str) -> bool:
    """Tell whether a commit was seen in a shared copy: there others may have built on it."""
    places = ("refs/remotes", "refs/sosialplan")
    return bool(tell(root, "for-each-ref", "--count=1", f"--contains={commit}", given=places))


def own_last(root: Path, email: str) -> Own | None:
    """Return the newest commit by the person with this address; None where there is none."""
    answer = ask(
        root, "log", "-z", "--max-count=1", "--fixed-strings", f"--author=<{email}>",
        f"--format=%H%x00%P%x00{UNDOES}", "HEAD",
    )  # fmt: skip
    words = answer.out.decode("utf-8", "replace").split("\0")
    if answer.status != 0 or not words[0]:
        return None
    return Own(words[0], len(words[1].split()), words[2].strip())
