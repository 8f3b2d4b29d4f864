"""Cases built by hand. Every person in them is invented, and the names say so."""

from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.elev import Foresatt
from sosialplan.model.fravaerstrapp import Fravaerstrapp
from sosialplan.model.handlingskjede import Handlingskjede, Steg
from sosialplan.model.moeter import Moeteplan
from sosialplan.model.plan import Plan
from sosialplan.model.regel import Fristregler, Hjemler, Hjemmel, Hjemmelversjon
from sosialplan.model.sak import (
    Aktivitetsplan,
    Beslutning,
    Elev,
    Evaluering,
    Gjennomfoert,
    Hendelse,
    Involvert,
    Nivaa,
    Sak,
    Tiltak,
    Utfall,
)
from sosialplan.model.sakspapirer import Avslutning, Endring, Felt
from sosialplan.model.skole import Person, Rolle, Skole, Valgliste, Verv
from sosialplan.rules.ansattsak.skjermet_sak import SKOLE as SKOLEN_SELV
from sosialplan.rules.ansattsak.skjermet_sak import Mottaker
from sosialplan.tekster.maalform import Maalform
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde, Saksgrunnlag, saksbilde

SAKSNUMMER = "2026-7KQ2M"
STATSFORVALTEREN_FRA = date(2026, 11, 2)

SKOLE = Skole(
    navn="Oppdiktet ungdomsskole",
    oppdiktet=True,
    kommune="Oslo",
    verdier=(),
    klasser=(),
    roller=(
        Rolle(rolle="rektor", navn="Rektor"),
        Rolle(rolle="assisterende-rektor", navn="Assisterende rektor"),
        Rolle(rolle="trinnleder", navn="Trinnleder", per_trinn=True),
        Rolle(rolle="kontaktlærer", navn="Kontaktlærer", per_klasse=True),
        Rolle(rolle="sosiallærer", navn="Sosiallærer"),
        Rolle(rolle="rådgiver", navn="Rådgiver"),
        Rolle(rolle="ppt-rådgiver", navn="PPT-rådgiver", ved_skolen=False),
    ),
    personer=(
        Person(navn="Oppdiktet Rektor Ravn", verv=(Verv(rolle="rektor"),)),
        Person(navn="Oppdiktet Lærer Ask", verv=(Verv(rolle="kontaktlærer", klasse="8A"),)),
        Person(navn="Oppdiktet Lærer Bjerk", verv=(Verv(rolle="kontaktlærer", klasse="8B"),)),
        Person(navn="Oppdiktet Leder Aas", verv=(Verv(rolle="trinnleder", trinn=8),)),
        Person(navn="Oppdiktet Leder Nes", verv=(Verv(rolle="trinnleder", trinn=9),)),
        Person(navn="Oppdiktet Sosiallærer Sund", verv=(Verv(rolle="sosiallærer"),)),
    ),
    innstillinger=(),
)


def _hjemmel(code: str, before: str, after: str) -> Hjemmel:
    return Hjemmel(
        hjemmel=code,
        navn=code,
        versjoner=(
            Hjemmelversjon(
                gjelder_fra=date(2017, 8, 1),
                gjelder_til=date(2024, 7, 31),
                lov="opplæringslova (1998)",
                paragraf=before,
                kilde="lov",
            ),
            Hjemmelversjon(
                gjelder_fra=date(2024, 8, 1),
                lov="opplæringslova (2023)",
                paragraf=after,
                kilde="lov",
            ),
        ),
    )


