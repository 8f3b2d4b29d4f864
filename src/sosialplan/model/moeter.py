"""Meetings: what they are and how often, recurring duties to meet, and the book of what was held."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.klassetrinn import ClassName, Trinn
from sosialplan.model.record import (
    CaseNumber,
    Code,
    EntryId,
    Fil,
    FoertAv,
    Lest,
    Line,
    MeetingCode,
    Plandag,
    Record,
    Recorded,
    RoleCode,
    SchoolYear,
    SourceLines,
    Text,
)
from sosialplan.model.regel import Grunnlag
from sosialplan.model.rettelser import gjeldende


class Per(StrEnum):
    """What a meeting or a duty is counted for."""

    SKOLE = "skole"
    KLASSE = "klasse"
    TRINN = "trinn"
    ELEV = "elev"


class Moeteplikt(Lest, frozen=True, kw_only=True):
    """A meeting that must be held again and again; ``regel`` says how often."""

    moete: MeetingCode = field(name="møte")
    navn: Line
    per: Per
    regel: Code
    ansvarlig: tuple[RoleCode, ...]
    hva: Text
    linjer: SourceLines | None = None


class Intervall(StrEnum):
    """The stretch of the school year in which a meeting is held so many times."""

    UKE = "uke"
    MAANED = "måned"
    SKOLEAAR = "skoleår"


_Times = Annotated[int, Meta(ge=1, le=40)]


class Hyppighet(Lest, frozen=True, kw_only=True):
    """How often: so many times in each stretch, or as a deadline rule in weeks says.

    ``hos`` is who holds these meetings, where the plan tells them apart.
    """

    minst: _Times | None = None
    hoeyst: _Times | None = field(name="høyst", default=None)
    gjerne: Annotated[
        _Times | None,
        Meta(description="Når planen sier «minst 1–2»: helst så mange, men det er ikke en grense."),
    ] = None
    i: Intervall | None = None
    uker: Annotated[_Times, Meta(description="Så mange uker om gangen, når «i» er uke.")] = 1
    regel: Annotated[
        Code | None, Meta(description="Fristregelen som sier hvor mange uker det er imellom.")
    ] = None
    hos: Annotated[RoleCode | None, Meta(description="Hvem som holder disse møtene.")] = None
    grunnlag: Grunnlag = Grunnlag.PLAN
    linjer: SourceLines | None = None


class Deltaker(Lest, frozen=True, kw_only=True):
    """One who belongs to a meeting; with ``en_av`` one of several is enough."""

    en_av: Annotated[tuple[RoleCode, ...], Meta(min_length=1)]
    hos: Annotated[RoleCode | None, Meta(description="Bare på møtene som holdes her.")] = None


TEAMET = "teamet"
"""What a school's own team is called where the plan has none."""
FOER = "r-team"
"""What the team was called in every case, whatever the plan said, before it was the plan's own word."""


class Henter(StrEnum):
    """What an agenda gathers from the cases."""

    NY_MELDING = "ny-melding"
    DROEFTING = "drøfting"
    ENDRET_PLAN = "endret-plan"
    EVALUERING = "evaluering"
    FRAVAER = "fravær"
    BESLUTNING = "beslutning"


class Henting(Lest, frozen=True, kw_only=True):
    """What an agenda gathers by one of the readings."""

    henter: Henter


class Moete(Record, frozen=True, kw_only=True):
    """A meeting of the plan."""

    moete: MeetingCode = field(name="møte")
    navn: Line
    hva: Text
    per: Per = Per.SKOLE
    medlemmer: tuple[Deltaker, ...]
    maa_vaere_med: Annotated[
        tuple[Deltaker, ...], Meta(description="De som alltid skal være med.")
    ] = field(name="må_være_med", default=())
    ved_behov: tuple[RoleCode, ...] = ()
    hyppighet: Annotated[tuple[Hyppighet, ...], Meta(min_length=1)]
    saksliste: Annotated[tuple[Line, ...], Meta(description="Det som alltid står på sakslisten.")]
    henter: Annotated[tuple[Henter, ...], Meta(description="Det som hentes fra sakene.")] = ()
    henter_etter_valg: Annotated[
        tuple[Henting, ...], Meta(description="Det som hentes etter én av lesningene.")
    ] = ()
    steg: Annotated[
        tuple[Code, ...], Meta(description="Steg i en sak som er gjort når den er drøftet her.")
    ] = ()
    medlemmer_kilde: Annotated[
        Line | None, Meta(description="Hvor medlemmene kommer fra, når det ikke er planen.")
    ] = None
    saksliste_kilde: Annotated[
        Line | None, Meta(description="Hvor sakslisten kommer fra, når det ikke er planen.")
    ] = None
    linjer: SourceLines | None = None
    kilde: Line
    merknad: Text | None = None


