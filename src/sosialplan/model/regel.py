"""Dated rules, law references and duties of law: each version says from when it holds and what it rests on."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.handlingskjede import Betydning, Gjelder, Slag
from sosialplan.model.record import Code, Fil, Line, Record, SourceLines, Text
from sosialplan.model.sak import Svar


class Grunnlag(StrEnum):
    """What a deadline rests on, from the firmest to the school's own number."""

    LOV = "lov"
    VEILEDER = "veileder"
    PRAKSIS = "praksis"
    PLAN = "plan"
    EGEN = "egen"


class Enhet(StrEnum):
    """What is counted. Virkedager are Monday to Friday, not public holidays."""

    VIRKEDAGER = "virkedager"
    SKOLEDAGER = "skoledager"
    KALENDERDAGER = "kalenderdager"
    UKER = "uker"
    MAANEDER = "måneder"


class Kontrollert(Record, frozen=True, kw_only=True):
    """That the words of a law were read: where, and on which day. Without it: at second hand."""

    dag: date
    lest_i: Line


class Veiledning(Record, frozen=True, kw_only=True):
    """What a guide counts where the law has its own count: told beside it, and moves no date."""

    antall: Annotated[int, Meta(ge=1, le=3660)]
    enhet: Enhet
    kilde: Line


class Regelversjon(Record, frozen=True, kw_only=True):
    """One version of a deadline rule, in force from and including ``gjelder_fra``."""

    gjelder_fra: date
    antall: Annotated[int, Meta(ge=0, le=3660)] | None = None
    innstilling: Annotated[
        Code | None, Meta(description="Antallet står som innstilling i skole.yaml.")
    ] = None
    siste_i: Annotated[
        tuple[Annotated[int, Meta(ge=1, le=12)], ...],
        Meta(description="Siste dag av enheten i den første av disse månedene, 1 er januar."),
    ] = ()
    enhet: Enhet
    grunnlag: Grunnlag
    skoledager_i_loven: Annotated[
        Line | None, Meta(description="Hvordan loven selv sier at den teller dager med opplæring.")
    ] = None
    flyttes: Annotated[
        bool,
        Meta(description="Siste dag på lørdag, søndag eller helligdag går til neste virkedag."),
    ] = False
    veiledning: Annotated[
        Veiledning | None, Meta(description="Det veilederen teller. Det flytter ikke datoen.")
    ] = None
    hjemmel: Code | None = None
    linjer: SourceLines | None = None
    kilde: Line
    kontrollert: Kontrollert | None = None
    merknad: Text | None = None


class Fristregel(Record, frozen=True, kw_only=True):
    """A deadline rule with all its versions."""

    regel: Code
    navn: Line
    versjoner: tuple[Regelversjon, ...]


class Fristregler(Fil, frozen=True, kw_only=True):
    """The file ``fristregler.yaml``."""

    regler: tuple[Fristregel, ...]


class Lovbokstav(Record, frozen=True, kw_only=True):
    """One of the grounds that a paragraph counts up, in plain words."""

    bokstav: Code
    hva: Line


class Hjemmelversjon(Record, frozen=True, kw_only=True):
    """A law reference and the period in which it holds, both ends included.

    Without ``gjelder_fra`` it is passed and waits for its day: it holds on none.
    """

    gjelder_fra: Annotated[
        date | None, Meta(description="Tom når loven er vedtatt, men ikke satt i kraft.")
    ] = None
    gjelder_til: date | None = None
    lov: Line
    paragraf: Line
    bokstaver: tuple[Lovbokstav, ...] = ()
    vedtas_av: Annotated[
        Code | None,
        Meta(description="Rollen som loven lar vedta det. Tom når loven ikke sier det."),
    ] = None
    kilde: Line
    kontrollert: Kontrollert | None = None
    merknad: Text | None = None


class Hjemmel(Record, frozen=True, kw_only=True):
    """A duty or right in law, wherever the law of the day has placed it."""

    hjemmel: Code
    navn: Line
    versjoner: tuple[Hjemmelversjon, ...]


class Hjemler(Fil, frozen=True, kw_only=True):
    """The file ``hjemler.yaml``."""

    hjemler: tuple[Hjemmel, ...]


class Naar(StrEnum):
    """When the law wants it done, in its own words."""

    STRAKS = "straks"
    MENS = "mens det skjer"
    """The law says to step in, and no day: what is stepped into does not wait."""
    SNAREST = "snarest"
    UTEN_OPPHOLD = "uten ugrunnet opphold"
    TALL = "et tall"
    """The number of ``antall`` and ``enhet``."""
    DAGEN_I_PLANEN = "dagen i planen"
    FOER_VEDTAKET = "før vedtaket"
    UTEN_TID = "uten en tid"
    ALLTID = "alltid"


AT_ONCE = frozenset({Naar.STRAKS, Naar.MENS})
"""What no plan may put off by more than a day."""


