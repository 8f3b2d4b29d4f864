"""The activity plan of opplæringslova § 12-4 as a document: everything its reader must find.

Shaped as of a day: later facts are left out. What the law or the school's plan asks for and
nobody has written is named where it is missing, and listed with the command that fills it.
"""

from dataclasses import dataclass, fields, replace
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel, Opplysning, dagen, opplysning
from sosialplan.views.dokumentdeler.medvirkning import Medvirkning, medvirkning
from sosialplan.views.dokumentdeler.planendringer import Planendring, planendringer, versjonsdager
from sosialplan.views.dokumentdeler.planmangler import PLANPLIKTEN, etter_loven
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import (
    UTEN_DAG,
    Dager,
    Sakshode,
    bunntekst,
    sakshode,
    tittel,
)
from sosialplan.views.dokumentdeler.tiltakskort import Tiltakskort, tiltakskort, tiltaksmangler
from sosialplan.views.dokumentdeler.varsling import (
    Statsforvalteren,
    rektor_varslet,
    statsforvalteren,
)


@dataclass(frozen=True, slots=True)
class Planhode(Sakshode):
    """Who the plan is about, who answers for it, and which version it is.

    ``rektor_varslet`` and ``laget`` are None where the chain has no such step, ``hjemmel`` where the
    law does not ask for a plan: then it is made by the school's own plan.
    """

    ansvarlig_i_ledelsen: Opplysning
    rektor_varslet: Opplysning | None
    laget: Opplysning | None
    versjon: int
    sist_endret: str | None
    hjemmel: str | None
    godkjent: str


@dataclass(frozen=True, slots=True)
class Sending:
    """A copy that was sent: the day, and to whom."""

    dato: str
    mottakere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plandokument:
    """The template's ``plan``. Texts are plain, dates are words, nothing is escaped yet.

    ``tittel`` and ``bunntekst`` name the case by its number only.
    """

    tittel: str
    bunntekst: str
    versjon: int
    ordet: str
    hode: Planhode
    problem: Opplysning
    maal: Opplysning
    tiltak: tuple[Tiltakskort, ...]
    ingen_tiltak: Mangel | None
    medvirkning: Medvirkning
    sendinger: tuple[Sending, ...]
    ikke_sendt: Mangel | None
    statsforvalteren: Statsforvalteren
    endringer: tuple[Planendring, ...]
    mangler: tuple[Mangel, ...] = ()


def har_plan(bilde: Saksbilde) -> bool:
    """Tell whether a plan was made, or measures decided."""
    return bool(bilde.tiltak) or bilde.dag(Betydning.SKRIFTLIG_PLAN) is not None


def dager(bilde: Saksbilde) -> Dager:
    """Return one where there is a plan."""
    return UTEN_DAG if har_plan(bilde) else ()


def aktivitetsplan(bilde: Saksbilde) -> Plandokument:
    """Shape the plan of a case. The law is that of the day the plan was made."""
    plan, skrevet, laget = bilde.plan, bilde.skrevet, bilde.dag(Betydning.SKRIFTLIG_PLAN)
    hode = _hode(bilde, laget)
    sendinger = _sendinger(bilde)
    word = plan.skole.ordet_for_planen
    dokument = Plandokument(
        tittel=tittel(bilde, word, hode.versjon),
        bunntekst=bunntekst(bilde, hode.versjon),
        versjon=hode.versjon,
        ordet=word,
        hode=hode,
        problem=opplysning(bilde.tekst(skrevet.problem), bilde.mangel("problem")),
        maal=opplysning(bilde.tekst(skrevet.maal), bilde.mangel("mål")),
        tiltak=tuple(tiltakskort(each, bilde) for each in bilde.tiltak),
        ingen_tiltak=None if bilde.tiltak else bilde.mangel("tiltak"),
        medvirkning=medvirkning(bilde),
        sendinger=sendinger,
        ikke_sendt=_not_sent(bilde, sendinger),
        statsforvalteren=statsforvalteren(bilde, laget or bilde.today),
        endringer=planendringer(bilde, laget),
    )
    return replace(dokument, mangler=_mangler(dokument))


def _hode(bilde: Saksbilde, laget: date | None) -> Planhode:
    days, top = versjonsdager(bilde), sakshode(bilde)
    return Planhode(
        **{each.name: getattr(top, each.name) for each in fields(top)},
        ansvarlig_i_ledelsen=opplysning(
            bilde.ansvarlig(bilde.skrevet.ansvarlig_i_ledelsen),
            bilde.mangel("ansvarlig_i_ledelsen"),
        ),
        rektor_varslet=rektor_varslet(bilde),
        laget=dagen(laget, bilde.mangel("laget")) if bilde.har(Betydning.SKRIFTLIG_PLAN) else None,
        versjon=1 + len(days),
        sist_endret=lang_dato(days[-1]) if days else None,
        hjemmel=(
            bilde.paragraf(PLANPLIKTEN, laget or bilde.today)
            if bilde.kjede is not None and etter_loven(bilde.kjede)
            else None
        ),
        godkjent=bilde.godkjent,
    )


def _sendinger(bilde: Saksbilde) -> tuple[Sending, ...]:
    return tuple(
        Sending(lang_dato(each.dato), each.mottakere)
        for each in bilde.som(Betydning.PLAN_SENDT)
        if each.mottakere
    )


def _not_sent(bilde: Saksbilde, sendinger: tuple[Sending, ...]) -> Mangel | None:
    """Return that nobody wrote down the sending, in the school's own copy and a chain that sends it."""
    asked = bilde.har(Betydning.PLAN_SENDT) and not bilde.mottaker.ute
    return bilde.mangel("sendt") if asked and not sendinger else None


def _mangler(dokument: Plandokument) -> tuple[Mangel, ...]:
    """Return everything that is missing, in the order in which the document names it."""
    hode, voices = dokument.hode, dokument.medvirkning
    found = (
        hode.ansvarlig_i_ledelsen.mangel,
        hode.rektor_varslet.mangel if hode.rektor_varslet else None,
        hode.laget.mangel if hode.laget else None,
        dokument.problem.mangel,
        dokument.maal.mangel,
        dokument.ingen_tiltak,
        *tiltaksmangler(dokument.tiltak),
        *voices.mangler,
        voices.foresattes_syn.mangel,
        voices.barnets_beste.mangel,
        dokument.ikke_sendt,
    )
    return tuple(mangel for mangel in found if mangel)
