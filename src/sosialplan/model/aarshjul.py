"""The annual wheel: what the school does, who does it and for whom, and every kind of time that it uses."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.moeter import Per
from sosialplan.model.oppslagsverk import Teller
from sosialplan.model.record import (
    Code,
    Fil,
    Lest,
    Line,
    MeetingCode,
    Record,
    RoleCode,
    SourceLines,
    Text,
    Tilleggene,
    Value,
)
from sosialplan.model.regel import Grunnlag

Day = Annotated[int, Meta(ge=1, le=31)]
"""A day of the month."""

Month = Annotated[int, Meta(ge=1, le=12)]
"""A month; August to December lie in the first calendar year of a school year."""

Times = Annotated[int, Meta(ge=1, le=40)]
"""How many times, weeks or days."""


class Tid(Lest, frozen=True, kw_only=True, tag_field="slag"):
    """What every kind of time may say besides.

    ``ansvarlig`` is said where it is not all of the activity's. ``møte`` or
    ``teller`` says where the evidence stands that it was held, when it stands elsewhere.
    """

    hva: Annotated[Line | None, Meta(description="Den delen av aktiviteten tiden gjelder.")] = None
    ansvarlig: tuple[RoleCode, ...] = ()
    linjer: SourceLines | None = None
    merknad: Text | None = None
    grunnlag: Grunnlag = Grunnlag.PLAN
    moete: Annotated[
        MeetingCode | None, Meta(description="Møtet i moter.yaml som er beviset, når det er et.")
    ] = field(name="møte", default=None)
    per: Annotated[
        Per, Meta(description="Hver klasse eller hvert trinn, når det skal gjøres i alle.")
    ] = Per.SKOLE
    teller: Annotated[
        Teller | None, Meta(description="Det som telles i saker og fravær, når det er beviset.")
    ] = None
    evaluering: Annotated[
        bool, Meta(description="Ja når arbeidet vurderes her. Da står det i årsrapporten.")
    ] = False


class Dag(Tid, frozen=True, kw_only=True, tag="dag"):
    """A fixed day; on a free day it moves to the next school day."""

    dag: Day
    maaned: Month = field(name="måned")


class Maaned(Tid, frozen=True, kw_only=True, tag="måned"):
    """Some time in a month, or from one month to another, both included."""

    maaned: Month = field(name="måned")
    til_maaned: Month | None = field(name="til_måned", default=None)


class IPeriode(Tid, frozen=True, kw_only=True, tag="periode"):
    """Some time in a period, in two that meet, or else in another one."""

    periode: Code
    til_og_med: Code | None = None
    alternativ: Code | None = None


class EtterPeriode(Tid, frozen=True, kw_only=True, tag="etter-periode"):
    """From the first school day after a period to the end of another."""

    periode: Code
    til_slutten_av: Code


class Medio(Tid, frozen=True, kw_only=True, tag="medio"):
    """The middle of a month."""

    maaned: Month = field(name="måned")


class FoerUke(Tid, frozen=True, kw_only=True, tag="før-uke"):
    """From the first school day to the last one before an ISO week."""

    uke: Annotated[int, Meta(ge=1, le=53)]


class FoerFerie(Tid, frozen=True, kw_only=True, tag="før-ferie"):
    """The last school days before days off that the calendar names."""

    ferie: Line
    skoledager: Times


class NaarResultater(Tid, frozen=True, kw_only=True, tag="når-resultater-foreligger"):
    """From when the results are expected to a deadline in the middle of a month."""

    frist_medio: Month


class GangerIAaret(Tid, frozen=True, kw_only=True, tag="ganger-i-året"):
    """At least so many times a year; without ``høyst`` there is no upper bound."""

    minst: Times
    hoeyst: Times | None = field(name="høyst", default=None)


class Ukentlig(Tid, frozen=True, kw_only=True, tag="ukentlig"):
    """Once in each week with school."""


class Maanedlig(Tid, frozen=True, kw_only=True, tag="månedlig"):
    """Once in each month with school."""


class HverNteUke(Tid, frozen=True, kw_only=True, tag="hver-n-te-uke"):
    """Once in each run of so many calendar weeks, counted from the first school week."""

    uker: Times
    per: Per


class HeleAaret(Tid, frozen=True, kw_only=True, tag="hele-året"):
    """All through the school year."""


Naar = (
    Dag
    | Maaned
    | IPeriode
    | EtterPeriode
    | Medio
    | FoerUke
    | FoerFerie
    | NaarResultater
    | GangerIAaret
    | Ukentlig
    | Maanedlig
    | HverNteUke
    | HeleAaret
)


DayOffset = Annotated[int, Meta(ge=-366, le=366, description="Kalenderdager til eller fra.")]


class Rutedag(StrEnum):
    """A day that every school calendar names."""

    FOERSTE = "første-skoledag"
    SISTE = "siste-skoledag"


class Ukedag(StrEnum):
    """A weekday, in the order of ``date.weekday``."""

    MANDAG = "mandag"
    TIRSDAG = "tirsdag"
    ONSDAG = "onsdag"
    TORSDAG = "torsdag"
    FREDAG = "fredag"


class FraRuten(Record, frozen=True, kw_only=True, tag_field="slag", tag="skolerute"):
    """So many calendar days from a day of the school calendar."""

    dag: Rutedag
    dager: DayOffset = 0


class FraKalenderen(Record, frozen=True, kw_only=True, tag_field="slag", tag="kalender"):
    """A date, moved to ``ukedag`` of its own ISO week where said, and then by ``dager``."""

    dag: Day
    maaned: Month = field(name="måned")
    ukedag: Ukedag | None = None
    dager: DayOffset = 0


Holdepunkt = FraRuten | FraKalenderen


class Ord(Record, frozen=True, kw_only=True, tag_field="slag"):
    """A word, how it is counted in words, and why the school counts it so."""

    periode: Code
    navn: Line
    slik: Annotated[Line, Meta(description="Det som trykkes når en dato forklares.")]
    grunnlag: Grunnlag
    hvorfor: Text


class Spenn(Ord, frozen=True, kw_only=True, tag="spenn"):
    """A word for one stretch of the school year, both ends included."""

    fra: Holdepunkt
    til: Holdepunkt


class Maanedsdel(Ord, frozen=True, kw_only=True, tag="månedsdel"):
    """A word for a part of any month, both ends included; as a deadline it is one day."""

    fra_dag: Day
    til_dag: Day
    frist_dag: Day


Periode = Spenn | Maanedsdel


class Mangler(StrEnum):
    """What the source does not say about an activity."""

    ANSVARLIG = "ansvarlig"
    MAALGRUPPE = "målgruppe"


class Seksjon(Record, frozen=True, kw_only=True):
    """A part of the wheel: one ring of the drawing."""

    seksjon: Code
    navn: Line
    kort: Annotated[Line, Meta(description="Det som står i ringen på tegningen.")]
    linjer: SourceLines | None = None


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
    ansvarlig: tuple[RoleCode, ...]
    maalgruppe: tuple[RoleCode, ...] = field(name="målgruppe")
    mangler: tuple[Mangler, ...] = ()
    naar: Annotated[tuple[Naar, ...], Meta(min_length=1)] = field(name="når")
    hjemmel: Annotated[
        Code | None, Meta(description="Loven eller forskriften som krever aktiviteten.")
    ] = None
    linjer: SourceLines | None = None
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


class Tidsromslag(StrEnum):
    """One day, some time within a stretch, again and again, or all the year."""

    DAG = "dag"
    VINDU = "vindu"
    GJENTAS = "gjentas"
    HELE_AARET = "hele-året"


class Gang(Value, frozen=True):
    """One of several times: some time from ``fra`` to ``til``, both included."""

    nummer: int
    fra: date
    til: date


class Utsnitt(Value, frozen=True):
    """A part of the school year, with one sentence that says why it is that part.

    ``fra`` and ``til`` are school days and both included. ``frist`` is the day it must be
    done by, where the plan says so. ``ganger`` is empty unless the kind is ``GJENTAS``.
    """

    slag: Tidsromslag
    fra: date
    til: date
    forklaring: str
    ganger: tuple[Gang, ...] = ()
    frist: date | None = None
    alternativ: bool = False


class Tidsrom(Value, frozen=True):
    """An activity's time. ``uavklart`` while the school has not chosen between the readings."""

    utsnitt: Utsnitt
    naar: Naar
    ord: str
    uavklart: bool


class Aktivitetstid(Value, frozen=True):
    """All the times of one activity, and a sentence for each that cannot be found."""

    nummer: int
    aktivitet: Aktivitet
    tidsrom: tuple[Tidsrom, ...]
    ukjent: tuple[str, ...]
