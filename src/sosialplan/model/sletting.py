"""What was taken out of the history: a line in ``plan/slettet.yaml`` for each case."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.record import CaseNumber, Fil, Line, ObjectName, Record, Recorded, Text

SLETTET = "plan/slettet.yaml"


class Slettegrunn(StrEnum):
    """Why a case was taken out."""

    ARKIVERT = "arkivert"
    ANNEN = "annen"


class Slettet(Record, frozen=True, kw_only=True):
    """A case that was taken out: nothing of what it said, and what tells its history again.

    ``hode_foer`` and ``hode_etter`` are the newest commit before and after; ``innhold`` are git's names for
    all that the case ever said, so that whoever brings it back is known by it.
    """

    sak: CaseNumber
    tidligere: Annotated[
        tuple[CaseNumber, ...], Meta(description="Numre saken hadde før den fikk dette.")
    ] = ()
    dato: date
    registrert: Recorded | None = None
    av: Annotated[Line, Meta(description="Navnet i git til den som slettet.")]
    grunn: Slettegrunn
    hvorfor: Annotated[
        Text | None, Meta(description="Grunnen med ord, der saken ikke var levert til arkivet.")
    ] = None
    hode_foer: ObjectName = field(name="hode_før")
    hode_etter: ObjectName
    innhold: Annotated[
        tuple[ObjectName, ...], Meta(description="Fingeravtrykkene av det saken sa.")
    ] = ()


class Slettede(Fil, frozen=True, kw_only=True):
    """The file ``slettet.yaml``: the register of deletions."""

    slettet: tuple[Slettet, ...] = ()

    @property
    def numre(self) -> frozenset[str]:
        """Every number that stands for a case that is gone."""
        return frozenset(number for each in self.slettet for number in (each.sak, *each.tidligere))
