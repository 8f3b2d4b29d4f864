"""How wide the columns of a table must be, so that no letter is lost at any width."""

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 2
"""Between two columns."""
_NARROWEST = 8
"""A column narrower than this cannot be read."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; one that ``wraps`` gives way, down to ``least`` characters."""

    header: str
    wraps: bool = False
    right: bool = False
    least: int | None = None


def fitted_widths(
    columns: Sequence[Column], widest: Sequence[int], width: int
) -> tuple[int, ...] | None:
    """Return the width of each column; None where the table does not fit however it is set.

    ``widest`` is how wide each column's widest text is on the screen.

    A column that does not wrap is as wide as its widest text. The others get their ``least`` where
    there is room and share what is left by what they lack; where there is not, they give way.
    """
    found = [
        min(column.least or _NARROWEST, wide) if column.wraps else wide
        for column, wide in zip(columns, widest, strict=True)
    ]
    room = width - sum(found) - GAP * (len(columns) - 1)
    if room < 0:
        gives = [
            max(0, own - _NARROWEST) if column.wraps else 0
            for column, own in zip(columns, found, strict=True)
        ]
        if -room > sum(gives):
            return None
        return tuple(own - less for own, less in zip(found, _shared(-room, gives), strict=True))
    lacks = [wide - own for wide, own in zip(widest, found, strict=True)]
    return tuple(
        own + more for own, more in zip(found, _shared(min(room, sum(lacks)), lacks), strict=True)
    )


def _shared(amount: int, parts: Sequence[int]) -> list[int]:
    """Share an amount evenly, the small parts first; no one gets more than its own.

    >>> _shared(7, [9, 2, 3])
    [3, 2, 2]
    """
    shared, left = [0] * len(parts), len(parts)
    for at in sorted(range(len(parts)), key=lambda at: parts[at]):
        shared[at] = min(parts[at], amount // left)
        amount, left = amount - shared[at], left - 1
    return shared
