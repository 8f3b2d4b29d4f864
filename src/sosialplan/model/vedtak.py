"""What an entry says of a decision that goes against a pupil: exclusion, or an ordered change of school.

Only these need an enkeltvedtak (opplæringslova §§ 13-1 and 13-2). A plan of measures is none.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.record import Hendtdag, Line, Record, Text


class Vedtaksslag(StrEnum):
    """What is decided."""

    BORTVISNING = "bortvisning"
    SKOLEBYTTE = "skolebytte"


class Vedtak(Record, frozen=True, kw_only=True):
    """A decision: the entry's own ``dato`` is the day it was made, ``av`` who made it."""

    slag: Vedtaksslag
    fra: Annotated[date, Meta(description="Første dag det gjelder.")]
    til: Annotated[date | None, Meta(description="Siste dag, når eleven er bortvist.")] = None
    ny_skole: Annotated[Line | None, Meta(description="Skolen eleven skal bytte til.")] = None
    forhaandsvarslet: Annotated[
        Hendtdag | None, Meta(description="Dagen eleven og de foresatte fikk forhåndsvarsel.")
    ] = field(name="forhåndsvarslet", default=None)
    faktum: Annotated[Text | None, Meta(description="Hva vedtaket bygger på.")] = None
    mildere_tiltak: Annotated[
        Text | None, Meta(description="Hva som er prøvd eller vurdert i stedet.")
    ] = None
    foresattes_syn: Text | None = None
    barnets_beste: Text | None = None
    begrunnelse: Text | None = None
    underrettet: Annotated[
        Hendtdag | None, Meta(description="Dagen vedtaket kom fram. Klagefristen regnes fra da.")
    ] = None
