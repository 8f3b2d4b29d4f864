"""What a case tells of its own papers, and of what became of its measures: approvals, copies, changes, ends.

All of it is append-only: what was wrong is corrected by another entry (``retter``), or struck (``utgår``).
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.record import (
    Code,
    EntryId,
    FaultCode,
    Fingerprint,
    FoertAv,
    Hendtdag,
    Line,
    Record,
    Recorded,
    Text,
)
from sosialplan.model.rettelser import Utgaar


class Likevel(Record, frozen=True, kw_only=True):
    """Why something was done although the law demands more: a copy handed out, a plan approved."""

    koder: Annotated[tuple[FaultCode, ...], Meta(min_length=1, description="Det som manglet.")]
    hvorfor: Text


class Godkjenning(Record, frozen=True, kw_only=True):
    """An approval of the plan as it was: it holds until the plan is changed."""

    id: EntryId
    dato: date
    registrert: Recorded | None = None
    av: Code
    foert_av: FoertAv = field(name="ført_av", default=None)
    fingeravtrykk: Fingerprint
    notat: Text | None = None
    likevel: Annotated[
        Likevel | None, Meta(description="Hvorfor den er gitt, enda planen manglet noe.")
    ] = None
    retter: EntryId | None = None
    utgaar: Utgaar = field(name="utgår", default=False)


class Avklaring(Record, frozen=True, kw_only=True):
    """What a person decided before a copy: about a flag, or about a word that may be a name."""

    id: EntryId
    dato: date
    registrert: Recorded | None = None
    foert_av: FoertAv = field(name="ført_av", default=None)
    gjelder: Annotated[Code, Meta(description="Flagget, eller koden til det kontrollen spurte om.")]
    mottaker: Annotated[Code, Meta(description="Hvem avgjørelsen gjelder for.")]
    hvorfor: Text
    retter: EntryId | None = None
    utgaar: Utgaar = field(name="utgår", default=False)


class Kanal(StrEnum):
    """How a copy was handed over."""

    BREV = "brev"
    EPOST = "e-post"
    DIGIPOST = "digipost"
    SIKKER_MELDING = "sikker-melding"
    MOETE = "møte"
    OVERLEVERT = "overlevert"
    ARKIV = "arkiv"


class Tilbakeholdt(Record, frozen=True, kw_only=True):
    """What a copy does not hold, and the ground."""

    hva: Line
    hvorfor: Line


class Utlevering(Record, frozen=True, kw_only=True):
    """A copy that was handed out. ``fingeravtrykk`` is of what it said, and stands in its foot.

    ``siden``, ``om``, ``formaal`` and ``vedlegg`` are what else was asked for when it was made.
    """

    id: EntryId
    dato: date
    registrert: Recorded | None = None
    foert_av: FoertAv = field(name="ført_av", default=None)
    dokument: Code
    mottaker: Code
    til_hvem: Annotated[Line, Meta(description="Rollen eller relasjonen til den som fikk det.")]
    kanal: Kanal
    maalform: Code | None = field(name="målform", default=None)
    versjon: Annotated[int, Meta(ge=1)] | None = None
    fingeravtrykk: Fingerprint
    siden: Hendtdag | None = None
    om: Annotated[date | None, Meta(description="Dagen til møtet eller evalueringen.")] = None
    formaal: Annotated[Text | None, Meta(description="Hvorfor det ble sendt.")] = field(
        name="formål", default=None
    )
    vedlegg: Annotated[tuple[Line, ...], Meta(description="Hva som lå ved brevet.")] = ()
    tilbakeholdt: tuple[Tilbakeholdt, ...] = ()
    likevel: Likevel | None = None
    rettet_fordi: Annotated[
        Text | None, Meta(description="Hvorfor det som sto om utleveringen, er rettet.")
    ] = None
    retter: EntryId | None = None
    utgaar: Utgaar = field(name="utgår", default=False)


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


class Felt(StrEnum):
    """The fields of a measure that a change can be about."""

    TILTAK = "tiltak"
    NIVAA = "nivå"
    ANSVARLIG = "ansvarlig"
    STEDFORTREDER = "stedfortreder"
    FRA = "fra"
    TIL = "til"
    EVALUERES = "evalueres"


class Endring(Record, frozen=True, kw_only=True):
    """A change of a measure: what, from, to, when and why."""

    id: EntryId
    dato: date
    felt: Felt
    fra: Text | None = None
    til: Text
    hvorfor: Text
    registrert: Recorded | None = None
    foert_av: FoertAv = field(name="ført_av", default=None)
    retter: EntryId | None = None
    utgaar: Utgaar = field(name="utgår", default=False)


class Avslutning(Record, frozen=True, kw_only=True):
    """A measure that was ended: when and why."""

    dato: Hendtdag
    hvorfor: Text
    registrert: Recorded | None = None
    foert_av: FoertAv = field(name="ført_av", default=None)


class RettetAvslutning(Record, frozen=True, kw_only=True):
    """What was written of a measure's end after the first: it was another, it never was, or it came again.

    ``retter`` is the one before it, if that is not the first.
    """

    id: EntryId
    dato: Hendtdag
    hvorfor: Text
    registrert: Recorded | None = None
    foert_av: FoertAv = field(name="ført_av", default=None)
    retter: EntryId | None = None
    utgaar: Utgaar = field(name="utgår", default=False)
