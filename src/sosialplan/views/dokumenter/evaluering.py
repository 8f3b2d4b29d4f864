"""An evaluation: what was carried out, what it did, who says so, and what happens now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.sak import Beslutning, Evaluering, Gjennomfoert, Hendelse
from sosialplan.model.sakspapirer import Felt
from sosialplan.rules.facts import code_for
from sosialplan.rules.medvirkning import absent_from, absent_from_measure
from sosialplan.rules.tiltak import TiltakPaaDag
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel, Opplysning, dagen, opplysning
from sosialplan.views.dokumentdeler.medvirkning import VILLE_IKKE, er_moete, sagt_om_tiltak
from sosialplan.views.dokumentdeler.nedtegnelser import Nedtegnelse, nedtegnelse, roller_i
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import (
    Avslag,
    Dager,
    Sakshode,
    bunntekst,
    sakshode,
    tittel,
)
from sosialplan.views.dokumentdeler.sakskrav import savn
from sosialplan.views.dokumentdeler.tiltakskort import (
    BESLUTNING,
    GJENNOMFOERT,
    UTFALL,
    Tiltakskort,
    tiltakskort,
)
from sosialplan.views.sakspapirord import TRYGT, UTEN_GRUNN, aapent_words, moved_words

EVALUERER = (Betydning.EVALUERT, Betydning.R_TEAM_NY_VURDERING)


@dataclass(frozen=True, slots=True)
class Vurdert:
    """One measure on this day; ``hvorfor`` is None where it was carried out as agreed."""

    tiltak: Tiltakskort
    gjennomfoert: str
    hvorfor: Opplysning | None
    virkning: str
    elev: Opplysning
    foresatte: Opplysning
    skolen: Opplysning
    beslutning: Opplysning
    neste: Opplysning | None


@dataclass(frozen=True, slots=True)
class Avsluttet:
    """The closing of the case: the pupil's own word, when the school asks again, what was not done."""

    dato: str
    elevens_stemme: str | None
    etterkontroll: str | None
    sagt: tuple[str, ...]
    mangel: Mangel | None


@dataclass(frozen=True, slots=True)
class Evalueringsdokument:
    """The template's ``dok``. Without any evaluation ``dato`` is None and ``ikke_evaluert`` says so."""

    tittel: str
    bunntekst: str
    versjon: int | None
    hode: Sakshode
    dato: str | None
    ikke_evaluert: Mangel | None
    til_stede: Opplysning | None
    samlet: tuple[Nedtegnelse, ...]
    uten: tuple[Mangel, ...]
    utfall: str | None
    vurdert: tuple[Vurdert, ...]
    ikke_vurdert: tuple[Tiltakskort, ...]
    avsluttet: Avsluttet | None
    mangler: tuple[Mangel, ...] = ()


def dager(bilde: Saksbilde) -> Dager:
    """Return each day on which the case or a measure was evaluated."""
    days = {each.dato for each in bilde.som(*EVALUERER)}
    days |= {each.dato for tiltak in bilde.tiltak for each in tiltak.evalueringer}
    return tuple(sorted(days))


def evaluering(bilde: Saksbilde) -> Evalueringsdokument:
    """Shape the evaluation of the day that was asked for, else the latest."""
    day = _day(bilde)
    entries = tuple(each for each in bilde.som(*EVALUERER) if each.dato == day)
    judged = [(each, one) for each in bilde.tiltak for one in each.evalueringer if one.dato == day]
    done = {each.nummer for each, _ in judged}
    dokument = Evalueringsdokument(
        tittel=tittel(bilde, "evaluering"),
        bunntekst=bunntekst(bilde),
        versjon=None,
        hode=sakshode(bilde),
        dato=lang_dato(day) if day else None,
        ikke_evaluert=None if entries or judged else _not_done(bilde),
        til_stede=_present(bilde, day, judged) if day and (entries or judged) else None,
        uten=tuple(savn(bilde, f"{who}_med") for who in _absent(bilde, entries, judged)),
        samlet=tuple(nedtegnelse(bilde, each) for each in entries),
        utfall=next((bilde.si(UTFALL[each.utfall]) for each in entries if each.utfall), None),
        vurdert=tuple(_judged(bilde, each, one) for each, one in judged),
        ikke_vurdert=tuple(
            tiltakskort(each, bilde)
            for each in bilde.tiltak
            if each.nummer not in done and not each.avsluttet
        ),
        avsluttet=_closing(bilde),
    )
    return replace(dokument, mangler=tuple(_lacking(dokument)))


def ikke_evaluering(bilde: Saksbilde) -> Avslag | None:
    """Return why there is nothing to evaluate: no step of the chain asks for it, and there is no measure."""
    if bilde.kjede is None or bilde.har(Betydning.EVALUERT) or bilde.tiltak or _day(bilde):
        return None
    return Avslag(
        "Kjeden har ikke noe steg for evaluering, og saken har ingen tiltak.",
        "Se stegene: sosialplan kjeder " + bilde.kjede.kjede,
    )


def _not_done(bilde: Saksbilde) -> Mangel | None:
    return None if bilde.kjede and not bilde.har(Betydning.EVALUERT) else savn(bilde, "evaluert")


def _day(bilde: Saksbilde) -> date | None:
    """Return the day that was asked for, else the latest on which something was evaluated."""
    if bilde.valg.dato:
        return bilde.valg.dato
    days = [each.dato for each in bilde.som(*EVALUERER)]
    days += [one.dato for each in bilde.tiltak for one in each.evalueringer]
    return max(days, default=None)


