"""What the pupil and the guardians can ask of the school, and where they can go if it does not help.

A letter states the law of the day it is made. The duty to act is that of the case: where it arose under
another law, that one is named too.
"""

from dataclasses import dataclass
from datetime import date

from sosialplan.rules.ved_siden import ANSATT_KRENKER
from sosialplan.views.dokumentdeler.mangler import Mangel
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import (
    SakenVedSiden,
    Sakshode,
    bunntekst,
    kontaktpersoner,
    saken_ved_siden,
    sakshode,
    tittel,
)
from sosialplan.views.dokumentdeler.varsling import (
    Statsforvalteren,
    skolen_visste,
    statsforvalteren,
)


@dataclass(frozen=True, slots=True)
class Lovstedene:
    """Where each right stands; None where no law of the day is known."""

    skolemiljoe: str | None
    aktivitetsplikt: str | None
    medvirkning: str | None
    innsyn: str | None
    informasjon: str | None
    ansatt_krenker: str | None


@dataclass(frozen=True, slots=True)
class Rettigheter:
    """The template's ``dok``."""

    tittel: str
    bunntekst: str
    hode: Sakshode
    ordet: str
    lov: Lovstedene
    statsforvalteren: Statsforvalteren
    kontakt: tuple[str, ...]
    ved_siden: SakenVedSiden | None = None
    versjon: int | None = None
    mangler: tuple[Mangel, ...] = ()
    savnes: tuple[Mangel, ...] = ()


def rettigheter(bilde: Saksbilde) -> Rettigheter:
    """Shape the information for one case."""
    known = skolen_visste(bilde)
    on = known.dato if known else bilde.sak.opprettet
    named = bilde.skrevet.ansvarlig_i_ledelsen
    lacking = () if named else (bilde.mangel("ansvarlig_i_ledelsen"),)
    return Rettigheter(
        tittel=tittel(bilde, "rettigheter"),
        bunntekst=bunntekst(bilde),
        hode=sakshode(bilde),
        ordet=bilde.skole.ordet_for_planen,
        lov=_lov(bilde, on),
        statsforvalteren=statsforvalteren(bilde, bilde.today),
        kontakt=kontaktpersoner(bilde),
        ved_siden=saken_ved_siden(bilde),
        mangler=lacking,
        savnes=bilde.bare_i_utkast(lacking),
    )


def _lov(bilde: Saksbilde, arose: date) -> Lovstedene:
    def now(hjemmel: str) -> str | None:
        return bilde.paragraf(hjemmel, bilde.today)

    chain = bilde.kjede
    about_employee = chain is not None and chain.hjemmel == ANSATT_KRENKER
    return Lovstedene(
        skolemiljoe=now("skolemiljø"),
        aktivitetsplikt=_duty(bilde, arose),
        medvirkning=now("barnets-beste"),
        innsyn=now("innsyn"),
        informasjon=now("informasjon"),
        ansatt_krenker=now(ANSATT_KRENKER) if about_employee else None,
    )


def _duty(bilde: Saksbilde, arose: date) -> str | None:
    """Return where the duty stands, and where it stood when it arose, if that was another law."""
    now, then = (bilde.paragraf("aktivitetsplikt", day) for day in (bilde.today, arose))
    if now is None or then is None or now == then:
        return now or then
    return f"{now}. {bilde.si('Da saken begynte, sto det i')} {then}"
