"""Absence days: one file a class and school year, an entry a pupil, with or without a case."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.record import (
    CaseNumber,
    ClassName,
    EntryId,
    Line,
    Record,
    Recorded,
    SchoolYear,
)
from sosialplan.model.sak import Hendelse


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
    fag: Annotated[
        Line | None, Meta(description="Faget, når eleven bare var borte fra enkelte timer.")
    ] = None
    timer: Annotated[
        Annotated[int, Meta(ge=1, le=60)] | None,
        Meta(description="Antall timer, når eleven ikke var borte hele dagen."),
    ] = None
    registrert: Recorded | None = None

    @property
    def whole_days(self) -> bool:
        """Whether whole days are meant; single lessons are shown, and counted as no day."""
        return self.fag is None and self.timer is None

    def collides(self, other: "Fravaersperiode") -> bool:
        """Tell whether the two say something of the same day, or of the same subject that day."""
        meet = self.fra <= other.til and other.fra <= self.til
        return meet and (self.fag is None or other.fag is None or self.fag == other.fag)


class Elevfravaer(Record, frozen=True, kw_only=True):
    """The absence of one pupil in one school year."""

    elev: Line
    sak: CaseNumber | None = None
    perioder: tuple[Fravaersperiode, ...] = ()
    oppfoelging: Annotated[
        tuple[Hendelse, ...], Meta(description="Det som er gjort før eleven har en sak.")
    ] = field(name="oppfølging", default=())

    @property
    def kode(self) -> str | None:
        """A code for the pupil that is no name: the id of the first period."""
        return self.perioder[0].id if self.perioder else None


class Klassefravaer(Record, frozen=True, kw_only=True):
    """The absence file of one class."""

    klasse: ClassName
    skoleaar: SchoolYear = field(name="skoleår")
    elever: tuple[Elevfravaer, ...] = ()
