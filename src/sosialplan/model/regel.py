"""Dated rules and law references: each version says from when it holds and what it rests on."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from sosialplan.model.record import Code, Fil, Line, Record, RoleCode, SourceLines, Text


class Grunnlag(StrEnum):
    """What a deadline rests on, from the firmest to the school's own number."""

    LOV = "lov"
    VEILEDER = "veileder"
    PRAKSIS = "praksis"
    PLAN = "plan"
    EGEN = "egen"


class Enhet(StrEnum):
    """What is counted. Virkedager are Monday to Friday, not public holidays."""

    VIRKEDAGER = "virkedager"
    SKOLEDAGER = "skoledager"
    KALENDERDAGER = "kalenderdager"
    UKER = "uker"
    MAANEDER = "måneder"


class Kontrollert(Record, frozen=True, kw_only=True):
    """That the words of a law were read: where, and on which day. Without it: at second hand."""

    dag: date
    lest_i: Line


class Veiledning(Record, frozen=True, kw_only=True):
    """What a guide counts where the law has its own count: told beside it, and moves no date."""

    antall: Annotated[int, Meta(ge=1, le=3660)]
    enhet: Enhet
    kilde: Line


class Regelversjon(Record, frozen=True, kw_only=True):
    """One version of a deadline rule, in force from and including ``gjelder_fra``."""

    gjelder_fra: date
    antall: Annotated[int, Meta(ge=0, le=3660)] | None = None
    innstilling: Annotated[
        Code | None, Meta(description="Antallet står som innstilling i skole.yaml.")
    ] = None
    siste_i: Annotated[
        tuple[Annotated[int, Meta(ge=1, le=12)], ...],
        Meta(description="Siste dag av enheten i den første av disse månedene, 1 er januar."),
    ] = ()
    enhet: Enhet
    grunnlag: Grunnlag
    skoledager_i_loven: Annotated[
        Line | None, Meta(description="Hvordan loven selv sier at den teller dager med opplæring.")
    ] = None
    flyttes: Annotated[
        bool,
        Meta(description="Siste dag på lørdag, søndag eller helligdag går til neste virkedag."),
    ] = False
    veiledning: Annotated[
        Veiledning | None, Meta(description="Det veilederen teller. Det flytter ikke datoen.")
    ] = None
    hjemmel: Code | None = None
    linjer: SourceLines | None = None
    kilde: Line
    kontrollert: Kontrollert | None = None
    merknad: Text | None = None


class Fristregel(Record, frozen=True, kw_only=True):
    """A deadline rule with all its versions."""

    regel: Code
    navn: Line
    versjoner: tuple[Regelversjon, ...]


class Fristregler(Fil, frozen=True, kw_only=True):
    """The file ``fristregler.yaml``."""

    regler: tuple[Fristregel, ...]


class Lovbokstav(Record, frozen=True, kw_only=True):
    """One of the grounds that a paragraph counts up, in plain words."""

    bokstav: Code
    hva: Line


class Hjemmelversjon(Record, frozen=True, kw_only=True):
    """A law reference and the period in which it holds, both ends included.

    Without ``gjelder_fra`` it is passed and waits for its day: it holds on none.
    """

    gjelder_fra: Annotated[
        date | None, Meta(description="Tom når loven er vedtatt, men ikke satt i kraft.")
    ] = None
    gjelder_til: date | None = None
    lov: Line
    paragraf: Line
    bokstaver: tuple[Lovbokstav, ...] = ()
    vedtas_av: Annotated[
        RoleCode | None,
        Meta(description="Rollen som loven lar vedta det. Tom når loven ikke sier det."),
    ] = None
    kilde: Line
    kontrollert: Kontrollert | None = None
    merknad: Text | None = None


class Hjemmel(Record, frozen=True, kw_only=True):
    """A duty or right in law, wherever the law of the day has placed it."""

    hjemmel: Code
    navn: Line
    versjoner: tuple[Hjemmelversjon, ...]


class Hjemler(Fil, frozen=True, kw_only=True):
    """The file ``hjemler.yaml``."""

    hjemler: tuple[Hjemmel, ...]
