"""What was handed to the office for the pupil's folder, as the entry of the case that says so."""

from datetime import date
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.record import Code, Fingerprint, Record


class Arkivert(Record, frozen=True, kw_only=True):
    """A document of a package. The fingerprint is of what it said, not of the day it was printed."""

    dokument: Code
    dato: Annotated[
        date | None, Meta(description="Dagen dokumentet gjelder, der saken har flere.")
    ] = None
    versjon: Annotated[int, Meta(ge=1)] | None = None
    fingeravtrykk: Fingerprint
    mangler: Annotated[tuple[str, ...], Meta(description="Kodene for det dokumentet manglet.")] = (
        field(default=())
    )
