"""The absence ladder: thresholds, how days are counted, and which step each rung sets off."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.konflikt import Fil
from sosialplan.model.record import Code, Lest, Line, SourceLines, Text, Tilleggene


class Telling(StrEnum):
    """How the days of a rung are counted."""

    IKKE_MELDT = "ikke-meldt"
    PAA_RAD = "på-rad"
    I_ALT = "i-alt"


class Trinn(Lest, frozen=True, kw_only=True):
    """A rung: reached on the school day of absence that brings the count to ``dager``."""

    trinn: Code
    navn: Line
    telling: Telling
    dager: Annotated[int, Meta(ge=1, le=200)]
    hvem: tuple[Code, ...]
    hva: Text
    varsle_dagen_foer: Annotated[
        bool, Meta(description="Varsle når det mangler én fraværsdag på trinnet.")
    ] = field(name="varsle_dagen_før", default=False)
    aapner_sak: Annotated[bool, Meta(description="Om en elev som når trinnet, skal ha en sak.")] = (
        field(name="åpner_sak", default=False)
    )
    etter_valg: Tilleggene = ()
    linjer: SourceLines
    grunnlag_for_tellingen: Text


class Fravaerstrapp(Fil, frozen=True, kw_only=True, dict=True):
    """The file ``fravaerstrapp.yaml``."""

    kjede: Code
    kilde: Line
    trinn: tuple[Trinn, ...]

    def find(self, code: str) -> Trinn | None:
        """Return the rung with this code, or None."""
        return self._trinn.get(code)

    @cached_property
    def _trinn(self) -> Mapping[str, Trinn]:
        return {each.trinn: each for each in reversed(self.trinn)}
