"""The plan's reference: terms, services outside the class, goals, names and vague words."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.elev import Maalform
from sosialplan.model.record import (
    Code,
    Fil,
    Lest,
    Line,
    Record,
    RoleCode,
    SourceLines,
    Text,
    Tilleggene,
    Value,
)
from sosialplan.model.regel import Grunnlag


class Definisjon(Record, frozen=True, kw_only=True):
    """What a term means, in our own words, and where that comes from."""

    tekst: Text
    kilde: Line
    linjer: SourceLines | None = None
    lesning: Annotated[
        Code | None, Meta(description="Lesningen i valg.yaml, når begrepet har flere definisjoner.")
    ] = None


class Begrep(Record, frozen=True, kw_only=True):
    """A term; ``valg`` names the choice in ``valg.yaml`` where the source defines it twice."""

    begrep: Code
    navn: Line
    definisjoner: Annotated[tuple[Definisjon, ...], Meta(min_length=1)]
    valg: Code | None = None
    merknad: Text | None = None


class Arbeidsnivaa(Record, frozen=True, kw_only=True):
    """A level of work, and what belongs to it."""

    nivaa: Code = field(name="nivå")
    navn: Line
    innhold: Annotated[tuple[Line, ...], Meta(min_length=1)]
    linjer: SourceLines | None = None


class Nivaamodell(Record, frozen=True, kw_only=True):
    """A way to part the school's work in levels, widest first."""

    modell: Code
    navn: Line
    hva: Text
    nivaaer: Annotated[tuple[Arbeidsnivaa, ...], Meta(min_length=1)] = field(name="nivåer")
    kilde: Line
    linjer: SourceLines | None = None


class Praksis(Record, frozen=True, kw_only=True):
    """A piece of good practice."""

    praksis: Code
    tekst: Line
    linjer: SourceLines | None = None


class Hvor(StrEnum):
    """Where the school gets to know how pupils are doing."""

    ELEV = "elev"
    KLASSE = "klasse"
    SKOLE = "skole"


class Kjennskap(Lest, frozen=True, kw_only=True):
    """A way in which the school gets to know how pupils are doing."""

    kjennskap: Code
    tekst: Line
    nivaa: Hvor = field(name="nivå")
    linjer: SourceLines | None = None
    merknad: Text | None = None


class Forslag(Record, frozen=True, kw_only=True):
    """A measure that the plan gives as an example; offered, never forced."""

    forslag: Line
    linjer: SourceLines | None = None


class EldreOrd(Record, frozen=True, kw_only=True):
    """A word of the source, or one that people use, and what the thing is called now."""

    ord: Line
    heter: Annotated[Line, Meta(description="Det det heter nå.")]
    ogsaa: Annotated[tuple[Line, ...], Meta(description="Andre måter å skrive det på.")] = field(
        name="også", default=()
    )
    fra: Annotated[date | None, Meta(description="Dagen det fikk det nye navnet.")] = None
    se: Annotated[Code | None, Meta(description="Ordet å slå opp for å lese mer.")] = None
    kilde: Line
    linjer: SourceLines | None = None


class Begreper(Fil, frozen=True, kw_only=True):
    """The file ``begreper.yaml``."""

    begreper: tuple[Begrep, ...]
    nivaamodeller: tuple[Nivaamodell, ...] = field(name="nivåmodeller")
    god_praksis: tuple[Praksis, ...]
    kjennskap: tuple[Kjennskap, ...]
    tiltaksforslag: tuple[Forslag, ...] = ()
    eldre_ord: tuple[EldreOrd, ...] = ()


class Samtykkekrav(StrEnum):
    """Whether consent is needed before a pupil is talked of by name."""

    JA = "ja"
    NEI = "nei"
    UTEN_ELEV = "uten-elev"


class Oppgave(Lest, frozen=True, kw_only=True):
    """Something a partner can be asked for."""

    hva: Line
    linjer: SourceLines | None = None
    kilde: Line | None = None


class Samtykketjeneste(Record, frozen=True, kw_only=True):
    """Another service, that may know of a case, and have papers of it, where it is agreed to."""

    tjeneste: Code
    navn: Annotated[
        Line, Meta(description="Slik det står etter «til»: PPT eller kommunepsykologen.")
    ]
    roller: Annotated[tuple[RoleCode, ...], Meta(description="Rollene som hører til den.")] = ()
    hvorfor: Annotated[
        Line | None, Meta(description="Hva den skal hjelpe med. Står i skjemaet for samtykke.")
    ] = None
    henvises: Annotated[bool, Meta(description="Ja når skolen henviser elever dit.")] = False


VANLIGE_TJENESTER = (
    Samtykketjeneste(
        tjeneste="ppt",
        navn="PPT",
        roller=("ppt-rådgiver",),
        hvorfor="Råd om hva eleven trenger, og hjelp til å legge til rette.",
        henvises=True,
    ),
    Samtykketjeneste(
        tjeneste="bup",
        navn="BUP",
        roller=("bup",),
        hvorfor="Samarbeid om hvordan eleven har det.",
        henvises=True,
    ),
    Samtykketjeneste(
        tjeneste="helsesykepleier",
        navn="helsesykepleier",
        roller=("helsesykepleier",),
        hvorfor="En samtale på skolen, og hjelp til å få det bedre.",
    ),
)
"""Those of a school that has said none."""


