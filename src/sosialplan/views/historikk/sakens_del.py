"""The part of a shared file that belongs to one case: the pupil's absence, where it was discussed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sakskjenne:
    """What a case is known by in other files: its numbers, and the pupil in a class.

    The numbers, the names and the classes are all that the case has ever had.
    """

    saker: tuple[str, ...]
    elever: tuple[tuple[str, str], ...] = ()

    def may_be_in(self, text: str | None) -> bool:
        """Tell at a glance whether a text can say something of the case."""
        known = (*self.saker, *(navn for navn, _ in self.elever))
        return text is not None and any(each in text for each in known)


Del = Callable[[Any, Sakskjenne], Any]


def absence_of_case(tree: Any, kjenne: Sakskjenne) -> Any:
    """Return the absence file with only the pupil's own entries, by number, else by name and class."""
    return {"elever": [each for each in _things(tree, "elever") if _own(each, tree, kjenne)]}


def _own(entry: Any, tree: Any, kjenne: Sakskjenne) -> bool:
    if entry.get("sak") is not None:
        return entry["sak"] in kjenne.saker
    return (entry.get("elev"), tree.get("klasse")) in kjenne.elever


def minutes_of_case(tree: Any, kjenne: Sakskjenne) -> Any:
    """Return the minute book with only the meetings where the case was, and only what is of it."""
    held = [
        {
            **meeting,
            **{
                key: [each for each in _things(meeting, key) if each.get("sak") in kjenne.saker]
                for key in ("saker", "beslutninger")
            },
        }
        for meeting in _things(tree, "holdt")
    ]
    return {"holdt": [each for each in held if each["saker"] or each["beslutninger"]]}


def _things(tree: Any, key: str) -> list[Any]:
    """Return the things of a list, whatever stands there."""
    found = tree.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
