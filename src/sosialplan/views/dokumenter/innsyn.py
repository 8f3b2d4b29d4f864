"""What is written of a pupil, for the pupil or a guardian who asks to see it: all of it, in order.

What is not in it is told, with its ground.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sosialplan.model.rettelser import gjeldende, struck
from sosialplan.model.sak import Hendelse, Utfall
from sosialplan.rules.explanation import apply_rule
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel
from sosialplan.views.dokumentdeler.medvirkning import VILLE_IKKE
from sosialplan.views.dokumentdeler.nedtegnelser import Nedtegnelse, nedtegnelse
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import (
    Sakshode,
    Vedlegg,
    bunntekst,
    kontaktpersoner,
    sakshode,
    tittel,
)
from sosialplan.views.dokumentdeler.samtykkestilling import samtykkesetning
from sosialplan.views.forklaring import fristord
from sosialplan.views.kopier.utlevert import IKKE_UTLEVERT, til_mottaker
from sosialplan.views.sakspapirord import TRYGT, aapent_words, moved_words

INNSYN, DOKUMENTINNSYN, PARTSINNSYN = "innsyn", "dokumentinnsyn", "partsinnsyn"
AVSLAG, KLAGE_INNSYN, SVAR = "avslag-på-innsyn", "klage-på-innsyn", "innsyn-svar"
_UTFALL = {
    Utfall.GOD: "Tiltakene virket.",
    Utfall.DELVIS: "Tiltakene virket delvis.",
    Utfall.INGEN: "Tiltakene virket ikke.",
}


@dataclass(frozen=True, slots=True)
class Svarfrist:
    """When the school got the question and must answer; both None where nobody said when.

    ``lenge`` is how long it has, by the rule.
    """

    mottatt: str | None = None
    senest: str | None = None
    lov: str | None = None
    lenge: str | None = None


@dataclass(frozen=True, slots=True)
class Innslag:
    """One entry, and what it says besides: an outcome, an answer, a decision."""

    post: Nedtegnelse
    hva: str
    ogsaa: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HoldtTilbake:
    """What is kept back, and the ground."""

    hva: str
    hvorfor: str


@dataclass(frozen=True, slots=True)
class Klagevei:
    """Where one who was refused may go: by which law, to whom, and until when.

    ``avslag`` is the law that says what a refusal must tell, ``senest`` None where no day is known.
    """

    avslag: str | None
    hjemmel: str | None
    lenge: str | None
    senest: str | None


@dataclass(frozen=True, slots=True)
class Innsyn:
    """The template's ``dok``. ``lov`` are the laws that give the right to see."""

    tittel: str
    bunntekst: str
    versjon: int | None
    hode: Sakshode
    frist: Svarfrist
    lov: tuple[str, ...]
    beskrivelse: str | None
    innslag: tuple[Innslag, ...]
    utlevert: tuple[Vedlegg, ...]
    vedlegg: tuple[Vedlegg, ...]
    tilbakeholdt: tuple[HoldtTilbake, ...]
    klage: Klagevei
    kontakt: tuple[str, ...]
    mangler: tuple[Mangel, ...] = ()


def innsyn(
    bilde: Saksbilde, frist: Svarfrist, vedlegg: Sequence[Vedlegg], interne: Sequence[str]
) -> Innsyn:
    """Shape the answer; ``interne`` are documents the school made for its own work only."""
    return Innsyn(
        tittel=tittel(bilde, "innsyn i saken"),
        bunntekst=bunntekst(bilde),
        versjon=None,
        hode=sakshode(bilde),
        frist=replace(frist, lenge=_how_long(bilde)),
        lov=tuple(_laws(bilde)),
        beskrivelse=bilde.tekst(bilde.sak.beskrivelse),
        innslag=tuple(_entry(bilde, each) for each in bilde.hendelser),
        utlevert=tuple(_copies(bilde)),
        vedlegg=tuple(vedlegg),
        tilbakeholdt=tuple(_kept_back(bilde, interne)),
        klage=_complaint(bilde),
        kontakt=kontaktpersoner(bilde),
    )


def _laws(bilde: Saksbilde) -> Iterator[str]:
    """Yield where the right to see stands; the party's own right only where something was decided.

    A plan is no enkeltvedtak: Kunnskapsdepartementet, 28 September 2018.
    """
    decided = any(each.vedtak for each in bilde.hendelser)
    for code in (INNSYN, DOKUMENTINNSYN, *((PARTSINNSYN,) if decided else ())):
        law = bilde.paragraf(code, bilde.today)
        if law:
            yield law


