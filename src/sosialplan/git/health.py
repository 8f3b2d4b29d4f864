"""Whether a repository's history is there, and whole."""

from sosialplan.depot import Depot
from sosialplan.git.program import ask


def is_shallow(depot: Depot) -> bool:
    """Tell whether only the newest part of the history was fetched."""
    return (depot.common / "shallow").exists()


def is_damaged(depot: Depot) -> bool:
    """Tell whether something that the history points at is gone or cannot be read."""
    checked = ask(
        depot.root, "fsck", "--connectivity-only", "--no-dangling", "--no-progress", "--no-reflogs"
    )
    return checked.status != 0
