"""The report to the school's own team: what was seen, what the pupil says, and what was done at once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.sak import Samtykke
from sosialplan.rules.ansattsak.skjermet_sak import TEAM
from sosialplan.rules.facts import code_for
from sosialplan.rules.lesninger import reading_holds
from sosialplan.rules.medvirkning import EGET, FORESATTE
from sosialplan.rules.moeter.saksliste import INFORMERT, informed_is_enough
from sosialplan.views.dokumentdeler.mangler import Mangel, Opplysning, dagen, opplysning
from sosialplan.views.dokumentdeler.medvirkning import Stemme, stemmer
from sosialplan.views.dokumentdeler.nedtegnelser import Nedtegnelser, nedtegnelser
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import (
    UTEN_DAG,
    Dager,
    Sakshode,
    bunntekst,
    sakshode,
    seen_and_heard,
    tittel,
)
from sosialplan.views.dokumentdeler.sakskrav import savn
from sosialplan.views.dokumentdeler.samtykkestilling import (
    aapen_for_teamet,
    av_ord,
    samtykkemangel,
    team_for,
    venter_paa,
)
from sosialplan.views.dokumentdeler.varsling import rektor_varslet, skoleeier_varslet
from sosialplan.views.fravaer.fravaersbilde import contacts
from sosialplan.views.roller import midt_i, team, teamet

STRAKS = (Betydning.GREPET_INN, Betydning.TILTAK_I_GANG)
_SAMTYKKE = {
    Samtykke.JA: "Ja. {hvem} til at saken drøftes med navn.",
    Samtykke.NEI: "Nei. {hvem}. Saken drøftes anonymt.",
}
_VENTER = "Ikke ennå. Det mangler svar fra {hvem}. Saken drøftes anonymt."
INFORMERES = (
    "Skolen har valgt å si fra til de foresatte. De spørres ikke. PPT og andre tjenester i teamet får"
    " ikke vite hvem det gjelder uten samtykke (forvaltningsloven § 13)."
)
"""What the reading may not do: to be told is not to agree."""
UTEN_NAVN = "De sitter i møtet, så saken drøftes uten navn."


@dataclass(frozen=True, slots=True)
class Melding:
    """The template's ``dok``. ``skoleeier_varslet`` is None in a case that is not serious."""

    tittel: str
    overskrift: str
    spoersmaal: str
    bunntekst: str
    versjon: int | None
    hode: Sakshode
    sett: Opplysning
    sett_av: Opplysning
    gjelder: tuple[str, ...]
    beskrivelse: Opplysning
    stemmer: tuple[Stemme, ...]
    ingen_stemme: Mangel | None
    ansatt: str
    straks: Nedtegnelser | None
    foresatte: Nedtegnelser
    samtykke: Opplysning
    tidligere: str
    rektor_varslet: Opplysning | None
    skoleeier_varslet: Opplysning | None
    kan_ikke_meldes: tuple[Mangel, ...]
    mangler: tuple[Mangel, ...] = ()


def dager(bilde: Saksbilde) -> Dager:
    """Return one where the team was told."""
    return UTEN_DAG if bilde.dag(Betydning.R_TEAM_MELDT) else ()


def melding(bilde: Saksbilde) -> Melding:
    """Shape the report of a case as of its day."""
    sak, said = bilde.sak, tuple(stemmer(bilde))
    seen = bilde.siste(Betydning.OPPDAGET)
    names = {each.kategori: each.navn for each in bilde.skole.kategorier}
    dokument = Melding(
        tittel=tittel(bilde, f"melding til {team(bilde.plan)}"),
        overskrift=f"Melding til {team(bilde.plan)}",
        spoersmaal=f"Kan {teamet(bilde.plan)} {bilde.si('drøfte saken med navn')}?",
        bunntekst=bunntekst(bilde),
        versjon=None,
        hode=sakshode(bilde),
        sett=dagen(seen.dato if seen else None, savn(bilde, "sett")),
        sett_av=opplysning(
            bilde.utfoert_av(seen) or bilde.rolle(sak.meldt_av), savn(bilde, "sett_av")
        ),
        gjelder=tuple(bilde.si(midt_i(names.get(each, each))) for each in sak.kategorier),
        beskrivelse=opplysning(seen_and_heard(bilde), savn(bilde, "sett_og_hørt")),
        stemmer=said,
        ingen_stemme=None if said else savn(bilde, "elevens_ord"),
        ansatt=_employee(bilde),
        straks=_at_once(bilde),
        foresatte=nedtegnelser(
            bilde,
            contacts(bilde.hendelser, bilde.kjede, bilde.plan),
            savn(bilde, "foresatte_kontaktet"),
        ),
        samtykke=_consent(bilde),
        tidligere=_earlier(bilde),
        rektor_varslet=rektor_varslet(bilde),
        skoleeier_varslet=skoleeier_varslet(bilde),
        kan_ikke_meldes=tuple(_not_there(bilde)),
    )
    return replace(dokument, mangler=tuple(_lacking(dokument)))


