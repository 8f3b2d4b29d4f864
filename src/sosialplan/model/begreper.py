"""The plan's foundations: terms, levels of work, good practice, and how the school gets to know."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.konflikt import Fil
from sosialplan.model.record import Code, Lest, Line, Record, SourceLines, Text


class Definisjon(Record, frozen=True, kw_only=True):
    """What a term means, in our own words, and where that comes from."""

    tekst: Text
    kilde: Line
    linjer: SourceLines | None = None
    lesning: Annotated[
        Code | None, Meta(description="Lesningen i valg.yaml, når begrepet har flere definisjoner.")
    ] = None


class Begrep(Record, frozen=True, kw_only=True):
    """A term; ``valg`` names the choice in ``valg.yaml`` where the source defines it twice."""

    begrep: Code
    navn: Line
    definisjoner: Annotated[tuple[Definisjon, ...], Meta(min_length=1)]
    valg: Code | None = None
    merknad: Text | None = None


class Arbeidsnivaa(Record, frozen=True, kw_only=True):
    """A level of work, and what belongs to it."""

    nivaa: Code = field(name="nivå")
    navn: Line
    innhold: Annotated[tuple[Line, ...], Meta(min_length=1)]
    linjer: SourceLines


class Nivaamodell(Record, frozen=True, kw_only=True):
    """A way to part the school's work in levels, widest first."""

    modell: Code
    navn: Line
    hva: Text
    nivaaer: Annotated[tuple[Arbeidsnivaa, ...], Meta(min_length=1)] = field(name="nivåer")
    kilde: Line
    linjer: SourceLines


class Praksis(Record, frozen=True, kw_only=True):
    """A piece of good practice."""

    praksis: Code
    tekst: Line
    linjer: SourceLines


class Hvor(StrEnum):
    """Where the school gets to know how pupils are doing."""

    ELEV = "elev"
    KLASSE = "klasse"
    SKOLE = "skole"


class Kjennskap(Lest, frozen=True, kw_only=True):
    """A way in which the school gets to know how pupils are doing."""

    kjennskap: Code
    tekst: Line
    nivaa: Hvor = field(name="nivå")
    linjer: SourceLines
    merknad: Text | None = None


class Forslag(Record, frozen=True, kw_only=True):
    """A measure that the plan gives as an example; offered, never forced."""

    forslag: Line
    linjer: SourceLines


class EldreOrd(Record, frozen=True, kw_only=True):
    """A word of the source, or one that people use, and what the thing is called now."""

    ord: Line
    heter: Annotated[Line, Meta(description="Det det heter nå.")]
    ogsaa: Annotated[tuple[Line, ...], Meta(description="Andre måter å skrive det på.")] = field(
        name="også", default=()
    )
    fra: Annotated[date | None, Meta(description="Dagen det fikk det nye navnet.")] = None
    se: Annotated[Code | None, Meta(description="Ordet å slå opp for å lese mer.")] = None
    kilde: Line
    linjer: SourceLines | None = None


class Begreper(Fil, frozen=True, kw_only=True):
    """The file ``begreper.yaml``."""

    begreper: tuple[Begrep, ...]
    nivaamodeller: tuple[Nivaamodell, ...] = field(name="nivåmodeller")
    god_praksis: tuple[Praksis, ...]
    kjennskap: tuple[Kjennskap, ...]
    tiltaksforslag: tuple[Forslag, ...] = ()
    eldre_ord: tuple[EldreOrd, ...] = ()
