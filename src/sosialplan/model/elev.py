"""What is told of a pupil: name, class, who decides, the voice, whether it is safe, a move to another school."""

import unicodedata
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Annotated

from msgspec import Meta

from sosialplan.model.record import (
    Code,
    Fremdag,
    Kontakt,
    Line,
    Navn,
    Plandag,
    Record,
    Text,
)

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

    navn: Navn
    relasjon: Line | None = None
    kontakt: Kontakt | None = None


class Maalform(StrEnum):
    """The form of Norwegian that a document is written in."""

    BOKMAAL = "bokmål"
    NYNORSK = "nynorsk"

    @property
    def spraak(self) -> str:
        """The language tag (BCP 47)."""
        return "nn" if self is Maalform.NYNORSK else "nb"


class Trygt(StrEnum):
    """Whether the pupil says that it is safe and good (opplæringslova § 12-2)."""

    JA = "ja"
    DELVIS = "delvis"
    NEI = "nei"


TrygtFelt = Annotated[Trygt | None, Meta(description="Sier eleven at det er trygt og godt?")]
TakketNei = Annotated[bool, Meta(description="Eleven fikk tilbud om å si noe, og ville ikke.")]
TilbysIgjen = Annotated[Plandag | None, Meta(description="Dagen eleven får tilbudet på nytt.")]
"""The fields of an entry that say it beside the words."""

_NOBODYS = frozenset(
    {"ikke aktuelt", "ikke hørt", "ingen", "kommer", "mangler", "na", "tom", "tomt", "ukjent"}
)
"""What is written where nothing is known: never the pupil's words."""
_NOT_ASKED = "ikke spurt"


@lru_cache(maxsize=4096)
def is_voice(text: str | None) -> bool:
    """Tell whether a text can be what a pupil said: «?», «-», «xx» and «ikke spurt» are not.

    >>> is_voice("Nei!"), is_voice("?"), is_voice("Ikke spurt ennå.")
    (True, False, False)
    """
    said = "".join(_kept(sign) for sign in (text or "").casefold())
    words = " ".join(said.split())
    if words in _NOBODYS or words.startswith(_NOT_ASKED):
        return False
    letters = words.replace(" ", "")
    pictured = any(unicodedata.category(sign) == "So" for sign in letters)
    return pictured or len(set(letters)) > 1


def _kept(sign: str) -> str:
    """Return a letter, a number or a picture as it is; between words a space; other marks as nothing."""
    if sign.isspace():
        return " "
    return sign if sign.isalnum() or unicodedata.category(sign) == "So" else ""


class Flytting(Record, frozen=True, kw_only=True):
    """Where the pupil goes now, from when, and what this school handed on with consent."""

    til: Annotated[Line | None, Meta(description="Skolen eleven går på nå.")] = None
    dato: Annotated[Fremdag | None, Meta(description="Første dag på den nye skolen.")] = None
    overlevert: Annotated[
        Text | None, Meta(description="Hva som er overlevert. Krever samtykke.")
    ] = None

    @property
    def til_intet(self) -> bool:
        """Whether what stands for the school is none, as «?»; not to name it yet is another matter."""
        return self.til is not None and not is_voice(self.til)

    def has_come(self, on: date) -> bool:
        """Tell whether the pupil has left by a day: until the first day at the new school the duties are here."""
        return not self.til_intet and (self.dato is None or self.dato <= on)


Flyttet = Annotated[
    Flytting | None, Meta(description="Saken avsluttes fordi eleven har byttet skole.")
]
AvsluttetLikevel = Annotated[
    Text | None, Meta(description="Hvorfor saken avsluttes selv om noe ikke er gjort.")
]
"""The fields of an entry that say how a case ended."""
