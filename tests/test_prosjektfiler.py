"""What stands beside the program: the version and its releases, and what those who send something are told."""

import re
from datetime import date
from pathlib import Path

from sosialplan import __version__

ROOT = Path(__file__).parent.parent
HEADING = re.compile(r"^## \[(\d+\.\d+\.\d+)\] – (\d{4}-\d\d-\d\d)$", re.MULTILINE)


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_the_releases_stand_newest_first_and_the_newest_is_this_one() -> None:
    text = _text("CHANGELOG.md")
    found = HEADING.findall(text)
    headings = [
        each for each in re.findall(r"^## .*$", text, re.MULTILINE) if each != "## [Ikke utgitt]"
    ]
    assert len(found) == len(headings) > 1
    assert found[0][0] == __version__
    numbers = [tuple(map(int, number.split("."))) for number, _ in found]
    days = [date.fromisoformat(day) for _, day in found]
    assert numbers == sorted(set(numbers), reverse=True)
    assert days == sorted(days, reverse=True)