def _complaint(bilde: Saksbilde) -> Klagevei:
    rule = fristord(bilde.plan, KLAGE_INNSYN, bilde.today)
    counted = apply_rule(
        bilde.plan, kalender_of(bilde.plan.ruter), KLAGE_INNSYN, bilde.today, "svaret"
    )
    number, _, unit = rule.antall.partition(" ") if rule else ("", "", "")
    last = counted.telling.dato
    return Klagevei(
        avslag=bilde.paragraf(AVSLAG, bilde.today),
        hjemmel=counted.hjemmel,
        lenge=f"{number} {bilde.si(unit)}" if rule else None,
        senest=lang_dato(last) if last else None,
    )


def _entry(bilde: Saksbilde, entry: Hendelse) -> Innslag:
    name = bilde.hendelsesnavn(entry)
    shown = name if entry.vedtak or bilde.har_steg(entry.steg) else name.replace("-", " ")
    return Innslag(nedtegnelse(bilde, entry), shown, tuple(_besides(bilde, entry)))


def _besides(bilde: Saksbilde, entry: Hendelse) -> Iterator[str]:
    """Yield what the entry says in codes and days, as short sentences."""
    if entry.utfall:
        yield bilde.si(_UTFALL[entry.utfall])
    consent = samtykkesetning(bilde, entry)
    if consent:
        yield consent
    if entry.mottakere:
        who = ", ".join(bilde.rolle(each) or each for each in entry.mottakere)
        yield f"{bilde.si('Sendt til')} {who}."
    if entry.etterkontroll:
        yield f"{bilde.si('Avtalt etterkontroll')}: {lang_dato(entry.etterkontroll)}."
    if entry.ansvarlig and entry.frist:
        yield f"{bilde.rolle(entry.ansvarlig)}, {bilde.si('innen')} {lang_dato(entry.frist)}."
    if entry.innkalling:
        call = entry.innkalling
        yield f"{lang_dato(call.moetedag)} kl. {call.klokkeslett}, {call.sted}. {call.formaal}"
    yield from _of_the_pupil(bilde, entry)
    if entry.retter:
        yield bilde.si("Dette retter noe som sto her før.")


def _of_the_pupil(bilde: Saksbilde, entry: Hendelse) -> Iterator[str]:
    """Yield whether it is safe, that the pupil declined or moved, and what was not done at the end."""
    if entry.takket_nei:
        yield bilde.si(VILLE_IKKE)
    if entry.tilbys_igjen:
        yield f"{bilde.si('Eleven får tilbudet på nytt')}: {lang_dato(entry.tilbys_igjen)}."
    if entry.trygt:
        yield bilde.si(TRYGT[entry.trygt])
    if entry.flyttet:
        yield from (f"{each}." for each in moved_words(entry, entry.flyttet, bilde.si, lang_dato))
    if bilde.lukket is not None and entry.id == bilde.lukket.id and bilde.grunnlag.aapent:
        left = "; ".join(aapent_words(bilde.grunnlag.aapent, bilde.si, lang_dato))
        yield f"{bilde.si('Ikke gjort da saken ble avsluttet')}: {left}."
    if entry.likevel:
        yield f"{bilde.si('Avsluttet likevel')}: {entry.likevel.strip()}"


def _copies(bilde: Saksbilde) -> Iterator[Vedlegg]:
    """Yield each copy that left the school: whoever reads may know who has read of them."""
    for each in (*gjeldende(bilde.sak.utleveringer), *struck(bilde.sak.utleveringer)):
        if each.dato <= bilde.today:
            name = each.dokument[:1].upper() + each.dokument[1:].replace("-", " ")
            version = f", {bilde.si('versjon')} {each.versjon}" if each.versjon else ""
            yield Vedlegg(
                f"{name}{version}",
                lang_dato(each.dato),
                til_mottaker(each.mottaker, bilde.plan),
                None,
                bilde.si(IKKE_UTLEVERT) if each.utgaar else "",
            )


def _kept_back(bilde: Saksbilde, interne: Sequence[str]) -> Iterator[HoldtTilbake]:
    for each in bilde.tilbakeholdt:
        yield HoldtTilbake(bilde.si(each.hva), bilde.si(each.hvorfor))
    ground = bilde.paragraf("internt-dokument", bilde.today)
    for name in interne:
        why = bilde.si("laget for skolens eget arbeid")
        facts = bilde.si("Det som har skjedd, står i lista over.")
        law = f" ({ground})" if ground else ""
        yield HoldtTilbake(f"{name[:1].upper()}{name[1:]}", f"{why}{law}. {facts}")


def _how_long(bilde: Saksbilde) -> str | None:
    """Return how long the school has to answer, in the reader's form of Norwegian."""
    rule = fristord(bilde.plan, SVAR, bilde.today)
    number, _, unit = rule.antall.partition(" ") if rule else ("", "", "")
    return f"{number} {bilde.si(unit)}" if unit else None


def svarfrist(mottatt: date | None, senest: date | None, lov: str | None) -> Svarfrist:
    """Return when an answer must be there, in words."""
    return Svarfrist(
        lang_dato(mottatt) if mottatt else None, lang_dato(senest) if senest else None, lov
    )
