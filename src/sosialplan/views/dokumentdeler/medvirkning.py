"""Who was heard and took part: the pupil and the guardians, the child's best interest, and the meetings."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.frist import BESLUTNING
from sosialplan.model.moeter import Holdt
from sosialplan.model.sak import Evaluering, Hendelse
from sosialplan.rules.medvirkning import ELEV, FORESATTE, is_heard, said_of_measure
from sosialplan.rules.tiltak import TiltakPaaDag
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel, Opplysning, opplysning
from sosialplan.views.dokumentdeler.planmangler import grunnet, hoerer_mangel
from sosialplan.views.dokumentdeler.saksbilde import Foert, Saksbilde

HOERER = (
    Betydning.ELEVEN_HOERT,
    Betydning.ELEVEN_SPURT,
    Betydning.FORESATTE_KONTAKTET,
    Betydning.UNDERSOEKT,
    Betydning.BEHOV_AVKLART,
    Betydning.MOETE_MED_HJEMMET,
    Betydning.EVALUERT,
    Betydning.AVSLUTTET,
    Betydning.ETTERKONTROLL,
)
HOERER_ALLTID = frozenset({"samtale", "kontakt", "møte"})
"""The steps, and the entries of any chain, in which those who are with it are asked, and not only
told or called."""
TAKKET_NEI = "fikk tilbud, ville ikke si noe"


@dataclass(frozen=True, slots=True)
class _Planens:
    av: str | None
    foert_av: str | None


@dataclass(frozen=True, slots=True)
class Hoerte:
    """One time that someone was heard. ``takket_nei``: the pupil was offered to speak, and declined.

    ``kilde`` is the entry or evaluation that says so; None where only the plan's own text does.
    """

    dato: date
    hva: str
    foert: Foert
    kilde: Hendelse | Evaluering | None = None
    elev: bool = False
    takket_nei: bool = False
    foresatte: bool = False
    andre: tuple[str, ...] = ()


def hoerte(bilde: Saksbilde) -> tuple[Hoerte, ...]:
    """Return every time that somebody was heard by the day of the document, in order of date."""
    found = [*_of_entries(bilde), *_of_measures(bilde), *_of_the_plan(bilde)]
    return tuple(sorted(found, key=lambda each: each.dato))


def _of_entries(bilde: Saksbilde) -> Iterator[Hoerte]:
    for each in bilde.hendelser:
        asked = each.med if each.steg in HOERER_ALLTID or bilde.er(each, *HOERER) else ()
        pupil = not each.takket_nei and bool(bilde.stemme(each.elevens_stemme) or ELEV in asked)
        if pupil or each.takket_nei or FORESATTE in asked or each.hoert:
            yield Hoerte(
                each.dato,
                bilde.hendelsesnavn(each),
                each,
                each,
                elev=pupil,
                takket_nei=each.takket_nei,
                foresatte=FORESATTE in asked,
                andre=each.hoert,
            )


def _of_measures(bilde: Saksbilde) -> Iterator[Hoerte]:
    for tiltak in bilde.tiltak:
        for one in tiltak.evalueringer:
            if said := said_of_measure(one):
                name = f"{bilde.si('Evaluering')}, tiltak {tiltak.nummer}"
                yield Hoerte(
                    one.dato, name, one, one, elev=ELEV in said, foresatte=FORESATTE in said
                )


def _of_the_plan(bilde: Saksbilde) -> Iterator[Hoerte]:
    """Yield the day of the plan's own words of the pupil, unless an entry of that day says it too."""
    skrevet = bilde.skrevet
    day = skrevet.elevens_stemme_dato
    said = bilde.stemme(skrevet.elevens_stemme) or bilde.stemme(skrevet.elevens_stemme_om_tiltakene)
    told = any(each.elev and each.dato == day for each in _of_entries(bilde))
    if said and day and day <= bilde.today and not told:
        by = _Planens(skrevet.elevens_stemme_hoert_av, skrevet.elevens_stemme_foert_av)
        word = bilde.skole.ordet_for_planen
        yield Hoerte(day, word[:1].upper() + word[1:], by, elev=True)


def sagt_om_tiltak(judged: list[tuple[TiltakPaaDag, Evaluering]]) -> frozenset[str]:
    """Return who said something when measures were evaluated: the pupil, the guardians."""
    return frozenset(who for _, one in judged for who in said_of_measure(one))


OM_TILTAKENE = "Om tiltakene"
TILBUD = "Eleven fikk tilbud om å bli hørt"
VILLE_IKKE = "Eleven fikk tilbud om å si noe, og ville ikke."


@dataclass(frozen=True, slots=True)
class Stemme:
    """What the pupil said; ``naar`` and ``hoert_av`` are None where nobody wrote it down."""

    om: str
    tekst: str
    naar: str | None
    hoert_av: str | None


@dataclass(frozen=True, slots=True)
class Medvirkning:
    """The voices in a plan, and what is missing of the pupil's own."""

    stemmer: tuple[Stemme, ...]
    mangler: tuple[Mangel, ...]
    foresattes_syn: Opplysning
    barnets_beste: Opplysning


def medvirkning(bilde: Saksbilde) -> Medvirkning:
    """Shape the voices of a case as of its day."""
    skrevet = bilde.skrevet
    said = tuple(stemmer(bilde))
    return Medvirkning(
        stemmer=said,
        mangler=tuple(_missing(bilde, said)),
        foresattes_syn=opplysning(
            bilde.tekst(skrevet.foresattes_syn), bilde.mangel("foresattes_syn")
        ),
        barnets_beste=opplysning(bilde.tekst(skrevet.barnets_beste), bilde.mangel("barnets_beste")),
    )


