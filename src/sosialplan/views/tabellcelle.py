"""A text in a cell of a Markdown table: one line that shows what it says and does nothing. And what each key of a list holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from sosialplan.model.record import Value
from sosialplan.model.visible import markdown_line


def tabellrad(cells: tuple[str, ...]) -> str:
    """Return a row of a Markdown table."""
    return f"| {' | '.join(markdown_line(each) for each in cells)} |"


def tabell(heads: Sequence[str], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a Markdown table, and an empty one after it."""
    yield tabellrad(tuple(heads))
    yield tabellrad(("---",) * len(heads))
    yield from map(tabellrad, rows)
    yield ""


class Celleslag(StrEnum):
    """What a value of a list is."""

    TEKST = "tekst"
    DAG = "dag"
    HELTALL = "heltall"
    TALL = "tall"
    JA_NEI = "ja-nei"
    LISTE = "liste"


class Listefelt(Value, frozen=True):
    """A key of a list; one that can be missing is null then."""

    slag: Celleslag
    kan_mangle: bool = False


Felter = Mapping[str, Listefelt]
"""The keys of a list in their order."""


def fields(**slag: Celleslag | tuple[Celleslag, None]) -> Felter:
    """Return the keys of a list; a kind with None beside it can be missing.

    >>> fields(sak=Celleslag.TEKST, avsluttet=(Celleslag.DAG, None))["avsluttet"].kan_mangle
    True
    """
    return {
        name: Listefelt(each[0], kan_mangle=True) if isinstance(each, tuple) else Listefelt(each)
        for name, each in slag.items()
    }
