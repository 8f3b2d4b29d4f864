"""When on the year an activity belongs: every kind of time that the plan uses, told apart by ``slag``.

What a word such as høst or medio means is said under ``perioder``, never here.
"""

from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.maal import Teller
from sosialplan.model.moter import Per
from sosialplan.model.record import Code, Lest, Line, SourceLines, Text
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
    ansvarlig: tuple[Code, ...] = ()
    linjer: SourceLines | None = None
    merknad: Text | None = None
    grunnlag: Grunnlag = Grunnlag.PLAN
    moete: Annotated[
        Code | None, Meta(description="Møtet i moter.yaml som er beviset, når det er et.")
    ] = field(name="møte", default=None)
    per: Annotated[
        Per, Meta(description="Hver klasse eller hvert trinn, når det skal gjøres i alle.")
    ] = Per.SKOLE
    teller: Annotated[
        Teller | None, Meta(description="Det som telles i saker og fravær, når det er beviset.")
    ] = None


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
