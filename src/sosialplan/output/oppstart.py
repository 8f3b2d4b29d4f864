"""How the program was started: its streams, and what it is called there, so that what is printed to be copied works."""

import codecs
import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sosialplan.output.terminal import Terminal
from sosialplan.reading import UTF_16

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


_INN, _UT = "sosialplan-inn", "sosialplan-ut"
_SIGNS = {"→": "->", "−": "-", "\u2011": "-"}
"""What stands for a sign that an older code page has not; any other is a question mark."""


class _Inn(codecs.IncrementalDecoder):
    """What comes in is UTF-8, with a mark or none, unless it begins with the mark of UTF-16."""

    def __init__(self, errors: str = "strict") -> None:
        super().__init__(errors)
        self._held = b""
        self._decoder: codecs.IncrementalDecoder | None = None

    def decode(self, input: Any, final: bool = False) -> str:  # noqa: A002, FBT001, FBT002 - as it is called
        """Return the text of what has come so far."""
        data, self._held = self._held + bytes(input), b""
        if self._decoder is None:
            if len(data) < len(UTF_16[0]) and not final:
                self._held = data
                return ""
            chosen = "utf-16" if data.startswith(UTF_16) else "utf-8-sig"
            self._decoder = codecs.getincrementaldecoder(chosen)(self.errors)
        return self._decoder.decode(data, final)


def _found(name: str) -> codecs.CodecInfo | None:
    if name.replace("_", "-") != _INN:
        return None
    utf_8 = codecs.lookup("utf-8")
    return codecs.CodecInfo(
        utf_8.encode, utf_8.decode, name=_INN,
        incrementalencoder=utf_8.incrementalencoder, incrementaldecoder=_Inn,
    )  # fmt: skip


def _in_its_place(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(_SIGNS.get(each, "?") for each in lost), error.end


def standard(*, utf_8: bool = False) -> Terminal:
    """Return the terminal the program was started in; line breaks go out as they are.

    What is written is UTF-8, unless the person says by ``PYTHONIOENCODING`` what the console has and ``utf_8`` is not asked for.
    No sign stops it. Started without one of its streams (by a task scheduler, or ``>&-``) it gets an empty one in its
    place, before any file of ours could take its number.
    """
    codecs.register(_found)
    codecs.register_error(_UT, _in_its_place)
    said = bool(os.environ.get("PYTHONIOENCODING")) and not utf_8
    nowhere = sys.stdout is None
    for name, way in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, way, encoding="utf-8"))  # noqa: PTH123, SIM115 - lives as long as we do
        elif not hasattr(stream, "reconfigure"):
            continue
        elif name == "stdin":
            if not stream.isatty() and not said:
                stream.reconfigure(encoding=_INN)
        elif said:
            stream.reconfigure(errors=_UT, newline="\n")
        else:
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    seen = sys.stdout.isatty() and sys.stdin.isatty()
    terminal = Terminal(sys.stdout, sys.stderr, seen, unseen=nowhere, kalt=called_here)
    if nowhere:
        terminal.note("Svaret vises ikke: kommandoen er startet uten et sted å skrive det.")
    return terminal