def _employee(bilde: Saksbilde) -> str:
    if bilde.gjelder_ledelsen:
        return bilde.si("Ja, en i ledelsen. Saken går til skoleeier.")
    if bilde.sak.gjelder_ansatt:
        return bilde.si("Ja. Saken følger også reglene for når en ansatt krenker.")
    return bilde.si("Nei, så langt skolen vet.")


def _at_once(bilde: Saksbilde) -> Nedtegnelser | None:
    """Return what was done at once; None where the chain has no such step."""
    asked = next(filter(None, (code_for(bilde.kjede, each) for each in STRAKS)), None)
    if asked is None:
        return None
    return nedtegnelser(
        bilde, bilde.som(*STRAKS), savn(bilde, "gjort_straks", steg=asked), sier_noe=True
    )


def _consent(bilde: Saksbilde) -> Opplysning:
    stands = bilde.samtykke(bilde.plan.moeter.raad)
    if stands.svar is not None:
        who = av_ord(
            bilde, [giver for each in stands.gitt for giver in each.samtykke_av or (FORESATTE,)]
        )
        said = bilde.si("samtykker" if stands.is_given else "samtykker ikke")
        how = bilde.si(_SAMTYKKE[stands.svar])
        return Opplysning(tekst=how.format(hvem=f"{who[:1].upper()}{who[1:]} {said}"))
    waits = venter_paa(bilde, stands)
    if waits is not None:
        return Opplysning(tekst=bilde.si(_VENTER).format(hvem=waits))
    if reading_holds(bilde.plan, INFORMERT, on=bilde.today):
        open_ = informed_is_enough(bilde.plan, bilde.today)
        told = (INFORMERES,) if open_ else (INFORMERES, UTEN_NAVN)
        return Opplysning(tekst=" ".join(map(bilde.si, told)))
    if any(each.samtykke is Samtykke.IKKE_SPURT for each in bilde.hendelser):
        return Opplysning(tekst=bilde.si("De foresatte er ikke spurt."))
    return Opplysning(mangel=samtykkemangel(bilde, "U207", bilde.plan.moeter.raad))


def _earlier(bilde: Saksbilde) -> str:
    if bilde.sak.fra_sak is None:
        return bilde.si("Ingen som er knyttet til denne saken.")
    if bilde.mottaker.anonym:
        return bilde.si("En sak før denne")
    return f"{bilde.si('Sak')} {bilde.sak.fra_sak}"


def _not_there(bilde: Saksbilde) -> Iterator[Mangel]:
    """Yield why a team must not have this copy."""
    if not bilde.skjermet_for.isdisjoint({bilde.plan.moeter.raad, *EGET}):
        yield savn(bilde, "skjermet_i_teamet")
    if bilde.mottaker.slag == TEAM and not aapen_for_teamet(bilde):
        yield savn(bilde, "samtykke_til_teamet", team=team_for(bilde))


def _lacking(dokument: Melding) -> Iterator[Mangel]:
    """Yield what is missing, in the order in which the document names it."""
    yield from dokument.kan_ikke_meldes
    found = (
        dokument.sett.mangel,
        dokument.sett_av.mangel,
        dokument.rektor_varslet.mangel if dokument.rektor_varslet else None,
        dokument.skoleeier_varslet.mangel if dokument.skoleeier_varslet else None,
        dokument.beskrivelse.mangel,
        dokument.ingen_stemme,
        dokument.straks.mangel if dokument.straks else None,
        dokument.foresatte.mangel,
        dokument.samtykke.mangel,
    )
    yield from (each for each in found if each)
