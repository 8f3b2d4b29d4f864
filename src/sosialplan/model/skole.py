"""The school: classes, roles, settings, choices, and its calendar."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.elev import Maalform
from sosialplan.model.klassetrinn import (
    ALLE_TRINN,
    ClassName,
    Trinn,
    Trinnene,
    class_alike,
    lest_trinn,
    rank,
    trinn_fra_til,
    trinn_i_koden,
)
from sosialplan.model.lovplikt import Lovavvik
from sosialplan.model.oppslagsverk import VANLIGE_TJENESTER, Samtykketjeneste
from sosialplan.model.record import (
    Code,
    Fil,
    Fremdag,
    Lest,
    Line,
    Record,
    RoleCode,
    SchoolYear,
    SourceLines,
    Text,
    form,
)

MIDTSTUEN = "midtstuen"
"""The plan that comes with the program; others are made of it."""
UTGAVE = 2
"""The edition of a planmappe that this program reads. It goes up when an older program would read a folder wrongly."""


class Verdi(Record, frozen=True, kw_only=True):
    """A value of the school and what it commits the school to."""

    verdi: Line
    forplikter: Text


class Klasse(Record, frozen=True, kw_only=True):
    """A class, and its grades where its code does not begin with the one it has."""

    klasse: ClassName
    trinn: Annotated[
        Trinn | tuple[Trinn, ...] | None,
        Meta(
            description="Trinnet når koden ikke begynner med det, som 3. Flere i en blandet klasse, som [3, 4]. [] er en klasse uten trinn."
        ),
    ] = None


class Rolle(Record, frozen=True, kw_only=True):
    """A role that steps and measures can name."""

    rolle: RoleCode
    navn: Line
    ved_skolen: Annotated[bool, Meta(description="Nei for andre tjenester og for hjemmet.")] = True
    per_klasse: bool = False
    per_trinn: bool = False
    gruppe: Annotated[
        bool, Meta(description="Ja for råd, team og andre der ingen bestemt person har rollen.")
    ] = False
    omfatter: Annotated[
        tuple[RoleCode, ...], Meta(description="Roller som hører til gruppen.")
    ] = ()
    bare_en: Annotated[
        bool, Meta(description="Ja når bare én person kan ha rollen (på trinnet eller i klassen).")
    ] = field(name="bare_én", default=False)


class Verv(Record, frozen=True, kw_only=True):
    """A role that a person holds, for the whole school, a grade or a class."""

    rolle: RoleCode
    klasse: ClassName | None = None
    trinn: Trinn | None = None


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


Telefon = Annotated[
    str, form("[+]?[0-9](?: ?[0-9]){2,14}", "et telefonnummer, som 22 00 00 00", "Skolens nummer.")
]
EPost = Annotated[
    str,
    form("[^ @<>]{1,100}@[^ @<>]{1,100}[.][^ @<>]{2,60}", "en adresse, som post@eksempel.no", "Skolens adresse."),
]  # fmt: skip
Organisasjonsnummer = Annotated[
    str, form("[0-9]{3} ?[0-9]{3} ?[0-9]{3}", "ni siffer", "Nummeret i Enhetsregisteret.")
]
Tilgangskode = Annotated[
    str, form("[^\\r\\n]{0,99}§[^\\r\\n]{1,60}", "en merking med paragrafen, som Unntatt offentlighet, offl. § 13", "Merkingen av det som handler om en elev.")
]  # fmt: skip
_NAVNLEDD = "[0-9A-Za-zÆØÅæøå_-][0-9A-Za-zÆØÅæøå_. -]{0,99}"
LOGO = f"(?:{_NAVNLEDD}/){{0,3}}{_NAVNLEDD}[.](?:png|PNG|svg|SVG|jpe?g|JPE?G)"
Logo = Annotated[
    str, form(LOGO, "et bilde i plan/, som logo.png eller bilder/logo.svg", "Står øverst på det som sendes. PNG, SVG eller JPEG i plan/.")
]  # fmt: skip
"""A picture by its path from ``plan/``: no part of it leads out of the folder."""


class Skole(Fil, frozen=True, kw_only=True, dict=True):
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
    utgave: Annotated[
        Annotated[int, Meta(ge=1)] | None,
        Meta(description="Mappens utgave. Et eldre program leser ikke en nyere mappe."),
    ] = None
    adresse: Annotated[Line | None, Meta(description="Står øverst på det som sendes.")] = None
    telefon: Telefon | None = None
    e_post: EPost | None = None
    organisasjonsnummer: Organisasjonsnummer | None = None
    tilgangskode: Tilgangskode = "Unntatt offentlighet, offl. § 13 jf. fvl. § 13"
    tjenester: Annotated[
        tuple[Samtykketjeneste, ...],
        Meta(description="Andre tjenester som kan få papirer i en sak når det er samtykket."),
    ] = VANLIGE_TJENESTER
    logo: Logo | None = None

    def tjeneste(self, code: str) -> Samtykketjeneste | None:
        """Return the service with this code."""
        return next((each for each in self.tjenester if each.tjeneste == code), None)

    def trinn_i(self, klasse: str) -> tuple[Trinn, ...]:
        """Return the grades of a class: those beside it, else the one its code begins with; none for one without.

        A class that the school does not have, as one of last year, is read by its code.
        """
        said = self._said_trinn.get(klasse)
        if said is not None:
            return said
        found = trinn_i_koden(klasse, self.mulige_trinn)
        return () if found is None else (found,)

    def klasse_ment(self, skrevet: str) -> str | None:
        """Return the class that a cell of a list means, however it is cased and parted; None for none, or several."""
        codes = [each.klasse for each in self.klasser]
        if skrevet in codes:
            return skrevet
        wanted = class_alike("".join(skrevet.split()))
        alike = [each for each in codes if class_alike(each) == wanted]
        return alike[0] if len(alike) == 1 else None

    def covers(self, verv: Verv, klasse: str) -> bool:
        """Tell whether a post is held for a class: of it, of a grade of it, or of the whole school."""
        right_class = verv.klasse is None or verv.klasse == klasse
        return right_class and (verv.trinn is None or verv.trinn in self.trinn_i(klasse))

    @cached_property
    def mulige_trinn(self) -> tuple[Trinn, ...]:
        """The grades that the school says it has; none where it does not say."""
        return trinn_fra_til(self.trinn) if self.trinn else ()

    @cached_property
    def trinnene(self) -> tuple[Trinn, ...]:
        """The grades of the school's classes, in order."""
        found = {each for klasse in self.klasser for each in self.trinn_i(klasse.klasse)}
        return tuple(sorted(found, key=rank))

    @property
    def siste_trinn(self) -> Trinn:
        """The grade that pupils leave the school from: the last of ``trinn``, else that of its kind of school.

        A school whose classes are all of barnetrinnet ends with it, one with a class of videregående with
        that, any other with ungdomstrinnet.
        """
        said = lest_trinn(self.trinn.split("-")[1]) if self.trinn else None
        if said is not None:
            return said
        highest = rank(self.trinnene[-1]) if self.trinnene else rank(_UNGDOMSTRINN)
        return next(each for each in _LAST if highest <= rank(each))

    @cached_property
    def _said_trinn(self) -> Mapping[str, tuple[Trinn, ...]]:
        return {
            each.klasse: each.trinn if isinstance(each.trinn, tuple) else (each.trinn,)
            for each in reversed(self.klasser)
            if each.trinn is not None
        }


_UNGDOMSTRINN: Trinn = 10
_LAST: tuple[Trinn, ...] = (7, _UNGDOMSTRINN, ALLE_TRINN[-1])
"""The last grade of each part of grunnskolen, and of videregående."""


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


def has_role(person: Person, rolle: str, skole: Skole, klasse: str | None) -> bool:
    """Tell whether a person holds a role, or one of those that belong to it, for a class."""
    within = {each.rolle: each.omfatter for each in skole.roller}.get(rolle, ())
    return any(
        verv.rolle in {rolle, *within} and (klasse is None or skole.covers(verv, klasse))
        for verv in person.verv
    )


def leads(person: Person) -> bool:
    """Tell whether a person is rektor, who answers for what nobody else does."""
    return any(verv.rolle == "rektor" for verv in person.verv)
