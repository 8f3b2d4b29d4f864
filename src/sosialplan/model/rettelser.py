"""Corrections: a later entry that points at an earlier one and stands in its place. Both are kept."""

from collections.abc import Iterable, Iterator, Sequence
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


def gjeldende(entries: Sequence[U]) -> tuple[U, ...]:
    """Return the entries that count: no later one corrects them, and they say that something was."""
    corrected = rettede(entries)
    return tuple(each for each in entries if each.id not in corrected and not each.utgaar)


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
