"""Names as people use them: other spellings, nicknames, and words that are both name and word."""

from typing import Annotated

from msgspec import Meta

from sosialplan.model.konflikt import Fil
from sosialplan.model.record import Line, Record


class Navneform(Record, frozen=True, kw_only=True):
    """A given name, other ways to spell it, and what those who bear it are called."""

    navn: Line
    skrives: Annotated[tuple[Line, ...], Meta(description="Andre måter å skrive navnet på.")] = ()
    kallenavn: tuple[Line, ...] = ()


class Navnebok(Fil, frozen=True, kw_only=True):
    """The file ``navn.yaml``: what the leak check knows of names in general, and no pupil's own."""

    navneformer: tuple[Navneform, ...]
    vanlige_ord: Annotated[
        tuple[Line, ...],
        Meta(description="Navn som også er vanlige ord. Med liten bokstav er de ikke navn."),
    ] = ()
    ikke_navn: Annotated[
        tuple[Line, ...],
        Meta(description="Ord som ikke er noens navn alene, selv om de er en del av et navn."),
    ] = ()


UTEN_NAVN = Navnebok(navneformer=())
"""Nothing is known of names in general."""
