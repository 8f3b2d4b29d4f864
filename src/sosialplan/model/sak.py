"""The case file: one pupil, one chain, what happened, and the plan. Nothing that follows is stored."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from sosialplan.model.elev import (
    AvsluttetLikevel,
    Flagg,
    Flyttet,
    Foedselsaar,
    Foresatt,
    Maalform,
    Over15Fra,
    SamtykkeAv,
    SamtykkeFormaal,
    SamtykkeOm,
    SamtykkeTil,
    TakketNei,
    TilbysIgjen,
    TrygtFelt,
)
from sosialplan.model.klassetrinn import ClassName
from sosialplan.model.record import (
    CaseNumber,
    Code,
    EntryId,
    Fil,
    FoertAv,
    Fremdag,
    Hendtdag,
    Line,
    Navn,
    Plandag,
    Record,
    Recorded,
    Text,
    Utgaar,
    form,
)
from sosialplan.model.rettelser import gjeldende
from sosialplan.model.sakspapirer import (
    Arkivert,
    Avklaring,
    Avslutning,
    Endring,
    Godkjenning,
    Innkalling,
    Maate,
    Metode,
    RettetAvslutning,
    Utlevering,
    Vedtak,
)


class Utfall(StrEnum):
    """What an evaluation showed. ``delvis`` and ``ingen`` start a new round."""

    GOD = "god"
    DELVIS = "delvis"
    INGEN = "ingen"


class Samtykke(StrEnum):
    """Whether it was agreed that others are told whom the case is about."""

    JA = "ja"
    NEI = "nei"
    IKKE_SPURT = "ikke-spurt"


class Svar(StrEnum):
    """The answer to a step that asks a question."""

    JA = "ja"
    NEI = "nei"


class Grunn(StrEnum):
    """The letter that an answer rests on, or none. ``Steg.bokstav_fra`` says of which law."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"
    E = "e"
    INGEN = "ingen"


class Nivaa(StrEnum):
    """What a measure is aimed at."""

    ELEV = "elev"
    GRUPPE = "gruppe"
    KLASSE = "klasse"
    SKOLE = "skole"


class Gjennomfoert(StrEnum):
    """Whether a measure was carried out."""

    JA = "ja"
    DELVIS = "delvis"
    NEI = "nei"


class Beslutning(StrEnum):
    """What was decided about a measure when it was evaluated."""

    BEHOLD = "behold"
    ENDRE = "endre"
    NYTT = "nytt"
    AVSLUTT = "avslutt"


class Elev(Record, frozen=True, kw_only=True):
    """The pupil the case is about."""

    navn: Navn
    klasse: ClassName
    foedselsaar: Foedselsaar = field(name="fødselsår", default=None)
    over_15_fra: Over15Fra = None
    foresatte: tuple[Foresatt, ...] = ()
    flagg: tuple[Flagg, ...] = ()
    maalform: Annotated[
        Maalform | None, Meta(description="Det familien leser. Brev hjem lages på den.")
    ] = field(name="målform", default=None)


class GjelderAnsatt(Record, frozen=True, kw_only=True):
    """The employees a case is about (§ 12-5), named only here: it is kept from each role they have."""

    roller: Annotated[tuple[Code, ...], Meta(min_length=1)]
    navn: tuple[Navn, ...] = ()


class Involvert(Record, frozen=True, kw_only=True):
    """Another pupil: the alias in every text, the name only here."""

    alias: Line
    navn: Navn | None = None
    klasse: ClassName | None = None
    rolle: Line | None = None


class Hendelse(Record, frozen=True, kw_only=True):
    """Something that happened. Append-only: ``retter`` points at an entry it corrects."""

    id: EntryId
    dato: Annotated[date, Meta(description="Dagen det skjedde. Dag 0 når frister regnes.")]
    registrert: Recorded | None = None
    steg: Code
    av: Code | None = None
    foert_av: FoertAv = field(name="ført_av", default=None)
    notat: Text | None = None
    utfall: Utfall | None = None
    elevens_stemme: Text | None = None
    trygt: TrygtFelt = None
    takket_nei: TakketNei = False
    tilbys_igjen: TilbysIgjen = None
    med: tuple[Code, ...] = ()
    hoert: Annotated[
        tuple[Line, ...], Meta(description="Andre elever som ble hørt, med alias.")
    ] = field(name="hørt", default=())
    metoder: Annotated[tuple[Metode, ...], Meta(description="Hvordan det ble undersøkt.")] = ()
    maate: Annotated[Maate | None, Meta(description="Hvordan kontakten var.")] = field(
        name="måte", default=None
    )
    samtykke: Samtykke | None = None
    samtykke_til: SamtykkeTil = ()
    samtykke_av: SamtykkeAv = ()
    samtykke_formaal: SamtykkeFormaal = field(name="samtykke_formål", default=())
    samtykke_om: SamtykkeOm = None
    svar: Svar | None = None
    grunn: Grunn | None = None
    etterkontroll: Plandag | None = None
    likevel: AvsluttetLikevel = None
    flyttet: Flyttet = None
    mottakere: tuple[Line, ...] = ()
    gjelder_sak: CaseNumber | None = None
    moete: Annotated[Code | None, Meta(description="Møtet der det ble drøftet eller bestemt.")] = (
        field(name="møte", default=None)
    )
    ansvarlig: Annotated[Code | None, Meta(description="Hvem som eier en beslutning.")] = None
    frist: Annotated[Plandag | None, Meta(description="Dagen beslutningen skal være utført.")] = (
        None
    )
    gjelder: Annotated[EntryId | None, Meta(description="Id-en til beslutningen.")] = None
    innkalling: Innkalling | None = None
    vedtak: Vedtak | None = None
    arkivert: tuple[Arkivert, ...] = ()
    retter: EntryId | None = None
    utgaar: Utgaar = field(name="utgår", default=False)


