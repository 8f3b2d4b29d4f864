"""How the program was started: its streams, and what it is called there, so that what is printed to be copied works."""

import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

from sosialplan.output.terminal import Terminal

NAVN = "sosialplan"


def quoted(word: str, system: str = os.name) -> str:
    """Return a word as the shell of a system takes it in one piece.

    >>> quoted("ut/plan.pdf", "posix"), quoted("Min skole", "posix"), quoted("Min skole", "nt")
    ('ut/plan.pdf', "'Min skole'", '"Min skole"')
    """
    if system != "nt":
        return (
            word if all(each.isalnum() or each in "/._-+" for each in word) else shlex.quote(word)
        )
    return f'"{word}"' if any(each in " &()'" for each in word) else word


def how_called(
    argv0: str, python: str, find: Callable[[str], str | None], system: str = os.name
) -> str:
    """Return what the program is started by: its name where the shell finds it, else the whole way it was called.

    PowerShell starts a way in quotation marks only after ``&``.

    >>> how_called("/o/bin/sosialplan", "/o/bin/python", lambda _: None, "posix")
    '/o/bin/sosialplan'
    >>> how_called("/o/__main__.py", "C:/P 3/python.exe", lambda _: None, "nt")
    '& "C:/P 3/python.exe" -m sosialplan'
    """
    if find(NAVN):
        return NAVN
    own = Path(argv0)
    script = own.stem == NAVN
    way = quoted(str(own.absolute()) if script else python, system)
    start = f"& {way}" if way.startswith('"') else way
    return start if script else f"{start} -m {NAVN}"


def called_here() -> str:
    """Return how this process was started."""
    import shutil  # noqa: PLC0415 - start-up

    return how_called(sys.argv[0], sys.executable, shutil.which)


def standard() -> Terminal:
    """Return the terminal the program was started in, in UTF-8; line breaks go out as they are.

    Started without one of its streams (by a task scheduler, or ``>&-``) it gets an empty one in its
    place, before any file of ours could take its number.
    """
    nowhere = sys.stdout is None
    for name, way in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, way, encoding="utf-8"))  # noqa: PTH123, SIM115 - lives as long as we do
        elif name == "stdin":
            if hasattr(stream, "reconfigure") and not stream.isatty():
                stream.reconfigure(encoding="utf-8-sig")
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    seen = sys.stdout.isatty() and sys.stdin.isatty()
    terminal = Terminal(sys.stdout, sys.stderr, seen, unseen=nowhere, kalt=called_here)
    if nowhere:
        terminal.note("Svaret vises ikke: kommandoen er startet uten et sted å skrive det.")
    return terminal
