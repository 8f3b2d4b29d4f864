"""The plan as it was: the files of ``plan/`` in the last commit that was written before a day."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sosialplan.git.history import Commit, commits, files_at, texts


def last_before(root: Path, day: date) -> Commit | None:
    """Return the newest commit of the plan before the day; None where history begins later."""
    return next((each for each in commits(root, ["plan"]) if each.written.date() < day), None)


def first_day(root: Path) -> date | None:
    """Return the day on which the plan's history begins; None without one."""
    found = commits(root, ["plan"])
    return found[-1].written.date() if found else None


def plan_texts(root: Path, commit: Commit) -> Mapping[str, str]:
    """Return the text of each YAML file of the plan in a commit."""
    listed = files_at(root, commit.name, "plan/")
    held = texts(root, listed.values())
    return {
        file: text
        for file, content in listed.items()
        if file.endswith(".yaml") and (text := held[content]) is not None
    }
