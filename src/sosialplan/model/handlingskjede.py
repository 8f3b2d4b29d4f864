"""A handling chain: its steps, who carries them out, what sets them off, and where they lead."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.betydning import Betydning
from sosialplan.model.elev import Trygt
from sosialplan.model.record import (
    Code,
    Fil,
    Lest,
    Line,
    Record,
    RoleCode,
    SourceLines,
    Text,
    Tillegg,
    Tilleggene,
    key_of_member,
)
from sosialplan.model.sak import Grunn, Hendelse, Sak, Samtykke, Svar, Utfall


class Slag(StrEnum):
    """Kinds of rows: something to do, a way that opens, a warning, a duty, another's last day."""

    FRIST = "frist"
    AAPNING = "åpning"
    VARSEL = "varsel"
    PLIKT = "plikt"
    SISTE_DAG = "siste-dag"


TO_BE_DONE = frozenset({Slag.FRIST, Slag.PLIKT})
"""What somebody is to do by its day: a way that opens and a warning are only told of."""


class Gjelder(StrEnum):
    """How often a step is asked for: in the case, in each round, or each time it is set off."""

    SAK = "sak"
    RUNDE = "runde"
    UTLOESNING = "utløsning"


class Spoersmaal(StrEnum):
    """What a step's entry must answer: fields of the entry."""

    UTFALL = key_of_member(Hendelse.utfall)
    SVAR = key_of_member(Hendelse.svar)
    GRUNN = key_of_member(Hendelse.grunn)
    SAMTYKKE = key_of_member(Hendelse.samtykke)
    ELEVENS_STEMME = key_of_member(Hendelse.elevens_stemme)
    TRYGT = key_of_member(Hendelse.trygt)
    ETTERKONTROLL = key_of_member(Hendelse.etterkontroll)
    NOTAT = key_of_member(Hendelse.notat)
    MED = key_of_member(Hendelse.med)


class Aapningsspoersmaal(StrEnum):
    """What a case must tell when its chain is opened: the name of the case's own field."""

    MELDT_AV = key_of_member(Sak.meldt_av)
    FRA_SAK = key_of_member(Sak.fra_sak)
    GJELDER_ANSATT = key_of_member(Sak.gjelder_ansatt)


class Utloeser(Lest, frozen=True, kw_only=True):
    """An entry that sets a step off; an empty condition holds for every answer."""

    steg: Code
    utfall: tuple[Utfall, ...] = ()
    svar: tuple[Svar, ...] = ()
    grunn: tuple[Grunn, ...] = ()
    samtykke: tuple[Samtykke, ...] = ()
    trygt: tuple[Trygt, ...] = ()

    @property
    def svarene(self) -> tuple[str, ...]:
        """Every answer that it is bound to."""
        return (*self.utfall, *self.svar, *self.grunn, *self.samtykke, *self.trygt)


class Steg(Lest, frozen=True, kw_only=True):
    """One step of a chain; one of a reading is asked for only where that reading holds."""

    steg: Code
    navn: Line
    gjort: Annotated[Line | None, Meta(description="Navnet på steget når det er gjort.")] = None
    hva: Text
    betyr: Annotated[
        tuple[Betydning, ...],
        Meta(description="Hva steget er for loven og dokumentene, uansett hva skolen kaller det."),
    ] = ()
    ansvarlig: tuple[RoleCode, ...] = ()
    med: tuple[RoleCode, ...] = ()
    slag: Slag = Slag.FRIST
    gjelder: Gjelder = Gjelder.RUNDE
    regel: Annotated[Code | None, Meta(description="Fristregelen i fristregler.yaml.")] = None
    utloeses_av: tuple[Utloeser, ...] = field(name="utløses_av", default=())
    ellers_av: Annotated[
        tuple[Utloeser, ...],
        Meta(description="Setter i gang steget så lenge det i «utløses_av» ikke er skrevet ned."),
    ] = ()
    ellers_av_planen: Annotated[
        bool,
        Meta(
            description="Det første tiltaket i planen setter i gang steget så lenge ingen har skrevet at "
            "planen er laget."
        ),
    ] = False
    utloeses_av_trinn: Annotated[tuple[Code, ...], Meta(description="Trinn i fraværstrappen.")] = (
        field(name="utløses_av_trinn", default=())
    )
    lukkes_av: tuple[Utloeser, ...] = ()
    gjentas: Annotated[bool, Meta(description="Regnes på nytt hver gang steget er gjort.")] = False
    eskalerer: bool = True
    naar_som_helst: Annotated[
        bool, Meta(description="Kan registreres når som helst, uten at noe utløser det.")
    ] = field(name="når_som_helst", default=False)
    ikke_naar_meldt_av: Annotated[
        tuple[RoleCode, ...],
        Meta(description="Faller bort når en av disse selv oppdaget eller meldte saken."),
    ] = field(name="ikke_når_meldt_av", default=())
    bare_uskjermet: Annotated[
        bool, Meta(description="Faller bort når saken er skjermet for noen av dem i «med».")
    ] = False
    bare_alvorlig: bool = False
    eller_gjentatt: Annotated[
        bool,
        Meta(description="Med «bare_alvorlig»: også når det har skjedd flere ganger mot eleven."),
    ] = False
    bokstav_fra: Annotated[
        Code | None,
        Meta(description="Hjemmelen i hjemler.yaml som svaret skal nevne en bokstav i."),
    ] = None
    gjelder_ledelsen: Annotated[
        bool | None,
        Meta(description="Bare når saken gjelder noen i ledelsen (true), eller ikke (false)."),
    ] = None
    etter_runder: Annotated[
        Code | None,
        Meta(
            description="Innstillingen som sier hvor mange runder uten ønsket virkning som er nok "
            "til at steget utløses."
        ),
    ] = None
    spoer_om: tuple[Spoersmaal, ...] = field(name="spør_om", default=())
    eksempler: tuple[Line, ...] = ()
    etter_valg: Tilleggene = ()
    linjer: SourceLines | None = None
    kilde: Line | None = None
    merknad: Text | None = None


