"""A list from another system, as cells, and how it is read: which columns hold what."""

from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.fravaer import Fravaerstype, Meldt
from sosialplan.model.record import Code, Fil, Line, Record, Value


class Kolonner(Record, frozen=True, kw_only=True):
    """The headings of the columns that are read. All others are left unread."""

    elev: Annotated[
        tuple[Line, ...],
        Meta(min_length=1, description="Kolonnen med navnet. Er det flere, settes de sammen."),
    ]
    klasse: Line
    fra: Annotated[
        Line | None, Meta(description="Første dag, eller dagen når hver rad er én dag.")
    ] = None
    til: Annotated[Line | None, Meta(description="Siste dag. En tom celle er samme dag.")] = None
    kode: Line | None = None
    fag: Annotated[Line | None, Meta(description="Faget, når raden gjelder enkelte timer.")] = None
    start: Annotated[
        Line | None,
        Meta(description="Når timen begynner, så to timer i samme fag samme dag er to."),
    ] = None
    timer: Annotated[Line | None, Meta(description="Antall timer, når det ikke er hele dagen.")] = (
        None
    )
    slutt: Annotated[
        Line | None,
        Meta(description="Når timen slutter, så færre minutter enn den varer, er en del av den."),
    ] = None
    minutter: Annotated[
        Line | None, Meta(description="Antall minutter. De er ikke timer, og fyller ingen dag.")
    ] = None
    dokumentert: Annotated[
        Line | None, Meta(description="Kolonnen som sier ja når fraværet er dokumentert (gyldig).")
    ] = None
    hel_dag: Annotated[
        Line | None,
        Meta(description="Kolonnen som sier om raden er hele dager: ja, eller hvor mange."),
    ] = None


class Fravaerskode(Record, frozen=True, kw_only=True):
    """What a code of the other system means here."""

    kode: Line
    type: Fravaerstype
    meldt: Annotated[Meldt, Meta(description="Om koden betyr at foresatte meldte fra.")]
    forsent: Annotated[bool, Meta(description="Ja når koden betyr at eleven kom for sent.")] = False
    gikk: Annotated[
        bool, Meta(description="Ja når koden betyr at eleven gikk fra skolen uten lov.")
    ] = False


class Fravaerskart(Record, frozen=True, kw_only=True):
    """How a list of absence is read."""

    kolonner: Kolonner
    koder: Annotated[tuple[Fravaerskode, ...], Meta(min_length=1)]
    ikke_fravaer: Annotated[
        tuple[Line, ...], Meta(description="Koder som ikke er fravær. Radene leses forbi.")
    ] = field(name="ikke_fravær", default=())
    ukerutenett: Annotated[
        bool, Meta(description="Ja når hver dag er en kolonne, og koden står i cellene.")
    ] = False
    tomt_navn_er_som_over: Annotated[
        bool, Meta(description="Ja når navnet står én gang, over dagene til eleven.")
    ] = False


class NavngittKart(Record, frozen=True, kw_only=True):
    """A map that is named: ``--kart NAVN``."""

    navn: Code
    kart: Fravaerskart


class Importkart(Fil, frozen=True, kw_only=True):
    """The file ``import.yaml``."""

    fravaer: Fravaerskart = field(name="fravær")
    kart: Annotated[
        tuple[NavngittKart, ...], Meta(description="Andre lister skolen får, hver med et navn.")
    ] = ()


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
