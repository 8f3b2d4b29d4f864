"""The review for Statsforvalteren: every duty of § 12-4, who was heard, what lacks, the documents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sosialplan.model.sak import Evaluering, Hendelse
from sosialplan.tekster.maalform import talt
from sosialplan.views.datoer import kort_dato
from sosialplan.views.dokumentdeler.aktivitetsplikten import (
    Pliktgang,
    Stand,
    ikke_registrert,
    pliktganger,
)
from sosialplan.views.dokumentdeler.mangler import Mangel, grunn
from sosialplan.views.dokumentdeler.medvirkning import TAKKET_NEI, hoerte
from sosialplan.views.dokumentdeler.nedtegnelser import SENERE, USETT
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import (
    SakenVedSiden,
    Sakshode,
    Vedlegg,
    bunntekst,
    saken_ved_siden,
    sakshode,
    tittel,
)
from sosialplan.views.sakspapirord import UTEN_GRUNN, aapent_words, moved_words

_IKKE = "Det er ikke registrert at"


@dataclass(frozen=True, slots=True)
class Pliktrad:
    """A row of the table, in words; an empty text where there is nothing to say."""

    plikt: str
    hva: str
    oppsto: str
    frist: str
    gjort: str
    skrevet: str
    stand: str


@dataclass(frozen=True, slots=True)
class Hoerelinje:
    """Someone was heard: when, who, by whom, and when it was written down."""

    dato: str
    hvem: str
    av: str
    hva: str
    skrevet: str


@dataclass(frozen=True, slots=True)
class Tilsyn:
    """The template's ``dok``. ``mangler`` are those of the plan as it is; they stand in ``hull``."""

    tittel: str
    bunntekst: str
    versjon: int | None
    hode: Sakshode
    antall: str
    rader: tuple[Pliktrad, ...]
    hoert: tuple[Hoerelinje, ...]
    hull: tuple[str, ...]
    vedlegg: tuple[Vedlegg, ...]
    tilbakeholdt: tuple[str, ...]
    ved_siden: SakenVedSiden | None = None
    mangler: tuple[Mangel, ...] = ()


def tilsyn(bilde: Saksbilde, vedlegg: Sequence[Vedlegg], mangler: Sequence[Mangel]) -> Tilsyn:
    """Shape the review; ``mangler`` are what the case's own documents lack."""
    bilde = replace(bilde, datoform=kort_dato)  # the columns are six, and narrow
    rows = pliktganger(bilde)
    return Tilsyn(
        tittel=tittel(bilde, "oversikt til Statsforvalteren"),
        bunntekst=bunntekst(bilde),
        versjon=None,
        hode=sakshode(bilde),
        antall=_count(rows),
        rader=tuple(_row(row) for row in rows),
        hoert=tuple(_heard(bilde)),
        hull=tuple(dict.fromkeys(_gaps(bilde, rows, mangler))),
        vedlegg=tuple(vedlegg),
        tilbakeholdt=tuple(f"{each.hva}: {each.hvorfor}" for each in bilde.tilbakeholdt),
        ved_siden=saken_ved_siden(bilde),
    )


def _count(rows: Sequence[Pliktgang]) -> str:
    kept = sum(row.stand is Stand.HOLDT for row in rows)
    late = sum(row.stand is Stand.FOR_SENT for row in rows)
    undone = sum(row.stand is Stand.IKKE_GJORT and row.frist is not None for row in rows)
    without = sum(row.stand is Stand.UTEN_DEM for row in rows)
    alle = kept + late + undone + without
    said = (
        f"{alle} {'frist' if alle == 1 else 'frister'} er ute. {kept} ble holdt, "
        f"{late or 'ingen'} ble gjort for sent, {undone or 'ingen'} er ikke registrert."
    )
    return (
        f"{said} {without} er gjort uten elev eller foresatte, eller av en saken er skjermet for, og ikke holdt."
        if without
        else said
    )


