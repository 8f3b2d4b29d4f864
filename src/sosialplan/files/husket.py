"""Files as they were read before: what each said, kept by its bytes, so that only what has changed is read again.

What comes out is what ``filtolk`` makes of the same bytes, with the same told of them; of a file that is no value nothing is
kept. Each folder has an index of its own (``files/indeks``): who reads one of them does not fetch the others.
"""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path
from types import NoneType
from typing import Any, Generic, TypeVar

import msgspec

from sosialplan.files.disk import FileText
from sosialplan.files.filtolk import read_text_of, read_value
from sosialplan.files.indeks import (
    Indeks,
    place_for,
    print_of,
    print_of_this,
    prints_of,
    secret_of,
)
from sosialplan.files.planmappe import Avlestmappe, Planmappe
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Kjennetegn, Read, Senere, hode_of
from sosialplan.model.plan import Plan
from sosialplan.model.problems import Problem, TreePath
from sosialplan.model.record import Record
from sosialplan.model.sak import Sak
from sosialplan.model.vernet import VERNET
from sosialplan.rules.checks.record_checks import check_ids
from sosialplan.vern.age import is_sealed

R = TypeVar("R", bound=Record)
V = TypeVar("V")
_LIES_THERE = frozenset({Planmappe, Avlestmappe})
"""Folders whose files lie on the disk; of what only would be there, or was, nothing is kept."""


Hode = tuple[Kjennetegn, tuple[Problem, ...], tuple[TreePath, ...]]
"""The head of a case: with what is told of the file, and where an id stands again."""
Former = tuple[bytes, bytes]
"""A case as it is kept: what it says, and its head."""
_PLAIN = frozenset({str, int, bool, date, NoneType})
"""What stands in most fields; it holds nothing more."""
MANY = 1000
"""So many new files are read on all cores (see docs/utvikling/maalinger.md): fewer take no longer than it takes to start the others."""
Moett = tuple[str, bytes | None, tuple[Read[R], tuple[Problem, ...]] | None]


