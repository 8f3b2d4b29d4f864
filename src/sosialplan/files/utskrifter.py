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
from msgspec.structs import replace

from sosialplan.files.disk import Disk, write_atomically
from sosialplan.model.omgivelser import Utskrift, Utskriftsslag
from sosialplan.model.record import Value
from sosialplan.reading import LARGEST, NotRead, read_bytes

UT = "ut"
_FOLDER = "utskrifter"
_DAY = 24 * 60 * 60
_LAST = 500
"""So many documents beside ``ut/`` are remembered: what is written again is written often."""


class Utskriftsmerker(Value, frozen=True, forbid_unknown_fields=True):
    """What the program made in one folder: the print of each place, and of what was laid there."""

    merker: Mapping[str, str] = {}
    andre: Mapping[str, str] = {}
    """The same of what was laid beside ``ut/``, which nobody tidies: the last ones."""


def remember(marks: Path, root: Path, paths: Iterable[Path], disk: Disk) -> None:
    """Remember documents as made by the program, as they are now. Raises OSError."""
    kept = _read(_place(marks, root))
    merker, andre = dict(kept.merker), dict(kept.andre)
    for each in paths:
        there = merker if each.is_relative_to(root / UT) else andre
        there.pop(place := _of_path(root, each), None)
        there[place] = _of_text(each)
    _write(marks, root, Utskriftsmerker(merker, dict(list(andre.items())[-_LAST:])), disk)


def forget(marks: Path, root: Path, disk: Disk) -> None:
    """Forget the documents of ``ut/`` that are not there any more. Raises OSError."""
    kept = _read(_place(marks, root))
    there = {_of_path(root, each) for each, _ in _files(root / UT)}
    merker = {place: text for place, text in kept.merker.items() if place in there}
    _write(marks, root, replace(kept, merker=merker), disk)


def is_anothers(marks: Path, root: Path, path: Path, content: str | bytes | None = None) -> bool:
    """Tell whether the file is there, and neither as the program laid it nor as what it is about to hold."""
    if not path.exists():
        return False
    kept = _read(_place(marks, root))
    if _kind({**kept.merker, **kept.andre}, root, path) == Utskriftsslag.LAGET:
        return False
    data = content.encode("utf-8") if isinstance(content, str) else content
    same = {_of_path(root, path): sha256(data).hexdigest()} if data is not None else {}
    return _kind(same, root, path) != Utskriftsslag.LAGET


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
    where = path.relative_to(root) if path.is_relative_to(root) else path
    said = f"{root}\0{where.as_posix()}"
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


def _write(marks: Path, root: Path, merker: Utskriftsmerker, disk: Disk) -> None:
    write_atomically(_place(marks, root), msgspec.json.encode(merker), disk)
