"""The session in README.md is real: each command is run, and its output stands below it."""

import re
import shlex
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest

from sosialplan.cli.main import main
from sosialplan.cli.world import World
from sosialplan.git.program import tell
from sosialplan.output.terminal import Terminal

BLOCK = re.compile(r"```console\n(?P<body>.*?)```", re.DOTALL)


def _run(argv: list[str], folder: Path) -> str:
    out = StringIO()
    world = World(
        Terminal(out, out, interactive=False),
        lambda: datetime.fromisoformat("2026-11-23T10:00+01:00"),
        four_characters=lambda _: "S01K",
        mappe=folder,
    )
    main(["-C", str(folder), *argv], world)
    return out.getvalue()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme") / "demo"
    out = StringIO()
    now = datetime.fromisoformat("2026-11-23T10:00+01:00")
    assert (
        main(["demo", str(folder)], World(Terminal(out, out, interactive=False), lambda: now)) == 0
    )
    tell(folder, "config", "user.name", "Oppdiktet Rektor Ravn")
    return folder


def test_the_session_of_the_readme_is_what_the_program_says(
    root: Path, demo: Path, oppdater_gull: bool
) -> None:
    readme = root / "README.md"
    text = readme.read_text(encoding="utf-8")

    def replayed(match: re.Match[str]) -> str:
        command = match["body"].split("\n", 1)[0]
        assert command.startswith("$ sosialplan ")
        output = _run(shlex.split(command.removeprefix("$ sosialplan ")), demo)
        return f"```console\n{command}\n{output.rstrip()}\n```"

    real = BLOCK.sub(replayed, text)
    if oppdater_gull:
        readme.write_text(real, encoding="utf-8", newline="\n")
    assert text.count("```console") >= 5
    assert real == text or oppdater_gull


def test_the_pictures_of_the_readme_are_there(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert len(pictures) == 2
    assert all((root / each).stat().st_size > 10_000 for each in pictures)
