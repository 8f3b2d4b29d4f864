"""Move a branch to a commit that is made already, and tell which files that changes."""

import time
from collections.abc import Iterator, Sequence

from sosialplan.depot import Depot
from sosialplan.git.program import ask, fields, tell
from sosialplan.git.words import git_refused
from sosialplan.model.record import Value

_PLAIN = frozenset({"100644", "100755"})
_NONE = "000000"
_TRIES, _PAUSE = 30, 0.1
"""Another git program may hold the index: it is waited for, three seconds in all."""


class Moved(Value, frozen=True):
    """A file that differs between two commits, from the top of the repository: in the one, in the other.

    ``plain`` tells that it is a file in the other, and neither a link nor a repository of its own.
    """

    file: str
    was: bool
    stays: bool
    plain: bool


def moved_between(depot: Depot, old: str, new: str) -> Iterator[Moved]:
    """Yield the files that differ, in the order of their names."""
    out = fields(
        tell(
            depot.top,
            "diff-tree",
            "-r",
            "-z",
            "--raw",
            "--no-renames",
            given=(old, new),
        )
    )
    for columns, name in zip(out[::2], out[1::2], strict=True):
        was, becomes = columns.lstrip(":").split(" ")[:2]
        yield Moved(name, was != _NONE, becomes != _NONE, becomes in {*_PLAIN, _NONE})


def is_behind(depot: Depot, old: str, new: str) -> bool:
    """Tell whether all of one commit's history is in another's."""
    return ask(depot.root, "merge-base", "--is-ancestor", given=(old, new)).status == 0


def arrive(depot: Depot, old: str, new: str) -> None:
    """Let git's list of files, and then the branch, be at a commit; the files themselves are there.

    It may be done again where it was cut off. What was staged of other files stays staged. Raises
    ExpectedFailure.
    """
    _in_turn(depot, "read-tree", "-i", "-m", given=(old, new))
    if old != new:
        _in_turn(depot, "update-ref", "-m", "sosialplan synk", given=("HEAD", new, old))
    ask(depot.top, "update-index", "-q", "--refresh", obeys=depot.obeys)


def _in_turn(depot: Depot, *args: str, given: Sequence[str]) -> None:
    answer = ask(depot.top, *args, given=given, obeys=depot.obeys)
    for _ in range(_TRIES):
        if answer.status == 0 or b".lock': File exists" not in answer.err:
            break
        time.sleep(_PAUSE)
        answer = ask(depot.top, *args, given=given, obeys=depot.obeys)
    if answer.status != 0:
        raise git_refused(args[0], answer.status, answer.err)
