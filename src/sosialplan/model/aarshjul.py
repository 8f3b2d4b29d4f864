"""The annual wheel: what the school does in a year, who does it, for whom, and when."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.aarshjul_naar import Naar
from sosialplan.model.aarshjul_periode import Periode
from sosialplan.model.konflikt import Fil
from sosialplan.model.record import Code, Line, Record, SourceLines, Text, Tilleggene


class Mangler(StrEnum):
    """What the source does not say about an activity."""

    ANSVARLIG = "ansvarlig"
    MAALGRUPPE = "målgruppe"


class Seksjon(Record, frozen=True, kw_only=True):
    """A part of the wheel: one ring of the drawing."""

    seksjon: Code
    navn: Line
    kort: Annotated[Line, Meta(description="Det som står i ringen på tegningen.")]
    linjer: SourceLines


class Tema(Record, frozen=True, kw_only=True):
    """A theme of an activity, and its points."""

    tema: Line
    punkter: tuple[Line, ...] = ()


class Aktivitet(Record, frozen=True, kw_only=True):
    """An activity. An empty list that the source left empty is named in ``mangler``."""

    id: Code
    navn: Line
    kort: Annotated[Line | None, Meta(description="Kortere navn, til tegningen.")] = None
    hva: Text
    seksjon: Code
    temaer: tuple[Tema, ...] = ()
    ansvarlig: tuple[Code, ...]
    maalgruppe: tuple[Code, ...] = field(name="målgruppe")
    mangler: tuple[Mangler, ...] = ()
    naar: Annotated[tuple[Naar, ...], Meta(min_length=1)] = field(name="når")
    hjemmel: Annotated[
        Code | None, Meta(description="Loven eller forskriften som krever aktiviteten.")
    ] = None
    linjer: SourceLines
    merknad: Text | None = None
    etter_valg: Tilleggene = ()

    @property
    def deler(self) -> tuple[str, ...]:
        """The parts that the times tell apart by name."""
        return tuple(dict.fromkeys(each.hva for each in self.naar if each.hva is not None))


class Aarshjul(Fil, frozen=True, kw_only=True):
    """The file ``aarshjul.yaml``. Activities are numbered as they stand, from 1."""

    kilde: Line
    seksjoner: tuple[Seksjon, ...]
    perioder: tuple[Periode, ...]
    aktiviteter: tuple[Aktivitet, ...]
