"""The finished documents that lie in a planmappe, and what is remembered of those the program made.

What is remembered lies with the person's own marks, by prints alone: of where a document was laid, and of what it
held. So a path that holds a name stands nowhere, and a document that somebody has written in is known from one that
is as it was made.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import msgspec

from sosialplan.files.disk import Disk, write_atomically
from sosialplan.model.omgivelser import Utskrift, Utskriftsslag
from sosialplan.model.record import Value
from sosialplan.reading import LARGEST, NotRead, read_bytes

UT = "ut"
_FOLDER = "utskrifter"
_DAY = 24 * 60 * 60


class Utskriftsmerker(Value, frozen=True, forbid_unknown_fields=True):
    """What the program made in one folder: the print of each place, and of what was laid there."""

    merker: Mapping[str, str] = {}


def remember(marks: Path, root: Path, paths: Iterable[Path], disk: Disk) -> None:
    """Remember documents of ``ut/`` as made by the program, as they are now. Raises OSError."""
    inside = [each for each in paths if each.is_relative_to(root / UT)]
    if inside:
        known = _read(_place(marks, root)).merker
        _write(marks, root, {**known, **{_of_path(root, each): _of_text(each) for each in inside}}, disk)  # fmt: skip


def forget(marks: Path, root: Path, disk: Disk) -> None:
    """Forget the documents that are not there any more. Raises OSError."""
    known = _read(_place(marks, root)).merker
    there = {_of_path(root, each) for each, _ in _files(root / UT)}
    _write(marks, root, {place: text for place, text in known.items() if place in there}, disk)


def in_ut(marks: Path, root: Path, now: float, tracked: frozenset[str]) -> Iterator[Utskrift]:
    """Yield each file under ``ut/``, and never what a link leads to; ``now`` is in seconds since 1970."""
    known = _read(_place(marks, root)).merker
    for path, found in _files(root / UT):
        name = path.relative_to(root).as_posix()
        yield Utskrift(name, _age(found, now), _kind(known, root, path), name in tracked)


def outside(root: Path, now: float, endings: Iterable[str], leave: Iterable[str]) -> Iterator[Utskrift]:  # fmt: skip
    """Yield each file with one of the endings beside ``ut/`` and the folders that are left alone."""
    known = tuple(endings)
    apart = frozenset((UT, *leave))
    for path, found in _files(root, apart):
        name = path.relative_to(root).as_posix()
        if path.name.casefold().endswith(known) and name != "README.md":
            yield Utskrift(name, _age(found, now), Utskriftsslag.FREMMED)


def _files(folder: Path, apart: frozenset[str] = frozenset()) -> Iterator[tuple[Path, os.stat_result]]:  # fmt: skip
    """Yield the plain files under a folder that is no link; of what is on its own floor, not those ``apart``."""
    try:
        entries = sorted(folder.iterdir()) if stat.S_ISDIR(folder.lstat().st_mode) else []
    except OSError:
        return
    for each in entries:
        try:
            found = each.lstat()
        except OSError:
            continue
        if each.name in apart:
            continue
        if stat.S_ISDIR(found.st_mode):
            yield from _files(each)
        elif stat.S_ISREG(found.st_mode):
            yield each, found


def _age(found: os.stat_result, now: float) -> int:
    return max(0, int((now - found.st_mtime) // _DAY))


def _kind(known: Mapping[str, str], root: Path, path: Path) -> Utskriftsslag:
    made = known.get(_of_path(root, path))
    if made is None:
        return Utskriftsslag.FREMMED
    try:
        return Utskriftsslag.LAGET if _of_text(path) == made else Utskriftsslag.ENDRET
    except OSError:
        return Utskriftsslag.ENDRET


def _of_path(root: Path, path: Path) -> str:
    said = f"{root}\0{path.relative_to(root).as_posix()}"
    return sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _of_text(path: Path) -> str:
    """Return the print of what a document holds. Raises OSError."""
    return sha256(read_bytes(path, most=LARGEST)).hexdigest()


def _place(marks: Path, root: Path) -> Path:
    name = sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()
    return marks / _FOLDER / f"{name[:32]}.json"


def _read(path: Path) -> Utskriftsmerker:
    """Read what is remembered; what cannot be read is not."""
    try:
        return msgspec.json.decode(read_bytes(path, most=LARGEST), type=Utskriftsmerker)
    except (NotRead, FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
        return Utskriftsmerker()


def _write(marks: Path, root: Path, merker: Mapping[str, str], disk: Disk) -> None:
    write_atomically(_place(marks, root), msgspec.json.encode(Utskriftsmerker(merker)), disk)