PLAN = Plan(
    skole=SKOLE,
    kjeder=(
        Handlingskjede(
            kjede="trygt-og-godt",
            navn="Når en elev ikke har det trygt og godt",
            beskrivelse="Fra oppdaget til avsluttet.",
            hjemmel="aktivitetsplikt",
            kilde="test",
            aapnes_med="oppdaget",
            avsluttes_med="avsluttet",
            eskalering=(),
            steg=(
                Steg(steg="oppdaget", navn="Oppdaget", hva="Noen så det."),
                Steg(
                    steg="elev-hørt",
                    navn="Eleven er hørt",
                    hva="Snakk med eleven.",
                    betyr=(Betydning.ELEVEN_HOERT,),
                ),
                Steg(
                    steg="rektor-varslet",
                    navn="Varsle rektor",
                    hva="Si fra til rektor.",
                    betyr=(Betydning.REKTOR_VARSLET,),
                ),
                Steg(
                    steg="aktivitetsplan",
                    navn="Lag plan",
                    hva="Lag planen.",
                    betyr=(Betydning.SKRIFTLIG_PLAN,),
                ),
                Steg(
                    steg="plan-sendt",
                    navn="Send planen",
                    hva="Send planen hjem.",
                    betyr=(Betydning.PLAN_SENDT,),
                ),
            ),
        ),
    ),
    fristregler=Fristregler(regler=()),
    hjemler=Hjemler(
        hjemler=(
            _hjemmel("aktivitetsplikt", "§ 9 A-4", "§ 12-4"),
            _hjemmel("statsforvalteren", "§ 9 A-6", "§ 12-6"),
        )
    ),
    trapp=Fravaerstrapp(kjede="fravaer", kilde="test", trinn=()),
    valg=Valgliste(valg=()),
    moeter=Moeteplan(plikter=()),
    ruter=(),
)

TOM_SAK = Sak(
    sak=SAKSNUMMER,
    kjede="trygt-og-godt",
    opprettet=date(2026, 10, 12),
    elev=Elev(navn="Oppdiktet Elevsen", klasse="8B"),
)

_HENDELSER = (
    Hendelse(id="h0000001", dato=date(2026, 10, 12), steg="oppdaget", av="kontaktlærer"),
    Hendelse(id="h0000002", dato=date(2026, 10, 12), steg="rektor-varslet", av="kontaktlærer"),
    Hendelse(
        id="h0000003",
        dato=date(2026, 10, 13),
        steg="elev-hørt",
        av="sosiallærer",
        elevens_stemme="Det er verst i storefri. Da går de andre, og jeg vet ikke hvor jeg skal være.",
    ),
    Hendelse(id="h0000004", dato=date(2026, 10, 19), steg="aktivitetsplan", av="rektor"),
    Hendelse(
        id="h0000005",
        dato=date(2026, 10, 20),
        steg="plan-sendt",
        av="kontoret",
        mottakere=("Oppdiktet Elevsen", "Oppdiktet Mor Elevsen", "Oppdiktet Far Elevsen"),
    ),
    Hendelse(id="h0000006", dato=date(2026, 10, 26), steg="tatt-opp-med-rektor", av="foresatte"),
    Hendelse(
        id="h0000007",
        dato=date(2026, 11, 18),
        steg="plan-sendt",
        mottakere=("Oppdiktet Mor Elevsen", "Oppdiktet Far Elevsen"),
    ),
)

_FRIMINUTT = Tiltak(
    id="t0000001",
    tiltak="Fast voksen ved benkene bak gymsalen i storefri",
    nivaa=Nivaa.SKOLE,
    ansvarlig="kontaktlærer",
    stedfortreder="sosiallærer",
    besluttet=date(2026, 10, 19),
    fra=date(2026, 10, 20),
    til=date(2026, 12, 18),
    evalueres=date(2026, 11, 16),
    evalueringer=(
        Evaluering(
            id="e0000001",
            dato=date(2026, 11, 16),
            gjennomfoert=Gjennomfoert.JA,
            utfall=Utfall.DELVIS,
            av="kontaktlærer",
            elev="Det er bedre de dagene Bjerk er ute. På torsdager er det ingen der.",
            foresatte="Vi merker at skoledagen er lettere, men torsdag er fortsatt tung.",
            skolen="Vakten har stått fire av fem dager. Torsdag har ikke vært dekket.",
            beslutning=Beslutning.ENDRE,
            neste=date(2026, 12, 7),
        ),
    ),
    endringer=(
        Endring(
            id="d0000001",
            dato=date(2026, 11, 16),
            felt=Felt.STEDFORTREDER,
            til="sosiallærer",
            hvorfor="Torsdagene skal også dekkes.",
        ),
        Endring(
            id="d0000002",
            dato=date(2026, 11, 16),
            felt=Felt.TIL,
            fra="2026-11-27",
            til="2026-12-18",
            hvorfor="Tiltaket virker, og eleven vil at det fortsetter til jul.",
        ),
    ),
)

