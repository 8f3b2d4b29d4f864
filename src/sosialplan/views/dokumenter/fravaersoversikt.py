"""The absence of one pupil on a few pages: the days, what the pupil says, and what the school has done.

The assessment under § 24-3 is in it only for those who may know of it: the shielded case has it or not.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.fravaer import Fravaersperiode, Fravaerstype, Meldt
from sosialplan.model.sak import Grunn, Hendelse, Samtykke
from sosialplan.rules.fravaerstrapp import Fravaersdag
from sosialplan.rules.kalender.skolekalender import days_between, kalender_of, school_year_of
from sosialplan.views.datoer import lang_dato, lang_periode
from sosialplan.views.dokumentdeler.mangler import Mangel
from sosialplan.views.dokumentdeler.medvirkning import Stemme, er_moete, stemmer
from sosialplan.views.dokumentdeler.nedtegnelser import Nedtegnelser, nedtegnelser
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import (
    UTEN_DAG,
    Avslag,
    Dager,
    Sakshode,
    bunntekst,
    sakshode,
    tittel,
)
from sosialplan.views.dokumentdeler.sakskrav import savn
from sosialplan.views.dokumentdeler.samtykkestilling import av_ord
from sosialplan.views.dokumentdeler.tiltakskort import Tiltakskort, tiltakskort
from sosialplan.views.fravaer.fravaersbilde import (
    assessments,
    by_subject,
    by_weekday,
    contacts,
    of_this_year,
)

_TYPE = {each: each.value for each in Fravaerstype}
_MELDT = {Meldt.JA: "ja", Meldt.NEI: "nei"}
_INNVILGET = "innvilget"
"""Said of leave: the school gave it, so nobody had to tell the school."""
_GRUNN = {
    Grunn.A: "grunn til å melde, bokstav a",
    Grunn.B: "grunn til å melde, bokstav b",
    Grunn.C: "grunn til å melde, bokstav c",
    Grunn.D: "grunn til å melde, bokstav d",
    Grunn.E: "grunn til å melde, bokstav e",
    Grunn.INGEN: "ikke grunn til å melde",
}
_SAMTYKKE = {
    Samtykke.JA: "ja",
    Samtykke.NEI: "nei",
    Samtykke.IKKE_SPURT: "ikke spurt",
}


@dataclass(frozen=True, slots=True)
class Fravaerstall:
    """Days of the school year that the school counts, and how often nobody told the school on the first of them."""

    dager: int
    gyldig: int
    ugyldig: int
    permisjon: int
    lengste_rad: int
    ikke_meldt: int


@dataclass(frozen=True, slots=True)
class Antall:
    """How many fell on something: a weekday, a subject."""

    navn: str
    antall: int | str


@dataclass(frozen=True, slots=True)
class Fravaerslinje:
    """A stretch of absence: ``dager`` school days, or ``timer`` lessons where it was not whole days."""

    naar: str
    dager: int | None
    timer: str | None
    type: str
    meldt: str


@dataclass(frozen=True, slots=True)
class Barnevernsvurdering:
    """One assessment under § 24-3, and when a notice was sent."""

    dato: str
    av: str | None
    grunn: str | None
    samtykke: str | None
    sendt: str | None


@dataclass(frozen=True, slots=True)
class Barnevernet:
    """The assessments there are, or what is missing of one that is asked for."""

    hjemmel: str
    vurderinger: tuple[Barnevernsvurdering, ...]
    mangel: Mangel | None


@dataclass(frozen=True, slots=True)
class Fravaersoversikt:
    """The template's ``dok``. ``barnevernet`` is None in a copy that has nothing of it."""

    tittel: str
    bunntekst: str
    hode: Sakshode
    skoleaar: str
    hjemmel: str | None
    tall: Fravaerstall
    ukedager: tuple[Antall, ...]
    fag: tuple[Antall, ...]
    linjer: tuple[Fravaerslinje, ...]
    foresatte: Nedtegnelser
    stemmer: tuple[Stemme, ...]
    ingen_stemme: Mangel | None
    tiltak: tuple[Tiltakskort, ...]
    gjort: Nedtegnelser
    moeter: Nedtegnelser
    ikke_fulgt_opp: Mangel | None
    barnevernet: Barnevernet | None
    versjon: int | None = None
    mangler: tuple[Mangel, ...] = ()


def dager(bilde: Saksbilde) -> Dager:
    """Return one where absence is what the case is about: each pupil has some."""
    return UTEN_DAG if bilde.sak.kjede == bilde.plan.trapp.kjede else ()


def fravaersoversikt(bilde: Saksbilde) -> Fravaersoversikt:
    """Shape the absence of the school year that runs."""
    days = of_this_year(bilde.grunnlag.fravaersdager, bilde.today)
    counted = tuple(day for day in days if day.teller)
    periods = tuple(_of_this_year(bilde))
    said = tuple(stemmer(bilde))
    contacted, met = contacts(bilde.hendelser, bilde.kjede, bilde.plan), tuple(_meetings(bilde))
    done = bilde.som(Betydning.TILTAK_I_GANG)
    lacking = None if bilde.tiltak else savn(bilde, _measures(bilde))
    followed = (*contacted, *met, *done, *bilde.tiltak)
    kalender = kalender_of(bilde.plan.ruter)
    dokument = Fravaersoversikt(
        tittel=tittel(bilde, "fraværsoversikt"),
        bunntekst=bunntekst(bilde),
        hode=sakshode(bilde),
        skoleaar=school_year_of(bilde.today),
        hjemmel=bilde.paragraf("fravær", bilde.today),
        tall=_counted(days),
        ukedager=tuple(Antall(bilde.si(day), n) for day, n in by_weekday(counted).items()),
        fag=tuple(Antall(fag, n) for fag, n in by_subject(periods, kalender, bilde.today).items()),
        linjer=tuple(_line(each, bilde) for each in periods),
        foresatte=nedtegnelser(bilde, contacted, savn(bilde, "kontakt_om_fravær")),
        stemmer=said,
        ingen_stemme=None if said else savn(bilde, _cause(bilde)),
        tiltak=tuple(tiltakskort(each, bilde) for each in bilde.tiltak),
        gjort=nedtegnelser(bilde, done, lacking),
        moeter=nedtegnelser(bilde, met, None),
        ikke_fulgt_opp=None if followed else savn(bilde, "fravær_fulgt_opp"),
        barnevernet=_barnevernet(bilde),
    )
    return replace(dokument, mangler=tuple(_lacking(dokument)))


