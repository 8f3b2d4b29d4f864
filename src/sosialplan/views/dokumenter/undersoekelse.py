"""The investigation: how it was done, who was heard when, what was found, and what it leads to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.sak import Hendelse
from sosialplan.model.sakspapirer import Metode
from sosialplan.rules.facts import code_for
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel, Opplysning, opplysning
from sosialplan.views.dokumentdeler.medvirkning import (
    OM_TILTAKENE,
    TAKKET_NEI,
    Stemme,
    hoerte,
    ikke_hoert,
    stemmer,
)
from sosialplan.views.dokumentdeler.nedtegnelser import Nedtegnelser, nedtegnelser
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import (
    UTEN_DAG,
    Dager,
    SakenVedSiden,
    Sakshode,
    bunntekst,
    saken_ved_siden,
    sakshode,
    seen_and_heard,
    tittel,
)
from sosialplan.views.dokumentdeler.sakskrav import savn
from sosialplan.views.fravaer.fravaersbilde import SAMTALE

UNDERSOEKER = (
    Betydning.UNDERSOEKT,
    Betydning.AARSAK_UNDERSOEKT,
    Betydning.INNGREP_DOKUMENTERT,
)
SAMTALER = (Betydning.ELEVEN_HOERT, Betydning.ELEVEN_SPURT)
KONKLUDERER = (
    Betydning.BEHOV_AVKLART,
    Betydning.KONKLUDERT,
    Betydning.INNGREP_VURDERT,
    Betydning.UNDER_12_4_VURDERT,
)
"""What the steps mean that look into a case, talk with the pupil, and conclude; in this order."""

SYNET_STAAR = "Synet deres står i planen"
"""What is told of guardians whose view is written, where no day says when they were heard."""


@dataclass(frozen=True, slots=True)
class Hoert:
    """Someone whom the case concerns, and the days they were heard; none where nobody heard them."""

    hvem: str
    dager: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undersoekelse:
    """The template's ``dok``. ``konklusjon`` is None where the chain has no such step."""

    tittel: str
    bunntekst: str
    versjon: int | None
    hode: Sakshode
    hva: Opplysning
    metoder: Opplysning
    slik: Nedtegnelser
    hoert: tuple[Hoert, ...]
    andre_ikke_hoert: Mangel | None
    funn: Nedtegnelser
    stemmer: tuple[Stemme, ...]
    ingen_stemme: Mangel | None
    barnets_beste: Opplysning
    konklusjon: Nedtegnelser | None
    ved_siden: SakenVedSiden | None = None
    mangler: tuple[Mangel, ...] = ()


def dager(bilde: Saksbilde) -> Dager:
    """Return one where it was looked into."""
    return UTEN_DAG if bilde.dag(Betydning.UNDERSOEKT) else ()


def undersoekelse(bilde: Saksbilde) -> Undersoekelse:
    """Shape the investigation of a case as of its day."""
    done = tuple(each for each in bilde.hendelser if _looks_into(bilde, each))
    others = tuple(_others(bilde))
    beside = saken_ved_siden(bilde)
    said = tuple(each for each in stemmer(bilde) if each.om != bilde.si(OM_TILTAKENE))
    about = bilde.tekst(bilde.skrevet.problem) or seen_and_heard(bilde)
    dokument = Undersoekelse(
        tittel=tittel(bilde, "undersøkelse"),
        bunntekst=bunntekst(bilde),
        versjon=None,
        hode=sakshode(bilde),
        hva=opplysning(about, savn(bilde, "undersøkes")),
        metoder=opplysning(_methods(bilde, done), savn(bilde, "metoder", steg=_step(bilde))),
        slik=nedtegnelser(bilde, done, None),
        hoert=(*_home(bilde), *others),
        andre_ikke_hoert=None if all(each.dager for each in others) else savn(bilde, "andre_hørt"),
        funn=nedtegnelser(
            bilde,
            (each for each in done if not _is_talk(bilde, each) and bilde.tekst(each.notat)),
            savn(bilde, "funn", steg=_step(bilde)),
        ),
        stemmer=said,
        ingen_stemme=None if beside and beside.eleven else ikke_hoert(bilde, said),
        barnets_beste=opplysning(
            bilde.tekst(bilde.skrevet.barnets_beste), bilde.mangel("barnets_beste")
        ),
        konklusjon=_conclusion(bilde),
        ved_siden=beside,
    )
    return replace(dokument, mangler=tuple(_lacking(dokument)))


def _looks_into(bilde: Saksbilde, each: Hendelse) -> bool:
    return bool(each.metoder) or bilde.er(each, *UNDERSOEKER) or _is_talk(bilde, each)


def _is_talk(bilde: Saksbilde, each: Hendelse) -> bool:
    return each.steg == SAMTALE or bilde.er(each, *SAMTALER)


def _step(bilde: Saksbilde) -> str:
    """Return the step of the chain under which an investigation is written down."""
    return next(filter(None, (code_for(bilde.kjede, each) for each in UNDERSOEKER)), "notat")


def _methods(bilde: Saksbilde, done: tuple[Hendelse, ...]) -> str:
    """Return how it was done, each way once; a talk is one by its step."""
    talks = (Metode.SAMTALE for each in done if _is_talk(bilde, each))
    found = dict.fromkeys((*talks, *(one for each in done for one in each.metoder)))
    words = ", ".join(bilde.si(each.value) for each in found)
    return words[:1].upper() + words[1:]


def _home(bilde: Saksbilde) -> Iterator[Hoert]:
    """Yield the pupil and the guardians with the days they were heard: as the review tells it."""
    times = hoerte(bilde)
    declined = f" ({bilde.si(TAKKET_NEI)})"
    pupil = sorted({(each.dato, each.takket_nei) for each in times if each.elev or each.takket_nei})
    days = tuple(lang_dato(day) + (declined if said_no else "") for day, said_no in pupil)
    yield Hoert(bilde.si("Eleven"), days)
    home = sorted({each.dato for each in times if each.foresatte})
    said = bilde.tekst(bilde.skrevet.foresattes_syn)
    written = (bilde.si(SYNET_STAAR),) if said and not home else ()
    yield Hoert(bilde.si("De foresatte"), (*map(lang_dato, home), *written))


def _others(bilde: Saksbilde) -> Iterator[Hoert]:
    for other in bilde.sak.involverte:
        days = (each.dato for each in bilde.hendelser if other.alias in each.hoert)
        yield Hoert(other.alias, tuple(lang_dato(each) for each in days))


def _conclusion(bilde: Saksbilde) -> Nedtegnelser | None:
    asked = next(filter(None, (code_for(bilde.kjede, each) for each in KONKLUDERER)), None)
    if asked is None:
        return None
    return nedtegnelser(
        bilde, bilde.som(*KONKLUDERER), savn(bilde, "konklusjon", steg=asked), sier_noe=True
    )


def _lacking(dokument: Undersoekelse) -> Iterator[Mangel]:
    """Yield what is missing, in the order in which the document names it."""
    found = (
        dokument.hva.mangel,
        dokument.metoder.mangel,
        dokument.andre_ikke_hoert,
        dokument.funn.mangel,
        dokument.ingen_stemme,
        dokument.barnets_beste.mangel,
        dokument.konklusjon.mangel if dokument.konklusjon else None,
    )
    yield from (each for each in found if each)
