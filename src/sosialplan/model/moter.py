"""Recurring duties to meet, and the evidence that a meeting was held."""

from datetime import date
from enum import StrEnum

from msgspec import field

from sosialplan.model.record import (
    ClassName,
    Code,
    EntryId,
    Line,
    Record,
    Recorded,
    SchoolYear,
    SourceLines,
    Text,
)


class Per(StrEnum):
    """What a duty is counted for."""

    SKOLE = "skole"
    KLASSE = "klasse"


class Moeteplikt(Record, frozen=True, kw_only=True):
    """A meeting that must be held again and again; ``regel`` says how often."""

    moete: Code = field(name="møte")
    navn: Line
    per: Per
    regel: Code
    ansvarlig: tuple[Code, ...]
    hva: Text
    linjer: SourceLines


class Moteplan(Record, frozen=True, kw_only=True):
    """The file ``moter.yaml``."""

    plikter: tuple[Moeteplikt, ...]


class Holdt(Record, frozen=True, kw_only=True):
    """Evidence that a meeting was held, with the roles that were present."""

    id: EntryId
    moete: Code = field(name="møte")
    dato: date
    klasse: ClassName | None = None
    til_stede: tuple[Code, ...] = ()
    notat: Text | None = None
    registrert: Recorded | None = None


class Moetebok(Record, frozen=True, kw_only=True):
    """A file under ``moter/2026-2027/``."""

    skoleaar: SchoolYear = field(name="skoleår")
    holdt: tuple[Holdt, ...] = ()
