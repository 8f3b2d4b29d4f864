"""Which documents a case holds: those that there is something to put in, each for its own day."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.views.dokumentdeler.medvirkning import moeter_i_saken
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.dokumenter.evaluering import EVALUERER
from sosialplan.views.dokumentliste import DOKUMENTER, Dokumentslag

Dager = tuple[date | None, ...]


def saksdokumenter(bilde: Saksbilde) -> Iterator[tuple[Dokumentslag, date | None]]:
    """Yield each kind of document that the reader of ``bilde`` may have, and its day.

    The day is None where the case has one of the kind.
    """
    for slag in DOKUMENTER:
        refused = slag.avslag(bilde) is not None
        if bilde.mottaker.kode in slag.mottakere and slag.kode in DAGER and not refused:
            yield from ((slag, day) for day in DAGER[slag.kode](bilde))


def har_plan(bilde: Saksbilde) -> bool:
    """Tell whether a plan was made, or measures decided."""
    return bool(bilde.tiltak) or bilde.dag(Betydning.SKRIFTLIG_PLAN) is not None


def _plan(bilde: Saksbilde) -> Dager:
    return (None,) if har_plan(bilde) else ()


def _after(betydning: Betydning) -> Callable[[Saksbilde], Dager]:
    return lambda bilde: (None,) if bilde.dag(betydning) else ()


def _absence(bilde: Saksbilde) -> Dager:
    """Return one where absence is what the case is about: each pupil has some."""
    return (None,) if bilde.sak.kjede == bilde.plan.trapp.kjede else ()


def _once(_: Saksbilde) -> Dager:
    return (None,)


def _evaluations(bilde: Saksbilde) -> Dager:
    days = {each.dato for each in bilde.som(*EVALUERER)}
    days |= {each.dato for tiltak in bilde.tiltak for each in tiltak.evalueringer}
    return tuple(sorted(days))


def _meetings(bilde: Saksbilde) -> Dager:
    return tuple(dict.fromkeys(each.dato for each in moeter_i_saken(bilde)))


DAGER: Mapping[str, Callable[[Saksbilde], Dager]] = {
    "melding": _after(Betydning.R_TEAM_MELDT),
    "undersøkelse": _after(Betydning.UNDERSOEKT),
    "aktivitetsplan": _plan,
    "evaluering": _evaluations,
    "referat": _meetings,
    "fraværsoversikt": _absence,
    "fysisk-inngrep": _once,
    "enkeltvedtak": _once,
}
"""By the code of the document."""
UTEN_MAPPE = frozenset(
    {
        "endringsbrev",
        "rettigheter",
        "oversendelsesbrev",
        "innkalling",
        "samtykke",
        "bekymringsmelding",
    }
)
"""Letters, forms and drafts: what counts of them is the copy that was handed out."""
