"""A report to the school's inbox: what an employee saw, and what came of it."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from sosialplan.model.klassetrinn import ClassName
from sosialplan.model.record import (
    CaseNumber,
    ClockTime,
    Code,
    EntryId,
    Fil,
    Hendtdag,
    Line,
    Navn,
    Record,
    Recorded,
    Text,
)
from sosialplan.model.sak import GjelderAnsatt


class Meldtelev(Record, frozen=True, kw_only=True):
    """The pupil that a report is about, as the one who reported said it."""

    navn: Navn
    klasse: ClassName


class Innmelding(Record, frozen=True, kw_only=True):
    """What was told. ``dato`` is the day it was told: deadlines count from it, and not from the day it was seen.

    It stands as it was written: nobody changes another's words.
    """

    id: EntryId
    dato: Hendtdag
    registrert: Recorded
    av: Annotated[Navn, Meta(description="Den som meldte, med navnet i git eller i skole.yaml.")]
    rolle: Code | None = None
    elev: Meldtelev
    sett: Annotated[Hendtdag, Meta(description="Dagen det ble sett eller hørt.")]
    klokken: ClockTime | None = None
    hvor: Line | None = None
    hva: Text
    gjort: Annotated[Text | None, Meta(description="Det som ble gjort med det samme.")] = None
    gjelder_ansatt: Annotated[
        GjelderAnsatt | None,
        Meta(description="Ansatte meldingen gjelder. Den er ikke vernet for dem (§ 12-5)."),
    ] = None


class Behandling(Record, frozen=True, kw_only=True):
    """What one of those who take reports did with it: led it to a case, or ended it with a reason."""

    id: EntryId
    dato: date
    registrert: Recorded | None = None
    av: Annotated[Line, Meta(description="Navnet i git til den som behandlet den.")]
    sak: CaseNumber | None = None
    hvorfor: Annotated[Text | None, Meta(description="Hvorfor det ikke ble noen sak av den.")] = (
        None
    )


class Innboksmelding(Fil, frozen=True, kw_only=True):
    """A file of ``innboks/``: one report, and each time that somebody handled it."""

    melding: Innmelding
    behandlet: tuple[Behandling, ...] = ()

    @property
    def gjelder_ansatt(self) -> GjelderAnsatt | None:
        """The employees from whom it is kept."""
        return self.melding.gjelder_ansatt

    @property
    def saker(self) -> tuple[str, ...]:
        """The cases that it led to, each once: one, unless two handled it without knowing of each other."""
        return tuple(dict.fromkeys(each.sak for each in self.behandlet if each.sak))
