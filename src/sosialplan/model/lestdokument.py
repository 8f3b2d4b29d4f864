"""A document that somebody wrote elsewhere, as it was read: its paragraphs and tables, each with its place; and the words it is known by."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.record import Line, Record, Text, Value
from sosialplan.model.skrivemaate import folded


class Tekstavsnitt(Value, frozen=True):
    """A paragraph or a cell: where it stands, what it says, and the level of a heading (0 for what is none)."""

    sted: str
    tekst: str
    nivaa: int = 0
    punkt: bool = False


class Tabell(Value, frozen=True):
    """A table: its rows, of which each cell has its own place."""

    rader: tuple[tuple[Tekstavsnitt, ...], ...]


class Lestdokument(Value, frozen=True):
    """What a document says, in its order.

    ``ved_siden`` stands beside the text (comments, notes, text boxes, tables inside cells), and ``merknader`` are
    sentences of what was not read, each with its place.
    """

    deler: tuple[Tekstavsnitt | Tabell, ...]
    ved_siden: tuple[Tekstavsnitt, ...] = ()
    merknader: tuple[str, ...] = ()

    @property
    def alle(self) -> Iterator[Tekstavsnitt]:
        """All that is said, wherever it stands."""
        for each in self.deler:
            if isinstance(each, Tabell):
                yield from (cell for row in each.rader for cell in row)
            else:
                yield each
        yield from self.ved_siden


Ordene = Mapping[str, Annotated[tuple[Line, ...], Meta(min_length=1)]]
"""What a thing is called in documents, by what it is called here."""


class Planord(Record, frozen=True, kw_only=True):
    """By which words the parts of a plan are known: the program's own file ``lov/planord.yaml``."""

    grunn: Text
    kilde: Text
    kontrollert: date
    titler: tuple[Line, ...]
    hode: Ordene
    meldt: tuple[Line, ...]
    felt: Ordene
    tiltak: tuple[Line, ...]
    kolonner: Ordene
    nivaaer: Ordene = field(name="nivåer")
    tomt: tuple[str, ...]
    ikke_navn: tuple[str, ...]
    referattitler: tuple[Line, ...]
    referathode: Ordene
    referat: Ordene
    vedtak: Ordene

    def er_tomt(self, text: str) -> bool:
        """Tell whether a cell says nothing."""
        return folded(text) in self.tomt

    def er_tittel(self, text: str) -> bool:
        """Tell whether a heading is that of a whole plan; a name may stand behind it."""
        said = ordet(text)
        return any(said == each or said.startswith(f"{each} for ") for each in self.titler)


def ordet(text: str) -> str:
    """Return a heading as it is compared.

    >>> ordet("  Elevens  STEMME: ")
    'elevens stemme'
    """
    return folded(text).rstrip(" :.?")


def meant_by(text: str, words: Ordene) -> str | None:
    """Return what a heading means, by exactly the words that are known."""
    said = ordet(text)
    return next((key for key, known in words.items() if said in known), None)