class Moeteplan(Fil, frozen=True, kw_only=True, dict=True):
    """The file ``moter.yaml``."""

    plikter: tuple[Moeteplikt, ...]
    moeter: tuple[Moete, ...] = field(name="møter", default=())

    def moete(self, code: str) -> Moete | None:
        """Return the meeting with this code."""
        return self._moeter.get(code)

    @property
    def raadsteamene(self) -> tuple[Moete, ...]:
        """The meetings that new reports of pupils go to."""
        return tuple(each for each in self.moeter if Henter.NY_MELDING in each.henter)

    @property
    def raadsteam(self) -> Moete | None:
        """The first of them: the school's own team."""
        return next(iter(self.raadsteamene), None)

    @property
    def raad(self) -> str:
        """The code of the school's own team; ``TEAMET`` where the plan has no such meeting."""
        return self.raadsteam.moete if self.raadsteam else TEAMET

    @cached_property
    def _moeter(self) -> Mapping[str, Moete]:
        return {each.moete: each for each in reversed(self.moeter)}


class Droeftet(Record, frozen=True, kw_only=True):
    """A case that was discussed; what was said stands in the case itself."""

    sak: CaseNumber
    anonymt: bool = False


class Vedtatt(Record, frozen=True, kw_only=True):
    """A decision, always with an owner and a date.

    One that concerns a case has its text in the case, under the same id.
    """

    id: EntryId
    sak: CaseNumber | None = None
    beslutning: Text | None = None
    ansvarlig: Code
    frist: Plandag


class Holdt(Record, frozen=True, kw_only=True):
    """A meeting that was held, with the roles that were present: evidence, and its minutes."""

    id: EntryId
    moete: Code = field(name="møte")
    dato: date
    klasse: ClassName | None = None
    trinn: Trinn | None = None
    elev: Annotated[EntryId | None, Meta(description="Elevens kode i denne boken.")] = None
    hos: Code | None = None
    til_stede: tuple[Code, ...] = ()
    notat: Text | None = None
    saker: tuple[Droeftet, ...] = ()
    beslutninger: tuple[Vedtatt, ...] = ()
    neste: Annotated[Plandag | None, Meta(description="Dagen for neste møte.")] = None
    registrert: Recorded | None = None
    foert_av: FoertAv = field(name="ført_av", default=None)
    retter: EntryId | None = None
    utgaar: Annotated[
        bool, Meta(description="Ja når det som rettes, ikke har vært. Da gjelder ingen av dem.")
    ] = field(name="utgår", default=False)


class Elevkode(Record, frozen=True, kw_only=True):
    """A pupil for whom a meeting is held: a code that only the school's archive can open."""

    kode: EntryId


class Utfoert(Record, frozen=True, kw_only=True):
    """Evidence that an activity of the annual wheel was held."""

    id: EntryId
    aktivitet: Code
    hva: Annotated[Line | None, Meta(description="Den delen av aktiviteten det gjelder.")] = None
    klasse: ClassName | None = None
    trinn: Trinn | None = None
    dato: date
    notat: Text | None = None
    registrert: Recorded | None = None
    foert_av: FoertAv = field(name="ført_av", default=None)
    retter: EntryId | None = None
    utgaar: Annotated[
        bool, Meta(description="Ja når det som rettes, ikke har vært. Da gjelder ingen av dem.")
    ] = field(name="utgår", default=False)

    @property
    def for_hva(self) -> str | None:
        """The class or the grade that did it; None where the school did."""
        return self.klasse or (str(self.trinn) if self.trinn else None)


class FulgtOpp(Record, frozen=True, kw_only=True):
    """That a decision of a meeting about no case was carried out."""

    id: EntryId
    beslutning: Annotated[EntryId, Meta(description="Id-en til beslutningen i et referat.")]
    dato: date
    notat: Text | None = None
    registrert: Recorded | None = None
    foert_av: FoertAv = field(name="ført_av", default=None)
    retter: EntryId | None = None
    utgaar: Annotated[
        bool, Meta(description="Ja når det som rettes, ikke har vært. Da gjelder ingen av dem.")
    ] = field(name="utgår", default=False)


class Moetebok(Fil, frozen=True, kw_only=True):
    """A file under ``moter/2026-2027/``."""

    skoleaar: SchoolYear = field(name="skoleår")
    elever: Annotated[
        tuple[Elevkode, ...], Meta(description="Elever med sakkyndig vurdering, som koder.")
    ] = ()
    holdt: tuple[Holdt, ...] = ()
    utfoert: tuple[Utfoert, ...] = field(name="utført", default=())
    fulgt_opp: tuple[FulgtOpp, ...] = ()

    @property
    def moeter(self) -> tuple[Holdt, ...]:
        """The meetings that count as held."""
        return gjeldende(self.holdt)

    @property
    def gjort(self) -> tuple[Utfoert, ...]:
        """The activities that count as done."""
        return gjeldende(self.utfoert)

    @property
    def fulgt(self) -> tuple[FulgtOpp, ...]:
        """What counts of the decisions that were carried out."""
        return gjeldende(self.fulgt_opp)
