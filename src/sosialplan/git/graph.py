"""The index by which git finds the history of one file without looking into every commit.

Git's commit-graph with changed paths: 20,000 commits are passed in some hundredths of a second.
"""

from pathlib import Path

from sosialplan.depot import Depot
from sosialplan.git.program import ask, tell
from sosialplan.git.rooms import take_away
from sosialplan.git.settings import Config

_WRITE = ("commit-graph", "write", "--reachable", "--changed-paths", "--split")
_SOON_READ = 400_000
"""Bytes of the index of some 5,000 commits: so many git reads one by one in a fifth of a second."""
_KEPT_BY_GIT = "maintenance.commit-graph.enabled"


def is_soon_read(root: Path) -> bool:
    """Tell whether the history is so short that git may as well look into every commit, and believe no index."""
    said = tell(root, "rev-parse", "--git-path", "objects/info").decode("utf-8", "surrogateescape")
    info = root / said.rstrip("\r\n")
    found = (info / "commit-graph", *(info / "commit-graphs").glob("*.graph"))
    return sum(each.stat().st_size for each in found if each.is_file()) < _SOON_READ


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