class Partner(Record, frozen=True, kw_only=True):
    """A service that the school works with."""

    partner: Code
    navn: Line
    hva: Text
    roller: Annotated[tuple[RoleCode, ...], Meta(description="Rollene i skole.yaml.")] = ()
    kan_be_om: Annotated[tuple[Oppgave, ...], Meta(min_length=1)]
    spoerres_av: tuple[RoleCode, ...] = field(name="spørres_av")
    spoerres_av_kilde: Line = field(name="spørres_av_kilde")
    samtykke: Samtykkekrav
    om_samtykke: Text
    meldeplikt: Annotated[
        Text | None, Meta(description="Tjenestens egen plikt til å melde fra.")
    ] = None
    kilde: Line
    linjer: SourceLines | None = None


class Partnere(Fil, frozen=True, kw_only=True):
    """The file ``partnere.yaml``."""

    partnere: tuple[Partner, ...]


class Teller(StrEnum):
    """How a goal is counted from the facts."""

    SAKER_OM_MOBBING = "saker-om-mobbing"
    MELDT_R_TEAM = "meldt-r-team"
    KLASSEMOETER = "klassemøter"
    FRAVAERSPLAN = "fraværsplan"
    DAGER_VARSLET_TIL_PLAN = "dager-varslet-til-plan"
    EVALUERINGER_I_TIDE = "evalueringer-i-tide"
    ELEVENS_STEMME = "elevens-stemme"
    AVSLUTTET_MED_ELEVENS_ORD = "avsluttet-med-elevens-ord"


class Maaleenhet(StrEnum):
    """What a goal's number is a number of."""

    PROSENT = "prosent"
    SAKER = "saker"
    ELEVER = "elever"
    VIRKEDAGER = "virkedager"


class Retning(StrEnum):
    """Whether the number is the least or the most that is good."""

    MINST = "minst"
    HOEYST = "høyst"


class Grense(Record, frozen=True, kw_only=True):
    """What a goal should come to: a number of its own, or that of a deadline rule."""

    retning: Retning
    tall: Annotated[int, Meta(ge=0, le=100_000)] | None = None
    regel: Annotated[Code | None, Meta(description="Tallet står i fristregler.yaml.")] = None
    enhet: Maaleenhet


class Maal(Record, frozen=True, kw_only=True):
    """A goal. Without ``teller`` nothing that is written down can count it, and ``uten_teller`` says why."""

    kode: Code
    navn: Line
    hva: Text
    teller: Teller | None = None
    uten_teller: Text | None = None
    maal: Grense = field(name="mål")
    grunnlag: Grunnlag
    kilde: Line
    linjer: SourceLines | None = None
    etter_valg: Tilleggene = ()


class Overordnet(Record, frozen=True, kw_only=True):
    """The goal above the others."""

    tekst: Text
    linjer: SourceLines | None = None


class MaalIOrd(Record, frozen=True, kw_only=True):
    """A goal that the plan says in words, and that nothing written down can count."""

    kode: Code
    navn: Line
    hva: Text
    kilde: Line
    linjer: SourceLines | None = None


class Maalliste(Fil, frozen=True, kw_only=True):
    """The file ``mal.yaml``."""

    overordnet: Overordnet
    maal: tuple[Maal, ...] = field(name="mål")
    i_ord: tuple[MaalIOrd, ...] = ()


class Navneform(Record, frozen=True, kw_only=True):
    """A given name, other ways to spell it, and what those who bear it are called."""

    navn: Line
    skrives: Annotated[tuple[Line, ...], Meta(description="Andre måter å skrive navnet på.")] = ()
    kallenavn: tuple[Line, ...] = ()


class Navnebok(Fil, frozen=True, kw_only=True):
    """The file ``navn.yaml``: what the leak check knows of names in general, and no pupil's own."""

    navneformer: tuple[Navneform, ...]
    vanlige_ord: Annotated[
        tuple[Line, ...],
        Meta(description="Navn som også er vanlige ord. Med liten bokstav er de ikke navn."),
    ] = ()
    ikke_navn: Annotated[
        tuple[Line, ...],
        Meta(description="Ord som ikke er noens navn alene, selv om de er en del av et navn."),
    ] = ()


UTEN_NAVN = Navnebok(navneformer=())
"""Nothing is known of names in general."""


class VagtOrd(Record, frozen=True, kw_only=True):
    """Words that mean the same, and what says it better."""

    ord: Annotated[
        tuple[Line, ...],
        Meta(min_length=1, description="Ordene slik de står, i de bøyningene som brukes."),
    ]
    bedre: Annotated[Text, Meta(description="Hva som kan skrives i stedet.")]
    nynorsk: Annotated[Text | None, Meta(description="Det samme rådet på nynorsk.")] = None

    def raad(self, maalform: Maalform) -> str:
        """Return the advice in a form of Norwegian; in the one there is, where the list has no other."""
        return self.nynorsk or self.bedre if maalform is Maalform.NYNORSK else self.bedre


class VageOrd(Fil, frozen=True, kw_only=True):
    """Vague owners and vague measures."""

    eiere: Annotated[
        tuple[VagtOrd, ...], Meta(description="Roller som ikke er én bestemt person.")
    ] = ()
    grupper: Annotated[
        Text | None, Meta(description="Hva som er bedre når en gruppe har ansvaret.")
    ] = None
    grupper_nynorsk: Annotated[
        Text | None, Meta(description="Det samme rådet om grupper på nynorsk.")
    ] = None
    tiltak: tuple[VagtOrd, ...] = ()


INGEN = VageOrd()
"""Nothing is vague: what holds where the school has no list."""


class Oppslagsverk(Value, frozen=True):
    """The files ``begreper.yaml``, ``partnere.yaml`` and ``mal.yaml``."""

    begreper: Begreper
    partnere: Partnere
    maal: Maalliste
