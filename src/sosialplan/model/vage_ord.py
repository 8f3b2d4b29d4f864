"""Words that do not say who does something or what is done: the file ``vage_ord.yaml``."""

from typing import Annotated

from msgspec import Meta

from sosialplan.model.konflikt import Fil
from sosialplan.model.record import Line, Record, Text


class VagtOrd(Record, frozen=True, kw_only=True):
    """Words that mean the same, and what says it better."""

    ord: Annotated[
        tuple[Line, ...],
        Meta(min_length=1, description="Ordene slik de står, i de bøyningene som brukes."),
    ]
    bedre: Annotated[Text, Meta(description="Hva som kan skrives i stedet.")]


class VageOrd(Fil, frozen=True, kw_only=True):
    """Vague owners and vague measures."""

    eiere: Annotated[
        tuple[VagtOrd, ...], Meta(description="Roller som ikke er én bestemt person.")
    ] = ()
    grupper: Annotated[
        Text | None, Meta(description="Hva som er bedre når en gruppe har ansvaret.")
    ] = None
    tiltak: tuple[VagtOrd, ...] = ()


INGEN = VageOrd()
"""Nothing is vague: what holds where the school has no list."""
