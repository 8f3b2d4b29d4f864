"""A computed deadline: when it is, why, and how it stands on a given day."""

from datetime import date
from enum import StrEnum

from sosialplan.model.handlingskjede import Slag
from sosialplan.model.record import Value
from sosialplan.model.regel import Enhet, Grunnlag

BESLUTNING = "beslutning"
"""The step of a decision of a meeting."""
MELDER = "melder"
"""The role of a step that stands for whoever reported the case."""


class Status(StrEnum):
    """How a row stands on the day of judging.

    ``ufullstendig``: done without someone who must take part. ``ikke-gjort``: the day had passed
    when it was no longer asked for. ``bortfalt``: it was lifted before its day.
    """

    KOMMENDE = "kommende"
    SNART = "snart"
    I_DAG = "i-dag"
    FORFALT = "forfalt"
    OVERHOLDT = "overholdt"
    FOR_SENT = "for-sent"
    AAPEN = "åpen"
    UFULLSTENDIG = "ufullstendig"
    IKKE_GJORT = "ikke-gjort"
    BORTFALT = "bortfalt"


class PassertDag(Value, frozen=True, array_like=True):
    """A day that was not counted, and why."""

    dato: date
    hvorfor: str


class Fristtelling(Value, frozen=True, array_like=True):
    """The result of counting days; ``dato`` is None where the calendar is not known."""

    dato: date | None
    passert: tuple[PassertDag, ...] = ()
    merknader: tuple[str, ...] = ()


class Forklaring(Value, frozen=True, array_like=True):
    """Why a date is what it is; every part that the reader may want to check."""

    fra_steg: str
    fra_dato: date
    antall: int | None
    enhet: Enhet | None
    regel: str | None
    versjon_fra: date | None
    grunnlag: Grunnlag
    hjemmel: str | None
    kilde: str
    telling: Fristtelling
    merknad: str | None = None
    siste_i: tuple[int, ...] = ()


PLANEN = "planen"
"""What a day is counted from that stands in the pupil's plan."""


class Bortfall(Value, frozen=True, array_like=True):
    """From when an undone row is asked for no more, and why."""

    dato: date
    hvorfor: str


class Frist(Value, frozen=True, array_like=True):
    """A row: something due, a way that opens, a warning or a duty.

    ``frist`` never depends on today. ``gjort`` is the day it was done, if it was.
    ``uten`` are those who must take part, and were not there on the latest day it was done;
    ``av_skjermet`` those whom the case is kept from who did it then: either way it is not kept.
    ``bortfall`` says since when nobody is asked for it. ``skjermet_for`` are roles that must not
    know of the case: never responsible, never told.
    ``ikke_valgt`` are the choices of ``valg.yaml`` that the row waits for; its title says so too.
    Holds codes and numbers only, never a name: rows are kept in an index and in calendars.
    """

    id: str
    slag: Slag
    sak: str | None
    kjede: str | None
    klasse: str | None
    steg: str
    tiltak: str | None
    runde: int
    tittel: str
    frist: date | None
    gjort: date | None
    ansvarlig: tuple[str, ...]
    eskalerer: bool
    forklaring: Forklaring
    skjermet_for: tuple[str, ...] = ()
    uten: tuple[str, ...] = ()
    av_skjermet: tuple[str, ...] = ()
    bortfall: Bortfall | None = None
    ikke_valgt: tuple[str, ...] = ()

    @property
    def ikke_holdt(self) -> bool:
        """Whether it was done, and in a way that does not keep the duty."""
        return bool(self.uten or self.av_skjermet)


class VurdertFrist(Value, frozen=True):
    """A row as it stands on a day: status, calendar days left, and whom it has gone up to."""

    frist: Frist
    status: Status
    dager: int | None
    eskalert_til: tuple[str, ...] = ()


class Ventetype(StrEnum):
    """What is asked for."""

    GODKJENNING = "godkjenning"
    OVERFOERING = "overføring"


class Ventende(Value, frozen=True, array_like=True):
    """A case that waits for a yes, and the roles that can give it."""

    sak: str
    klasse: str
    hva: Ventetype
    roller: tuple[str, ...]
