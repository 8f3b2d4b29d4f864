"""What the documents of a case say alike: title, foot, whom it is about, whom to talk with, what goes with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from sosialplan.model.betydning import Betydning
from sosialplan.model.sak import Grunn, Hendelse
from sosialplan.rules.ansattsak.skjermet_sak import ARKIV, ELEV, FORESATTE
from sosialplan.rules.ansattsak.skjerming import REKTOR
from sosialplan.rules.explanation import letters
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.roller import holder

Dager = tuple[date | None, ...]
"""The days on which a case holds a document; None where it has one of the kind."""
UTEN_DAG: Dager = (None,)


@dataclass(frozen=True, slots=True)
class Avslag:
    """Why not, and what can be done instead; neither holds a value of a case."""

    hvorfor: str
    raad: str = ""


def bokstaven(bilde: Saksbilde, hjemmel: str, entry: Hendelse) -> str | None:
    """Return ``bokstav d: …``; None where the entry names none.

    A letter that the law did not have that day stands alone, without words.
    """
    if entry.grunn is None or entry.grunn is Grunn.INGEN:
        return None
    known = {each.bokstav: each.hva for each in letters(bilde.plan, hjemmel, entry.dato)}
    name = f"bokstav {entry.grunn.value}"
    return f"{name}: {bilde.si(known[entry.grunn.value])}" if entry.grunn.value in known else name


def tittel(bilde: Saksbilde, navn: str, versjon: int | None = None) -> str:
    """Return a document's title: its name and the case by its number, never by the pupil."""
    parts = (
        bilde.si(navn[:1].upper() + navn[1:]),
        f"sak {bilde.saksnummer}" if bilde.saksnummer else bilde.si("drøftes anonymt"),
        f"versjon {versjon}" if versjon else "",
    )
    return ", ".join(part for part in parts if part)


def bunntekst(bilde: Saksbilde, versjon: int | None = None) -> str:
    """Return what stands at the foot of every page; nobody is named in it."""
    parts = (
        bilde.skole.navn,
        f"sak {bilde.saksnummer}" if bilde.saksnummer else "",
        f"versjon {versjon}" if versjon else "",
        bilde.datoform(bilde.today),
    )
    return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Brevhode:
    """Who sends it, to whom, and when. ``avsender`` is the school's own, line by line, below its name."""

    skole: str
    avsender: tuple[str, ...]
    til: str
    dato: str
    ref: str | None
    arkivsak: str | None
    """The case in the archive, where the school has written it."""
    hilsen: str | None
    """Who sends it, by name and role: the one at the school whom one would ask first."""
    logo: str | None
    """Where the school's picture lies, as a link from the planmappe; None where it has none."""


def brevhode(bilde: Saksbilde) -> Brevhode | None:
    """Return the letterhead of what leaves the school; None in its own copies, and where it has said nothing of itself."""
    skole = bilde.skole
    number = skole.organisasjonsnummer
    reached = (skole.telefon and f"{bilde.si('Telefon')} {skole.telefon}", skole.e_post)
    lines = (
        skole.adresse,
        " · ".join(each for each in reached if each),
        number and f"{bilde.si('Organisasjonsnummer')} {number}",
    )
    avsender = tuple(each for each in lines if each)
    if not (avsender or skole.logo) or not bilde.mottaker.ute or bilde.mottaker == ARKIV:
        return None
    return Brevhode(
        skole=skole.navn,
        avsender=avsender,
        til=_receiver(bilde),
        dato=bilde.datoform(bilde.today),
        ref=bilde.saksnummer,
        arkivsak=bilde.sak.arkivsak if bilde.saksnummer else None,
        hilsen=next(iter(kontaktpersoner(bilde)), None),
        logo=quote(f"plan/{skole.logo}") if skole.logo else None,
    )


def _receiver(bilde: Saksbilde) -> str:
    """Return who it is to: the guardians and the pupil by name where they are known."""
    mottaker, sak = bilde.mottaker, bilde.sak
    if mottaker == ELEV:
        return sak.elev.navn
    if mottaker == FORESATTE and sak.elev.foresatte:
        return ", ".join(each.navn for each in sak.elev.foresatte)
    return bilde.si(mottaker.ord)