class Husket(Generic[R]):
    """One reading of a folder, with what is kept of the last. ``avlest`` are the files that must be read, as they lay."""

    def __init__(self, mappe: Planmappe, folder: str, kind: type[R], place: Path) -> None:
        self._mappe, self._folder, self._kind = mappe, folder, kind
        self.many = MANY
        self._root = f"{mappe.root}{os.sep}"
        self._indeks = Indeks(place, few=kind is Sak)
        self._hoder = Indeks(place_for(mappe.root, "hoder")) if kind is Sak else None
        self._base = print_of(base_of(mappe), kind.__name__.encode())
        self._secret: bytes | None = None
        self._prints: dict[str, bytes] = {}
        self._lain: dict[str, bytes] = {}
        self.avlest = Avlestmappe(mappe.root, mappe.laas, self._lain)

    @cached_property
    def _decoder(self) -> "msgspec.msgpack.Decoder[tuple[R, tuple[Problem, ...]]]":
        return msgspec.msgpack.Decoder(tuple[self._kind, tuple[Problem, ...]])  # type: ignore[name-defined]

    @classmethod
    def of(cls, mappe: Planmappe, folder: str, kind: type[R]) -> "Husket[R] | None":
        """Return what is kept of a folder; None where nothing ever is, and all must be read."""
        known = type(mappe) in _LIES_THERE and folder in VERNET
        place = place_for(mappe.root, folder) if known else None
        return cls(mappe, folder, kind, place) if place else None

    def each(
        self, only: Collection[Path] | None = None
    ) -> Iterator[tuple[Path, tuple[Read[R], tuple[Problem, ...]] | None]]:
        """Yield the files in order, each with what was made of it before; None where it must be read."""
        met = list(self._all_met(only))
        self._read_at_once({file: raw for file, raw, kept in met if raw and kept is None})
        for file, raw, before in met:
            kept = before
            if raw is not None:
                kept = kept or self._kept(file, raw, self._prints[file])
                if kept is None:
                    self._lain[file] = raw
                elif is_sealed(raw):
                    self._mappe.laas.names.add(file)  # what is in it is shown: that is noted
            yield Path(f"{self._root}{file}"), kept
            self._lain.pop(file, None)

    def _all_met(self, only: Collection[Path] | None) -> Iterator[Moett[R]]:
        """Yield each file as it lies, with what was made of it before."""
        for file, raw in self._mappe.lying(self._folder):
            if only is not None and self._mappe.root / file not in only:
                continue
            if raw is not None:
                self._prints[file] = self._made_of(file, raw)
            yield file, raw, self._kept(file, raw, self._prints[file]) if raw is not None else None

    def _read_at_once(self, new: dict[str, bytes]) -> None:
        """Have what is new read on all cores where it is much: what comes of it is kept, and found there."""
        if self._hoder is None or len(new) < self.many:
            return
        from sosialplan.files.storlesing import read_at_once  # noqa: PLC0415 - where much is read

        lain = Avlestmappe(self._mappe.root, self._mappe.laas, new)
        texts = [(file, lain.text(lain.root / file)) for file in new if self._prints[file]]
        whole = [each for each in texts if each[1].text is not None]
        for file, (value, head) in read_at_once(whole, read_share).items():
            self._indeks.put(self._prints[file], value)
            self._hoder.put(self._prints[file], head)

    def keep(self, read: Read[R], problems: list[Problem]) -> Read[R]:
        """Keep what was made of a file that had to be read, until ``done``; return it as it is met from then on."""
        value, told = read.value, tuple(problems)
        made_of = self._prints.get(read.file) or b""
        if self._hoder is None or not isinstance(value, Sak):
            if made_of:
                keep(self._indeks, made_of, self._decoder, (value, told))
            return read
        doubled = doubled_ids(read.file, value)
        if made_of and (former := former_of(value, told, doubled)):
            self._indeks.put(made_of, former[0])
            self._hoder.put(made_of, former[1])
        later: Senere[R] = Senere(lambda: value, hode_of(value), doubled)
        return Read(read.file, later)

    def done(self) -> None:
        """Write what is new, where it can be written: a head only where what it is the head of is kept too."""
        self._indeks.meet(filter(None, self._prints.values()))
        self._indeks.done()
        if self._hoder is not None:
            self._hoder.done()

    def _kept(
        self, file: str, raw: bytes, made_of: bytes
    ) -> tuple[Read[R], tuple[Problem, ...]] | None:
        if self._hoder is not None:
            held = made_of and self._hoder.get(made_of)
            head = decoded_by(heads(), held) if held else None
            if head is None:
                return None
            later: Senere[R] = Senere(partial(self._value, file, raw, made_of), head[0], head[2])
            return Read(file, later), head[1]
        held = made_of and self._indeks.get(made_of)
        kept = decoded_by(self._decoder, held) if held else None
        return kept and (Read(file, kept[0]), kept[1])

    def _value(self, file: str, raw: bytes, made_of: bytes) -> R:
        """Return what a file says whose head was kept, of the bytes that it was kept of."""
        held = self._indeks.get(made_of)
        kept = decoded_by(self._decoder, held) if held else None
        if kept is not None:
            return kept[0]
        lain = Avlestmappe(self._mappe.root, self._mappe.laas, {file: raw})
        read, problems = read_value(lain, self._mappe.root / file, self._kind)
        if read is None:
            raise ExpectedFailure("En fil kan ikke leses lenger.", "; ".join(map(str, problems)))
        return read.value

    def _made_of(self, file: str, raw: bytes) -> bytes:
        """Return what a file's value is known by; nothing where the person's key does not tell itself."""
        if self._secret is None and is_sealed(raw):
            self._secret = secret_of(self._mappe.laas) or b""
        if is_sealed(raw) and not self._secret:
            return b""
        return print_of(self._base, self._secret or b"", file.encode(), raw)


Leser = Callable[[Planmappe, Path], tuple[Read[R] | None, list[Problem], bool]]
"""Reads a file of a folder: what it says, what is told of it, and whether nothing in it is in doubt."""


def each_in(
    mappe: Planmappe,
    folder: str,
    kind: type[R],
    read: Leser[R] | None = None,
    only: Collection[Path] | None = None,
) -> Iterator[tuple[Read[R] | None, list[Problem]]]:
    """Yield what each file of a folder says, or ``only`` these, in order, and what is told of it; only those that are not as they were are ``read``."""
    read = read or (lambda lain, path: (*read_value(lain, path, kind), True))
    husket = Husket.of(mappe, folder, kind)
    if husket is None:
        for path in mappe.files(folder):
            if only is None or path in only:
                yield read(mappe, path)[:2]
        return
    for path, kept in husket.each(only):
        if kept is not None:
            yield kept[0], list(kept[1])
            continue
        value, problems, whole = read(husket.avlest, path)
        if value is not None and whole:
            value = husket.keep(value, problems)
        yield value, problems
    husket.done()


