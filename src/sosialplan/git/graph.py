"""The index by which git finds the history of one file without looking into every commit.

Git's commit-graph with changed paths: 20,000 commits are passed in some hundredths of a second.
"""

from pathlib import Path

from sosialplan.depot import Depot
from sosialplan.git.program import ask, tell
from sosialplan.git.rooms import take_away
from sosialplan.git.settings import Config

_WRITE = ("commit-graph", "write", "--reachable", "--changed-paths", "--split")
_KEPT_BY_GIT = "maintenance.commit-graph.enabled"


def ensure_graph(root: Path, config: Config) -> None:
    """Write the index once, and have git add to it by itself after every hundred commits.

    Only an aid: where git cannot, the log is slower and says the same.
    """
    if config.local.get(_KEPT_BY_GIT) != "true":
        written = ask(root, *_WRITE, graph=True)
        if written.status == 0:
            tell(root, "config", "--local", _KEPT_BY_GIT, "true")


def renew(depot: Depot) -> None:
    """Take away git's own indexes of the history, which may say anything, and write the one that is used anew.

    Raises OSError.
    """
    objects = depot.common / "objects"
    chain = objects / "info" / "commit-graphs"
    if chain.is_dir() and not chain.is_symlink():
        take_away(chain)
    for path in (chain, objects / "info" / "commit-graph", objects / "pack" / "multi-pack-index"):
        if path.is_symlink() or path.exists():
            if not path.is_symlink():
                path.chmod(0o600)  # Windows takes away nothing that may only be read
            path.unlink()
    ask(depot.root, *_WRITE, graph=True)
