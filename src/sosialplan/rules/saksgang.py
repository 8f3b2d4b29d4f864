"""The course of one case: its facts, its chain, its rounds and its rungs, ready to be judged."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from sosialplan.model.elev import Trygt
from sosialplan.model.fravaer import Fravaersperiode, Klassefravaer
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse, Sak, Utfall
from sosialplan.rules.ansattsak.skjerming import as_shielded, shielded_for
from sosialplan.rules.borte import NO_CLASSES, Regnskap, accounts
from sosialplan.rules.facts import (
    Runde,
    Saksfakta,
    classes_before,
    entries_of,
    facts_of,
    rounds,
    with_follow_up,
)
from sosialplan.rules.fravaerstrapp import Fravaersdag, Kjent, Naadd, days_in, reached
from sosialplan.rules.kalender.skolekalender import Skolekalender
from sosialplan.rules.lesninger import as_read

TIL_OVERLEVERING = "til-overlevering"
"""The entry of any chain that says that the pupil leaves and the case is handed on."""
FOERT_VIDERE = "ført-videre"
"""The entry of any chain that names the case in which this one is carried on."""


class Saksgang(Value, frozen=True):
    """Everything that the rules ask of a case."""

    fakta: Saksfakta
    kjede: Handlingskjede
    plan: Plan
    kalender: Skolekalender
    runder: tuple[Runde, ...]
    fravaersdager: tuple[Fravaersdag, ...]
    naadd: tuple[Naadd, ...]
    skjermet_for: frozenset[str] = frozenset()
    """The roles that the case is kept from."""
    lukket: Hendelse | None = None
    """The entry that closed the case; None while it is open, or open again."""
    regnskap: Regnskap = Regnskap("")
    """All that the pupil was away, as the ladder counts it."""

    @property
    def closed_on(self) -> date | None:
        """The day the case was closed, or None while it is open."""
        return self.lukket.dato if self.lukket else None

    @property
    def handed_on(self) -> date | None:
        """The day the case was laid ready for another school, or None."""
        handed = self.fakta.last(TIL_OVERLEVERING)
        return handed.dato if handed else None

    @property
    def followed(self) -> bool:
        """Tell whether this school still follows the case: neither closed nor handed on."""
        return self.closed_on is None and self.handed_on is None

    def taken_over(self, steg: str) -> bool:
        """Tell whether a step is asked for in the case that carries this one on."""
        return FOERT_VIDERE in self.fakta.steg and any(
            overtar.kjede == self.kjede.kjede and steg in overtar.steg
            for kjede in self.plan.kjeder
            for overtar in kjede.overtar
        )

    @property
    def round(self) -> Runde:
        """The round that the case is in."""
        return self.runder[-1]


def closing_of(
    hendelser: Sequence[Hendelse], kjede: Handlingskjede, runder: Sequence[Runde]
) -> Hendelse | None:
    """Return the entry that closed a case, where nothing after it has opened the case again.

    A new round does that, and a check-up after which it is not safe and good, or not known to be.
    """
    closings = [i for i, each in enumerate(hendelser) if each.steg == kjede.avsluttes_med]
    if not closings:
        return None
    later = hendelser[closings[-1] + 1 :]
    reopened = runder[-1].start > closings[-1] or any(is_bad(each, kjede) for each in later)
    return None if reopened else hendelser[closings[-1]]


def is_bad(hendelse: Hendelse, kjede: Handlingskjede) -> bool:
    """Tell whether an entry is a check-up of which the pupil does not say that all is well."""
    unsafe = hendelse.trygt in {Trygt.DELVIS, Trygt.NEI}
    unsafe = unsafe or hendelse.utfall in {Utfall.DELVIS, Utfall.INGEN}
    return unsafe and hendelse.steg in kjede.etterkontroller


def course_of(
    sak: Sak, books: Sequence[Klassefravaer], plan: Plan, kalender: Skolekalender, per: date
) -> Saksgang | None:
    """Return the course of a case as it stood on ``per``; None where its chain is not known.

    The absence ladder is the business of its own chain only. What was done about the absence
    before there was a case belongs to it too.
    """
    kjede = plan.kjede(sak.kjede)
    if kjede is None:
        return None
    if kjede.kjede != plan.trapp.kjede:
        return course_with(sak, (), kjede, plan, kalender, per)
    entries = entries_of(sak, books)
    absence = tuple(periode for entry in entries for periode in entry.borte)
    foer = classes_before(sak, books)
    return course_with(with_follow_up(sak, entries), absence, kjede, plan, kalender, per, foer)


def course_with(
    sak: Sak,
    absence: tuple[Fravaersperiode, ...],
    kjede: Handlingskjede,
    plan: Plan,
    kalender: Skolekalender,
    per: date,
    foer: Mapping[str, str] = NO_CLASSES,
) -> Saksgang:
    """Return the course of a case in a chain, with absence that is known; ``foer`` are the classes of other years."""
    fakta = facts_of(sak, absence, per)
    if any(steg.etter_valg for steg in kjede.steg):
        read = tuple(as_read(plan.valg, steg, per) for steg in kjede.steg)
        kjede = replace(kjede, steg=read)
    kept_from = shielded_for(sak, plan)
    kjede = as_shielded(kjede, plan, kept_from)
    regnskap = accounts(fakta.fravaer, plan, kalender, per, klasse=sak.elev.klasse, foer=foer)
    known: Kjent = {}
    runder = rounds(fakta.hendelser, kjede)
    return Saksgang(
        fakta,
        kjede,
        plan,
        kalender,
        runder,
        days_in(regnskap, plan, kalender, known),
        reached(regnskap, plan, known),
        kept_from,
        closing_of(fakta.hendelser, kjede, runder),
        regnskap,
    )
