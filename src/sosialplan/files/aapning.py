"""A finished document opened in the person's own program: the one door to it.

Which program that is, the system alone says. Nothing is asked of the planmappe, and nothing in it is run.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

_SHOWS = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")
"""One of these is set where Linux has a screen to open something on."""
_LINUX = (("xdg-open",), ("wslview",), ("gio", "open"))
_GRACE = 3.0
"""Seconds: a program that has not given up by then has taken the file."""


def opener(
    system: str, environ: Mapping[str, str], find: Callable[[str], str | None]
) -> tuple[str, ...] | None:
    """Return the program that opens a file, with what stands before its path; None where there is none.

    >>> opener("darwin", {}, lambda name: f"/usr/bin/{name}")
    ('/usr/bin/open',)
    >>> opener("linux", {}, lambda name: f"/usr/bin/{name}") is None
    True
    """
    if system != "darwin" and not any(environ.get(each) for each in _SHOWS):
        return None
    for program, *words in (("open",),) if system == "darwin" else _LINUX:
        path = find(program)
        if path is not None and Path(path).is_absolute():
            return (path, *words)
    return None


if sys.platform == "win32":

    def opened(path: Path) -> bool:
        """Open a file or a folder, and return whether something took it."""
        try:
            os.startfile(path.resolve())  # noqa: S606 - a document of the person's own, by its whole path
        except OSError:
            return False
        return True

else:

    def opened(path: Path) -> bool:
        """Open a file or a folder, and return whether something took it."""
        words = opener(sys.platform, os.environ, shutil.which)
        return words is not None and _took((*words, str(path.resolve())))


def _took(words: tuple[str, ...]) -> bool:
    """Start a program that goes on by itself; return whether it did not give up at once."""
    try:
        started = subprocess.Popen(  # noqa: S603 - the system's own, by its whole path
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return started.wait(_GRACE) == 0
    except subprocess.TimeoutExpired:
        started.returncode = 0  # it goes on by itself, and nobody waits for it
        return True
