"""A decision on exclusion or ordered change of school, with its grounds and the way to appeal."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.sak import Hendelse
from sosialplan.model.sakspapirer import Vedtak, Vedtaksslag
from sosialplan.rules.kalender.day_counting import amount
from sosialplan.rules.saksplikter import HJEMLER, VEDTAK, appeal_deadline, last_day_of_exclusion
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel, Opplysning, dagen, opplysning
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import (
    UTEN_DAG,
    Avslag,
    Dager,
    Sakshode,
    bunntekst,
    kontaktpersoner,
    sakshode,
    tittel,
)
from sosialplan.views.dokumentdeler.sakskrav import savn

ORD = {
    Vedtaksslag.BORTVISNING: "Bortvisning fra undervisningen",
    Vedtaksslag.SKOLEBYTTE: "Pålagt bytte av skole",
}


@dataclass(frozen=True, slots=True)
class Klage:
    """The way to appeal: how long by law, and the last day if it arrived on ``fra``.

    ``mottatt`` tells whether ``fra`` is the day it did arrive, or the day it was decided.
    """

    lenge: str
    fra: str
    frist: str | None
    mottatt: bool
    hjemmel: str | None


@dataclass(frozen=True, slots=True)
class Enkeltvedtak:
    """The template's ``dok``. ``til`` is of an exclusion, ``ny_skole`` of a change.

    ``for_lenge`` is the longest that the law lets an exclusion last, where this one is longer.
    """

    tittel: str
    bunntekst: str
    hode: Sakshode
    bortvisning: bool
    ordet: str
    hjemmel: str | None
    vedtatt: str
    vedtatt_av: Opplysning
    fra: str
    til: str | None
    for_lenge: str | None
    ny_skole: Opplysning | None
    forhaandsvarslet: Opplysning
    faktum: Opplysning
    mildere_tiltak: Opplysning
    elev: Opplysning
    foresatte: Opplysning
    barnets_beste: Opplysning
    begrunnelse: Opplysning
    klage: Klage
    innsyn: str | None
    kontakt: tuple[str, ...]
    versjon: int | None = None
    mangler: tuple[Mangel, ...] = ()


def dager(_: Saksbilde) -> Dager:
    """Return one: of a case without a decision it is not made."""
    return UTEN_DAG


def ikke_vedtatt(bilde: Saksbilde) -> Avslag | None:
    """Return why there is no letter: nothing is decided that needs an enkeltvedtak."""
    if _decided(bilde) is not None:
        return None
    return Avslag(
        "Saken har ikke noe enkeltvedtak. En plan er ikke et enkeltvedtak. "
        "Det er bare bortvisning og pålagt skolebytte.",
        f"Er noe av det vedtatt, skriv det først: sosialplan vedtak {bilde.sak.sak}",
    )


def enkeltvedtak(bilde: Saksbilde) -> Enkeltvedtak:
    """Shape the decision of the day that was asked for, else the latest."""
    found = _decided(bilde)
    if found is None:
        raise LookupError(VEDTAK)
    entry, vedtak = found
    excluded = vedtak.slag is Vedtaksslag.BORTVISNING

    def said(text: str | None, felt: str) -> Opplysning:
        return opplysning(bilde.tekst(text), savn(bilde, felt))

    dokument = Enkeltvedtak(
        tittel=tittel(bilde, "enkeltvedtak"),
        bunntekst=bunntekst(bilde),
        hode=sakshode(bilde),
        bortvisning=excluded,
        ordet=bilde.si(ORD[vedtak.slag]),
        hjemmel=bilde.paragraf(HJEMLER[vedtak.slag], entry.dato),
        vedtatt=lang_dato(entry.dato),
        vedtatt_av=opplysning(bilde.utfoert_av(entry, med_navn=True), savn(bilde, "vedtatt_av")),
        fra=lang_dato(vedtak.fra),
        til=lang_dato(vedtak.til) if vedtak.til else None,
        for_lenge=_too_long(bilde, vedtak) if excluded else None,
        ny_skole=None if excluded else said(vedtak.ny_skole, "ny_skole"),
        forhaandsvarslet=dagen(vedtak.forhaandsvarslet, savn(bilde, "forhåndsvarsel")),
        faktum=said(vedtak.faktum, "vedtakets_faktum"),
        mildere_tiltak=said(vedtak.mildere_tiltak, "mildere_tiltak"),
        elev=said(bilde.stemme(entry.elevens_stemme), "elevens_syn_på_vedtaket"),
        foresatte=said(vedtak.foresattes_syn, "foresattes_syn_på_vedtaket"),
        barnets_beste=said(vedtak.barnets_beste, "barnets_beste_i_vedtaket"),
        begrunnelse=said(vedtak.begrunnelse, "vedtakets_begrunnelse"),
        klage=_appeal(bilde, entry, vedtak),
        innsyn=bilde.paragraf("partsinnsyn", entry.dato),
        kontakt=kontaktpersoner(bilde),
    )
    return replace(dokument, mangler=tuple(_lacking(dokument)))


def _decided(bilde: Saksbilde) -> tuple[Hendelse, Vedtak] | None:
    asked = bilde.valg.dato
    found = [
        (each, each.vedtak)
        for each in bilde.som(Betydning.VEDTAK)
        if each.vedtak and asked in {None, each.dato}
    ]
    return found[-1] if found else None


def _too_long(bilde: Saksbilde, vedtak: Vedtak) -> str | None:
    longest = last_day_of_exclusion(bilde.plan, vedtak.fra)
    if longest is None or vedtak.til is None or vedtak.til <= longest[0]:
        return None
    number, _, unit = longest[1].partition(" ")
    return f"{number} {bilde.si(unit)}"


def _appeal(bilde: Saksbilde, entry: Hendelse, vedtak: Vedtak) -> Klage:
    told = vedtak.underrettet
    told = told if told is not None and told <= bilde.today else None
    start = told or entry.dato
    last, why = appeal_deadline(bilde.plan, start)
    number, _, unit = (
        amount(why.antall or 0, why.enhet).partition(" ") if why.enhet else ("", "", "")
    )
    return Klage(
        lenge=f"{number} {bilde.si(unit)}".strip(),
        fra=lang_dato(start),
        frist=lang_dato(last) if last else None,
        mottatt=told is not None,
        hjemmel=why.hjemmel,
    )


def _lacking(dokument: Enkeltvedtak) -> Iterator[Mangel]:
    """Yield what is missing, in the order in which the document names it."""
    found = (
        dokument.vedtatt_av,
        dokument.ny_skole,
        dokument.forhaandsvarslet,
        dokument.faktum,
        dokument.mildere_tiltak,
        dokument.elev,
        dokument.foresatte,
        dokument.barnets_beste,
        dokument.begrunnelse,
    )
    yield from (each.mangel for each in found if each and each.mangel)
