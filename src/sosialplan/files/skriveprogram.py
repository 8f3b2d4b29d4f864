"""The person's own editor: which it is, how it is kept from laying copies aside, and one run of it. The one door to it.

Which one is said by the person alone: an option, the environment, or what the system has. Nothing of the planmappe
or of its git settings is asked.
"""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value

SAID = ("VISUAL", "EDITOR")
_QUIET = "set nobackup nowritebackup noundofile noswapfile"
_VIM = ("-n", "-i", "NONE", "--cmd", _QUIET, "-c", _QUIET)
_LISP = (
    "(setq make-backup-files nil auto-save-default nil create-lockfiles nil "
    "auto-save-list-file-prefix nil)"
)
_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "vim": _VIM,
    "nvim": _VIM,
    "gvim": ("-f", *_VIM),
    "mvim": ("-f", *_VIM),
    "nano": ("-R",),
    "pico": (),
    "emacs": ("--eval", _LISP),
    **dict.fromkeys(
        ("code", "code-insiders", "codium"),
        ("--wait", "--new-window", "--user-data-dir={rom}/oppsett", "--extensions-dir={rom}/tillegg"),
    ),
    "notepad": (),
}  # fmt: skip
"""What has each known editor leave no swap, backup, undo and history files, or lay them in the room that goes."""
_VIM_KEYS = "Trykk i for å skrive. Ferdig: Esc, skriv :wq og trykk Enter. Uten å lagre: Esc og :q!"
_REMARKS: Mapping[str, str] = {
    **dict.fromkeys(("vim", "nvim", "gvim", "mvim"), _VIM_KEYS),
    "nano": "Ferdig: Ctrl-O og Enter lagrer, Ctrl-X lukker.",
    "notepad": "Notisblokk kan huske åpne faner i Windows. Lukk fanen når du er ferdig, og la ikke noe stå ulagret.",
}
_UNKNOWN = (
    "Programmet {navn} er ikke kjent: det kan legge egne kopier av teksten andre steder. "
    "Kjent er vim, nano, emacs, VS Code og Notisblokk."
)
_USUAL = {"nt": ("notepad",), "posix": ("nano", "vim", "vi")}
_QUICK = 1.0
"""Seconds. An editor that is done sooner has most likely left the file open in a window of its own."""
_GRACE = 3.0
_STOPS = ("SIGTERM", "SIGHUP", "SIGBREAK")


class Skriveprogram(Value, frozen=True):
    """An editor by its whole path, with its options, and what the person must know of it."""

    path: Path
    options: tuple[str, ...] = ()
    remark: str = ""


def find_editor(said: str | None, environ: Mapping[str, str], folder: Path) -> Skriveprogram:
    """Return the editor that was asked for, else the person's usual, else one that the system has.

    Raises ExpectedFailure: it is not there, or lies in the planmappe.
    """
    named = said or next((environ[each] for each in SAID if environ.get(each, "").strip()), None)
    words = shlex.split(named, posix=os.name != "nt") if named else []
    wanted = [words[0].strip('"')] if words else [*_USUAL[os.name]]
    path = next((found for each in wanted if (found := _on_the_path(each, environ))), None)
    if path is None:
        raise ExpectedFailure(
            f"Fant ikke skriveprogrammet ({', '.join(wanted)}).",
            "Si hvilket: --med PROGRAM, eller sett EDITOR til et program som er på maskinen.",
        )
    if path.is_relative_to(folder) or path.resolve().is_relative_to(folder):
        raise ExpectedFailure(
            "Skriveprogrammet ligger i planmappen, og kjøres ikke.", "Bruk et fra maskinen selv."
        )
    kind = next((each for each in _names(path) if each in _OPTIONS), None)
    remark = _UNKNOWN.format(navn=path.stem) if kind is None else _REMARKS.get(kind, "")
    return Skriveprogram(path, (*words[1:], *_OPTIONS.get(kind or "", ())), remark)


def _names(path: Path) -> tuple[str, str]:
    """Return what an editor may be known by: what it leads to (``vi`` and ``vim.tiny`` may be vim), and its own name."""
    return path.resolve().name.lower().partition(".")[0], path.stem.lower()


def _on_the_path(name: str, environ: Mapping[str, str]) -> Path | None:
    """Find a program by its whole path, or in the whole paths of the search path: never where one stands."""
    if Path(name).is_absolute():
        return Path(name) if shutil.which(name) else None
    if Path(name).name != name:
        return None
    folders = [
        each for each in environ.get("PATH", "").split(os.pathsep) if Path(each).is_absolute()
    ]
    found = (shutil.which(str(Path(each) / name)) for each in folders)
    return next((Path(each) for each in found if each), None)


class Brukt(Value, frozen=True):
    """How a run of an editor went: its exit status, and whether it was over at once."""

    status: int
    at_once: bool


def edit(program: Skriveprogram, room: Path, files: Sequence[Path], *, seen: bool) -> Brukt:
    """Let the person edit files that lie in a room of their own, and wait. Raises ExpectedFailure.

    The editor stands in the room, so that no settings of the planmappe's are read, and lays there what is temporary.
    Where it is ``seen`` in the terminal, Ctrl-C is the editor's own. It is ended with the program.
    """
    options = [each.format(rom=room.as_posix()) for each in program.options]
    env = {**os.environ, **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(room))}
    begun = monotonic()
    with _left_to_the_editor(signal.SIGINT) if seen else _nothing():
        try:
            process = subprocess.Popen(  # noqa: S603 - the person's own program, and words of ours
                [str(program.path), *options, *map(str, files)], cwd=room, env=env
            )
        except OSError:
            raise ExpectedFailure(
                f"Skriveprogrammet ({program.path.name}) kunne ikke startes. Ingenting er endret.",
                "Bruk et annet: --med PROGRAM",
            ) from None
        try:
            status = process.wait()
        except BaseException:
            process.terminate()
            try:
                process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            raise
    return Brukt(status, monotonic() - begun < _QUICK)


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def _left_to_the_editor(number: signal.Signals) -> Iterator[None]:
    """Let a signal be the editor's: it is not ignored, since the editor would inherit that."""
    before = signal.signal(number, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(number, before)


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Let what would end the program at once break it off instead, so that what is open is put away first."""

    def stop(*_: object) -> None:
        for each in before:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    numbers = [getattr(signal, each) for each in _STOPS if hasattr(signal, each)]
    before: dict[int, Callable[..., object] | int | None] = {
        each: signal.signal(each, stop) for each in numbers
    }
    try:
        yield
    finally:
        for each, was in before.items():
            signal.signal(each, was)
