"""Absence days: one file a class and school year, an entry a pupil, with or without a case."""

from datetime import date
from enum import StrEnum

from msgspec import field

from sosialplan.model.record import (
    CaseNumber,
    ClassName,
    EntryId,
    Line,
    Record,
    Recorded,
    SchoolYear,
)


class Fravaerstype(StrEnum):
    """Whether the absence is valid. Both kinds are followed up."""

    GYLDIG = "gyldig"
    UGYLDIG = "ugyldig"


class Meldt(StrEnum):
    """Whether the guardians told the school on the first day."""

    JA = "ja"
    NEI = "nei"


class Fravaersperiode(Record, frozen=True, kw_only=True):
    """Absence from and including ``fra`` to and including ``til``; only skoledager count."""

    id: EntryId
    fra: date
    til: date
    type: Fravaerstype
    meldt: Meldt
    registrert: Recorded | None = None


class Elevfravaer(Record, frozen=True, kw_only=True):
    """The absence of one pupil in one school year."""

    elev: Line
    sak: CaseNumber | None = None
    perioder: tuple[Fravaersperiode, ...] = ()


class Klassefravaer(Record, frozen=True, kw_only=True):
    """The absence file of one class."""

    klasse: ClassName
    skoleaar: SchoolYear = field(name="skoleår")
    elever: tuple[Elevfravaer, ...] = ()
