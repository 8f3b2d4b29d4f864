"""A list from another system, as cells, and how it is read: which columns hold what."""

from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.fravaer import Fravaerstype, Meldt
from sosialplan.model.record import Fil, Line, Record, Value


class Kolonner(Record, frozen=True, kw_only=True):
    """The headings of the columns that are read. All others are left unread."""

    elev: Annotated[
        tuple[Line, ...],
        Meta(min_length=1, description="Kolonnen med navnet. Er det flere, settes de sammen."),
    ]
    klasse: Line
    fra: Annotated[Line, Meta(description="Første dag, eller dagen når hver rad er én dag.")]
    til: Annotated[Line | None, Meta(description="Siste dag. En tom celle er samme dag.")] = None
    kode: Line
    fag: Annotated[Line | None, Meta(description="Faget, når raden gjelder enkelte timer.")] = None
    start: Annotated[
        Line | None,
        Meta(description="Når timen begynner, så to timer i samme fag samme dag er to."),
    ] = None
    timer: Annotated[Line | None, Meta(description="Antall timer, når det ikke er hele dagen.")] = (
        None
    )
    hel_dag: Annotated[
        Line | None,
        Meta(description="Kolonnen som sier om raden er hele dager: ja, eller hvor mange."),
    ] = None


class Fravaerskode(Record, frozen=True, kw_only=True):
    """What a code of the other system means here."""

    kode: Line
    type: Fravaerstype
    meldt: Annotated[Meldt, Meta(description="Om koden betyr at foresatte meldte fra.")]


class Fravaerskart(Record, frozen=True, kw_only=True):
    """How a list of absence is read."""

    kolonner: Kolonner
    koder: Annotated[tuple[Fravaerskode, ...], Meta(min_length=1)]
    ikke_fravaer: Annotated[
        tuple[Line, ...], Meta(description="Koder som ikke er fravær. Radene leses forbi.")
    ] = field(name="ikke_fravær", default=())


class Importkart(Fil, frozen=True, kw_only=True):
    """The file ``import.yaml``."""

    fravaer: Fravaerskart = field(name="fravær")


class Rad(Value, frozen=True):
    """A row of cells, and the line of the file it begins on."""

    linje: int
    celler: tuple[str, ...]


class Liste(Value, frozen=True):
    """A list: its file as it was named, its heading, its rows, and the line just above the heading.

    A finding stands at ``(row, cell)``: row 0 is the heading, row 1 the first below it.
    """

    fil: str
    overskrift: tuple[str, ...]
    rader: tuple[Rad, ...]
    over: tuple[str, ...] = ()
