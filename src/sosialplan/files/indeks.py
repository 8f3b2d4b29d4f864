"""What was worked out of files, kept from one run to the next: an aid that may be thrown away at any time.

It lies in the person's own cache folder, one file a planmappe, and never in the planmappe. What is kept is found by, and
sealed with, a key that is made of all it was worked out of: the bytes of the file, the plan, the program, and in a
protected folder the person's own reading key. So it is never older than these, it tells nothing to one who does not
have the same file, and one person's is of no use to another. Where it is broken, held by another or cannot be written,
it is as if it were not there: what it would have said is worked out anew.
"""

import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b, shake_256
from itertools import chain
from pathlib import Path
from typing import Any, Generic, TypeVar
from zlib import crc32

import msgspec

from sosialplan import __version__
from sosialplan.vern.age import public_of
from sosialplan.vern.laas import Laas

T = TypeVar("T")
Fil = tuple[str, bytes | None]
"""A file as it lies: its path and its bytes."""

_FORM = 1
"""Of the file; another form is thrown away."""
_TAG = 16
_KEY = 32
_SPARE = 500
"""So many that were not asked for are kept for another branch or plan, besides as many as were."""
_SO_MANY = 64
"""Of so many names one begins a bunch."""
_FEW = 16
"""So many are looked up one by one before all of them are fetched at once."""
_NOBODY = bytes(_TAG)
"""A name that nothing has."""
_PROGRAM = Path(__file__).parents[1]


def cache_folder(environ: Mapping[str, str], platform: str, home: Path) -> Path:
    """Return the place for what a program can make anew, by the customs of a system."""
    if platform == "win32":
        base = Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
        return base / "sosialplan" / "Cache"
    if platform == "darwin":
        return home / "Library" / "Caches" / "sosialplan"
    said = environ.get("XDG_CACHE_HOME") or ""
    return (Path(said) if said.startswith("/") else home / ".cache") / "sosialplan"


def place_for(root: Path, of: str = "") -> Path | None:
    """Return where the index of a planmappe lies on this machine, or that ``of`` one of its folders; None where that would be in the planmappe."""
    folder = cache_folder(os.environ, sys.platform, Path.home())
    name = blake2b(os.fsencode(root), digest_size=16).hexdigest()
    inside = folder.resolve().is_relative_to(root)
    return None if inside else folder / f"{name}{of and f'-{of}'}.sqlite"


def print_of(*parts: bytes) -> bytes:
    """Return one fingerprint of several contents: where each ends counts too."""
    told = blake2b(digest_size=_KEY)
    for each in parts:
        told.update(len(each).to_bytes(8, "big"))
        told.update(each)
    return told.digest()


def print_of_program(program: Path = _PROGRAM) -> bytes:
    """Return a fingerprint of the program: its version, and when each of its files was written and how long it is.

    Python itself runs what it has compiled of a file until one of these changes.
    """
    parts = [__version__, sys.version]
    for folder in sorted(_folders(program)):
        with os.scandir(folder) as entries:
            files = sorted(
                (each.name, each.stat().st_mtime_ns, each.stat().st_size)
                for each in entries
                if each.name.endswith((".py", ".yaml"))
            )
        parts.append(f"{folder} {files}")
    return print_of(*(os.fsencode(each) for each in parts))


@lru_cache(maxsize=1)
def print_of_this() -> bytes:
    """Return the fingerprint of the program that runs, as it was when first asked for."""
    return print_of_program()


def _folders(path: Path) -> Iterator[str]:
    with os.scandir(path) as entries:
        yield str(path)
        for each in entries:
            if each.is_dir() and each.name != "__pycache__":
                yield from _folders(Path(each.path))


