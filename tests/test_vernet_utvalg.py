"""The tests of open folders that a protected one must pass too: the same, with every school of theirs protected.

What the others try of reading and writing goes through the same door; these are where something else than the
door could know what a file holds: git, two clones, old states, the archive, and what is handed out.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
UTVALG = (
    "angre",
    "arkiver",
    "flett_git",
    "historikk",
    "innsyn",
    "klassedeling",
    "kloner",
    "logg",
    "oppgrader",
    "skolebytte",
    "synk",
    "tilsyn",
)


@pytest.mark.parametrize("part", UTVALG)
def test_it_holds_in_a_protected_folder(part: str, tmp_path: Path) -> None:
    """In a process of its own, since the school that the tests share is another."""
    ran = subprocess.run(  # noqa: S603 - this interpreter, and words of ours
        [
            sys.executable, "-m", "pytest", "--vernet", "-q", "-p", "no:cacheprovider", "-p", "no:xdist",
            f"--basetemp={tmp_path / 'i'}", f"tests/test_{part}.py",
        ],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV", "GIT_"))},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert ran.returncode == 0, "\n".join(ran.stdout.splitlines()[-40:])