def _present(
    bilde: Saksbilde, day: date, judged: list[tuple[TiltakPaaDag, Evaluering]]
) -> Opplysning:
    """Return who was there, by role, and whoever said something of a measure that day."""
    met = [
        each
        for each in bilde.hendelser
        if each.dato == day and (bilde.er(each, *EVALUERER) or er_moete(bilde, each))
    ]
    also = sorted(sagt_om_tiltak(judged)) if roller_i(bilde, met) else ()
    words = roller_i(bilde, met, also=also)
    first = judged[0][1] if judged else None
    lacking = savn(bilde, "til_stede", skriv=_where_to_write(bilde, day, met, first))
    return opplysning(words, lacking)


def _absent(
    bilde: Saksbilde, entries: Sequence[Hendelse], judged: Sequence[tuple[TiltakPaaDag, Evaluering]]
) -> Iterator[str]:
    """Yield those who must take part and did not, where it is written who did."""
    if bilde.kjede is None:
        return
    found = [absent_from(each, bilde.sak, bilde.kjede) for each in entries]
    if any(each.med or each.av for each in entries):
        yield from dict.fromkeys(who for each in found for who in each)
    elif not entries:
        found = [absent_from_measure(one, bilde.sak, bilde.kjede) for _, one in judged]
        yield from dict.fromkeys(who for each in found for who in each)


def _where_to_write(
    bilde: Saksbilde, day: date, met: list[Hendelse], first: Evaluering | None
) -> str:
    """Return the command under which those who were there are written down."""
    if met:
        return f"rett SAK {met[0].id}"
    if first is not None and bilde.har(Betydning.EVALUERT):
        outcome = f"--dato {day.isoformat()} --virkning {first.utfall.value}"
        return f"registrer SAK {code_for(bilde.kjede, Betydning.EVALUERT)} {outcome}"
    return f"registrer SAK møte --dato {day.isoformat()}"


def _judged(bilde: Saksbilde, each: TiltakPaaDag, one: Evaluering) -> Vurdert:
    def said(text: str | None, felt: str) -> Opplysning:
        return opplysning(bilde.tekst(text), savn(bilde, felt, id=one.id))

    as_agreed = one.gjennomfoert is Gjennomfoert.JA
    decided = bilde.si(BESLUTNING[one.beslutning]) if one.beslutning else None
    return Vurdert(
        tiltak=tiltakskort(each, bilde),
        gjennomfoert=bilde.si(GJENNOMFOERT[one.gjennomfoert]),
        hvorfor=None if as_agreed and not one.hvorfor else said(one.hvorfor, "hvorfor_ikke"),
        virkning=bilde.si(UTFALL[one.utfall]),
        elev=said(bilde.stemme(one.elev), "elev_om_tiltaket"),
        foresatte=said(bilde.stemme(one.foresatte), "foresatte_om_tiltaket"),
        skolen=said(one.skolen, "skolen_om_tiltaket"),
        beslutning=said(decided, "bestemt"),
        neste=_next(bilde, each, one),
    )


def _next(bilde: Saksbilde, each: TiltakPaaDag, one: Evaluering) -> Opplysning | None:
    """Return the day of the next evaluation; None for a measure that was ended."""
    if each.avsluttet or one.beslutning is Beslutning.AVSLUTT:
        return None
    planned = one.neste or each.dato(Felt.EVALUERES)
    day = planned if planned and planned > one.dato else None
    return dagen(day, savn(bilde, "neste_evaluering", id=one.id))


def _closing(bilde: Saksbilde) -> Avsluttet | None:
    ended = bilde.lukket
    if ended is None:
        return None
    said = bilde.stemme(ended.elevens_stemme)
    asked = said or ended.takket_nei
    again = lang_dato(ended.etterkontroll) if ended.etterkontroll else None
    return Avsluttet(
        dato=lang_dato(ended.dato),
        elevens_stemme=said,
        etterkontroll=again,
        sagt=tuple(_said(bilde, ended)),
        mangel=None if ended.flyttet or (asked and again) else savn(bilde, "avslutningen"),
    )


def _said(bilde: Saksbilde, ended: Hendelse) -> Iterator[str]:
    """Yield the answer to whether it is safe, where the pupil goes now, and what was not done."""
    if ended.takket_nei:
        yield bilde.si(VILLE_IKKE)
    elif ended.trygt:
        yield bilde.si(TRYGT[ended.trygt])
    if ended.flyttet:
        yield from (f"{each}." for each in moved_words(ended, ended.flyttet, bilde.si, lang_dato))
    left = "; ".join(aapent_words(bilde.grunnlag.aapent, bilde.si, lang_dato))
    if left:
        yield f"{bilde.si('Ikke gjort da saken ble avsluttet')}: {left}."
        why = bilde.stemme(ended.likevel)
        yield f"{bilde.si('Avsluttet likevel')}: {why}" if why else bilde.si(UTEN_GRUNN)


def _lacking(dokument: Evalueringsdokument) -> Iterator[Mangel]:
    """Yield what is missing, in the order in which the document names it."""
    yield from (each for each in (dokument.ikke_evaluert,) if each)
    if dokument.til_stede and dokument.til_stede.mangel:
        yield dokument.til_stede.mangel
    yield from dokument.uten
    for each in dokument.vurdert:
        parts = (each.hvorfor, each.elev, each.foresatte, each.skolen, each.beslutning, each.neste)
        yield from (part.mangel for part in parts if part and part.mangel)
    yield from (each.evalueres.mangel for each in dokument.ikke_vurdert if each.evalueres.mangel)
    if dokument.avsluttet and dokument.avsluttet.mangel:
        yield dokument.avsluttet.mangel
