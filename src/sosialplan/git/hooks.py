"""The hooks by which a commit that is made by hand is looked through first: what they say, and how they stand.

They are this program's own words and name this very interpreter by its whole path. One that says anything else is
somebody's own, and is never written over; one that was ours, for another interpreter, is told of and made anew.
"""

import os
import shlex
import sys
from pathlib import Path

from sosialplan.depot import Depot
from sosialplan.git.settings import Config
from sosialplan.model.omgivelser import Vakt
from sosialplan.reading import NotRead, is_there, read_bytes

_CALLS = {"pre-commit": "vokt", "commit-msg": 'vokt --melding "$1"'}
"""What each hook runs: of what is about to be saved, and of the words it is saved with."""
_MODULE = "sosialplan"
_FIRST = "#!/bin/sh\n# sosialplan vokt. "
_TEXT = """\
Skrives på nytt av: sosialplan sjekk --reparer
[ -z "$SOSIALPLAN_SKRIVER" ] || exit 0
program={program}
if [ ! -x "$program" ]; then
  echo "Kontrollen før lagring finnes ikke lenger. Kjør: sosialplan sjekk --reparer" >&2
  exit 1
fi
exec "$program" -P -m {module} -C {folder} {call}
"""
"""What git's own shell runs, on Windows too. What the program itself saves was looked through before."""


def hook_text(name: str, prefix: str = "", python: str = sys.executable) -> bytes:
    """Return what a hook says here; ``prefix`` is the way from the top of the repository to the planmappe.

    ``python`` is the interpreter that runs the program: this one.
    """
    program = shlex.quote(Path(python).as_posix())
    folder = shlex.quote(f"./{prefix.rstrip('/')}")
    said = _TEXT.format(program=program, module=_MODULE, folder=folder, call=_CALLS[name])
    return f"{_FIRST}{said}".encode("utf-8", "surrogateescape")


def is_own_hook(path: Path, prefix: str = "") -> bool:
    """Tell whether a hook is ours to the letter, so that git may run it unasked."""
    return path.name in _CALLS and _held(path) == hook_text(path.name, prefix)


def hook_state(depot: Depot, config: Config) -> Vakt:
    """Tell how the hooks stand."""
    if not sys.executable:
        return Vakt.UKJENT
    if "core.hookspath" in config.all:
        return Vakt.ANDRE_STEDER
    paths = [depot.common / "hooks" / name for name in _CALLS]
    if any(_is_anothers(each) for each in paths):
        return Vakt.ANNEN
    return Vakt.PAA if all(_stands(each, depot.prefix) for each in paths) else Vakt.MANGLER


def put_hooks(depot: Depot, config: Config) -> bool:
    """Put the hooks in place where they are missing or of another interpreter. Raises OSError."""
    if hook_state(depot, config) is not Vakt.MANGLER:
        return False
    folder = depot.common / "hooks"
    folder.mkdir(exist_ok=True)
    for name in _CALLS:
        waiting = folder / f"{name}.sosialplan-{os.getpid()}.tmp"
        waiting.write_bytes(hook_text(name, depot.prefix))
        waiting.chmod(0o755)
        waiting.replace(folder / name)
    return True


def renew_hooks(depot: Depot, config: Config) -> None:
    """Make anew what was ours and says something else than it does here: of another interpreter, or of a folder moved.

    Whatever stood there is not run: only our own words take its place. Raises OSError.
    """
    paths = [depot.common / "hooks" / name for name in _CALLS]
    ours = [each for each in paths if is_there(each) and not _is_anothers(each)]
    if any(not is_own_hook(each, depot.prefix) for each in ours):
        put_hooks(depot, config)


def _held(path: Path) -> bytes | None:
    try:
        return read_bytes(path)
    except (NotRead, FileNotFoundError, NotADirectoryError):
        return None


def _stands(path: Path, prefix: str) -> bool:
    return is_own_hook(path, prefix) and (os.name == "nt" or os.access(path, os.X_OK))


def _is_anothers(path: Path) -> bool:
    held = _held(path)
    return is_there(path) and not (held or b"").startswith(_FIRST.encode())
