"""What stands beside the program: the version and its releases, and what those who send something are told."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from sosialplan import __version__

ROOT = Path(__file__).parent.parent
HEADING = re.compile(r"^## \[(\d+\.\d+\.\d+)\] – (\d{4}-\d\d-\d\d)$", re.MULTILINE)


FORMS = sorted(
    each for each in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if each.name != "config.yml"
)
SYSTEMS = {"ubuntu-latest", "windows-latest", "macos-latest"}


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _tree(name: str) -> Any:
    return yaml.safe_load(_text(name))


def _commands(page: str, after: str) -> list[str]:
    """Return the lines of the block of commands that comes next after some words of a page."""
    _, found, rest = _text(page).partition(after)
    assert found
    block = re.search(r"```\w+\n(.*?)```", rest, re.DOTALL)
    assert block
    return block[1].splitlines()


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


def test_the_release_that_is_mended_is_this_one() -> None:
    release = ".".join(__version__.split(".")[:2])
    text = _text("SECURITY.md")
    assert f"Rettes: {release}." in text
    assert f"Version {release} is the one" in text


def test_nobody_is_told_an_address_that_is_not_ours() -> None:
    for name in ("SECURITY.md", ".github/PULL_REQUEST_TEMPLATE.md"):
        assert not re.search(r"\S@\S|https?://", _text(name))


# The checks


def test_each_system_runs_the_command_of_the_readme() -> None:
    workflow = _tree(".github/workflows/kontroll.yml")
    job = workflow["jobs"]["tester"]
    assert set(job["strategy"]["matrix"]["system"]) == SYSTEMS
    assert job["runs-on"] == "${{ matrix.system }}"
    runs = {each["if"]: each["run"].splitlines() for each in job["steps"] if "run" in each}
    assert runs == {
        "runner.os != 'Windows'": _commands("README.md", "<!-- test -->"),
        "runner.os == 'Windows'": _commands("README.md", "-n auto --cov\n```\n\nI PowerShell"),
    }
    (whole,) = [each["run"] for each in workflow["jobs"]["alt"]["steps"] if "run" in each]
    assert (ROOT / whole).is_file()
    assert workflow["permissions"] == {"contents": "read"}


def test_the_pythons_that_are_tried_are_the_oldest_and_the_newest_named() -> None:
    matrix = _tree(".github/workflows/kontroll.yml")["jobs"]["tester"]["strategy"]["matrix"]
    named = re.findall(r"Python :: (3\.\d+)", _text("pyproject.toml"))
    assert matrix["python"] == [named[0], named[-1]]


def test_what_runs_before_a_commit_is_what_contributing_says() -> None:
    config = _tree(".pre-commit-config.yaml")
    (here,) = config["repos"]
    assert here["repo"] == "local"
    said = _commands("CONTRIBUTING.md", "<!-- sjekker -->")
    assert [each["entry"] for each in here["hooks"]] == said
    assert [each["entry"] for each in here["hooks"] if "stages" in each] == said[-1:]
    assert {each["language"] for each in here["hooks"]} == {"system"}


def test_each_file_that_contributing_names_is_there() -> None:
    named = re.findall(
        r"`([\w/.-]+/[\w.-]+\.(?:py|yaml|md|j2)|[\w/.]+/)`", _text("CONTRIBUTING.md")
    )
    places = (ROOT, ROOT / "src/sosialplan", ROOT / "tests", ROOT / "docs/bruk")
    assert len(named) > len(places)
    missing = [
        each
        for each in named
        if "NAME" not in each and not any((place / each).exists() for place in places)
    ]
    assert missing == []


# What those who send something are told


@pytest.mark.parametrize("form", FORMS, ids=lambda each: each.stem)
def test_each_form_warns_first_and_asks_for_a_promise_last(form: Path) -> None:
    tree = yaml.safe_load(form.read_text("utf-8"))
    first, *asked, last = tree["body"]
    assert first["type"] == "markdown"
    assert "**Skriv aldri om en ekte sak.**" in first["attributes"]["value"]
    assert last["type"] == "checkboxes"
    (promise,) = last["attributes"]["options"]
    assert promise == {
        "label": "Alt jeg har skrevet, er oppdiktet. Ingen ekte person kan kjennes igjen.",
        "required": True,
    }
    assert tree["name"]
    assert tree["description"]
    ids = [each["id"] for each in (*asked, last)]
    assert len(ids) == len(set(ids))
    assert all(each["attributes"]["label"] for each in asked)


def test_there_are_forms_and_no_blank_way_past_them() -> None:
    assert FORMS
    assert _tree(".github/ISSUE_TEMPLATE/config.yml") == {"blank_issues_enabled": False}
    assert "Every person in it is invented" in _text(".github/PULL_REQUEST_TEMPLATE.md")
