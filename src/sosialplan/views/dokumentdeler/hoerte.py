"""Who was heard in a case, and when: told alike by the review, the investigation and the evaluation.

Heard is one who was asked, not one who was only told or called. The pupil's own words are always it, and
so is what pupil and guardians said of a measure when it was evaluated.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.sak import Evaluering, Hendelse
from sosialplan.rules.deltakelse import ELEV, FORESATTE, said_of_measure
from sosialplan.rules.tiltak_paa_dag import TiltakPaaDag
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
VILLE_IKKE = "fikk tilbud, ville ikke si noe"


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
