"""The school: classes, roles, settings, choices, and its calendar."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.elev import Maalform
from sosialplan.model.lovplikt import Lovavvik
from sosialplan.model.record import (
    ClassName,
    Code,
    Fil,
    Fremdag,
    Lest,
    Line,
    Record,
    SchoolYear,
    SourceLines,
    Text,
    Trinn,
    Trinnene,
    trinn_av,
)

MIDTSTUEN = "midtstuen"
"""The plan that comes with the program; others are made of it."""


class Verdi(Record, frozen=True, kw_only=True):
    """A value of the school and what it commits the school to."""

    verdi: Line
    forplikter: Text


class Klasse(Record, frozen=True, kw_only=True):
    """A class."""

    klasse: ClassName


class Rolle(Record, frozen=True, kw_only=True):
    """A role that steps and measures can name."""

    rolle: Code
    navn: Line
    ved_skolen: Annotated[bool, Meta(description="Nei for andre tjenester og for hjemmet.")] = True
    per_klasse: bool = False
    per_trinn: bool = False
    gruppe: Annotated[
        bool, Meta(description="Ja for råd, team og andre der ingen bestemt person har rollen.")
    ] = False
    omfatter: Annotated[tuple[Code, ...], Meta(description="Roller som hører til gruppen.")] = ()
    bare_en: Annotated[
        bool, Meta(description="Ja når bare én person kan ha rollen (på trinnet eller i klassen).")
    ] = field(name="bare_én", default=False)


class Verv(Record, frozen=True, kw_only=True):
    """A role that a person holds, for the whole school, a grade or a class."""

    rolle: Code
    klasse: ClassName | None = None
    trinn: Trinn | None = None

    def covers(self, klasse: str) -> bool:
        """Tell whether the post is held for a class: of it, of its grade, or of the whole school."""
        right_class = self.klasse is None or self.klasse == klasse
        return right_class and (self.trinn is None or self.trinn == trinn_av(klasse))


class Person(Record, frozen=True, kw_only=True):
    """A member of staff and the roles held. The days say when the person is at the school; roles are taken by a command."""

    navn: Line
    verv: tuple[Verv, ...]
    e_post: Annotated[Line | None, Meta(description="Adressen på jobben.")] = None
    fra: Annotated[Fremdag | None, Meta(description="Første dag ved skolen, når den er kjent.")] = (
        None
    )
    til: Annotated[Fremdag | None, Meta(description="Siste dag ved skolen, når den er kjent.")] = (
        None
    )


class Innstillingsverdi(Record, frozen=True, kw_only=True):
    """A setting's value from and including a day."""

    gjelder_fra: date
    verdi: int | bool | Line


class Innstilling(Record, frozen=True, kw_only=True):
    """A setting, with its default and the reason for it."""

    innstilling: Code
    standard: int | bool | Line
    hvorfor: Text
    verdier: tuple[Innstillingsverdi, ...] = ()


class Kategori(Record, frozen=True, kw_only=True):
    """What a case may be about; offered as a choice."""

    kategori: Code
    navn: Line
    er_mobbing: Annotated[
        tuple[Lest, ...],
        Meta(description="Definisjonene i valg.yaml som regner dette som mobbing."),
    ] = ()


class Skole(Fil, frozen=True, kw_only=True):
    """The file ``skole.yaml``."""

    navn: Line
    oppdiktet: Annotated[bool, Meta(description="Sant når alle personer er oppdiktet.")] = False
    kommune: Line
    skoleaar: Annotated[
        SchoolYear | None,
        Meta(description="Skoleåret klassene og vervene gjelder. Flyttes av nytt-skoleår."),
    ] = field(name="skoleår", default=None)
    ordet_for_planen: Annotated[
        Code, Meta(description="aktivitetsplan eller tiltaksplan: ordet som trykkes.")
    ] = "aktivitetsplan"
    maalform: Annotated[
        Maalform,
        Meta(description="Skolens målform. Hjemmet får sin egen når den står i saken."),
    ] = field(name="målform", default=Maalform.BOKMAAL)
    uendret_fra: Annotated[
        date | None,
        Meta(description="Fra denne dagen skal det som er lagret, stå. Ellers fra første dag."),
    ] = None
    plikter_fra: Annotated[
        date | None,
        Meta(
            description="Møter og aktiviteter som gjentas, ventes tidligst fra denne dagen. Ellers fra skolestart."
        ),
    ] = None
    verdier: tuple[Verdi, ...]
    klasser: tuple[Klasse, ...]
    roller: tuple[Rolle, ...]
    personer: tuple[Person, ...] = ()
    kategorier: tuple[Kategori, ...] = ()
    innstillinger: tuple[Innstilling, ...]
    trinn: Trinnene | None = None
    utgangspunkt: Annotated[
        Code | None, Meta(description="Planen mappen begynte som. Uten den er det Midtstuens.")
    ] = None

    @property
    def siste_trinn(self) -> int:
        """The grade that pupils leave the school from: the last of ``trinn``, else that of its kind of school.

        A school whose classes are all of barnetrinnet ends with it, any other with ungdomstrinnet.
        """
        if self.trinn:
            return int(self.trinn.partition("-")[2])
        highest = max((trinn_av(each.klasse) for each in self.klasser), default=_UNGDOMSTRINN)
        return _BARNETRINN if highest <= _BARNETRINN else _UNGDOMSTRINN


_BARNETRINN, _UNGDOMSTRINN = 7, 10
"""The last grade of each part of grunnskolen."""


class Lesning(Record, frozen=True, kw_only=True):
    """One of the readings where the source contradicts itself."""

    lesning: Code
    tekst: Text
    linjer: SourceLines | None = None
    kilde: Line | None = None


class Valg(Record, frozen=True, kw_only=True):
    """A place where the source has two readings, and the school's choice between them."""

    valg: Code
    spoersmaal: Text = field(name="spørsmål")
    lesninger: tuple[Lesning, ...]
    inntil_valgt: Text
    valgt: Code | None = None
    gjelder_fra: Annotated[
        date | None, Meta(description="Første dag valget gjelder. Uten den har det alltid gjeldt.")
    ] = None
    begrunnelse: Text | None = None


class Valgliste(Fil, frozen=True, kw_only=True, dict=True):
    """The file ``valg.yaml``."""

    valg: tuple[Valg, ...]
    avvik: Annotated[
        tuple[Lovavvik, ...],
        Meta(description="Der planen fraviker loven eller standarden, og hvorfor."),
    ] = ()

    def find(self, code: str) -> Valg | None:
        """Return the choice with this code."""
        return self._valg.get(code)

    @cached_property
    def _valg(self) -> Mapping[str, Valg]:
        return {each.valg: each for each in reversed(self.valg)}


class Friperiode(Record, frozen=True, kw_only=True):
    """Days off, both ends included."""

    navn: Line
    fra: date
    til: date


class Skolerute(Fil, frozen=True, kw_only=True):
    """One school year; the file ``skoleruter/2026-2027.yaml``."""

    skoleaar: SchoolYear = field(name="skoleår")
    kommune: Line
    foerste_skoledag: date = field(name="første_skoledag")
    siste_skoledag: date
    fri: tuple[Friperiode, ...]
    kanskje_fri: tuple[Friperiode, ...] = ()
    antall_skoledager: int
    kilde: Line
    kontrollert: date | None = None
    merknad: Text | None = None
