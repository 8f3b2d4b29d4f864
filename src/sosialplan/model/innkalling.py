"""What an entry says of a meeting that people are called to, and of how something was looked into."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.record import ClockTime, Code, Fremdag, Line, Record, Text


class Maate(StrEnum):
    """How someone was reached."""

    TELEFON = "telefon"
    EPOST = "e-post"
    MELDING = "melding"
    MOETE = "møte"
    BREV = "brev"
    HJEMMEBESOEK = "hjemmebesøk"


class Metode(StrEnum):
    """How a case is looked into."""

    SAMTALE = "samtale"
    OBSERVASJON = "observasjon"
    SOSIOGRAM = "sosiogram"
    SPOERREUNDERSOEKELSE = "spørreundersøkelse"
    INSPEKSJONSLOGG = "inspeksjonslogg"
    DOKUMENTER = "dokumenter"


class Innkalling(Record, frozen=True, kw_only=True):
    """A call to a meeting: the entry's own ``dato`` is the day people were called."""

    moete: Annotated[Code, Meta(description="Steget eller møtet det kalles inn til.")] = field(
        name="møte"
    )
    moetedag: Fremdag = field(name="møtedag")
    klokkeslett: ClockTime
    sted: Line
    formaal: Annotated[Text, Meta(description="Hvorfor dere møtes. Uten detaljer om saken.")] = (
        field(name="formål")
    )
    saksliste: tuple[Line, ...] = ()
    forberedelse: Text | None = None
    tolk: Annotated[Line | None, Meta(description="Språket det tolkes til.")] = None