class Gren(Lest, frozen=True, kw_only=True):
    """Where an answer leads: to a step, into a new round, or into another chain."""

    fra: Code
    tekst: Line
    til: Code | None = None
    til_kjede: Code | None = None
    utfall: tuple[Utfall, ...] = ()
    svar: tuple[Svar, ...] = ()
    trygt: tuple[Trygt, ...] = ()
    ny_runde: bool = False


class Overtar(Record, frozen=True, kw_only=True):
    """What a case that carries another on asks for in its place, by the other's chain."""

    kjede: Code
    steg: Annotated[
        tuple[Code, ...], Meta(description="Steg i den kjeden, eller «stillhet».", min_length=1)
    ]


_NOTHING: frozenset[Betydning] = frozenset()


class Handlingskjede(Fil, frozen=True, kw_only=True, dict=True):
    """A whole chain, from discovery to closing."""

    kjede: Code
    navn: Line
    beskrivelse: Text
    hjemmel: Code | None = None
    linjer: SourceLines | None = None
    kilde: Line
    aapnes_med: Code = field(name="åpnes_med")
    avsluttes_med: Code
    spoer_om: Annotated[
        tuple[Aapningsspoersmaal, ...], Meta(description="Det saken må si når den åpnes.")
    ] = field(name="spør_om", default=())
    eskalering: Annotated[
        tuple[RoleCode, ...], Meta(description="Hvem et forfalt steg går videre til, i rekkefølge.")
    ]
    overtar: Annotated[
        tuple[Overtar, ...],
        Meta(description="Steg som det ikke spørres om i saken den følger av."),
    ] = ()
    steg: tuple[Steg, ...]
    grener: tuple[Gren, ...] = ()
    alltid: tuple[Text, ...] = ()
    alltid_etter_valg: Annotated[
        tuple[Tillegg, ...], Meta(description="Det som alltid gjelder etter én av lesningene.")
    ] = ()

    @cached_property
    def etterkontroller(self) -> frozenset[str]:
        """The steps by which a closed case is looked at again."""
        return frozenset(each.steg for each in self.meaning(Betydning.ETTERKONTROLL))

    def find(self, code: str) -> Steg | None:
        """Return the step with this code, or None."""
        return self._steg.get(code)

    def means(self, code: str) -> frozenset[Betydning]:
        """Return what a step means; opening and closing follow from the chain itself."""
        return self._betyr.get(code, _NOTHING)

    def meaning(self, *betydning: Betydning) -> tuple[Steg, ...]:
        """Return the steps that mean one of these, in the order of the chain."""
        wanted = frozenset(betydning)
        return tuple(steg for steg in self.steg if not wanted.isdisjoint(self._betyr[steg.steg]))

    @cached_property
    def _betyr(self) -> Mapping[str, frozenset[Betydning]]:
        told = {code: frozenset(steg.betyr) for code, steg in self._steg.items()}
        for code, also in (
            (self.aapnes_med, Betydning.OPPDAGET),
            (self.avsluttes_med, Betydning.AVSLUTTET),
        ):
            told[code] = told.get(code, _NOTHING) | {also}
        return told

    @cached_property
    def _steg(self) -> Mapping[str, Steg]:
        return {each.steg: each for each in reversed(self.steg)}
