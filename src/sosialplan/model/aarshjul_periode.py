"""What the plan's words about time mean, as data: how each is found in a school calendar."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.aarshjul_naar import Day, Month
from sosialplan.model.record import Code, Line, Record, Text
from sosialplan.model.regel import Grunnlag

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