class Lovversjon(Record, frozen=True, kw_only=True):
    """A duty as the law has it for a time, both ends included. ``ledd`` None: the whole paragraph.

    ``gjelder_fra`` None: adopted, and not in force yet. ``kontrollert`` is the day the law's own words
    were read, None where they were not: then it rests on what others say of it.
    """

    lov: Line
    paragraf: Line
    ledd: Line | None = None
    gjelder_fra: date | None
    gjelder_til: date | None = None
    hvem: Line
    vilkaar: Line | None = field(name="vilkår", default=None)
    naar: Naar = field(name="når")
    antall: Annotated[int, Meta(ge=0)] | None = None
    enhet: Enhet | None = None
    setning: Text
    kilde: Line
    kontrollert: date | None = None

    @property
    def sted(self) -> str:
        """Where it stands: ``opplæringslova (2023) § 12-4 andre ledd``."""
        return f"{self.lov} {self.paragraf}" + (f" {self.ledd} ledd" if self.ledd else "")


class Lovutvei(Record, frozen=True, kw_only=True):
    """Another fact that fulfils a duty, where it answers one of these; empty: whatever it answers."""

    betyr: Betydning
    svar: tuple[Svar, ...] = ()


class Lovaktivitet(Record, frozen=True, kw_only=True):
    """What the annual wheel must hold: an activity on this ground, in a period or so many times a year."""

    hjemmel: Code
    periode: Code | None = None
    ganger: Annotated[int, Meta(ge=1)] | None = None


class Lovlesning(Record, frozen=True, kw_only=True):
    """A reading of the source that says another thing than the duty: in which chain, and what the law says.

    With ``plikten_staar`` the plan asks for what the law does all the same; without it, it does not.
    """

    kjede: Code
    valg: Code
    lesning: Code
    plikten_staar: bool = field(name="plikten_står", default=False)
    hvorfor: Text


class Lovkrav(Record, frozen=True, kw_only=True):
    """What a step must be for the duty to hold in a case as the law has it.

    Each of ``utloeses_av`` sets it off, one of ``senest_av`` does, and each of ``ellers_av`` where the first are
    not written down; none may hang on an answer or on a reading that does not hold. The conditions are those of
    the law: a plan has no others. ``gjelder`` None: as often as the plan will. ``aapner`` is the reference of
    the chain that a branch must lead to. ``uten`` are those whom the law goes past: none of them is asked or told.
    """

    utloeses_av: tuple[Betydning, ...] = field(name="utløses_av", default=())
    senest_av: tuple[Betydning, ...] = ()
    ellers_av: tuple[Betydning, ...] = ()
    ikke_naar_meldt_av: tuple[Code, ...] = field(name="ikke_når_meldt_av", default=())
    bare_alvorlig: bool = False
    eller_gjentatt: bool = False
    gjelder_ledelsen: bool | None = None
    lukkes_av: tuple[Lovutvei, ...] = ()
    slag: Slag = Slag.FRIST
    naar_som_helst: bool = field(name="når_som_helst", default=False)
    gjelder: Gjelder | None = None
    aapner: Code | None = field(name="åpner", default=None)
    aarshjul: tuple[Lovaktivitet, ...] = field(name="årshjul", default=())
    uten: tuple[Code, ...] = ()


class Lovplikt(Record, frozen=True, kw_only=True):
    """One duty: what carries it in a plan, and each version of it.

    ``hjemmel`` is the reference on which every chain that must carry it rests; None where no chain must.
    ``ansvar`` are the roles of whom one must do it, ``varsles`` those who must be told or be with it.
    ``dokument`` are fields of documents, as ``aktivitetsplan.problem``; ``ellers`` says in words what
    bears a duty that is no step.
    """

    plikt: Code
    navn: Line
    hjemmel: Code | None = None
    betyr: tuple[Betydning, ...] = ()
    ansvar: tuple[Code, ...] = ()
    varsles: tuple[Code, ...] = ()
    dokument: tuple[Line, ...] = ()
    ellers: Line | None = None
    krav: Lovkrav = Lovkrav()
    lesninger: tuple[Lovlesning, ...] = ()
    versjoner: tuple[Lovversjon, ...]


class Lovplikter(Record, frozen=True, kw_only=True):
    """The file of the duties."""

    plikter: tuple[Lovplikt, ...]


class Lovavvik(Record, frozen=True, kw_only=True):
    """A written reason for which a plan differs from the law or from the standard, in ``valg.yaml``.

    It lifts the finding on one duty, or on one step, in one chain. The reason is shown by ``valider --lov``.
    """

    kjede: Code
    plikt: Annotated[Code | None, Meta(description="Plikten i loven som fravikes.")] = None
    steg: Annotated[
        Code | None, Meta(description="Steget i standarden som er tatt ut eller endret.")
    ] = None
    hvorfor: Annotated[Text, Meta(description="Hvorfor skolen gjør det slik.")]
    besluttet: date
    av: Code