def _row(row: Pliktgang) -> Pliktrad:
    due = kort_dato(row.frist) if row.frist else ""
    late = f" ({talt(row.sent, 'dag', 'dager')} etter)" if row.sent else ""
    return Pliktrad(
        plikt=row.plikt,
        hva=row.hva,
        oppsto=kort_dato(row.oppsto) if row.oppsto else "",
        frist=", ".join(part for part in (due, row.grunnlag) if part),
        gjort=kort_dato(row.gjort) if row.gjort else "",
        skrevet=(kort_dato(row.skrevet) + late + row.kilde) if row.skrevet else "",
        stand=f"{row.stand.value}: {row.hvorfor}" if row.hvorfor else row.stand.value,
    )


def _heard(bilde: Saksbilde) -> Iterator[Hoerelinje]:
    """Yield everyone that the case says was heard, in order of date."""
    for each in hoerte(bilde):
        who = ["eleven"] if each.elev else []
        who += [f"eleven ({TAKKET_NEI})"] if each.takket_nei else []
        who += ["de foresatte"] if each.foresatte else []
        yield Hoerelinje(
            dato=kort_dato(each.dato),
            hvem=", ".join((*who, *each.andre)),
            av=bilde.utfoert_av(each.foert) or "",
            hva=each.hva,
            skrevet=_written(bilde, each.kilde) if each.kilde else "",
        )


def _written(bilde: Saksbilde, each: Hendelse | Evaluering) -> str:
    known = bilde.grunnlag.lagret.get(each.id)
    if known:
        return f"{kort_dato(known)}{SENERE}"
    said = kort_dato(date.fromisoformat(each.registrert[:10])) if each.registrert else ""
    return f"{said}{USETT}" if said and bilde.grunnlag.is_unseen(each.id) else said


def _gaps(bilde: Saksbilde, rows: Sequence[Pliktgang], mangler: Sequence[Mangel]) -> Iterator[str]:
    """Yield what nobody wrote down, and what was not done when it was closed, as whole sentences.

    First what the one who made the review cannot know.
    """
    unread = bilde.grunnlag.ulest
    if unread is not None:
        yield (
            f"Den som laget denne oversikten, kan ikke lese historikken til saken fra {kort_dato(unread.fra)} til "
            f"{kort_dato(unread.til)}. Når det som sto da, ble skrevet ned, er ikke holdt mot historikken. "
            f"I tabellene står det «{USETT.strip(', ')}»."
        )
    yield from _of_the_end(bilde)
    yield from (f"{_IKKE} {each}." for each in ikke_registrert(bilde))
    for row in rows:
        if row.stand is Stand.UTEN_DEM and row.gjort:
            yield f"{row.hva} ble gjort {kort_dato(row.gjort)} {row.hvorfor}."
        if row.stand is Stand.IKKE_GJORT and row.frist and row.plikt == "Evaluere":
            yield f"{_IKKE} {row.hva[:1].lower()}{row.hva[1:]} ble evaluert innen {kort_dato(row.frist)}."
        if row.gjort and row.skrevet is None:
            yield f"Det er ikke registrert når dette ble skrevet: {row.hva}, {kort_dato(row.gjort)}."
    for lack in mangler:
        if lack.ellers:  # a day that passed, and told above
            continue
        ground = grunn(lack)
        yield f"{lack.sentence}" + (f" ({ground})" if ground else "")


def _of_the_end(bilde: Saksbilde) -> Iterator[str]:
    """Yield what was not done when the case was closed, with the reason, and where the pupil went."""
    ended = bilde.lukket
    if ended is None:
        return
    if ended.flyttet is not None:
        yield from (f"{each}." for each in moved_words(ended, ended.flyttet, dag=kort_dato))
    if bilde.grunnlag.aapent:
        yield f"Ikke gjort da saken ble avsluttet: {'; '.join(aapent_words(bilde.grunnlag.aapent, dag=kort_dato))}."
        why = bilde.stemme(ended.likevel)
        yield f"Avsluttet likevel: {why}" if why else UTEN_GRUNN