class Indeks:
    """One run's use of the index. ``secret`` is what only this person has; nothing in a folder that all can read.

    Of one that is asked for ``few`` each is looked up by itself, until many were asked for after all.
    """

    def __init__(self, place: Path | None, secret: bytes = b"", *, few: bool = False) -> None:
        self._place = place
        self._secret = secret
        self._held: dict[bytes, bytes] = {}
        self._met = set[bytes]()
        self._new: dict[bytes, bytes] = {}
        self._broken = False
        self._looked_for = set[bytes]()
        self._also: list[bytes] = []
        self._alone = _FEW if few else 0
        if place is not None and not few:
            self._read(place)

    def get(self, made_of: bytes) -> bytes | None:
        """Return what is kept of what has this fingerprint."""
        key, name = self._keys(made_of)
        self._met.add(name)
        if name in self._new:
            return _opened(key, self._new[name])
        if self._alone and self._place is not None and name not in self._looked_for:
            self._alone -= 1
            self._read(self._place, [name] if self._alone else None)
        sealed = self._held.get(name)
        return None if sealed is None else _opened(key, sealed)

    def fetch(self, made_of: Collection[bytes]) -> None:
        """Fetch some at once that will be asked for, where they are not here yet."""
        if not self._alone or self._place is None or not made_of:
            return
        names = [self._keys(each)[1] for each in made_of]
        self._looked_for.update(names)
        self._read(self._place, names)

    def put(self, made_of: bytes, data: bytes) -> None:
        """Keep something until ``done``."""
        key, name = self._keys(made_of)
        self._met.add(name)
        self._new[name] = _sealed(key, data)

    def meet(self, made_of: Iterable[bytes]) -> None:
        """Count these among what was asked for: they are kept on where something new is written."""
        self._also.extend(made_of)

    def done(self) -> None:
        """Write what is new, where it can be written."""
        if self._place is not None and self._new and self._alone:
            self._read(
                self._place, [_NOBODY]
            )  # it may be broken, another's, or held: then there is no place
        if self._place is None or not self._new:
            return
        self._met.update(self._keys(each)[1] for each in self._also)
        try:
            self._write(self._place)
        except (OSError, sqlite3.Error):
            return

    def _keys(self, made_of: bytes) -> tuple[bytes, bytes]:
        """Return the key that it is sealed with, and the name that it is found by, which does not tell the key."""
        key = blake2b(made_of, digest_size=_KEY, key=self._secret[:64]).digest()
        return key, blake2b(key, digest_size=_TAG, person=b"navn").digest()

    def _read(self, place: Path, names: Iterable[bytes] | None = None) -> None:
        try:
            if not _is_own(place):
                return
            base = sqlite3.connect(f"{place.as_uri()}?mode=ro", uri=True, timeout=0)
        except FileNotFoundError:
            return
        except (OSError, sqlite3.Error):
            self._place = None
            return
        try:
            form = base.execute("PRAGMA user_version").fetchone()[0]
            if form == _FORM:
                asked = "SELECT navn, hva FROM post"
                one = f"{asked} WHERE navn = ?"
                alone = (base.execute(one, (each,)) for each in names or ())
                found = base.execute(asked) if names is None else chain.from_iterable(alone)
                self._held |= {name: hva for name, hva in found if isinstance(hva, bytes)}
            self._broken = form != _FORM
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                self._place = None
            self._broken = True
        except (sqlite3.Error, TypeError, ValueError):
            self._broken = True
        finally:
            base.close()

    def _write(self, place: Path) -> None:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._broken:
            place.unlink(missing_ok=True)
        if not _is_own(place, made=True):
            return
        base = sqlite3.connect(place, timeout=0, isolation_level=None)
        try:
            base.execute("PRAGMA synchronous=OFF")
            base.execute("BEGIN IMMEDIATE")
            base.execute(
                "CREATE TABLE IF NOT EXISTS post (navn BLOB PRIMARY KEY, hva BLOB) WITHOUT ROWID"
            )
            if (
                base.execute("SELECT count(*) FROM post").fetchone()[0]
                > 2 * len(self._met) + _SPARE
            ):
                names = base.execute("SELECT navn FROM post").fetchall()
                unasked = (each for each in names if each[0] not in self._met)
                base.executemany("DELETE FROM post WHERE navn = ?", unasked)
            base.executemany("INSERT OR REPLACE INTO post VALUES (?, ?)", self._new.items())
            base.execute(f"PRAGMA user_version = {_FORM}")
            base.execute("COMMIT")
        finally:
            base.close()


