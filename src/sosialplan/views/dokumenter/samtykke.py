"""A form: the guardians say yes or no to what the school may share, with whom and why."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from sosialplan.model.elev import Formaal
from sosialplan.model.sak import Samtykke
from sosialplan.rules.ansattsak.skjerming import sits_in
from sosialplan.rules.medvirkning import Alder, alder
from sosialplan.rules.moeter.saksliste import recipients
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel, Opplysning, opplysning
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import (
    Sakshode,
    bunntekst,
    foedt,
    kontaktpersoner,
    sakshode,
    seen_and_heard,
    tittel,
)
from sosialplan.views.dokumentdeler.sakskrav import savn
from sosialplan.views.dokumentdeler.samtykkestilling import (
    formaal_ord,
    hvem_svarte,
    til_ord,
    venter_paa,
)

_RAAD, _PAPIRER, _HENVISNING = Formaal.DROEFTING, Formaal.PAPIRER, Formaal.HENVISNING
_TEAMET, _OGSAA = "Råd fra skolens eget team.", "Der sitter også"
_HJELP = "Råd og hjelp i saken."
_LESER = "De får lese papirer i saken."
_HENVISES = "Henvisning. Papirene den trenger, følger med."
_MOETE = "Drøfting i et møte der det sitter folk fra andre tjenester."
_SVART = {Samtykke.JA: "Ja", Samtykke.NEI: "Nei"}
_BESTEMMER = {
    Alder.OVER: "Eleven har fylt 15 år, og bestemmer og skriver under selv.",
    Alder.UNDER: "Eleven er under 15 år. Foresatte bestemmer, og eleven skal bli hørt.",
    Alder.I_AAR: "Eleven fyller 15 år i år. Eleven og foresatte skriver under.",
    Alder.UKJENT: "Har barnet fylt 15 år, er det barnet som bestemmer og skriver under.",
}
"""Opplæringslova § 24-5."""


@dataclass(frozen=True, slots=True)
class Tjeneste:
    """Someone with whom the school may share, and why; ``svar`` is what was answered, by whom and when."""

    navn: str
    hvorfor: str
    svar: str | None = None


@dataclass(frozen=True, slots=True)
class Samtykkeskjema:
    """The template's ``dok``. ``svart`` tells that something was answered before.

    ``bestemmer`` says who decides; ``foresatte`` are those who sign, nobody where the pupil is 15.
    ``kontakt`` are those who can be told of another answer: nobody from whom the case is kept.
    """

    tittel: str
    bunntekst: str
    versjon: int | None
    hode: Sakshode
    foedt: str | None
    gjelder: Opplysning
    tjenester: tuple[Tjeneste, ...]
    foresatte: tuple[str, ...]
    ingen_foresatte: Mangel | None
    svart: bool
    bestemmer: str
    bare_eleven: bool
    kontakt: tuple[str, ...]
    mangler: tuple[Mangel, ...]


def samtykke(bilde: Saksbilde) -> Samtykkeskjema:
    """Shape the form of a case as of its day."""
    age = alder(bilde.sak.elev, bilde.today)
    alone = age is Alder.OVER
    guardians = () if alone else tuple(each.navn for each in bilde.sak.elev.foresatte)
    written = bilde.tekst(bilde.skrevet.problem) or seen_and_heard(bilde)
    about = opplysning(written, savn(bilde, "hva_det_gjelder"))
    nobody = None if guardians or alone else savn(bilde, "foresatte")
    services = tuple(_services(bilde))
    return Samtykkeskjema(
        tittel=tittel(bilde, "samtykke"),
        bunntekst=bunntekst(bilde),
        versjon=None,
        hode=sakshode(bilde),
        foedt=foedt(bilde),
        gjelder=about,
        tjenester=services,
        foresatte=guardians,
        ingen_foresatte=nobody,
        svart=any(each.svar for each in services),
        bestemmer=bilde.si(_BESTEMMER[age]),
        bare_eleven=alone,
        kontakt=kontaktpersoner(bilde),
        mangler=tuple(each for each in (about.mangel, nobody) if each),
    )


def _services(bilde: Saksbilde) -> Iterator[Tjeneste]:
    """Yield whom the school may share with, first those always asked for, then the meetings answered for."""
    named = {code for each in bilde.hendelser for code in each.samtykke_til}
    for each in recipients(bilde.plan):
        for what, why in _asked(bilde, each, named):
            yield Tjeneste(til_ord(bilde, each), why, _answered(bilde, each, what))


def _asked(bilde: Saksbilde, til: str, named: Container[str]) -> Iterator[tuple[Formaal, str]]:
    """Yield a question for each purpose, and why: a yes to one is no yes to another."""
    service = bilde.skole.tjeneste(til)
    if til == bilde.plan.moeter.raad:
        yield _RAAD, _of_team(bilde)
    elif service is not None:
        yield _RAAD, bilde.si(service.hvorfor or _HJELP)
        yield _PAPIRER, bilde.si(_LESER)
        if service.henvises:
            yield _HENVISNING, bilde.si(_HENVISES)
    elif til in named and bilde.plan.moeter.moete(til):
        yield _RAAD, bilde.si(_MOETE)


def _of_team(bilde: Saksbilde) -> str:
    """Say what the school's own team is for, and which services sit there."""
    team = bilde.plan.moeter.raadsteam
    there = sits_in(team) if team else frozenset()
    also = [
        each.navn
        for each in bilde.skole.tjenester
        if not there.isdisjoint((each.tjeneste, *each.roller))
    ]
    both = f" {bilde.si('og')} ".join(also)
    beside = f" {bilde.si(_OGSAA)} {both}." if also else ""
    return f"{bilde.si(_TEAMET)}{beside}"


def _answered(bilde: Saksbilde, til: str, formaal: Formaal) -> str | None:
    """Say how consent stands: to what, each answer it rests on, and whose is lacking."""
    stands = bilde.samtykke(til, formaal)
    what = formaal_ord(bilde, formaal)
    said = [
        f"{bilde.si(_SVART[each.samtykke])} {bilde.si('til')} {what}, {hvem_svarte(bilde, each)} {lang_dato(each.dato)}"
        for each in stands.gitt
        if each.samtykke in _SVART
    ]
    waits = venter_paa(bilde, stands)
    if waits is not None:
        said.append(f"{bilde.si('mangler svar fra')} {waits}")
    return "; ".join(said) or None
