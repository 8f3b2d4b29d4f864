"""What is known of a case on a day: entries sorted, corrected ones replaced, later ones left out.

The one rule for which entries of a case hold, and in which order. Nobody else reads the entries as they
stand in the file but the checks, which tell of each by its place there; a test finds who does.
"""

from collections.abc import Collection, Sequence
from datetime import date

from msgspec.structs import replace

from sosialplan.model.fravaer import Elevfravaer, Fravaersperiode, Klassefravaer
from sosialplan.model.record import Value
from sosialplan.model.rettelser import gjeldende, holding, stands_for, with_corrected
from sosialplan.model.sak import Hendelse, Sak


class Saksfakta(Value, frozen=True):
    """The facts of one case by a day.

    ``hendelser`` are sorted by the day they happened; those of one day keep the order of
    the file, and a correction the place of what it corrects. ``utelatt`` counts the facts
    that are later than the day.
    """

    sak: Sak
    per: date
    hendelser: tuple[Hendelse, ...]
    fravaer: tuple[Fravaersperiode, ...] = ()
    utelatt: int = 0
    steg: frozenset[str] = frozenset()
    """The codes of the entries."""

    def last(self, steg: str) -> Hendelse | None:
        """Return the latest entry of a step."""
        return next((each for each in reversed(self.hendelser) if each.steg == steg), None)

    def first(self, steg: str) -> Hendelse | None:
        """Return the earliest entry of a step."""
        return next((each for each in self.hendelser if each.steg == steg), None)


def facts_of(sak: Sak, fravaer: tuple[Fravaersperiode, ...], per: date) -> Saksfakta:
    """Return the facts of a case as they stood on ``per``; a correction takes its entry's place."""
    valid = valid_entries(sak)
    known = tuple(each for each in valid if each.dato <= per)
    days = tuple(sorted((each for each in fravaer if each.fra <= per), key=lambda each: each.fra))
    measures = sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()
    days_of_entries = [
        *(entry.dato for each in measures for entry in each.evaluert),
        *(entry.dato for each in measures for entry in each.endret),
        *(each.besluttet for each in measures if each.besluttet),
        *(each.slutt.dato for each in measures if each.slutt),
    ]
    later = sum(day > per for day in days_of_entries)
    left_out = len(valid) - len(known) + len(fravaer) - len(days) + later
    codes = frozenset(each.steg for each in known)
    return Saksfakta(sak, per, known, days, left_out, codes)


def valid_entries(sak: Sak, per: date = date.max) -> tuple[Hendelse, ...]:
    """Return the entries that hold and happened by a day, sorted by the day they happened.

    What was corrected or struck is out, whatever the date of the correction: that it was wrong is known.
    """
    held = (each for each in gjeldende(sak.hendelser) if each.dato <= per)
    return tuple(sorted(held, key=lambda each: each.dato))


def written_entries(sak: Sak) -> tuple[Hendelse, ...]:
    """Return all that was written, what was corrected too, in the order of the file.

    For those who tell of the file itself, or look for an entry by its id; never for what is so.
    """
    return sak.hendelser


def ids_of(sak: Sak, hendelse: Hendelse) -> frozenset[str]:
    """Return every id by which an entry may be named: its own, and of all that it corrects."""
    return frozenset(each.id for each in stands_for(hendelse, sak.hendelser))


def with_entry(sak: Sak, hendelse: Hendelse) -> Sak:
    """Return the case with one more entry."""
    return replace(sak, hendelser=(*sak.hendelser, hendelse))


def without_entries(sak: Sak, ids: Collection[str]) -> Sak:
    """Return the case without some entries, and without what these correct: it must not hold again."""
    gone = {one for each in sak.hendelser if each.id in ids for one in ids_of(sak, each)}
    return replace(sak, hendelser=tuple(each for each in sak.hendelser if each.id not in gone))


def entries_known_on(sak: Sak, per: date) -> tuple[Hendelse, ...]:
    """Return the entries of a day, with what they correct or strike, in the order of the file."""
    return with_corrected(
        (each for each in holding(sak.hendelser) if each.dato <= per), sak.hendelser
    )


def entries_of(sak: Sak, books: Sequence[Klassefravaer]) -> tuple[Elevfravaer, ...]:
    """Return the pupil's absence in all school years, an entry a class and year.

    An entry belongs to the case when it bears its number, or the pupil's name in the pupil's class.
    """
    return tuple(
        entry for book in books for entry in book.of_case(sak.sak, sak.elev.navn, sak.elev.klasse)
    )


def with_follow_up(sak: Sak, entries: Sequence[Elevfravaer]) -> Sak:
    """Return the case with what was done about the pupil's absence before there was a case."""
    before = tuple(each for entry in entries for each in entry.oppfoelging)
    return replace(sak, hendelser=(*before, *sak.hendelser)) if before else sak


def absence_of(sak: Sak, books: Sequence[Klassefravaer]) -> tuple[Fravaersperiode, ...]:
    """Return the pupil's absence periods in all school years."""
    return tuple(periode for entry in entries_of(sak, books) for periode in entry.borte)
