"""Several processes that write in one planmappe at the same time."""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from brudd import PROGRAM
from forseglet import text_in


def write_at_once(root: Path, saker: Sequence[str], writers: int, each: int) -> list[str]:
    """Let so many write so many entries each; return what those who failed said."""

    def write(writer: int) -> list[str]:
        said = []
        for number in range(each):
            sak = saker[(writer + number) % len(saker)]
            mark = f"skriver {writer} oppføring {number}."
            done = subprocess.run(  # noqa: S603 - this Python, and arguments from here
                [sys.executable, str(PROGRAM), "-C", str(root), "registrer", sak, "notat", "--notat", mark],
                capture_output=True, encoding="utf-8", check=False,
            )  # fmt: skip
            if done.returncode:
                said.append(done.stderr)
        return said

    with ThreadPoolExecutor(writers) as pool:
        return [sentence for said in pool.map(write, range(writers)) for sentence in said]


def lost(root: Path, saker: Sequence[str], writers: int, each: int) -> list[str]:
    """Return each entry that does not stand exactly once."""
    texts = "".join(text_in(root, f"saker/{sak[:4]}/{sak}.yaml") for sak in saker)
    marks = [
        f"skriver {writer} oppføring {number}."
        for writer in range(writers)
        for number in range(each)
    ]
    return [mark for mark in marks if texts.count(mark) != 1]