_GRUPPER = Tiltak(
    id="t0000002",
    tiltak="Læreren setter grupper og plasser i alle fag, og bruker klassekartet",
    nivaa=Nivaa.KLASSE,
    ansvarlig="kontaktlærer",
    besluttet=date(2026, 10, 19),
    fra=date(2026, 10, 20),
    til=date(2027, 1, 29),
    evalueres=date(2026, 11, 16),
    evalueringer=(
        Evaluering(
            id="e0000002",
            dato=date(2026, 11, 16),
            gjennomfoert=Gjennomfoert.JA,
            utfall=Utfall.GOD,
            elev="Jeg gruer meg ikke til gruppearbeid lenger.",
            foresatte="Enige med eleven.",
            skolen="Alle faglærere følger klassekartet.",
            beslutning=Beslutning.BEHOLD,
            neste=date(2026, 12, 7),
        ),
    ),
)

_SAMTALE = Tiltak(
    id="t0000003",
    tiltak="Ukentlig samtale med sosiallærer, hver tirsdag etter andre time. Eleven bestemmer selv "
    "hva samtalen skal handle om, og hva som fortelles videre.\n\nSosiallærer skriver kort logg.",
    nivaa=Nivaa.ELEV,
    ansvarlig="sosiallærer",
    besluttet=date(2026, 10, 19),
    fra=date(2026, 10, 20),
    evalueres=date(2026, 12, 7),
    avsluttet=Avslutning(
        dato=date(2026, 11, 18),
        hvorfor="Eleven vil heller snakke med helsesykepleier, og har fått time der.",
    ),
)

_TUR = Tiltak(
    id="t0000004",
    tiltak="Opplegg med faste grupper på klassens dager ute",
    nivaa=Nivaa.GRUPPE,
    ansvarlig="trinnleder",
    stedfortreder="rådgiver",
    besluttet=date(2026, 11, 18),
    fra=date(2026, 11, 23),
    til=date(2026, 12, 18),
    evalueres=date(2026, 12, 7),
)

HEL_SAK = Sak(
    sak=SAKSNUMMER,
    kjede="trygt-og-godt",
    opprettet=date(2026, 10, 12),
    elev=Elev(
        navn="Oppdiktet Elevsen",
        klasse="8B",
        foresatte=(
            Foresatt(navn="Oppdiktet Mor Elevsen", relasjon="mor"),
            Foresatt(navn="Oppdiktet Far Elevsen", relasjon="far"),
        ),
    ),
    involverte=(
        Involvert(alias="Elev B", navn="Tenkt Medelev", klasse="8B"),
        Involvert(alias="Elev C"),
    ),
    hendelser=_HENDELSER,
    aktivitetsplan=Aktivitetsplan(
        problem="Eleven holdes utenfor i friminuttene av en gruppe i klassen. Tenkt Medelev og Elev C "
        "bestemmer hvem som får være med, og flere følger etter.\n\n"
        "Det skjer mest i storefri og på vei til gymsalen, og har vart siden skolestart.",
        maal="Eleven har noen å være sammen med i hvert friminutt, og sier selv at skoledagen er "
        "trygg og god.",
        elevens_stemme="Jeg vil at det skal være vanlig. Jeg vil ikke at noen skal få straff.",
        elevens_stemme_om_tiltakene="Det er fint med en voksen, men ikke rett ved siden av meg. "
        "Jeg vil være med og bestemme gruppene.",
        elevens_stemme_dato=date(2026, 10, 15),
        elevens_stemme_hoert_av="kontaktlærer",
        foresattes_syn="Foreldrene er enige i tiltakene. De ber om en kort melding hver fredag.",
        barnets_beste="Det beste for eleven er å bli i klassen og få venner der. Eleven er tydelig på "
        "at et klassebytte ville kjennes som en straff. Hensynet til de andre elevene går ikke foran.",
        ansvarlig_i_ledelsen="rektor",
        tiltak=(_FRIMINUTT, _GRUPPER, _SAMTALE, _TUR),
    ),
)


def bilde_av(
    sak: Sak,
    today: date,
    fra: date | None = STATSFORVALTEREN_FRA,
    plan: Plan = PLAN,
    mottaker: Mottaker = SKOLEN_SELV,
    maalform: Maalform = Maalform.BOKMAAL,
) -> Saksbilde:
    """Return a case as a document is given it."""
    grunnlag = Saksgrunnlag(statsforvalteren_fra=fra)
    return saksbilde(sak, plan, today, mottaker=mottaker, maalform=maalform, grunnlag=grunnlag)