@dataclass(frozen=True, slots=True)
class Sakshode:
    """The pupil and the school; ``sak`` and ``klasse`` are None in an anonymous copy."""

    sak: str | None
    skole: str
    oppdiktet: bool
    elev: str
    klasse: str | None
    trinn: int | None
    trinn_og_klasse: str
    kontaktlaerer: str
    tilgang: str
    """The access marking, as the school writes it."""
    per_dato: str
    avsluttet: str | None
    """The day the case was closed; None while it is open."""
    brev: Brevhode | None


def sakshode(bilde: Saksbilde) -> Sakshode:
    """Return the top of a document."""
    return Sakshode(
        sak=bilde.saksnummer,
        skole=bilde.skole.navn,
        oppdiktet=bilde.skole.oppdiktet,
        elev=bilde.sak.elev.navn,
        klasse=bilde.klasse,
        trinn=bilde.trinn,
        trinn_og_klasse=bilde.trinn_og_klasse,
        kontaktlaerer=bilde.kontaktlaerer,
        tilgang=bilde.si(bilde.skole.tilgangskode),
        per_dato=bilde.datoform(bilde.today),
        avsluttet=bilde.datoform(bilde.lukket.dato) if bilde.lukket else None,
        brev=brevhode(bilde),
    )


def foedt(bilde: Saksbilde) -> str | None:
    """Return when the pupil is born, for the forms that ask for it; None in a copy that names nobody.

    No day of it is kept, only the year: the day is written in by hand.
    """
    if bilde.mottaker.anonym:
        return None
    year = bilde.sak.elev.foedselsaar
    return f"{year}, {bilde.si('dag og måned:')}" if year else bilde.si("Dag, måned og år:")


def seen_and_heard(bilde: Saksbilde) -> str:
    """Return the facts as one text; empty where nobody wrote them."""
    texts = (bilde.sak.beskrivelse, *(each.notat for each in bilde.som(Betydning.OPPDAGET)))
    return "\n\n".join(text.strip() for text in texts if text and bilde.tekst(text))


@dataclass(frozen=True, slots=True)
class Vedlegg:
    """A document of a bundle. ``fil`` is None where it could not be made as it was; ``merknad`` says why."""

    navn: str
    dato: str
    til: str
    fil: str | None
    merknad: str = ""


@dataclass(frozen=True, slots=True)
class SakenVedSiden:
    """Its number, and the days on which the pupil and the home were heard there; empty where they were not."""

    sak: str
    eleven: str
    hjemmet: str


def saken_ved_siden(bilde: Saksbilde) -> SakenVedSiden | None:
    """Return it for those who may know the case's number; None where there is none."""
    found = bilde.grunnlag.ved_siden
    if found is None or bilde.mottaker.anonym:
        return None
    eleven, hjemmet = (
        ", ".join(map(bilde.datoform, days)) for days in (found.eleven, found.hjemmet)
    )
    return SakenVedSiden(found.sak, eleven, hjemmet)


SKOLEEIER = "skoleeier"
_AT_THE_SCHOOL = ("kontaktlærer", "sosiallærer", "rådgiver", REKTOR)


def kontaktpersoner(bilde: Saksbilde) -> tuple[str, ...]:
    """Return them in the order in which one would ask; skoleeier where rektor must not know.

    A role that nobody holds is left out: one cannot talk with it. Skoleeier is not of the school, and is reached by the word.
    """
    return tuple(_named(bilde))


def _named(bilde: Saksbilde) -> Iterator[str]:
    known = {each.rolle for each in bilde.skole.roller}
    for code in _AT_THE_SCHOOL:
        asked = SKOLEEIER if code == REKTOR and code in bilde.skjermet_for else code
        held = asked == SKOLEEIER or holder(bilde.skole, asked, bilde.sak.elev.klasse)
        if held and asked in known - bilde.skjermet_for and (name := bilde.ansvarlig(asked)):
            yield name
