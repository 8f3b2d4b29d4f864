"""The duties of law that this job meets: dated data that belongs to the program, not to a school's plan."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.betydning import Betydning
from sosialplan.model.handlingskjede import Gjelder, Slag
from sosialplan.model.klassetrinn import Trinnene
from sosialplan.model.record import Code, Line, Record, RoleCode, Text
from sosialplan.model.regel import Enhet, Grunnlag
from sosialplan.model.sak import Svar


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
    ikke_naar_meldt_av: tuple[RoleCode, ...] = field(name="ikke_når_meldt_av", default=())
    bare_alvorlig: bool = False
    eller_gjentatt: bool = False
    gjelder_ledelsen: bool | None = None
    lukkes_av: tuple[Lovutvei, ...] = ()
    slag: Slag = Slag.FRIST
    naar_som_helst: bool = field(name="når_som_helst", default=False)
    gjelder: Gjelder | None = None
    aapner: Code | None = field(name="åpner", default=None)
    aarshjul: tuple[Lovaktivitet, ...] = field(name="årshjul", default=())
    uten: tuple[RoleCode, ...] = ()


class Lovplikt(Record, frozen=True, kw_only=True):
    """One duty: what carries it in a plan, and each version of it.

    ``hjemmel`` is the reference on which every chain that must carry it rests; None where no chain must.
    ``ansvar`` are the roles of whom one must do it, ``varsles`` those who must be told or be with it.
    ``dokument`` are fields of documents, as ``aktivitetsplan.problem``; ``ellers`` says in words what
    bears a duty that is no step. ``trinn`` are the grades that the law says it of; None where it says all.
    """

    plikt: Code
    navn: Line
    hjemmel: Code | None = None
    betyr: tuple[Betydning, ...] = ()
    ansvar: tuple[RoleCode, ...] = ()
    varsles: tuple[RoleCode, ...] = ()
    dokument: tuple[Line, ...] = ()
    ellers: Line | None = None
    krav: Lovkrav = Lovkrav()
    lesninger: tuple[Lovlesning, ...] = ()
    trinn: Trinnene | None = None
    versjoner: tuple[Lovversjon, ...]


class LangtOver(Record, frozen=True, kw_only=True):
    """How many times the standard's days a deadline may have where the law gives no number, and on what ground."""

    ganger: Annotated[int, Meta(ge=1)]
    grunnlag: Grunnlag
    hvorfor: Text


class Lovplikter(Record, frozen=True, kw_only=True):
    """The file of the duties, and of how far from the standard is too far."""

    langt_over: LangtOver
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
    av: RoleCode
