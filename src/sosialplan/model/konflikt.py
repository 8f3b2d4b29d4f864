"""Two values for one place, after two people changed it apart: kept until a person has chosen."""

from typing import Annotated, Any

from msgspec import Meta, field

from sosialplan.model.record import EntryId, Line, Record


class Konflikt(Record, frozen=True, kw_only=True):
    """One place with two values. A value that is missing means that one side took it away.

    ``sted`` is the way to the place: keys, and of a list what tells its items apart.
    """

    id: EntryId
    sted: Annotated[tuple[Line, ...], Meta(min_length=1)]
    staar: Annotated[Any, Meta(description="Verdien som står i filen nå.")] = field(
        name="står", default=None
    )
    ellers: Annotated[Any, Meta(description="Verdien den andre skrev.")] = None


class Fil(Record, frozen=True, kw_only=True):
    """What a file of every kind may hold."""

    konflikter: Annotated[
        tuple[Konflikt, ...],
        Meta(description="Skrevet da to endringer ble flettet. Løs: sosialplan løs"),
    ] = ()
