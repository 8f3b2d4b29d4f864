"""The plan as it was: the files of ``plan/`` in the last commit before a day."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sosialplan.git.history import Commit, commits, contents
from sosialplan.git.program import fields, tell


def last_before(root: Path, day: date) -> Commit | None:
    """Return the newest commit of the plan before the day; None where history begins later."""
    return next((each for each in commits(root, ["plan"]) if each.when.date() < day), None)


def first_day(root: Path) -> date | None:
    """Return the day on which the plan's history begins; None without one."""
    found = commits(root, ["plan"])
    return found[-1].when.date() if found else None


def plan_texts(root: Path, commit: Commit) -> Mapping[str, str]:
    """Return the text of each YAML file of the plan in a commit."""
    listed = fields(tell(root, "ls-tree", "-r", "-z", "--name-only", commit.name, "--", "plan/"))
    files = [name for name in listed if name.endswith(".yaml")]
    held = contents(root, [(commit.name, name) for name in files])
    return {name: text for (_, name), text in held.items() if text is not None}
