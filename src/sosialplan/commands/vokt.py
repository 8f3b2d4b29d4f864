"""``vokt``: look through a commit that is made by hand, before git makes it. Git's hooks run it."""

import os
from pathlib import Path

from sosialplan.commands.gjennomsyn import known_names
from sosialplan.commands.run import FINE, PROBLEMS, Run
from sosialplan.files.disk import write_atomically
from sosialplan.files.planmappe import Planmappe
from sosialplan.git.state import staged, tracked
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.vernet import ENDING, any_sealed
from sosialplan.reading import NotRead, decoded, read_bytes
from sosialplan.rules.vokt import (
    TilLagring,
    check_files,
    check_message,
    names_unknown,
)

_CUT = "# ------------------------ >8 ------------------------"
"""Below it git shows what is saved, and takes none of it with."""


def vokt(run: Run, melding: Path | None) -> int:
    """Tell what keeps a commit from being made: 1 where something does. Raises ExpectedFailure."""
    folder = run.planmappe()
    navn = known_names(folder)
    if melding is not None:
        found = [*check_message(_message(melding), navn)]
    else:
        files = [TilLagring(name, text) for name, text in _staged(folder).items()]
        vern = folder.is_protected or any_sealed(tracked(folder.root))
        found = [*check_files(files, navn, vern=vern)]
    if navn is None:
        found.append(names_unknown())
    run.terminal.problems(found)
    if found:
        run.terminal.note("Ingenting er lagret. Lagre fra programmet der det går: sosialplan lagre")
    else:
        run.terminal.line("Sett gjennom, og klart til å lagres.")
    return PROBLEMS if found else FINE


def _staged(folder: Planmappe) -> dict[str, str | None]:
    """Return what is about to be saved: git tells a hook which list of it counts."""
    said = os.environ.get("GIT_INDEX_FILE")
    return dict(staged(folder.root, Path(said).absolute() if said else None))


def _message(path: Path) -> str:
    """Return the words of a commit without what git leaves out. Raises ExpectedFailure.

    What git shows of sealed files below the cut (``git commit -v``) would lie open in git's folder: it goes.
    """
    try:
        text = decoded(read_bytes(path))
    except (NotRead, FileNotFoundError, NotADirectoryError):
        text = None
    if text is None:
        raise ExpectedFailure(
            "Lagringens tekst kan ikke leses.", "Skriv den på nytt, i UTF-8: git commit"
        )
    own, cut, shown = text.partition(_CUT)
    if ENDING in shown:
        write_atomically(path, f"{own}{cut}\n")
    lines = own.splitlines()
    return "\n".join("" if each.startswith("#") else each for each in lines)
