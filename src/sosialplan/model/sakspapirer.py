"""What a case tells of its papers: decisions, calls to meetings, approvals, copies, changes and ends of measures."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.record import (
    ClockTime,
    Code,
    EntryId,
    FaultCode,
    Fingerprint,
    FoertAv,
    Fremdag,
    Hendtdag,
    Line,
    Record,
    Recorded,
    Text,
    Utgaar,
)


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


class Maate(StrEnum):
    """How someone was reached."""

    TELEFON = "telefon"
    EPOST = "e-post"
    MELDING = "melding"
    MOETE = "møte"
    BREV = "brev"
    HJEMMEBESOEK = "hjemmebesøk"


class Metode(StrEnum):
    """How a case is looked into."""

    SAMTALE = "samtale"
    OBSERVASJON = "observasjon"
    SOSIOGRAM = "sosiogram"
    SPOERREUNDERSOEKELSE = "spørreundersøkelse"
    INSPEKSJONSLOGG = "inspeksjonslogg"
    DOKUMENTER = "dokumenter"


class Innkalling(Record, frozen=True, kw_only=True):
    """A call to a meeting: the entry's own ``dato`` is the day people were called."""

    moete: Annotated[Code, Meta(description="Steget eller møtet det kalles inn til.")] = field(
        name="møte"
    )
    moetedag: Fremdag = field(name="møtedag")
    klokkeslett: ClockTime
    sted: Line
    formaal: Annotated[Text, Meta(description="Hvorfor dere møtes. Uten detaljer om saken.")] = (
        field(name="formål")
    )
    saksliste: tuple[Line, ...] = ()
    forberedelse: Text | None = None
    tolk: Annotated[Line | None, Meta(description="Språket det tolkes til.")] = None


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
