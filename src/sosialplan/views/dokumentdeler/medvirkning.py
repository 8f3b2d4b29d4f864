"""What the pupil and the guardians think, and how the child's best interest was assessed."""

from collections.abc import Iterator
from dataclasses import dataclass

from sosialplan.model.betydning import Betydning
from sosialplan.model.sak import Hendelse
from sosialplan.rules.deltakelse import is_heard
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.mangler import Mangel, Opplysning, opplysning
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde

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
    if not any(stemme.naar and stemme.hoert_av for stemme in said):
        return bilde.mangel("elevens_stemme_når")
    return None


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
