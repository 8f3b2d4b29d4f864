"""Entries that correct others of their kind: which of them hold, and what each stands for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar


class Rettelig(Protocol):
    """Something that was written down and can be corrected by another of its kind."""

    @property
    def id(self) -> str:
        """What it is known by."""

    @property
    def retter(self) -> str | None:
        """The id of what it corrects."""


class KanUtgaa(Rettelig, Protocol):
    """One whose correction may say that it never was."""

    @property
    def utgaar(self) -> bool:
        """Whether what it corrects never was: then neither counts."""


R = TypeVar("R", bound=Rettelig)
U = TypeVar("U", bound=KanUtgaa)


def rettede(entries: Iterable[Rettelig]) -> frozenset[str]:
    """Return the ids of what was corrected."""
    return frozenset(each.retter for each in entries if each.retter is not None)


def holding(entries: Sequence[R]) -> tuple[R, ...]:
    """Return the entries that no other corrects; a correction has the place of what it corrects."""
    corrected = rettede(entries)
    if not corrected:
        return tuple(entries)
    known = {each.id: each for each in entries}
    places = {each.id: place for place, each in enumerate(entries)}
    left = (each for each in entries if each.id not in corrected)
    return tuple(sorted(left, key=lambda each: places[_line(each, known)[-1].id]))


def gjeldende(entries: Sequence[U]) -> tuple[U, ...]:
    """Return the entries that count: they hold, and they say that something was."""
    return tuple(each for each in holding(entries) if not each.utgaar)


def struck(entries: Sequence[U]) -> tuple[U, ...]:
    """Return the last words of what never was: each says what it was thought to be."""
    return tuple(each for each in holding(entries) if each.utgaar)


def stands_for(entry: R, entries: Iterable[R]) -> tuple[R, ...]:
    """Return an entry and what it corrects, what that one corrected, and so on to the first."""
    if entry.retter is None:
        return (entry,)
    return _line(entry, {each.id: each for each in entries})


def with_corrected(kept: Iterable[R], entries: Sequence[R]) -> tuple[R, ...]:
    """Return some entries with all that they stand for, in the order in which they were written."""
    known = {each.id: each for each in entries}
    ids = {one.id for each in kept for one in _line(each, known)}
    return tuple(each for each in entries if each.id in ids)


def _line(entry: R, known: Mapping[str, R]) -> tuple[R, ...]:
    """Follow the corrections back; one that points at itself, or round, is followed once."""
    found = {entry.id: entry}
    at = known.get(entry.retter or "")
    while at is not None and at.id not in found:
        found[at.id] = at
        at = known.get(at.retter or "")
    return tuple(found.values())


def without_goal(entries: Sequence[Rettelig]) -> Iterator[int]:
    """Yield the places of corrections that end in what is not there, or come back to themselves."""
    points = {each.id: each.retter for each in entries}
    for place, each in enumerate(entries):
        seen, at = {each.id}, each.retter
        while at is not None and at in points and at not in seen:
            seen.add(at)
            at = points[at]
        if at is not None:
            yield place
