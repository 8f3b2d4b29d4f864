"""The file ``plan/visninger.yaml``: sentences about the list of cases that the school has given a name."""

from typing import Annotated

from msgspec import Meta

from sosialplan.model.record import Code, Fil, Line, Record

VISNINGER = "plan/visninger.yaml"


class Visning(Record, frozen=True, kw_only=True):
    """A list of cases with a name."""

    navn: Annotated[Code, Meta(description="Det som skrives etter --visning.")]
    hva: Annotated[Line | None, Meta(description="Hva listen er til.")] = None
    hvor: Annotated[Line, Meta(description="Hvilke saker som er med, som: klasse=8B og frist<14d.")]


class Visninger(Fil, frozen=True, kw_only=True):
    """The named lists; a school without any has no file."""

    visninger: tuple[Visning, ...] = ()