@dataclass(frozen=True, slots=True)
class _Hoert:
    """Who heard the pupil for the plan's own texts, and who entered it."""

    av: str | None
    foert_av: str | None


def stemmer(bilde: Saksbilde) -> Iterator[Stemme]:
    """Yield what the pupil said: the plan's own texts first, then the entries by date."""
    skrevet, day = bilde.skrevet, bilde.skrevet.elevens_stemme_dato
    if day is None or day <= bilde.today:
        naar, heard_by = (
            lang_dato(day) if day else None,
            bilde.utfoert_av(
                _Hoert(skrevet.elevens_stemme_hoert_av, skrevet.elevens_stemme_foert_av)
            ),
        )
        if text := bilde.stemme(skrevet.elevens_stemme):
            yield Stemme(bilde.si("Om hvordan det er"), text, naar, heard_by)
        if text := bilde.stemme(skrevet.elevens_stemme_om_tiltakene):
            yield Stemme(bilde.si(OM_TILTAKENE), text, naar, heard_by)
    for hendelse in bilde.hendelser:
        yield from stemmen(bilde, hendelse)


def stemmen(bilde: Saksbilde, hendelse: Hendelse) -> Iterator[Stemme]:
    """Yield what the pupil said in an entry, or that the pupil was asked and declined, if anything."""
    declined = bilde.si(VILLE_IKKE) if hendelse.takket_nei else None
    if text := bilde.stemme(hendelse.elevens_stemme) or declined:
        hears = declined and bilde.er(hendelse, Betydning.ELEVEN_HOERT)
        name = bilde.si(TILBUD) if hears else bilde.hendelsesnavn(hendelse)
        day = lang_dato(hendelse.dato)
        yield Stemme(name, text, day, bilde.utfoert_av(hendelse))


def ikke_hoert(bilde: Saksbilde, said: tuple[Stemme, ...]) -> Mangel | None:
    """Return that the pupil was not heard, or that nobody wrote down when and by whom."""
    if not said:
        return bilde.mangel("elevens_stemme")
    if any(stemme.naar and stemme.hoert_av for stemme in said):
        return None
    if any(stemme.hoert_av for stemme in said) or not any(stemme.naar for stemme in said):
        return bilde.mangel("elevens_stemme_når")
    spoken = [each.id for each in bilde.hendelser if any(stemmen(bilde, each))]
    lacking = hoerer_mangel(bilde.kommandosak, spoken[-1] if spoken else None)
    return grunnet(lacking, bilde.kjede)


def _missing(bilde: Saksbilde, said: tuple[Stemme, ...]) -> Iterator[Mangel]:
    if lacking := ikke_hoert(bilde, said):
        yield lacking
    said_of = bilde.stemme(bilde.skrevet.elevens_stemme_om_tiltakene)
    if bilde.tiltak and not said_of and not _declined(bilde):
        yield bilde.mangel("elevens_stemme_om_tiltakene")


def _declined(bilde: Saksbilde) -> bool:
    """Tell whether the pupil was offered to speak last time, and declined: § 10-2 is a right, no duty."""
    asked = [each for each in bilde.hendelser if is_heard(each)]
    return bool(asked) and asked[-1].takket_nei


MOETE = "møte"
"""The entry of any chain that tells of a meeting."""


@dataclass(slots=True)
class MoeteISaken:
    """One meeting on one day. ``holdt`` is None where no book has it; the rest is of this case only."""

    kode: str
    dato: date
    holdt: Holdt | None = None
    oppfoeringer: list[Hendelse] = field(default_factory=list)
    beslutninger: list[Hendelse] = field(default_factory=list)


def moetekode(bilde: Saksbilde, hendelse: Hendelse) -> str | None:
    """Return the meeting that an entry is from, or None."""
    if hendelse.moete:
        return hendelse.moete
    of_plan = (each.moete for each in bilde.plan.moeter.moeter if hendelse.steg in each.steg)
    return next(of_plan, hendelse.steg if er_moete(bilde, hendelse) else None)


def er_moete(bilde: Saksbilde, hendelse: Hendelse) -> bool:
    """Tell whether an entry is of a meeting: the chain's own step, or that of every chain."""
    return hendelse.steg == MOETE or bilde.er(hendelse, Betydning.MOETE)


def moetenavn(bilde: Saksbilde, code: str) -> str:
    """Return a meeting's name: the plan's own, else what its step is called once it is done."""
    found = bilde.plan.moeter.moete(code)
    return bilde.si(found.navn) if found else bilde.stegnavn(code)


def moeter_i_saken(bilde: Saksbilde) -> tuple[MoeteISaken, ...]:
    """Return the meetings up to and including the day of the document, in order."""
    found: dict[tuple[str, date], MoeteISaken] = {}

    def at(code: str, day: date) -> MoeteISaken:
        return found.setdefault((code, day), MoeteISaken(code, day))

    for held in bilde.grunnlag.moeter:
        if held.dato <= bilde.today:
            at(held.moete, held.dato).holdt = held
    for code, hendelse in _of_meetings(bilde):
        each = at(code, hendelse.dato)
        (each.beslutninger if hendelse.steg == BESLUTNING else each.oppfoeringer).append(hendelse)
    return tuple(sorted(found.values(), key=lambda each: each.dato))


def _of_meetings(bilde: Saksbilde) -> Iterator[tuple[str, Hendelse]]:
    for hendelse in bilde.hendelser:
        code = moetekode(bilde, hendelse)
        if code is not None:
            yield code, hendelse
