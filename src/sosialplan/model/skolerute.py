"""A school calendar: first and last day, days off, and how far the file can be trusted."""

from datetime import date

from msgspec import field

from sosialplan.model.konflikt import Fil
from sosialplan.model.record import Line, Record, SchoolYear, Text


class Friperiode(Record, frozen=True, kw_only=True):
    """Days off, both ends included."""

    navn: Line
    fra: date
    til: date


class Skolerute(Fil, frozen=True, kw_only=True):
    """One school year; the file ``skoleruter/2026-2027.yaml``."""

    skoleaar: SchoolYear = field(name="skoleår")
    kommune: Line
    foerste_skoledag: date = field(name="første_skoledag")
    siste_skoledag: date
    fri: tuple[Friperiode, ...]
    kanskje_fri: tuple[Friperiode, ...] = ()
    antall_skoledager: int
    kilde: Line
    kontrollert: date | None = None
    merknad: Text | None = None
