"""A draft of a notice to barnevernet: the facts, and the assessment of opplæringslova § 24-3.

The program never sends it. The duty is each employee's own, and no routine takes it away.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.fravaer import Fravaerstype
from sosialplan.model.sak import Grunn, Hendelse, Samtykke
from sosialplan.rules.explanation import paragraph
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel, Opplysning, opplysning
from sosialplan.views.dokumentdeler.medvirkning import Stemme, stemmer
from sosialplan.views.dokumentdeler.nedtegnelser import Nedtegnelser, nedtegnelser
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import (
    Sakshode,
    bokstaven,
    bunntekst,
    foedt,
    sakshode,
    seen_and_heard,
    tittel,
)
from sosialplan.views.dokumentdeler.sakskrav import savn
from sosialplan.views.dokumentdeler.samtykkestilling import hvem_svarte
from sosialplan.views.dokumentdeler.tiltakskort import Tiltakskort, tiltakskort
from sosialplan.views.fravaer.fravaersbilde import contacts

FORSOEKT = (
    Betydning.GREPET_INN,
    Betydning.TILTAK_I_GANG,
    Betydning.NYE_TILTAK,
    Betydning.FOREBYGGING,
    Betydning.ANNEN_HJELP,
)
INGEN_GRUNN = "Ingen av bokstavene. Det er ikke grunn til å melde."
_SPURT = {
    Samtykke.JA: "Ja. {hvem} samtykker.",
    Samtykke.NEI: "Ja. {hvem} samtykker ikke. Meldeplikten gjelder likevel.",
    Samtykke.IKKE_SPURT: "Nei. {hvem} er ikke spurt. Meldeplikten gjelder likevel.",
}


@dataclass(frozen=True, slots=True)
class Fravaersdager:
    """Days of absence in the case; alone they are never a ground."""

    i_alt: int
    ugyldige: int


@dataclass(frozen=True, slots=True)
class Vurderingen:
    """The latest assessment under § 24-3."""

    naar: Opplysning
    av: Opplysning
    grunn: Opplysning
    begrunnelse: Opplysning
    spurt: Opplysning


@dataclass(frozen=True, slots=True)
class Bekymringsmelding:
    """The template's ``dok``. ``sendt`` is the day somebody wrote down that it was sent."""

    tittel: str
    bunntekst: str
    versjon: int | None
    hode: Sakshode
    foedt: str | None
    foresatte: tuple[str, ...]
    hjemmel: str | None
    sendt: str | None
    fakta: Opplysning
    fravaer: Fravaersdager | None
    stemmer: tuple[Stemme, ...]
    ingen_stemme: Mangel | None
    forsoekt: Nedtegnelser
    tiltak: tuple[Tiltakskort, ...]
    kontakt: Nedtegnelser
    vurdering: Vurderingen
    ikke_grunn: Mangel | None
    mangler: tuple[Mangel, ...] = ()


def bekymringsmelding(bilde: Saksbilde) -> Bekymringsmelding:
    """Shape the draft of a case as of its day, with the law of the day it was assessed."""
    made = bilde.siste(Betydning.BARNEVERN_VURDERT)
    sent = bilde.siste(Betydning.BARNEVERN_MELDT)
    said = tuple(stemmer(bilde))
    no_ground = made is not None and made.grunn is Grunn.INGEN
    dokument = Bekymringsmelding(
        tittel=tittel(bilde, "utkast til bekymringsmelding"),
        bunntekst=bunntekst(bilde),
        versjon=None,
        hode=sakshode(bilde),
        foedt=foedt(bilde),
        foresatte=tuple(
            ", ".join(word for word in (each.navn, each.relasjon, each.kontakt) if word)
            for each in bilde.sak.elev.foresatte
        ),
        hjemmel=paragraph(bilde.plan, "barnevernet", made.dato if made else bilde.today),
        sendt=lang_dato(sent.dato) if sent else None,
        fakta=opplysning(seen_and_heard(bilde), savn(bilde, "fakta")),
        fravaer=_absence(bilde),
        stemmer=said,
        ingen_stemme=None if said else savn(bilde, "elevens_ord_i_meldingen"),
        forsoekt=nedtegnelser(bilde, bilde.som(*FORSOEKT), None),
        tiltak=tuple(tiltakskort(each, bilde) for each in bilde.tiltak),
        kontakt=nedtegnelser(
            bilde, contacts(bilde.hendelser, bilde.kjede, bilde.plan), savn(bilde, "kontakt")
        ),
        vurdering=_assessment(bilde, made),
        ikke_grunn=savn(bilde, "ikke_grunn") if no_ground else None,
    )
    return replace(dokument, mangler=tuple(_lacking(dokument)))


def _absence(bilde: Saksbilde) -> Fravaersdager | None:
    days = bilde.grunnlag.fravaersdager
    if not days:
        return None
    return Fravaersdager(len(days), sum(each.type is Fravaerstype.UGYLDIG for each in days))


def _assessment(bilde: Saksbilde, made: Hendelse | None) -> Vurderingen:
    """Return what is written of the assessment; without one, that is all that is missing."""
    if made is None:
        none = Opplysning(mangel=savn(bilde, "vurdert"))
        return Vurderingen(none, none, none, none, none)
    return Vurderingen(
        naar=Opplysning(tekst=lang_dato(made.dato)),
        av=opplysning(bilde.utfoert_av(made), savn(bilde, "vurdert_av")),
        grunn=opplysning(_ground(bilde, made), savn(bilde, "grunn")),
        begrunnelse=opplysning(bilde.tekst(made.notat), savn(bilde, "begrunnelse")),
        spurt=opplysning(_spurt(bilde, made), savn(bilde, "spurt")),
    )


def _spurt(bilde: Saksbilde, made: Hendelse) -> str | None:
    """Return who was asked and answered; the one who decides alone is named as such (§ 24-5)."""
    if made.samtykke is None:
        return None
    who = hvem_svarte(bilde, made)
    return bilde.si(_SPURT[made.samtykke]).format(hvem=f"{who[:1].upper()}{who[1:]}")


def _ground(bilde: Saksbilde, made: Hendelse) -> str | None:
    if made.grunn is Grunn.INGEN:
        return bilde.si(INGEN_GRUNN)
    said = bokstaven(bilde, "barnevernet", made)
    return f"{said[:1].upper()}{said[1:]}." if said else None


def _lacking(dokument: Bekymringsmelding) -> Iterator[Mangel]:
    """Yield what is missing, in the order in which the document names it, and each once."""
    judged = dokument.vurdering
    found = (
        dokument.ikke_grunn,
        dokument.fakta.mangel,
        dokument.ingen_stemme,
        dokument.kontakt.mangel,
        judged.naar.mangel,
        judged.av.mangel,
        judged.grunn.mangel,
        judged.begrunnelse.mangel,
        judged.spurt.mangel,
    )
    yield from dict.fromkeys(each for each in found if each)