def base_of(mappe: Planmappe) -> bytes:
    """Return what all that is kept is made of besides its own file: the program, and whether files are sealed here."""
    return print_of(print_of_this(), bytes([mappe.is_protected]))


def keep(indeks: Indeks, made_of: bytes, decoder: "msgspec.msgpack.Decoder[V]", value: V) -> None:
    """Keep a value, where what is kept gives the very same value again."""
    data = form_of(decoder, value)
    if data is not None:
        indeks.put(made_of, data)


def form_of(decoder: "msgspec.msgpack.Decoder[V]", value: V) -> bytes | None:
    """Return a value as it is kept, without what it does not say; None where that gives another value."""
    data = msgspec.msgpack.encode(_said(value))
    return data if decoded_by(decoder, data) == value else None


def decoded_by(decoder: "msgspec.msgpack.Decoder[V]", kept: bytes) -> V | None:
    """Return what is kept as a value; None where it is none."""
    try:
        return decoder.decode(kept)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _said(value: object) -> object:
    """Return a value as plain maps of what it says: most fields of an entry are as they are when nobody says anything."""
    if isinstance(value, msgspec.Struct):
        return {
            key: own if type(own) in _PLAIN else _said(own)
            for name, key, unsaid in _fields(type(value))
            if (own := getattr(value, name)) is not unsaid
        }
    if isinstance(value, list | tuple):
        return [own if type(own) in _PLAIN else _said(own) for own in value]
    return value


@lru_cache(maxsize=256)
def _fields(kind: type[msgspec.Struct]) -> tuple[tuple[str, str, Any], ...]:
    return tuple(
        (each.name, each.encode_name, each.default) for each in msgspec.structs.fields(kind)
    )


@lru_cache(maxsize=1)
def heads() -> "msgspec.msgpack.Decoder[Hode]":
    """Return what reads the heads of cases."""
    return msgspec.msgpack.Decoder(Hode)


@lru_cache(maxsize=1)
def _cases() -> "msgspec.msgpack.Decoder[tuple[Sak, tuple[Problem, ...]]]":
    return msgspec.msgpack.Decoder(tuple[Sak, tuple[Problem, ...]])


def doubled_ids(file: str, sak: Sak) -> tuple[TreePath, ...]:
    """Return the places of the entries whose id another one before them has."""
    return tuple(each.where for each in check_ids(sak, file))


def former_of(sak: Sak, told: tuple[Problem, ...], doble: tuple[TreePath, ...]) -> Former | None:
    """Return a case and its head as they are kept; None where one of them would not be the very same again."""
    value = form_of(_cases(), (sak, told))
    head = form_of(heads(), (hode_of(sak), told, doble))
    return (value, head) if value and head else None


def read_share(tekster: Sequence[tuple[str, FileText]]) -> list[Former | None]:
    """Read some cases, in a process of its own; None for one that somebody must look at."""
    read = ((file, *read_text_of(file, text, Sak)) for file, text in tekster)
    return [
        former_of(each.value, tuple(told), doubled_ids(file, each.value)) if each else None
        for file, each, told in read
    ]


def kept_plan(
    mappe: Planmappe, read: Callable[[Planmappe], tuple[Plan | None, list[Problem], bool]]
) -> tuple[Plan | None, list[Problem]]:
    """Return the plan that ``read`` makes of ``plan/``, or made of the same files before, and what is told of it.

    What ``read`` says is not whole is not kept.
    """
    place = place_for(mappe.root, "plan") if type(mappe) in _LIES_THERE else None
    files = tuple(mappe.lying("plan")) if place else ()
    held = prints_of(files)
    if not files or held is None:
        return read(mappe)[:2]
    made_of = print_of(base_of(mappe), b"plan", held)
    indeks = Indeks(place)
    decoder = msgspec.msgpack.Decoder(tuple[Plan, tuple[Problem, ...]])
    known = indeks.get(made_of)
    kept = decoded_by(decoder, known) if known else None
    if kept is not None:
        return kept[0], list(kept[1])
    lain = {file: raw for file, raw in files if raw is not None}
    plan, problems, whole = read(Avlestmappe(mappe.root, mappe.laas, lain))
    if plan is not None and whole:
        keep(indeks, made_of, decoder, (plan, tuple(problems)))
        indeks.done()
    return plan, problems
