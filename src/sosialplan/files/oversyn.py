"""One look at what lies in a planmappe: every name, nothing opened but two small files of git's."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from sosialplan.files.disk import waits
from sosialplan.files.planmappe import CONTENT, DEEPEST, Planmappe
from sosialplan.model.mappeinnhold import Oppfoering, Oppfoeringsslag
from sosialplan.model.vernet import plain_name
from sosialplan.reading import TOO_MANY, read_bytes, too_many_open

_SUBMODULE = r"(?m)^\s*path\s*=\s*(.+?)\s*$"


def entries(folder: Planmappe) -> Iterator[Oppfoering]:
    """Yield what lies on the planmappe's floor, and everything in its own folders."""
    root = str(folder.root)
    for each in _listed(root) or ():
        slag = Oppfoeringsslag.MAPPE if each.is_dir(follow_symlinks=False) else Oppfoeringsslag.FIL
        if each.is_symlink() and each.name in CONTENT:
            yield Oppfoering(each.name, Oppfoeringsslag.LENKE)
        elif not each.is_symlink():
            yield Oppfoering(each.name, slag)
    submodules = _submodules(folder.root)
    for name in CONTENT:
        if (folder.root / name).is_dir() and not (folder.root / name).is_symlink():
            yield from _below(f"{root}/{name}", name, submodules)


def _below(path: str, file: str, submodules: frozenset[str]) -> Iterator[Oppfoering]:
    waiting = [(path, file, 1)]
    while waiting:
        here, file, depth = waiting.pop()
        found = _listed(here)
        if found is None:
            yield Oppfoering(file, Oppfoeringsslag.STENGT)
            continue
        if file in submodules or any(each.name == ".git" for each in found):
            yield Oppfoering(file, Oppfoeringsslag.DEPOT)
        for each in found:
            name = f"{file}/{each.name}"
            if each.is_dir(follow_symlinks=False):
                if each.name == ".git" or plain_name(each.name).endswith(".yaml"):
                    continue
                if depth > DEEPEST:
                    yield Oppfoering(name, Oppfoeringsslag.DYP)
                else:
                    waiting.append((each.path, name, depth + 1))
            elif each.name != ".git" and not waits(each.name):
                yield Oppfoering(plain_name(name), _slag(each))


def _slag(entry: "os.DirEntry[str]") -> Oppfoeringsslag:
    if entry.is_symlink():
        return Oppfoeringsslag.LENKE
    return Oppfoeringsslag.FIL if entry.is_file(follow_symlinks=False) else Oppfoeringsslag.ANNET


def _listed(folder: str) -> "list[os.DirEntry[str]] | None":
    """Return what lies in a folder; None where it cannot be looked into."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda each: each.name)
    except OSError as error:
        if error.errno in TOO_MANY:
            raise too_many_open() from error
        return None


def _submodules(root: Path) -> frozenset[str]:
    """Return the folders that git has as repositories of their own, laid out here or not."""
    try:
        said = read_bytes(root / ".gitmodules").decode("utf-8", "replace")
    except OSError:
        return frozenset()
    return frozenset(re.findall(_SUBMODULE, said))


def outer_depot(root: Path) -> Path | None:
    """Return the folder above that is a repository, where the planmappe is one of its own."""
    if not (root / ".git").exists():
        return None
    return next((each for each in root.parents if (each / ".git").exists()), None)
