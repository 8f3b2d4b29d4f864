"""One measure as the plan prints it, what is vague in it, and what came of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sosialplan.model.sak import Beslutning, Evaluering, Gjennomfoert, Utfall
from sosialplan.model.sakspapirer import Felt
from sosialplan.rules.tiltak import TiltakPaaDag, vague_owner, vague_words
from sosialplan.tekster.maalform import Maalform, paa
from sosialplan.views.datoer import lang_dato, lang_periode
from sosialplan.views.dokumentdeler.mangler import Mangel, Opplysning, mangel, opplysning
from sosialplan.views.dokumentdeler.planendringer import feltverdi
from sosialplan.views.dokumentdeler.planmangler import (
    evaluering_mangel,
    evalueringsdag_mangel,
    grunnet,
)
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.roller import rolle


def vage_tiltak(bilde: Saksbilde) -> tuple[Mangel, ...]:
    """Return what is vague in the measures that still run, in their order, with the advice in bokmål: it is said on a screen."""
    return tuple(one for each in bilde.tiltak for one in vagt_i(each, bilde))


def merket(each: TiltakPaaDag, bilde: Saksbilde) -> tuple[Mangel, ...]:
    """Return what is marked in the document itself, in its own form: a draft for the school, and no letter."""
    return () if bilde.mottaker.ute else vagt_i(each, bilde, bilde.maalform)


def vagt_i(
    each: TiltakPaaDag, bilde: Saksbilde, maalform: Maalform = Maalform.BOKMAAL
) -> tuple[Mangel, ...]:
    """Return what is vague in one measure; one that was ended is not written anew."""
    if each.avsluttet:
        return ()
    return tuple(grunnet(one, bilde.kjede) for one in _vague(each, bilde, maalform))


def _vague(each: TiltakPaaDag, bilde: Saksbilde, maalform: Maalform) -> Iterator[Mangel]:
    ordene = bilde.grunnlag.vage_ord
    place = ("aktivitetsplan", "tiltak", each.nummer - 1)
    change = f"sosialplan tiltak endre {bilde.kommandosak} {each.tiltak.id}"
    code = each.felt[Felt.ANSVARLIG] or each.tiltak.ansvarlig
    owner = bilde.plan.rolle(code)
    better = vague_owner(owner, ordene, maalform) if owner else None
    if better is not None:
        yield mangel(
            "U131",
            f"tiltak {each.nummer}: ansvarlig",
            f'{change} --ansvarlig ROLLE --hvorfor "…"',
            (*place, "ansvarlig"),
            hvem=paa(maalform, rolle(bilde.skole, code)),
            bedre=better,
        )
    for word, vagt in vague_words(each.felt[Felt.TILTAK] or "", ordene):
        yield mangel(
            "U132",
            f"tiltak {each.nummer}: tiltak",
            f'{change} --tiltak "…" --hvorfor "…"',
            (*place, "tiltak"),
            ord=word,
            bedre=vagt.raad(maalform),
        )


_TITLE = 90
_NOT_YET = "Ikke vurdert ennå"
UTFALL: Mapping[Utfall, str] = {
    Utfall.GOD: "God",
    Utfall.DELVIS: "Delvis",
    Utfall.INGEN: "Ingen",
}
GJENNOMFOERT: Mapping[Gjennomfoert, str] = {
    Gjennomfoert.JA: "Ja",
    Gjennomfoert.DELVIS: "Delvis",
    Gjennomfoert.NEI: "Nei",
}
BESLUTNING: Mapping[Beslutning, str] = {
    Beslutning.BEHOLD: "Tiltaket fortsetter.",
    Beslutning.ENDRE: "Tiltaket endres.",
    Beslutning.NYTT: "Det settes inn et nytt tiltak.",
    Beslutning.AVSLUTT: "Tiltaket avsluttes.",
}


@dataclass(frozen=True, slots=True)
class Evalueringskort:
    """One evaluation; texts that were not written are None."""

    dato: str
    gjennomfoert: str
    virkning: str
    av: str | None
    elev: str | None
    foresatte: str | None
    skolen: str | None
    hvorfor: str | None
    beslutning: str | None


@dataclass(frozen=True, slots=True)
class Tiltakskort:
    """One measure. ``tekst`` is None when ``tittel`` holds all of it.

    ``vagt`` is what says too little, told in a copy that stays in the school.
    """

    nummer: int
    tittel: str
    tekst: str | None
    nivaa: str
    periode: str
    ansvarlig: str
    stedfortreder: str | None
    evalueres: Opplysning
    gjennomfoert: str
    virkning: str
    avsluttet: str | None
    avsluttet_hvorfor: str | None
    evalueringer: tuple[Evalueringskort, ...]
    vagt: tuple[Mangel, ...] = ()


def tiltakskort(each: TiltakPaaDag, bilde: Saksbilde) -> Tiltakskort:
    """Shape one measure of a case as of its day."""
    whole = each.felt[Felt.TILTAK] or ""
    tittel = _title(whole)
    last = each.evalueringer[-1] if each.evalueringer else None
    ended = each.avsluttet
    return Tiltakskort(
        nummer=each.nummer,
        tittel=tittel,
        tekst=None if tittel == whole.strip() else whole,
        nivaa=_capital(feltverdi(Felt.NIVAA, each.felt[Felt.NIVAA], bilde)),
        periode=lang_periode(
            each.dato(Felt.FRA) or each.tiltak.fra, each.dato(Felt.TIL), si=bilde.si
        ),
        ansvarlig=bilde.ansvarlig(each.felt[Felt.ANSVARLIG] or each.tiltak.ansvarlig) or "",
        stedfortreder=bilde.ansvarlig(each.felt[Felt.STEDFORTREDER]),
        evalueres=_evalueres(each, bilde),
        gjennomfoert=bilde.si(GJENNOMFOERT[last.gjennomfoert] if last else _NOT_YET),
        virkning=bilde.si(UTFALL[last.utfall] if last else _NOT_YET),
        avsluttet=lang_dato(ended.dato) if ended else None,
        avsluttet_hvorfor=bilde.tekst(ended.hvorfor) if ended else None,
        evalueringer=tuple(_evaluering(one, bilde) for one in each.evalueringer),
        vagt=merket(each, bilde),
    )


def tiltaksmangler(cards: tuple[Tiltakskort, ...]) -> tuple[Mangel, ...]:
    """Return what the measures lack, in their order."""
    return tuple(card.evalueres.mangel for card in cards if card.evalueres.mangel)


def _evalueres(each: TiltakPaaDag, bilde: Saksbilde) -> Opplysning:
    day, where = each.neste_evaluering, (bilde.kommandosak, each.tiltak.id, each.nummer)
    if each.avsluttet:
        return Opplysning(tekst=bilde.si("Tiltaket er avsluttet"))
    ended = bilde.lukket.dato if bilde.lukket else None
    if ended and (day is None or day >= ended):
        return Opplysning(tekst=bilde.si("Saken er avsluttet"))
    if day and day < bilde.today:
        return Opplysning(mangel=grunnet(evaluering_mangel(*where, lang_dato(day)), bilde.kjede))
    lacking = grunnet(evalueringsdag_mangel(*where), bilde.kjede)
    return opplysning(lang_dato(day) if day else None, lacking)


def _evaluering(one: Evaluering, bilde: Saksbilde) -> Evalueringskort:
    return Evalueringskort(
        dato=lang_dato(one.dato),
        gjennomfoert=bilde.si(GJENNOMFOERT[one.gjennomfoert]),
        virkning=bilde.si(UTFALL[one.utfall]),
        av=bilde.utfoert_av(one),
        elev=bilde.tekst(one.elev),
        foresatte=bilde.tekst(one.foresatte),
        skolen=bilde.tekst(one.skolen),
        hvorfor=bilde.tekst(one.hvorfor),
        beslutning=bilde.si(BESLUTNING[one.beslutning]) if one.beslutning else None,
    )


def _title(text: str) -> str:
    """Return the text if it is short and on one line, else its first sentence or words and «…»."""
    whole = text.strip()
    first = whole.splitlines()[0] if whole else ""
    if first == whole and len(whole) <= _TITLE:
        return whole
    sentence = first.split(". ")[0]
    cut = sentence if len(sentence) <= _TITLE else sentence[:_TITLE].rsplit(" ", 1)[0]
    return cut.rstrip(" ,.;:–-") + " …"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
