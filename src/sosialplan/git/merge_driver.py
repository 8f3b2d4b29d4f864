"""The program as git's own merge driver: the command that git runs, and git's plain merge."""

import shlex
import sys
from pathlib import Path

from sosialplan.git.program import ask

_CALL = "flett %O %A %B %P"
"""The common start, ours (which is written), theirs, and the path; git quotes the last."""


def command() -> str:
    """Return what git runs for a file of ours, by its own shell on every system.

    It names this very interpreter, since the program need not be on the path, and has it leave
    alone what lies in the folder where it runs (``-P``).
    """
    if not sys.executable:
        return f"sosialplan {_CALL}"
    python = Path(sys.executable).as_posix().replace("%", "%%")
    return f"{shlex.quote(python)} -P -m sosialplan {_CALL}"


def merge_as_git_does(base: Path, ours: Path, theirs: Path) -> bool:
    """Let git merge line by line into ``ours``; False where it left marks of a conflict in it."""
    names = ("-L", "vår", "-L", "felles", "-L", "deres")
    files = tuple(str(each.resolve()) for each in (ours, base, theirs))
    answer = ask(ours.parent, "merge-file", *names, given=files)
    return answer.status == 0
