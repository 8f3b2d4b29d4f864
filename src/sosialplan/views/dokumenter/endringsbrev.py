"""The letter that tells the family what was changed in the plan, when and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.sak import Evaluering, Hendelse
from sosialplan.rules.godkjenning import Planpunkt, came_after, punkt
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel
from sosialplan.views.dokumentdeler.planendringer import (
    Planendring,
    endringer_av,
    planendringer,
    versjonsdager,
)
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import (
    Avslag,
    Sakshode,
    bunntekst,
    kontaktpersoner,
    sakshode,
    tittel,
)
from sosialplan.views.dokumentdeler.sakskrav import savn
from sosialplan.views.dokumentdeler.tiltakskort import Tiltakskort, tiltakskort


@dataclass(frozen=True, slots=True)
class EndretTiltak:
    """A measure as it is now, and what happened to it since then, in order of date."""

    kort: Tiltakskort
    endringer: tuple[Planendring, ...]


@dataclass(frozen=True, slots=True)
class Endringsbrev:
    """The template's ``dok``. ``siden`` is None where the plan was never sent.

    ``savnes`` is what the school's own draft says is missing; a letter that is sent never does.
    """

    tittel: str
    bunntekst: str
    versjon: int
    hode: Sakshode
    ordet: str
    siden: str | None
    sist_sendt: bool
    tiltak: tuple[EndretTiltak, ...]
    antall: int
    kontakt: tuple[str, ...]
    mangler: tuple[Mangel, ...]
    savnes: tuple[Mangel, ...]


def endringsbrev(bilde: Saksbilde) -> Endringsbrev:
    """Shape the letter. What is told of, is what ``_is_told``."""
    word, laget = bilde.skole.ordet_for_planen, bilde.dag(Betydning.SKRIFTLIG_PLAN)
    version = 1 + len(versjonsdager(bilde))
    changed = tuple(_changed(bilde, laget))
    asked = bilde.valg.siden
    sent = bilde.siste(Betydning.PLAN_SENDT)
    lacking = tuple(savn(bilde, felt) for felt in _missing(bilde, laget))
    since = asked or (sent.dato if sent else None)
    return Endringsbrev(
        tittel=tittel(bilde, f"endringer i {word}en", version),
        bunntekst=bunntekst(bilde, version),
        versjon=version,
        hode=sakshode(bilde),
        ordet=word,
        siden=lang_dato(since) if since else None,
        sist_sendt=asked is None and sent is not None,
        tiltak=changed,
        antall=sum(len(each.endringer) for each in changed),
        kontakt=kontaktpersoner(bilde),
        mangler=lacking,
        savnes=bilde.bare_i_utkast(lacking),
    )


def ikke_endret(bilde: Saksbilde) -> Avslag | None:
    """Return why there is no letter to write: no plan, or one that has not changed."""
    laget = bilde.dag(Betydning.SKRIFTLIG_PLAN)
    if not bilde.tiltak:
        return Avslag(
            "Saken har ingen plan som kan være endret.", "Se: sosialplan tiltak ny --help"
        )
    rows = planendringer(bilde, laget)
    if any(_is_told(bilde, row.punkt) for row in rows):
        return None
    if not rows:
        return Avslag("Planen er ikke endret siden den ble laget.")
    last = lang_dato(rows[-1].dag)
    return Avslag(
        f"Planen er ikke endret siden den ble sendt. Siste endring var {last}."
        if bilde.valg.siden is None
        else f"Planen er ikke endret etter den dagen. Siste endring var {last}.",
        f"Velg en tidligere dag, som: --siden {rows[-1].dag.isoformat()}",
    )


def _is_told(bilde: Saksbilde, one: Planpunkt) -> bool:
    """Tell whether it belongs in the letter: from the day asked for on, or after the plan was last sent."""
    if bilde.valg.siden is not None:
        return one.dato >= bilde.valg.siden
    sent = bilde.siste(Betydning.PLAN_SENDT)
    return sent is None or came_after(one, punkt(sent))


def _changed(bilde: Saksbilde, laget: date | None) -> Iterator[EndretTiltak]:
    for each in bilde.tiltak:
        rows = [row for row in endringer_av(each, bilde, laget) if _is_told(bilde, row.punkt)]
        if rows:
            yield EndretTiltak(
                tiltakskort(each, bilde), tuple(sorted(rows, key=lambda row: row.dag))
            )


def _missing(bilde: Saksbilde, laget: date | None) -> Iterator[str]:
    def recent(each: Hendelse | Evaluering) -> bool:
        since_made = laget is None or each.dato >= laget
        return since_made and _is_told(bilde, Planpunkt(each.dato, each.registrert))

    entries = [each for each in bilde.hendelser if recent(each)]
    discussed = (bilde.er(each, Betydning.ENDRING_DROEFTET) for each in entries)
    if bilde.har(Betydning.ENDRING_DROEFTET) and not any(discussed):
        yield "drøftet_i_teamet"
    evaluations = [one for each in bilde.tiltak for one in each.evalueringer if recent(one)]
    if not any((*(each.elevens_stemme for each in entries), *(one.elev for one in evaluations))):
        yield "elevens_syn_på_endringene"
