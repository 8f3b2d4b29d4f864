"""What is known of a case on a day: entries that count, what they mean, and the rounds they make."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.fravaer import Elevfravaer, Fravaersperiode, Klassefravaer
from sosialplan.model.handlingskjede import Gren, Handlingskjede, Steg, Utloeser
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.rettelser import gjeldende, holding, stands_for, with_corrected
from sosialplan.model.sak import Aktivitetsplan, Hendelse, Sak, Tiltak
from sosialplan.model.sakspapirer import Avklaring, Godkjenning, Utlevering
from sosialplan.rules.tiltak import TiltakPaaDag, tiltak_paa_dag


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


def classes_before(sak: Sak, books: Sequence[Klassefravaer]) -> dict[str, str]:
    """Return the pupil's class of each school year in whose files the absence stands."""
    found = ((book, book.of_case(sak.sak, sak.elev.navn, sak.elev.klasse)) for book in books)
    return {book.skoleaar: book.klasse for book, entries in found if any(True for _ in entries)}


def with_follow_up(sak: Sak, entries: Sequence[Elevfravaer]) -> Sak:
    """Return the case with what was done about the pupil's absence before there was a case."""
    before = tuple(each for entry in entries for each in entry.oppfoelging)
    return replace(sak, hendelser=(*before, *sak.hendelser)) if before else sak


def absence_of(sak: Sak, books: Sequence[Klassefravaer]) -> tuple[Fravaersperiode, ...]:
    """Return the pupil's absence periods in all school years."""
    return tuple(periode for entry in entries_of(sak, books) for periode in entry.borte)


EGNE: Mapping[Betydning, str] = MappingProxyType(
    {
        Betydning.BARNEVERN_VURDERT: "barnevern-vurdert",
        Betydning.BARNEVERN_MELDT: "barnevern-meldt",
        Betydning.LEVERT_ELEVMAPPEN: "til-elevmappen",
        Betydning.VEDTAK: "vedtak",
        Betydning.EVALUERT: "evaluering",
    }
)
"""The codes of entries and rows that are the program's own, in any chain."""


def means(kjede: Handlingskjede | None, code: str, *betydning: Betydning) -> bool:
    """Tell whether the code of a step, an entry or a row means one of these in the chain."""
    if kjede is not None and kjede.find(code) is not None:
        return not kjede.means(code).isdisjoint(betydning)
    return any(EGNE.get(each) == code for each in betydning)


def read_by(plan: Plan, kjede: Handlingskjede | None, code: str) -> Handlingskjede | None:
    """Return the chain by which an entry of a case is read.

    Its own; an entry that this one does not know may be follow-up of absence, which was written before
    there was a case and is read by the chain of the absence ladder.
    """
    if kjede is not None and kjede.find(code) is not None:
        return kjede
    ladder = plan.kjede(plan.trapp.kjede)
    return ladder if ladder is not None and ladder.find(code) is not None else kjede


def codes(kjede: Handlingskjede | None, *betydning: Betydning) -> tuple[str, ...]:
    """Return the codes that mean one of these: the chain's steps in order, then the program's own."""
    steps = (each.steg for each in kjede.meaning(*betydning)) if kjede else ()
    own = (EGNE[each] for each in betydning if each in EGNE)
    return tuple(dict.fromkeys((*steps, *(each for each in own if means(kjede, each, *betydning)))))


def entries(
    hendelser: Iterable[Hendelse], kjede: Handlingskjede | None, *betydning: Betydning
) -> tuple[Hendelse, ...]:
    """Return the entries that mean one of these, in the order given."""
    wanted = codes(kjede, *betydning)
    return tuple(each for each in hendelser if each.steg in wanted)


def fulfilling(kjede: Handlingskjede, steg: Steg) -> frozenset[str]:
    """Return the codes of the entries that carry a step out: its own, and the program's for the same."""
    own = {EGNE[each] for each in steg.betyr if each in EGNE}
    return frozenset((steg.steg, *(each for each in own if kjede.find(each) is None)))


def code_for(kjede: Handlingskjede | None, betydning: Betydning) -> str | None:
    """Return the code under which this is written down in a case of the chain, or None."""
    return next(iter(codes(kjede, betydning)), None)


D = TypeVar("D", Godkjenning, Avklaring, Utlevering)


def sak_paa_dag(sak: Sak, day: date) -> Sak:
    """Return the case without later entries, measures, evaluations and changes.

    Texts without a day stand as they are; the pupil's voice has one.
    """
    plan = sak.aktivitetsplan
    return msgspec.structs.replace(
        sak,
        hendelser=entries_known_on(sak, day),
        aktivitetsplan=_plan(plan, day) if plan else None,
        godkjenninger=_paa_dag(sak.godkjenninger, day),
        avklaringer=_paa_dag(sak.avklaringer, day),
        utleveringer=_paa_dag(sak.utleveringer, day),
    )