def _is_own(place: Path, *, made: bool = False) -> bool:
    """Tell whether the index is a file of one's own that nobody else reads; make it where it shall be. Raises OSError."""
    if made:
        with suppress(FileExistsError):
            os.close(os.open(place, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    found = os.lstat(place)
    user = getattr(os, "geteuid", lambda: found.st_uid)()
    shut = sys.platform == "win32" or not found.st_mode & 0o077
    return stat.S_ISREG(found.st_mode) and found.st_uid == user and shut


def _sealed(key: bytes, data: bytes) -> bytes:
    """Return some bytes as one can read them who has the key, after what they are held against when they are opened.

    The stream is drawn from the key and the bytes' own fingerprint, so that no two contents meet the same.
    """
    tag = blake2b(data, digest_size=_TAG, key=key).digest()
    return tag + _mixed(data, key, tag)


def _opened(key: bytes, sealed: bytes) -> bytes | None:
    tag = sealed[:_TAG]
    data = _mixed(sealed[_TAG:], key, tag)
    return data if blake2b(data, digest_size=_TAG, key=key).digest() == tag else None


def _mixed(data: bytes, key: bytes, tag: bytes) -> bytes:
    stream = shake_256(key + tag).digest(len(data))
    mixed = int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")
    return mixed.to_bytes(len(data), "big")


def prints_of(files: Iterable[tuple[str, bytes | None]]) -> bytes | None:
    """Return one fingerprint of a folder's files by name; None where one of them cannot be read so."""
    parts: list[bytes] = []
    for name, raw in files:
        if raw is None:
            return None
        parts += (os.fsencode(name), raw)
    return print_of(*parts)


@lru_cache(maxsize=32)
def _decoder(kind: Any) -> "msgspec.msgpack.Decoder[Any]":
    return msgspec.msgpack.Decoder(kind)


def decoded(kept: bytes | msgspec.Raw | None, kind: type[T]) -> T | None:
    """Return what is kept as a value; None where nothing is, or it is none."""
    asked: Any = kind
    try:
        return _decoder(asked).decode(kept) if kept else None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


class Bunker(Generic[T]):
    """What is kept of the files of a folder, many in one record: of ten thousand some hundred are opened. ``each`` has them one by one.

    A bunch is a run of files in the order of their names, and a name itself says whether a bunch begins with it: a file that
    comes or goes changes its own bunch and no other. It is known by all that its files are known by, so it is never older
    than one of them; of one in which a file has changed, the others are found one by one.
    """

    def __init__(self, place: Path | None, each: Indeks, kind: type[T]) -> None:
        self._indeks, self._each, self._kind = Indeks(place), each, kind
        self._met: list[tuple[bytes, Sequence[bytes], tuple[T, ...]]] = []
        self._known: dict[bytes, T] = {}

    def kept_of(
        self, filer: Iterable[Fil], print_: Callable[[str, bytes], bytes]
    ) -> Iterator[tuple[str, bytes | None, bytes | None, T | None]]:
        """Yield the files, which come in order: path, bytes, what each is known by, and what is kept of it."""
        for bunch in _bunches(filer):
            prints = [None if raw is None else print_(file, raw) for file, raw in bunch]
            self._look_for([each for each in prints if each])
            for (file, raw), made_of in zip(bunch, prints, strict=True):
                yield file, raw, made_of, self._known.get(made_of or b"")

    def _look_for(self, own: Sequence[bytes]) -> None:
        known_by, kind = print_of(b"bunke", *own), self._kind
        self._each.meet(own)
        bunke = decoded(self._indeks.get(known_by), tuple[kind, ...]) or ()  # type: ignore[valid-type]
        self._met.append((known_by, own, bunke))
        if len(bunke) == len(own):
            self._known.update(zip(own, bunke, strict=True))
            return
        self._each.fetch(own)
        found = ((made_of, decoded(self._each.get(made_of), kind)) for made_of in own)
        self._known.update((made_of, kept) for made_of, kept in found if kept is not None)

    def put(self, made_of: bytes, what: T) -> None:
        """Keep something of a file until ``done``."""
        self._known[made_of] = what
        self._each.put(made_of, msgspec.msgpack.encode(what))

    def done(self) -> None:
        """Write the bunches in which something is new and all is known. Those one by one are the other index's to write."""
        for known_by, own, before in self._met:
            now = [self._known[each] for each in own if each in self._known]
            if len(now) == len(own) and [*map(id, before)] != [*map(id, now)]:
                self._indeks.put(known_by, msgspec.msgpack.encode(now))
        self._indeks.done()


def _bunches(filer: Iterable[Fil]) -> Iterator[Sequence[Fil]]:
    bunch: list[Fil] = []
    for fil in filer:
        if bunch and crc32(os.fsencode(fil[0])) % _SO_MANY == 0:
            yield bunch
            bunch = []
        bunch.append(fil)
    yield bunch


def secret_of(laas: Laas) -> bytes | None:
    """Return what only those have who have the person's keys; None for a key that does not tell it. Raises what asking for them raises."""
    keys = laas.held()
    told = bool(keys) and all(public_of(each) is not None for each in keys)
    return print_of(*(str(each).encode() for each in keys)) if told else None
