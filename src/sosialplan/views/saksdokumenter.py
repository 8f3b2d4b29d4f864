"""Which documents a case holds: those that there is something to put in, each for its own day."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from sosialplan.views.dokumentliste import DOKUMENTER, Dokumentslag
from sosialplan.views.saksbilde import Saksbilde

Dager = tuple[date | None, ...]


def saksdokumenter(bilde: Saksbilde) -> Iterator[tuple[Dokumentslag, date | None]]:
    """Yield each kind of document that the reader of ``bilde`` may have, and its day.

    The day is None where the case has one of the kind. A kind that has the name of a step is there
    once for each day the step was carried out.
    """
    for slag in DOKUMENTER:
        refused = slag.avslag is not None and slag.avslag(bilde) is not None
        if bilde.mottaker.kode in slag.mottakere and not refused:
            days = _DAGER.get(slag.kode, _of_step)
            yield from ((slag, day) for day in days(bilde, slag.kode))


def har_plan(bilde: Saksbilde) -> bool:
    """Tell whether a plan was made, or measures decided."""
    return bool(bilde.tiltak) or bilde.dag("aktivitetsplan") is not None


def _plan(bilde: Saksbilde, _: str) -> Dager:
    return (None,) if har_plan(bilde) else ()


def _reported(bilde: Saksbilde, _: str) -> Dager:
    return (None,) if bilde.dag("r-team-meldt") else ()


def _absence(bilde: Saksbilde, _: str) -> Dager:
    return (None,) if bilde.grunnlag.fravaersdager else ()


def _meetings(bilde: Saksbilde, _: str) -> Dager:
    days = {each.dato for each in bilde.grunnlag.moeter if each.dato <= bilde.today}
    return tuple(sorted(days))


def _of_step(bilde: Saksbilde, kode: str) -> Dager:
    return tuple(dict.fromkeys(each.dato for each in bilde.av_steg(kode)))


_DAGER: Mapping[str, Callable[[Saksbilde, str], Dager]] = {
    "aktivitetsplan": _plan,
    "melding": _reported,
    "fraværsoversikt": _absence,
    "referat": _meetings,
}
"""By the code of the document; any other is there when the step of its name was carried out."""