def _paa_dag(entries: Sequence[D], day: date) -> tuple[D, ...]:
    """Return the entries of a day with what they correct; not what was put right to be of a later one."""
    return with_corrected((each for each in holding(entries) if each.dato <= day), entries)


def _plan(plan: Aktivitetsplan, day: date) -> Aktivitetsplan:
    measures = tuple(_tiltak(each, day) for each in tiltak_paa_dag(plan.tiltak, day))
    plan = msgspec.structs.replace(plan, tiltak=measures)
    if plan.elevens_stemme_dato is None or plan.elevens_stemme_dato <= day:
        return plan
    return msgspec.structs.replace(
        plan,
        elevens_stemme=None,
        elevens_stemme_om_tiltakene=None,
        elevens_stemme_dato=None,
        elevens_stemme_hoert_av=None,
        elevens_stemme_foert_av=None,
    )


def _tiltak(paa_dag: TiltakPaaDag, day: date) -> Tiltak:
    """Return the measure with all that was written of it, also what was corrected since."""
    fields = {felt.value: value for felt, value in paa_dag.felt.items()}
    now = msgspec.to_builtins(paa_dag.tiltak)
    before = msgspec.convert({**now, **fields}, Tiltak)
    known = (each for each in holding(paa_dag.tiltak.evalueringer) if each.dato <= day)
    changed = (each for each in holding(paa_dag.tiltak.endringer) if each.dato <= day)
    ended = paa_dag.tiltak.slutt is None or paa_dag.avsluttet is not None
    return msgspec.structs.replace(
        before,
        evalueringer=with_corrected(known, paa_dag.tiltak.evalueringer),
        endringer=with_corrected(changed, paa_dag.tiltak.endringer),
        avsluttet=paa_dag.tiltak.avsluttet if ended else None,
        avsluttet_rettet=paa_dag.tiltak.avsluttet_rettet if ended else (),
    )


class Runde(Value, frozen=True):
    """A stretch of a case's entries, by their positions.

    ``start`` is the entry that opened the round (-1 for the first round), ``slutt`` the
    one that opened the next, or the number of entries. The entry in between ends the one
    and begins the other: it fulfils a step of the old round and sets off steps of the new.
    """

    nummer: int
    start: int
    slutt: int

    def triggers(self) -> range:
        """Return the positions whose entries can set a step off in this round."""
        return range(max(self.start, 0), self.slutt)

    def fulfils(self, count: int) -> range:
        """Return the positions whose entries can fulfil a step of this round."""
        return range(self.start + 1, min(self.slutt + 1, count))


def rounds(hendelser: Sequence[Hendelse], kjede: Handlingskjede) -> tuple[Runde, ...]:
    """Return the rounds of a case, at least one."""
    openers = [gren for gren in kjede.grener if gren.ny_runde]
    starts = [
        position
        for position, hendelse in enumerate(hendelser)
        if any(leads(gren, hendelse) for gren in openers)
    ]
    edges = [-1, *starts, len(hendelser)]
    return tuple(
        Runde(number, start, end) for number, (start, end) in enumerate(pairwise(edges), start=1)
    )


def leads(gren: Gren, hendelse: Hendelse) -> bool:
    """Tell whether an entry goes by a branch; a branch without answers takes every entry."""
    return (
        gren.fra == hendelse.steg
        and (not gren.utfall or hendelse.utfall in gren.utfall)
        and (not gren.svar or hendelse.svar in gren.svar)
        and (not gren.trygt or hendelse.trygt in gren.trygt)
    )


def matches(hendelse: Hendelse, utloeser: Utloeser) -> bool:
    """Tell whether an entry is of the kind, and has an answer, that sets a step off.

    What ends because the pupil has moved sets nothing off: there is nobody here to ask.
    """
    return (
        hendelse.steg == utloeser.steg
        and hendelse.flyttet is None
        and (not utloeser.utfall or hendelse.utfall in utloeser.utfall)
        and (not utloeser.svar or hendelse.svar in utloeser.svar)
        and (not utloeser.grunn or hendelse.grunn in utloeser.grunn)
        and (not utloeser.samtykke or hendelse.samtykke in utloeser.samtykke)
        and (not utloeser.trygt or hendelse.trygt in utloeser.trygt)
    )


def carries_out(hendelse: Hendelse, kjede: Handlingskjede, steg: Steg) -> bool:
    """Tell whether an entry counts as a step: it is one of it, or of what closes it."""
    own = hendelse.steg in fulfilling(kjede, steg)
    return own or any(matches(hendelse, closer) for closer in steg.lukkes_av)
