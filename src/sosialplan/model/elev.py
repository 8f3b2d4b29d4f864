"""What is told of a pupil besides name and class, and of who decides for the pupil."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from sosialplan.model.record import Code, Line, Record, Text

Foedselsaar = Annotated[
    Annotated[int, Meta(ge=1990, le=2100)] | None,
    Meta(description="Året eleven er født. Fra 15 år bestemmer eleven selv om samtykke."),
]
Over15Fra = Annotated[date | None, Meta(description="Dagen eleven fyller 15 år, når den er kjent.")]
SamtykkeTil = Annotated[
    tuple[Code, ...],
    Meta(description="Hvem det er sagt ja eller nei til at får vite hvem saken gjelder."),
]
SamtykkeAv = Annotated[
    tuple[Line, ...],
    Meta(description="Hvem som svarte: «elev», «foresatte» eller navnet på én av dem."),
]


class Formaal(StrEnum):
    """What a consent is to. A yes opens what it names and nothing else."""

    DROEFTING = "drøfting"
    """To talk of the pupil by name: for advice, or in a meeting."""
    PAPIRER = "papirer"
    HENVISNING = "henvisning"
    """To refer the pupil; the papers of the referral go with it."""
    INNHENTING = "innhenting"
    """That the school gets what the other knows. It gives nothing away itself."""
    OVERFOERING = "overføring"
    """What goes with a pupil to a new school."""


SamtykkeFormaal = Annotated[
    tuple[Formaal, ...],
    Meta(description="Hva samtykket er til. Et ja åpner bare for det som står her."),
]
SamtykkeOm = Annotated[
    Text | None, Meta(description="Hva de skal bruke det til, med egne ord, ved siden av formålet.")
]


class Flagg(StrEnum):
    """What must be decided by a person before a document leaves the school."""

    SPERRET_ADRESSE = "sperret-adresse"
    KONTAKTFORBUD = "kontaktforbud"
    DELT_OMSORG = "delt-omsorg"
    BARNEVERNET_HAR_OMSORG = "barnevernet-har-omsorg"


class Foresatt(Record, frozen=True, kw_only=True):
    """A guardian of the pupil."""

    navn: Line
    relasjon: Line | None = None
    kontakt: Line | None = None


class Maalform(StrEnum):
    """The form of Norwegian that a document is written in."""

    BOKMAAL = "bokmål"
    NYNORSK = "nynorsk"

    @property
    def spraak(self) -> str:
        """The language tag (BCP 47)."""
        return "nn" if self is Maalform.NYNORSK else "nb"
