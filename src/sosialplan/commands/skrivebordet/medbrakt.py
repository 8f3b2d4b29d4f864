"""What a folder brings that git would obey: named, and obeyed only once the person has said yes to it.

What was said yes to lies outside the folder, with the person's own marks: by where the folder is, and
by the print of each thing. So a change is asked about, and a copy somewhere else too.
"""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec.structs import replace

from sosialplan.commands.run import Run
from sosialplan.commands.svar.ordsvar import asked_yes
from sosialplan.depot import Depot
from sosialplan.files.disk import write_atomically
from sosialplan.files.merke import user_folder
from sosialplan.git.brought import Brought, brought
from sosialplan.git.hooks import renew_hooks
from sosialplan.git.settings import Config, read_config
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.record import Value
from sosialplan.reading import read_bytes

_FOLDER = "tillatt"
ACCEPT = "sosialplan sjekk --godta"
"""The command that says yes where nobody can be asked."""


class Tillatt(Value, frozen=True):
    """What a person has said yes to in one folder, by its prints."""

    sted: str
    merker: tuple[str, ...] = ()


def unaccepted(run: Run, depot: Depot, config: Config) -> tuple[Brought, ...]:
    """Return what the folder brings that nobody here has said yes to."""
    found = brought(depot, config)
    known = frozenset(_read(_place(run, depot)).merker) if found else frozenset()
    return tuple(each for each in found if each.mark not in known)


def accept(run: Run, depot: Depot, config: Config) -> None:
    """Remember that the person said yes to all that the folder brings now, and to nothing else."""
    merker = tuple(each.mark for each in brought(depot, config))
    kept = Tillatt(str(depot.common.resolve()), merker)
    write_atomically(_place(run, depot), msgspec.json.encode(kept), run.disk)


def obeyed(run: Run, depot: Depot, config: Config | None = None) -> Depot:
    """Return the repository as one whose own settings git obeys, as the person has said.

    Asks where somebody can answer. Raises ExpectedFailure where it is not answered with yes.
    """
    config = config or read_config(depot.root)
    with suppress(OSError):  # where it cannot be written, what stands there is asked about
        renew_hooks(depot, config)
    new = unaccepted(run, depot, config)
    if new and not _says_yes(run, new):
        named = "; ".join(map(in_words, new))
        raise ExpectedFailure(
            "Mappen har med seg innstillinger som lar git kjøre andre programmer eller gå andre steder, "
            f"og ingen her har sagt ja til dem: {named}. Ingenting er endret.",
            f"Vet du hva de gjør, og hvem som har satt dem: {ACCEPT}. Ellers slett dem i .git (se: "
            "git config --local --list), eller spør den du fikk mappen av.",
        )
    if new:
        accept(run, depot, config)
    return replace(depot, obeys=True)


def in_words(each: Brought) -> str:
    """Return what was found as a person reads it."""
    return f"{each.name} = {each.says}"


def _says_yes(run: Run, new: Sequence[Brought]) -> bool:
    if not run.terminal.interactive:
        return False
    run.terminal.note("Mappen har med seg dette, som git vil følge når det skrives eller synkes:")
    for each in new:
        run.terminal.note(f"  {in_words(each)}")
    return asked_yes(run, "Vet du hva det er, og stoler du på det? (ja/nei)", otherwise=False)


def _place(run: Run, depot: Depot) -> Path:
    name = hashlib.sha256(
        str(depot.common.resolve()).encode("utf-8", "surrogateescape")
    ).hexdigest()
    return (run.marks or user_folder()) / _FOLDER / f"{name[:32]}.json"


def _read(path: Path) -> Tillatt:
    """Read what was said; what cannot be read was not said."""
    try:
        return msgspec.json.decode(read_bytes(path), type=Tillatt)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Tillatt("")