class Evaluering(Record, frozen=True, kw_only=True):
    """One evaluation of one measure, with the pupil's, the guardians' and the school's view."""

    id: EntryId
    dato: date
    gjennomfoert: Gjennomfoert = field(name="gjennomført")
    utfall: Utfall
    registrert: Recorded | None = None
    av: Code | None = None
    foert_av: FoertAv = field(name="ført_av", default=None)
    elev: Text | None = None
    foresatte: Text | None = None
    skolen: Text | None = None
    hvorfor: Text | None = None
    beslutning: Beslutning | None = None
    neste: Annotated[Plandag | None, Meta(description="Dagen tiltaket skal evalueres igjen.")] = (
        None
    )
    retter: EntryId | None = None
    utgaar: Utgaar = field(name="utgår", default=False)


class Tiltak(Record, frozen=True, kw_only=True):
    """A measure: what, whom it is aimed at, who, from-to, and when it is evaluated."""

    id: EntryId
    tiltak: Text
    nivaa: Nivaa = field(name="nivå")
    ansvarlig: Code
    stedfortreder: Code | None = None
    besluttet: Annotated[Hendtdag | None, Meta(description="Dagen tiltaket kom inn i planen.")] = (
        None
    )
    registrert: Recorded | None = None
    fra: date
    til: Fremdag | None = None
    evalueres: Plandag | None = None
    hvorfor: Annotated[Text | None, Meta(description="Hvorfor tiltaket kom inn i planen.")] = None
    evalueringer: tuple[Evaluering, ...] = ()
    endringer: tuple[Endring, ...] = ()
    avsluttet: Avslutning | None = None
    avsluttet_rettet: Annotated[
        tuple[RettetAvslutning, ...],
        Meta(description="Rettelser av avslutningen. Den siste gjelder."),
    ] = ()

    @property
    def evaluert(self) -> tuple[Evaluering, ...]:
        """The evaluations that count."""
        return gjeldende(self.evalueringer)

    @property
    def endret(self) -> tuple[Endring, ...]:
        """The changes that count."""
        return gjeldende(self.endringer)

    @property
    def slutt(self) -> Avslutning | RettetAvslutning | None:
        """The end that counts; None for a measure that runs."""
        if not self.avsluttet_rettet:
            return self.avsluttet
        last = self.avsluttet_rettet[-1]
        return None if last.utgaar else last


class Aktivitetsplan(Record, frozen=True, kw_only=True):
    """The written plan of opplæringslova § 12-4: problem, measures, owners, dates, evaluation."""

    problem: Text | None = None
    maal: Text | None = field(name="mål", default=None)
    elevens_stemme: Text | None = None
    elevens_stemme_om_tiltakene: Text | None = None
    elevens_stemme_dato: Hendtdag | None = None
    elevens_stemme_hoert_av: Code | None = field(name="elevens_stemme_hørt_av", default=None)
    elevens_stemme_foert_av: FoertAv = field(name="elevens_stemme_ført_av", default=None)
    foresattes_syn: Text | None = None
    barnets_beste: Text | None = None
    ansvarlig_i_ledelsen: Code | None = None
    tiltak: tuple[Tiltak, ...] = ()


class Sak(Fil, frozen=True, kw_only=True):
    """One case: everything that is known, as it was written down."""

    sak: CaseNumber
    kjede: Code
    opprettet: Hendtdag
    elev: Elev
    kategorier: tuple[Code, ...] = ()
    beskrivelse: Text | None = None
    meldt_av: Code | None = None
    alvorlig: Annotated[bool, Meta(description="Alvorlige saker meldes til skoleeier.")] = False
    gjentatt: Annotated[
        bool, Meta(description="Det har skjedd flere ganger overfor samme elev.")
    ] = False
    fra_sak: Annotated[CaseNumber | None, Meta(description="Saken denne følger av.")] = None
    arkivsak: (
        Annotated[
            str,
            form(
                "[0-9]{2,4}[/-][0-9]{1,8}([/-][0-9]{1,4})?",
                "et nummer i arkivet, som 2026/1234",
                "Saken i arkivet. Står i brevhodet.",
            ),
        ]
        | None
    ) = None
    gjelder_ansatt: Annotated[
        GjelderAnsatt | None,
        Meta(
            description="Ansatte saken gjelder. Skjermes for dem, og for ledelsen er det en av dem."
        ),
    ] = None
    involverte: tuple[Involvert, ...] = ()
    hendelser: tuple[Hendelse, ...] = ()
    aktivitetsplan: Aktivitetsplan | None = None
    godkjenninger: tuple[Godkjenning, ...] = ()
    avklaringer: tuple[Avklaring, ...] = ()
    utleveringer: tuple[Utlevering, ...] = ()
