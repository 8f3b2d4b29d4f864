"""An activity's time in one school year: the dates, why, and whether the school has chosen."""

from datetime import date
from enum import StrEnum

from sosialplan.model.aarshjul import Aktivitet
from sosialplan.model.aarshjul_naar import Naar
from sosialplan.model.record import Value


class Tidsromslag(StrEnum):
    """One day, some time within a stretch, again and again, or all the year."""

    DAG = "dag"
    VINDU = "vindu"
    GJENTAS = "gjentas"
    HELE_AARET = "hele-året"


class Gang(Value, frozen=True):
    """One of several times: some time from ``fra`` to ``til``, both included."""

    nummer: int
    fra: date
    til: date


class Utsnitt(Value, frozen=True):
    """A part of the school year, with one sentence that says why it is that part.

    ``fra`` and ``til`` are school days and both included. ``frist`` is the day it must be
    done by, where the plan says so. ``ganger`` is empty unless the kind is ``GJENTAS``.
    """

    slag: Tidsromslag
    fra: date
    til: date
    forklaring: str
    ganger: tuple[Gang, ...] = ()
    frist: date | None = None
    alternativ: bool = False


class Tidsrom(Value, frozen=True):
    """An activity's time. ``uavklart`` while the school has not chosen between the readings."""

    utsnitt: Utsnitt
    naar: Naar
    ord: str
    uavklart: bool


class Aktivitetstid(Value, frozen=True):
    """All the times of one activity, and a sentence for each that cannot be found."""

    nummer: int
    aktivitet: Aktivitet
    tidsrom: tuple[Tidsrom, ...]
    ukjent: tuple[str, ...]
