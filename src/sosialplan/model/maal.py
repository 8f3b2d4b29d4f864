"""The plan's goals: what each is counted by, and what it should come to."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.konflikt import Fil
from sosialplan.model.record import Code, Line, Record, SourceLines, Text, Tilleggene
from sosialplan.model.regel import Grunnlag


class Teller(StrEnum):
    """How a goal is counted from the facts."""

    SAKER_OM_MOBBING = "saker-om-mobbing"
    MELDT_R_TEAM = "meldt-r-team"
    KLASSEMOETER = "klassemøter"
    FRAVAERSPLAN = "fraværsplan"
    DAGER_VARSLET_TIL_PLAN = "dager-varslet-til-plan"
    EVALUERINGER_I_TIDE = "evalueringer-i-tide"
    ELEVENS_STEMME = "elevens-stemme"
    AVSLUTTET_MED_ELEVENS_ORD = "avsluttet-med-elevens-ord"


class Maaleenhet(StrEnum):
    """What a goal's number is a number of."""

    PROSENT = "prosent"
    SAKER = "saker"
    ELEVER = "elever"
    VIRKEDAGER = "virkedager"


class Retning(StrEnum):
    """Whether the number is the least or the most that is good."""

    MINST = "minst"
    HOEYST = "høyst"


class Grense(Record, frozen=True, kw_only=True):
    """What a goal should come to: a number of its own, or that of a deadline rule."""

    retning: Retning
    tall: Annotated[int, Meta(ge=0, le=100_000)] | None = None
    regel: Annotated[Code | None, Meta(description="Tallet står i fristregler.yaml.")] = None
    enhet: Maaleenhet


class Maal(Record, frozen=True, kw_only=True):
    """A goal. Without ``teller`` nothing that is written down can count it, and ``uten_teller`` says why."""

    kode: Code
    navn: Line
    hva: Text
    teller: Teller | None = None
    uten_teller: Text | None = None
    maal: Grense = field(name="mål")
    grunnlag: Grunnlag
    kilde: Line
    linjer: SourceLines | None = None
    etter_valg: Tilleggene = ()


class Overordnet(Record, frozen=True, kw_only=True):
    """The goal above the others."""

    tekst: Text
    linjer: SourceLines


class MaalIOrd(Record, frozen=True, kw_only=True):
    """A goal that the plan says in words, and that nothing written down can count."""

    kode: Code
    navn: Line
    hva: Text
    kilde: Line
    linjer: SourceLines


class Maalliste(Fil, frozen=True, kw_only=True):
    """The file ``mal.yaml``."""

    overordnet: Overordnet
    maal: tuple[Maal, ...] = field(name="mål")
    i_ord: tuple[MaalIOrd, ...] = ()