def ikke_fravaer(bilde: Saksbilde) -> Avslag | None:
    """Return why there is nothing to list: the pupil has no absence this school year."""
    if any(_of_this_year(bilde)):
        return None
    return Avslag(
        f"Det er ikke ført fravær for eleven i {school_year_of(bilde.today)}.",
        f"Før det først: sosialplan fravær registrer {bilde.sak.sak} --fra ÅÅÅÅ-MM-DD --type ugyldig",
    )


def _of_this_year(bilde: Saksbilde) -> Iterator[Fravaersperiode]:
    year = school_year_of(bilde.today)
    for each in sorted(bilde.grunnlag.fravaer, key=lambda each: each.fra):
        if each.fra <= bilde.today and school_year_of(each.fra) == year:
            yield each


def _counted(days: tuple[Fravaersdag, ...]) -> Fravaerstall:
    kinds = Counter(day.type for day in days)
    return Fravaerstall(
        dager=sum(day.teller for day in days),
        gyldig=kinds[Fravaerstype.GYLDIG],
        ugyldig=kinds[Fravaerstype.UGYLDIG],
        permisjon=kinds[Fravaerstype.PERMISJON],
        lengste_rad=max((day.paa_rad for day in days), default=0),
        ikke_meldt=sum(day.ikke_meldt for day in days),
    )


def _line(each: Fravaersperiode, bilde: Saksbilde) -> Fravaerslinje:
    kalender, til = kalender_of(bilde.plan.ruter), min(each.til, bilde.today)
    days = sum(1 for day in days_between(each.fra, til) if kalender.is_school_day(day))
    minutes = f"{each.minutter} min" if each.minutter else None
    late = bilde.si("for sent") if each.forsent else None
    left = bilde.si("gikk fra skolen") if each.gikk else None
    lessons = " ".join(str(part) for part in (late, left, each.timer, minutes, each.fag) if part)
    return Fravaerslinje(
        naar=lang_periode(each.fra, til, si=bilde.si),
        dager=days if each.whole_days else None,
        timer=None if each.whole_days else lessons,
        type=bilde.si(_TYPE[each.type]),
        meldt=bilde.si(_INNVILGET if each.type is Fravaerstype.PERMISJON else _MELDT[each.meldt]),
    )


def _meetings(bilde: Saksbilde) -> Iterator[Hendelse]:
    """Yield the entries of meetings, that of the few of the sosialt R-team among them."""
    for each in bilde.hendelser:
        if er_moete(bilde, each) or bilde.er(each, Betydning.SOSIALT_R_TEAM):
            yield each


def _cause(bilde: Saksbilde) -> str:
    return (
        "årsaken_til_fraværet"
        if bilde.har(Betydning.AARSAK_UNDERSOEKT)
        else "elevens_ord_om_fraværet"
    )


def _measures(bilde: Saksbilde) -> str:
    return "tiltak_mot_fravær" if bilde.har(Betydning.TILTAK_I_GANG) else "tiltak_i_planen"


def _barnevernet(bilde: Saksbilde) -> Barnevernet | None:
    """Return the assessments, where the case has them or they are asked for."""
    if bilde.kjede is None or not bilde.mottaker.barnevern:
        return None
    made = tuple(assessments(bilde.hendelser, bilde.kjede))
    steps = {each.steg for each in bilde.kjede.meaning(Betydning.BARNEVERN_VURDERT)}
    asked = any(row.frist.steg in steps and not row.frist.gjort for row in bilde.grunnlag.rader)
    if not made and not asked:
        return None
    return Barnevernet(
        hjemmel=bilde.paragraf("barnevernet", bilde.today) or "",
        vurderinger=tuple(
            Barnevernsvurdering(
                dato=lang_dato(each.vurdert.dato),
                av=bilde.utfoert_av(each.vurdert),
                grunn=bilde.si(_GRUNN[each.vurdert.grunn]) if each.vurdert.grunn else None,
                samtykke=_answered(bilde, each.vurdert),
                sendt=lang_dato(each.meldt.dato) if each.meldt else None,
            )
            for each in made
        ),
        mangel=savn(bilde, "vurdert_melding") if asked else None,
    )


def _answered(bilde: Saksbilde, each: Hendelse) -> str | None:
    """Return the answer, and who gave it where the entry says so."""
    if each.samtykke is None:
        return None
    said = bilde.si(_SAMTYKKE[each.samtykke])
    return f"{said} ({av_ord(bilde, each.samtykke_av)})" if each.samtykke_av else said


def _lacking(dokument: Fravaersoversikt) -> Iterator[Mangel]:
    """Yield what is missing, in the order in which the document names it."""
    found = (
        dokument.ikke_fulgt_opp,
        dokument.foresatte.mangel,
        dokument.ingen_stemme,
        dokument.gjort.mangel,
        dokument.barnevernet.mangel if dokument.barnevernet else None,
    )
    yield from (each for each in found if each)
