"""The minutes of one meeting, and of it only what this case is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sosialplan.model.moeter import Per
from sosialplan.model.sak import Hendelse
from sosialplan.rules.checks.entry_checks import INNKALT
from sosialplan.rules.moeter.beslutninger import carried_out, missing_people
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel, Opplysning, dagen, opplysning
from sosialplan.views.dokumentdeler.medvirkning import (
    MoeteISaken,
    Stemme,
    moetenavn,
    moeter_i_saken,
    stemmen,
)
from sosialplan.views.dokumentdeler.nedtegnelser import Nedtegnelser, nedtegnelser, roller_i
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumentdeler.sakshode import (
    Avslag,
    Dager,
    Sakshode,
    bunntekst,
    sakshode,
    tittel,
)
from sosialplan.views.dokumentdeler.sakskrav import savn


@dataclass(frozen=True, slots=True)
class Besluttet:
    """A decision, with who carries it out, by when, and the day it was done."""

    hva: str
    ansvarlig: str
    frist: str
    utfoert: str | None


@dataclass(frozen=True, slots=True)
class Moetereferat:
    """What one meeting said of the case. ``fravaerende`` are those who must always be there."""

    navn: str
    dato: str
    til_stede: Opplysning
    fravaerende: tuple[str, ...]
    slik: str | None
    droeftet: Nedtegnelser
    stemmer: tuple[Stemme, ...]
    ingen_stemme: Mangel | None
    beslutninger: tuple[Besluttet, ...]
    ingen_beslutning: Mangel | None
    neste: Opplysning


@dataclass(frozen=True, slots=True)
class Referat:
    """The template's ``dok``."""

    tittel: str
    bunntekst: str
    versjon: int | None
    hode: Sakshode
    moete: Moetereferat
    mangler: tuple[Mangel, ...]


def dager(bilde: Saksbilde) -> Dager:
    """Return each day on which a meeting took the case up."""
    return tuple(dict.fromkeys(each.dato for each in moeter_i_saken(bilde)))


def ikke_moete(bilde: Saksbilde) -> Avslag | None:
    """Return why there are no minutes: there was no meeting, or none on the day asked for."""
    if _held(bilde) is not None:
        return None
    when = " den dagen" if bilde.valg.dato else ""
    return Avslag(
        f"Det står ikke at det har vært noe møte{when} i saken.",
        "Skriv møtet først: sosialplan møte referat MØTE, eller "
        f"sosialplan registrer {bilde.sak.sak} møte",
    )


def referat(bilde: Saksbilde) -> Referat:
    """Shape the minutes of the meeting of the day that was asked for, else of the latest."""
    held = _held(bilde)
    if held is None:
        raise LookupError("no meeting")
    moete = _minutes(bilde, held)
    lacking = (
        moete.til_stede.mangel,
        moete.neste.mangel,
        moete.droeftet.mangel,
        moete.ingen_stemme,
        moete.ingen_beslutning,
    )
    return Referat(
        tittel=tittel(bilde, "referat"),
        bunntekst=bunntekst(bilde),
        versjon=None,
        hode=sakshode(bilde),
        moete=moete,
        mangler=tuple(each for each in lacking if each),
    )


def _held(bilde: Saksbilde) -> MoeteISaken | None:
    asked = bilde.valg.dato
    found = [each for each in moeter_i_saken(bilde) if asked in {None, each.dato}]
    return found[-1] if found else None


def _minutes(bilde: Saksbilde, moetet: MoeteISaken) -> Moetereferat:
    entry = moetet.oppfoeringer[0].id if moetet.oppfoeringer else "møte"
    there = moetet.holdt.til_stede if moetet.holdt else ()
    told = {
        "moete": moetet.kode,
        "dag": moetet.dato.isoformat(),
        "id": entry,
        "til_stede": ",".join(there) or "ROLLE",
    }
    of_plan = bilde.plan.moeter.moete(moetet.kode)
    in_book = of_plan is not None and of_plan.per is not Per.ELEV
    decided = "besluttet" if in_book else "besluttet_i_saken"
    said = tuple(_voices(bilde, moetet.dato))
    return Moetereferat(
        navn=moetenavn(bilde, moetet.kode),
        dato=lang_dato(moetet.dato),
        til_stede=opplysning(_present(bilde, moetet), savn(bilde, "i_møtet", **told)),
        fravaerende=_absent(bilde, moetet),
        slik=_named(bilde, moetet),
        droeftet=nedtegnelser(
            bilde,
            (each for each in moetet.oppfoeringer if bilde.tekst(each.notat)),
            savn(bilde, "drøftet", **told),
        ),
        stemmer=said,
        ingen_stemme=None if said else savn(bilde, "elevens_syn"),
        beslutninger=tuple(_decision(bilde, each) for each in moetet.beslutninger),
        ingen_beslutning=None if moetet.beslutninger else savn(bilde, decided, **told),
        neste=dagen(_next(bilde, moetet), savn(bilde, "neste_møte", **told)),
    )


def _present(bilde: Saksbilde, moetet: MoeteISaken) -> str:
    if moetet.holdt is None or not moetet.holdt.til_stede:
        return roller_i(bilde, moetet.oppfoeringer)
    words = ", ".join(bilde.rolle(each) or each for each in moetet.holdt.til_stede)
    words += (
        f". {bilde.skrevet_av(moetet.holdt.foert_av)[2:].capitalize()}"
        if moetet.holdt.foert_av
        else ""
    )
    return words[:1].upper() + words[1:]


def _absent(bilde: Saksbilde, moetet: MoeteISaken) -> tuple[str, ...]:
    of_plan = bilde.plan.moeter.moete(moetet.kode)
    if of_plan is None or moetet.holdt is None:
        return ()
    missing = missing_people(bilde.plan, of_plan, moetet.holdt)
    return tuple(
        " eller ".join(bilde.rolle(one) or one for one in each.split(" eller ")) for each in missing
    )


def _named(bilde: Saksbilde, moetet: MoeteISaken) -> str | None:
    """Return whether the case was discussed by name; None where no book says so."""
    held = moetet.holdt.saker if moetet.holdt else ()
    own = next((each for each in held if each.sak == bilde.sak.sak), None)
    if own is None:
        return None
    return bilde.si("Anonymt" if own.anonymt else "Med navn")


def _voices(bilde: Saksbilde, day: date) -> Iterator[Stemme]:
    """Yield the last that the pupil said before the day, and all of the day itself: what is written later hides no words."""
    said = [each for each in bilde.hendelser if each.elevens_stemme and each.dato <= day]
    before = [each for each in said if each.dato < day]
    for each in (*before[-1:], *(each for each in said if each.dato == day)):
        yield from stemmen(bilde, each)


def _decision(bilde: Saksbilde, each: Hendelse) -> Besluttet:
    done = carried_out(bilde.sak, bilde.hendelser, each)
    return Besluttet(
        hva=bilde.tekst(each.notat) or "",
        ansvarlig=bilde.ansvarlig(each.ansvarlig) or "",
        frist=lang_dato(each.frist) if each.frist else "",
        utfoert=lang_dato(done) if done else None,
    )


def _next(bilde: Saksbilde, moetet: MoeteISaken) -> date | None:
    """Return the day the book says, or the first day after it to which people are called."""
    if moetet.holdt and moetet.holdt.neste:
        return moetet.holdt.neste
    called = (each.innkalling.moetedag for each in bilde.av_steg(INNKALT) if each.innkalling)
    return min((day for day in called if day > moetet.dato), default=None)
