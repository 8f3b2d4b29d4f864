"""What is known as not belonging in free text: the program's own file ``lov/minimering.yaml``."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from sosialplan.model.record import Line, Record, Text


class Diagnoseord(Record, frozen=True, kw_only=True):
    """Words for diagnoses of one kind.

    ``…`` at the end lets a word go on. One in capitals only is read in capitals only.
    """

    om: Line
    ord: Annotated[tuple[Line, ...], Meta(min_length=1)]


class Minimering(Record, frozen=True, kw_only=True):
    """What ``valider`` looks for in free text, why, and when the source was read.

    ``gater`` are the last words of street names; those ``bare_alene`` never end a longer word.
    ``ikke_foran`` and ``etter_tall`` are the words beside them that make it something else.
    """

    grunn: Text
    kilde: Text
    kontrollert: date
    diagnoser: Annotated[tuple[Diagnoseord, ...], Meta(min_length=1)]
    gater: Annotated[tuple[Line, ...], Meta(min_length=1)]
    bare_alene: tuple[Line, ...] = ()
    ikke_foran: tuple[Line, ...] = ()
    etter_tall: tuple[Line, ...] = ()
    poststeder: tuple[Line, ...] = ()
