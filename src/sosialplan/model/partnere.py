"""Services outside the class: what each can be asked for, by whom, and what that takes."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.konflikt import Fil
from sosialplan.model.record import Code, Lest, Line, Record, SourceLines, Text


class Samtykkekrav(StrEnum):
    """Whether consent is needed before a pupil is talked of by name."""

    JA = "ja"
    NEI = "nei"
    UTEN_ELEV = "uten-elev"


class Oppgave(Lest, frozen=True, kw_only=True):
    """Something a partner can be asked for."""

    hva: Line
    linjer: SourceLines | None = None
    kilde: Line | None = None


class Partner(Record, frozen=True, kw_only=True):
    """A service that the school works with."""

    partner: Code
    navn: Line
    hva: Text
    roller: Annotated[tuple[Code, ...], Meta(description="Rollene i skole.yaml.")] = ()
    kan_be_om: Annotated[tuple[Oppgave, ...], Meta(min_length=1)]
    spoerres_av: tuple[Code, ...] = field(name="spørres_av")
    spoerres_av_kilde: Line = field(name="spørres_av_kilde")
    samtykke: Samtykkekrav
    om_samtykke: Text
    meldeplikt: Annotated[
        Text | None, Meta(description="Tjenestens egen plikt til å melde fra.")
    ] = None
    kilde: Line
    linjer: SourceLines | None = None


class Partnere(Fil, frozen=True, kw_only=True):
    """The file ``partnere.yaml``."""

    partnere: tuple[Partner, ...]
