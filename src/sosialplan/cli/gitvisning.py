"""What git runs to show a sealed file as text: in ``git diff``, ``git log -p`` and ``git show``.

It is asked twice for each file of each commit, so it starts without the rest of the program. The text goes to git
and to nothing else; what cannot be read is a line, so that the rest is shown.
"""

import os
import sys
from functools import partial
from hashlib import sha256
from pathlib import Path

from sosialplan import clock
from sosialplan.files.innsyn import NOT_NOTED, SSH, Innsynslinje, note
from sosialplan.files.merke import user_folder
from sosialplan.files.noekkelring import here, identities
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.vernet import ENDING
from sosialplan.output.oppstart import standard
from sosialplan.output.terminal import Terminal
from sosialplan.reading import NotRead, decoded, read_bytes
from sosialplan.tekster.konfliktord import kort_navn
from sosialplan.vern.age import public_of
from sosialplan.vern.laas import NOT_FOR_ME, OTHER_NAME, Laas, Opened, opened_text, told_inside

_PRINT = 12
_GIT = "git"
"""What stands for the command: git does not say which of its own it is."""


def as_text(file: Path, laas: Laas) -> str:
    """Return what git shows of a file: its text, under what it says of itself; or a line that says why not.

    The line ends with a print of what is sealed, so that a change of it is seen. Git hands most of them over under
    a name of its own that ends with the file's: a content with another name inside is not shown as this file's.
    """
    try:
        raw = read_bytes(file)
        opened = opened_text(laas, raw, None)
    except (NotRead, OSError):
        return "(vernet: innholdet kan ikke leses)"
    except ExpectedFailure as error:
        return _shut(error.sentence, raw)
    if opened.name and not file.name.endswith(f"{opened.name.rpartition('/')[2]}{ENDING}"):
        opened = Opened(code=OTHER_NAME)
    text = None if opened.code else decoded(opened.data)
    if text is None:
        return _shut(_why(opened.code), raw)
    told = told_inside(opened.name, opened.readers).decode() if opened.name else ""
    return told + text


def _why(code: str | None) -> str:
    if code == NOT_FOR_ME:
        return "Du er ikke blant dem som kan lese den."
    from sosialplan.tekster.koder.alle import find_code

    known = find_code(code or "F101")
    return known.message if known else ""


def _shut(why: str, raw: bytes) -> str:
    return f"(vernet: {why} Avtrykk {sha256(raw).hexdigest()[:_PRINT]})"


def _note(laas: Laas, terminal: Terminal) -> None:
    """Note that git showed a file; once a minute, since git asks for each of its versions twice."""
    hva = tuple(kort_navn(each) for each in laas.names)
    moment = clock.now().isoformat(timespec="seconds")
    key = public_of(laas.held()[0]) or SSH
    try:
        note(user_folder(), Innsynslinje(moment, key, hva, _GIT, len(hva)), once_a_minute=True)
    except OSError:
        terminal.note(NOT_NOTED)


def main(file: str) -> int:
    """Write what git shows of a file."""
    terminal = standard(utf_8=True)
    laas = Laas(partial(identities, here(), os.environ, clock.now()))
    terminal.raw(as_text(Path(file), laas))
    terminal.finish()
    if laas.names:
        _note(laas, terminal)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
