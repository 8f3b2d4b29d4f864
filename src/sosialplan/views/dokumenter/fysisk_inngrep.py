"""A physical intervention in writing, opplæringslova §§ 13-4 and 13-5: what happened, and who was told."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.sak import Hendelse, Svar
from sosialplan.rules.saksplikter import repeated
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel, Opplysning, dagen, opplysning
from sosialplan.views.dokumentdeler.medvirkning import Stemme, stemmer
from sosialplan.views.dokumentdeler.nedtegnelser import Nedtegnelser, nedtegnelser
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import (
    UTEN_DAG,
    Avslag,
    Dager,
    Sakshode,
    bokstaven,
    bunntekst,
    sakshode,
    tittel,
)
from sosialplan.views.dokumentdeler.sakskrav import savn
from sosialplan.views.dokumentdeler.varsling import (
    HOS_SKOLEEIER,
    VARSLER_SKOLEEIER,
    dagen_rektor_visste,
)

KJEDE = HJEMMEL = "fysisk-inngrep"
TRENGS_IKKE = "Ikke nødvendig. Det er ikke særlig alvorlig, og har ikke skjedd flere ganger."
_LOVLIG = {
    Svar.JA: "Ja. Det var nødvendig, og gikk ikke lenger enn det måtte.",
    Svar.NEI: "Nei. Skolen følger opp den ansatte i en egen sak.",
}
_TELLS = {
    "rektor": (Betydning.REKTOR_VARSLET,),
    "skoleeier": (Betydning.SKOLEEIER_VARSLET,),
}
_UNDER_12_4 = {
    Svar.JA: "Ja. Skolen har åpnet en egen sak om skolemiljøet.",
    Svar.NEI: "Nei.",
}


@dataclass(frozen=True, slots=True)
class FysiskInngrep:
    """The template's ``dok``. What the chain has no step for is None: nobody is asked for it.

    ``skrevet`` is by whom, where that is told, and when: ``av rektor, 13. november 2026``.
    """

    tittel: str
    bunntekst: str
    hode: Sakshode
    hjemmel: str | None
    skjedde: Opplysning
    grep_inn: Opplysning
    hendelsen: Opplysning
    inngrepet: Opplysning | None
    skrevet: str | None
    stemmer: tuple[Stemme, ...]
    ingen_stemme: Mangel | None
    rektor: Opplysning | None
    foresatte: Nedtegnelser | None
    skoleeier: Opplysning | None
    lovlig: Opplysning | None
    lovlig_begrunnelse: str | None
    under_12_4: str | None
    forebygging: Nedtegnelser | None
    versjon: int | None = None
    mangler: tuple[Mangel, ...] = ()


def dager(_: Saksbilde) -> Dager:
    """Return one: of a case without an intervention it is not made."""
    return UTEN_DAG


def fysisk_inngrep(bilde: Saksbilde) -> FysiskInngrep:
    """Shape what is written of an intervention, as of the day."""
    opened, written = bilde.siste(Betydning.OPPDAGET), bilde.siste(Betydning.INNGREP_DOKUMENTERT)
    lawful, under = (
        bilde.siste(Betydning.INNGREP_VURDERT),
        bilde.siste(Betydning.UNDER_12_4_VURDERT),
    )
    said = tuple(stemmer(bilde))
    first = bilde.sak.beskrivelse or (opened.notat if opened else None)
    dokument = FysiskInngrep(
        tittel=tittel(bilde, "fysisk inngrep"),
        bunntekst=bunntekst(bilde),
        hode=sakshode(bilde),
        hjemmel=bilde.paragraf("fysisk-inngrep", opened.dato if opened else bilde.today),
        skjedde=dagen(opened.dato if opened else None, savn(bilde, "inngrep_når")),
        grep_inn=opplysning(
            bilde.rolle(bilde.sak.meldt_av or (opened.av if opened else None)),
            savn(bilde, "inngrep_hvem"),
        ),
        hendelsen=opplysning(bilde.tekst(first), savn(bilde, "inngrep_hendelsen")),
        inngrepet=_asked(
            bilde, Betydning.INNGREP_DOKUMENTERT, written.notat if written else None, "beskrevet"
        ),
        skrevet=_by(bilde, written),
        stemmer=said,
        ingen_stemme=None if said else _unheard(bilde),
        rektor=_told(bilde, "rektor", dagen_rektor_visste(bilde)),
        foresatte=_written(bilde, Betydning.FORESATTE_KONTAKTET, "inngrep_foresatte"),
        skoleeier=_told(bilde, "skoleeier", bilde.dag(*VARSLER_SKOLEEIER)),
        lovlig=_asked(bilde, Betydning.INNGREP_VURDERT, _lawful(bilde, lawful), "lovlig"),
        lovlig_begrunnelse=bilde.tekst(lawful.notat if lawful else None),
        under_12_4=_under(bilde, under),
        forebygging=_written(bilde, Betydning.FOREBYGGING, "inngrep_forebygging"),
    )
    return replace(dokument, mangler=tuple(_lacking(dokument)))


def ikke_inngrep(bilde: Saksbilde) -> Avslag | None:
    """Return why there is nothing to write of: the case is about something else."""
    if bilde.sak.kjede == KJEDE:
        return None
    return Avslag(
        "Saken er ikke om et fysisk inngrep.",
        f"Åpne en egen sak for inngrepet: sosialplan ny-sak --kjede {KJEDE}",
    )


def _asked(
    bilde: Saksbilde, betydning: Betydning, text: str | None, felt: str
) -> Opplysning | None:
    """Return what is written under a step, or what is missing; None where the chain has no such step."""
    if not bilde.har(betydning):
        return None
    return opplysning(bilde.tekst(text), savn(bilde, f"inngrep_{felt}"))


def _written(bilde: Saksbilde, betydning: Betydning, felt: str) -> Nedtegnelser | None:
    if not bilde.har(betydning):
        return None
    return nedtegnelser(bilde, bilde.som(betydning), savn(bilde, felt))


def _unheard(bilde: Saksbilde) -> Mangel:
    """Return that the pupil was not heard; any talk will do where the chain has no step for it."""
    own = bilde.har(Betydning.ELEVEN_HOERT)
    return savn(bilde, "inngrep_elevens_syn" if own else "inngrep_samtale")


def _under(bilde: Saksbilde, judged: Hendelse | None) -> str | None:
    if not bilde.har(Betydning.UNDER_12_4_VURDERT):
        return None
    return bilde.si(_UNDER_12_4[judged.svar] if judged and judged.svar else "Ikke vurdert ennå.")


def _told(bilde: Saksbilde, role: str, day: date | None) -> Opplysning | None:
    """Return the day someone was told; one from whom the case is kept is not to be told.

    The school owner needs to know only where it is serious or happened more than once.
    """
    if not bilde.har(*_TELLS[role]):
        return None
    if role in bilde.skjermet_for:
        return Opplysning(tekst=bilde.si(HOS_SKOLEEIER))
    if role == "skoleeier" and day is None and not _for_owner(bilde):
        return Opplysning(tekst=bilde.si(TRENGS_IKKE))
    return dagen(day, savn(bilde, f"inngrep_{role}"))


def _for_owner(bilde: Saksbilde) -> bool:
    kjede = bilde.kjede
    again = kjede is not None and repeated(bilde.sak, bilde.hendelser, kjede)
    return bilde.sak.alvorlig or again


def _lawful(bilde: Saksbilde, judged: Hendelse | None) -> str | None:
    """Return the answer, and what the law lets an intervention prevent by the letter that is named."""
    if judged is None or judged.svar is None:
        return None
    said = bilde.si(_LOVLIG[judged.svar])
    letter = bokstaven(bilde, HJEMMEL, judged)
    return f"{said} {letter[:1].upper()}{letter[1:]}." if letter else said


def _by(bilde: Saksbilde, entry: Hendelse | None) -> str | None:
    if entry is None:
        return None
    who = bilde.utfoert_av(entry)
    return f"av {who}, {lang_dato(entry.dato)}" if who else lang_dato(entry.dato)


def _lacking(dokument: FysiskInngrep) -> Iterator[Mangel]:
    """Yield what is missing, in the order in which the document names it."""
    found = (
        dokument.skjedde.mangel,
        dokument.grep_inn.mangel,
        dokument.rektor.mangel if dokument.rektor else None,
        dokument.skoleeier.mangel if dokument.skoleeier else None,
        dokument.hendelsen.mangel,
        dokument.inngrepet.mangel if dokument.inngrepet else None,
        dokument.ingen_stemme,
        dokument.foresatte.mangel if dokument.foresatte else None,
        dokument.lovlig.mangel if dokument.lovlig else None,
        dokument.forebygging.mangel if dokument.forebygging else None,
    )
    yield from (each for each in found if each)
