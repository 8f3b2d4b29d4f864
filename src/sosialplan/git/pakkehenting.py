"""A package that lies in another's repository: fetched into a folder of its own, looked through and read, never laid out.

Nothing of it is run: there is no working tree, so no hook, filter or link of it is ever obeyed, and no history of it
is believed. What it says is held against what the school took in last.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from sosialplan.git.contents import raw_contents
from sosialplan.git.program import ask, fields, tell
from sosialplan.git.settings import read_config
from sosialplan.git.shared import PATIENT, network_settings
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.planpakke import Pakkeinnslag
from sosialplan.tekster.nettord import network_failure

_ADDRESS = re.compile(r"(?:https|ssh|file)://|[A-Za-z0-9_][A-Za-z0-9_.-]*@[A-Za-z0-9.-]+:")
_SECRET = re.compile(r"(?:https://[^/@]*@|ssh://[^/@:]*:[^/@]*@)")
_WAYS = {"GIT_ALLOW_PROTOCOL": "file:https:ssh"}
"""No way to a package is a program of somebody's, or a net on which it can be changed on the way."""
_PLAIN = frozenset({"100644", "100755"})
_NEWEST = "FETCH_HEAD"


def is_address(typed: str) -> bool:
    """Tell whether what was typed is an address that git fetches from. Raises WrongUsage for one with a secret in it."""
    if _SECRET.match(typed):
        raise WrongUsage(
            "Adressen har et passord eller en nøkkel i seg. Den blir stående i planen, der alle leser den.",
            "Skriv adressen uten. Git spør om passordet når det trengs.",
        )
    return _ADDRESS.match(typed) is not None


def is_bare(folder: Path) -> bool:
    """Tell whether a folder is a repository without files laid out."""
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir()


def fetch_package(
    place: Path, address: str, gren: str | None, *, somebody_answers: bool
) -> tuple[Path, tuple[Pakkeinnslag, ...]]:
    """Fetch the newest commit of a repository into an empty folder; return where, and what lies in it.

    Raises ExpectedFailure where it cannot be reached: the school has what it had.
    """
    tell(place, "init", "--bare", "--quiet", "--template=", given=("pakken.git",))
    root = place / "pakken.git"
    network = {**network_settings(read_config(root), somebody_answers=somebody_answers), **_WAYS}
    answer = ask(
        root, *PATIENT, "-c", "core.hooksPath=/dev/null", "fetch", "--quiet", "--no-tags", "--depth=1",
        "--no-recurse-submodules", "--no-write-commit-graph", given=(address, gren or "HEAD"), extra_env=network, obeys=True,
    )  # fmt: skip
    if b"couldn't find remote ref" in answer.err:
        what = f"Det er ingen gren og ikke noe merke som heter «{gren}» der." if gren else "Der er det ikke lagret noe ennå."  # fmt: skip
        raise ExpectedFailure(f"{what} Ingenting er endret.", "Spør den som gir ut pakken.")
    if answer.status != 0:
        said = network_failure(answer.err, "Ingenting er endret, og planen skolen har, gjelder.")
        raise ExpectedFailure(
            said.sentence.replace("Den felles kopien", "Stedet pakken ligger").replace(
                "den felles kopien", "stedet pakken ligger"
            ),
            "Sjekk nettet og adressen, og at du har tilgang. En kopi av pakken i en mappe kan hentes uten nett.",
        )
    rows = [each.partition("\t") for each in fields(tell(root, "ls-tree", "-r", "-l", "-z", given=(_NEWEST,)))]  # fmt: skip
    return root, tuple(_entry(about.split(), name) for about, _, name in rows)


def _entry(about: list[str], name: str) -> Pakkeinnslag:
    mode, *_, size = about
    return Pakkeinnslag(name, mode in _PLAIN, int(size) if size.isdecimal() else 0)


def bytes_of_package(root: Path, files: Iterable[str]) -> Mapping[str, bytes]:
    """Return what files of a package hold. Raises ExpectedFailure for one that cannot be read."""
    names = tuple(files)
    held = raw_contents(root, [f"{_NEWEST}:{each}" for each in names])
    found = {each: held[f"{_NEWEST}:{each}"] for each in names}
    if any(raw is None for raw in found.values()):
        raise ExpectedFailure("Pakken er ikke hel. Ingenting er endret.", "Hent den på nytt.")
    return {each: raw for each, raw in found.items() if raw is not None}
