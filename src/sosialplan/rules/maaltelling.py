"""How each goal is counted from the facts of a school year, as they stood on a day.

What can still be done in time is counted neither for nor against anybody.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType

from msgspec.structs import replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.elev import Trygt, is_voice
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.frist import Frist
from sosialplan.model.handlingskjede import Slag
from sosialplan.model.moeter import Moetebok
from sosialplan.model.oppslagsverk import Teller
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.model.sak import Sak
from sosialplan.rules.dekning import class_meeting_coverage
from sosialplan.rules.facts import entries, means
from sosialplan.rules.fravaer.elevtrapp import followed
from sosialplan.rules.kalender.day_counting import not_virkedag
from sosialplan.rules.kalender.skolekalender import days_between, kalender_of, school_year_of
from sosialplan.rules.lesninger import may_hold
from sosialplan.rules.saksgang import FOERT_VIDERE, Saksgang
from sosialplan.rules.stegfrister import step_deadlines
from sosialplan.rules.tiltaksfrister import measure_deadlines
from sosialplan.rules.ved_siden import beside

MOBBING = "mobbing"


class Aar(Value, frozen=True, dict=True):
    """What is counted in: a school year as it stood on ``per``, a day of it."""

    skoleaar: str
    per: date
    plan: Plan
    saker: tuple[Saksgang, ...]
    fravaer: tuple[Klassefravaer, ...]
    moeter: tuple[Moetebok, ...]

    @cached_property
    def numre(self) -> frozenset[str]:
        """The numbers of the cases that are counted."""
        return frozenset(gang.fakta.sak.sak for gang in self.saker)

    def holds(self, day: date | None) -> bool:
        """Tell whether a day is in the school year."""
        return day is not None and school_year_of(day) == self.skoleaar


class Maalantall(Value, frozen=True):
    """So many of so many; ``nevner`` None for a plain number. ``dager`` are those of each case.

    ``saker`` are the numbers of the cases behind it: those that count, of a share those that do not.
    """

    teller: int
    nevner: int | None = None
    dager: tuple[int, ...] = ()
    saker: tuple[str, ...] = ()


def count_goal(teller: Teller, aar: Aar, *, elever: bool = False) -> Maalantall:
    """Return the number of a goal; with ``elever`` a goal of cases is one of the pupils they are about."""
    counted = _COUNTERS[teller](aar)
    return _by_pupil(aar, counted) if elever and counted.nevner is None else counted


def _by_pupil(aar: Aar, counted: Maalantall) -> Maalantall:
    """Count each pupil once: by name and class, and by name alone where one case names another."""
    behind = frozenset(counted.saker)
    together: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for sak in (gang.fakta.sak for gang in aar.saker if gang.fakta.sak.sak in behind):
        known = (each for key in _known_by(sak) for each in together.get(key, [key]))
        pupil = list(
            dict.fromkeys(known)
        )  # each once: else it doubles with every case of the pupil
        together.update(dict.fromkeys(pupil, pupil))
    return replace(counted, teller=len({id(each) for each in together.values()}))


def _known_by(sak: Sak) -> Iterator[tuple[str, str]]:
    """Yield what two cases of one pupil have in common: the name with the class, or with a case's number."""
    for each in (sak.elev.klasse, sak.sak, *beside(sak)):
        yield sak.elev.navn, each


def _about_bullying(aar: Aar) -> Maalantall:
    """By the definition that the school has chosen; by any of them until it has.

    A goal of none must not look better than it is.
    """
    counted = {MOBBING} | {
        each.kategori
        for each in aar.plan.skole.kategorier
        if any(may_hold(aar.plan, lest, aar.per) for lest in each.er_mobbing)
    }
    opened = (gang.fakta.sak for gang in aar.saker if aar.holds(_opened(gang)))
    behind = tuple(each.sak for each in opened if not counted.isdisjoint(each.kategorier))
    return Maalantall(len(behind), saker=behind)


def _opened(gang: Saksgang) -> date:
    first = gang.fakta.first(gang.kjede.aapnes_med)
    return first.dato if first else gang.fakta.sak.opprettet


def _reported(aar: Aar) -> Maalantall:
    """Of the reports to the R-team that had to be made by now: how many were made, late or not."""
    rows = [row for gang in aar.saker for row in _due(gang, aar, Betydning.R_TEAM_MELDT)]
    undone = [row for row in rows if row.gjort is None]
    return Maalantall(len(rows) - len(undone), len(rows), saker=_cases_of(undone))


def _cases_of(rows: Iterable[Frist]) -> tuple[str, ...]:
    """Return the numbers of the cases that rows are of, each once."""
    return tuple(dict.fromkeys(row.sak for row in rows if row.sak))


def _class_meetings(aar: Aar) -> Maalantall:
    kalender = kalender_of(aar.plan.ruter)
    rows = class_meeting_coverage(aar.plan, kalender, aar.moeter, aar.skoleaar, aar.per)
    return Maalantall(sum(row.holdt for row in rows), sum(row.ventet for row in rows))


def _absence_plan(aar: Aar) -> Maalantall:
    """Of the rungs that pupils reached, with or without a case: how many were followed in time."""
    cases = [gang.fakta.sak for gang in aar.saker]
    rungs = [
        each.i_tide
        for each in followed(cases, aar.fravaer, aar.plan, aar.per)
        if each.skoleaar == aar.skoleaar and each.i_tide is not None
    ]
    return Maalantall(sum(rungs), len(rungs))


class Stegtall(Value, frozen=True):
    """A step of a chain: how often it was kept, of how often it was to be done by now; ``dager`` are those from what set it off."""

    kjede: str
    steg: str
    antall: Maalantall


def count_steps(aar: Aar) -> tuple[Stegtall, ...]:
    """Return every step of the plan that has a deadline, those too that no case has come to. Days are calendar days."""
    found: dict[tuple[str, str], list[Frist]] = {
        (kjede.kjede, steg.steg): []
        for kjede in aar.plan.kjeder
        for steg in kjede.steg
        if steg.regel is not None and steg.slag is Slag.FRIST
    }
    for gang in aar.saker:
        for row in _due(gang, aar, None):
            if row.slag is Slag.FRIST:
                found[gang.kjede.kjede, row.steg].append(row)
    return tuple(
        Stegtall(kjede, steg, replace(_in_time(rows), dager=_days_of(rows), saker=()))
        for (kjede, steg), rows in found.items()
    )


def _days_of(rows: Iterable[Frist]) -> tuple[int, ...]:
    days = ((row.gjort - row.forklaring.fra_dato).days for row in rows if row.gjort is not None)
    return tuple(sorted(max(0, each) for each in days))


def _due(gang: Saksgang, aar: Aar, betydning: Betydning | None) -> Iterator[Frist]:
    """Yield the rows that mean this, or all, set off in the year, that are done or whose day has passed."""
    for row in step_deadlines(gang, betyr=betydning):
        if (
            aar.holds(row.forklaring.fra_dato)
            and _settled(row, gang, aar)
            and not _counts_elsewhere(row, gang, aar)
        ):
            yield row


def _counts_elsewhere(row: Frist, gang: Saksgang, aar: Aar) -> bool:
    """Tell whether an undone row is asked for in the case that carries this one on, which is counted too."""
    if row.gjort is not None or not gang.taken_over(row.steg):
        return False
    carried = gang.fakta.last(FOERT_VIDERE)
    return carried is not None and carried.gjelder_sak in aar.numre


def _settled(row: Frist, gang: Saksgang, aar: Aar) -> bool:
    """Tell whether a row can be counted: done, or past while the school followed the case."""
    lifted = row.bortfall.dato if row.bortfall else aar.per
    until = min(gang.closed_on or aar.per, gang.handed_on or aar.per, lifted, aar.per)
    return row.gjort is not None or (row.frist is not None and row.frist < until)


def _in_time(rows: Sequence[Frist]) -> Maalantall:
    """Count what was done by its day, and with those who must take part."""
    whole = (row for row in rows if not row.ikke_holdt)
    kept = [row for row in whole if row.gjort and row.frist and row.gjort <= row.frist]
    return Maalantall(len(kept), len(rows), saker=_cases_of(row for row in rows if row not in kept))


def _evaluations(aar: Aar) -> Maalantall:
    """The agreed days of the measures; in a case without measures the step's own deadline."""
    return _in_time(
        [
            row
            for gang in aar.saker
            for row in _evaluation_rows(gang)
            if aar.holds(row.frist)
            and _settled(row, gang, aar)
            and not _counts_elsewhere(row, gang, aar)
        ]
    )


def _evaluation_rows(gang: Saksgang) -> Iterator[Frist]:
    plan = gang.fakta.sak.aktivitetsplan
    if not plan or not plan.tiltak:
        return step_deadlines(gang, betyr=Betydning.EVALUERT)
    rows = measure_deadlines(gang)
    return (row for row in rows if means(gang.kjede, row.steg, Betydning.EVALUERT))


def _days_to_plan(aar: Aar) -> Maalantall:
    """Virkedager from the school first knew to the plan; known in the year, the plan made or due.

    One that is overdue counts with the days it has taken so far: it is late already.
    """
    rows = [row for gang in aar.saker for row in _due(gang, aar, Betydning.SKRIFTLIG_PLAN)]
    days = [_days_taken(row, aar.per) for row in rows]
    within = _in_time(rows)
    return replace(within, dager=tuple(sorted(days)))


def _days_taken(row: Frist, per: date) -> int:
    """Return the virkedager that a row took, or has taken: at least one more than it had."""
    begun = row.forklaring.fra_dato
    if row.gjort is not None:
        return _virkedager(begun, row.gjort)
    until = row.bortfall.dato if row.bortfall else per
    return max(_virkedager(begun, until), _virkedager(begun, row.frist or until) + 1)


def _virkedager(after: date, until: date) -> int:
    return sum(not_virkedag(day) is None for day in days_between(after, until) if day > after)


def _voices(aar: Aar) -> Maalantall:
    """Of the plans made in the year: in how many something that the pupil said stands.

    One who was asked and declined counts neither for nor against: to speak is a right.
    """
    made = [gang for gang in aar.saker if aar.holds(_plan_made(gang))]
    plans = [gang for gang in made if _heard(gang) or not _declined(gang)]
    unheard = tuple(gang.fakta.sak.sak for gang in plans if not _heard(gang))
    return Maalantall(len(plans) - len(unheard), len(plans), saker=unheard)


def _plan_made(gang: Saksgang) -> date | None:
    made = next(iter(entries(gang.fakta.hendelser, gang.kjede, Betydning.SKRIFTLIG_PLAN)), None)
    plan = gang.fakta.sak.aktivitetsplan
    decided = [each.besluttet or each.fra for each in (plan.tiltak if plan else ())]
    first = made.dato if made else min(decided, default=None)
    return first if first is not None and first <= gang.fakta.per else None


def _heard(gang: Saksgang) -> bool:
    plan = gang.fakta.sak.aktivitetsplan
    written = plan is not None and is_voice(plan.elevens_stemme)
    return written or any(is_voice(each.elevens_stemme) for each in gang.fakta.hendelser)


def _declined(gang: Saksgang) -> bool:
    return any(each.takket_nei for each in gang.fakta.hendelser)


def _closed_by_the_pupil(aar: Aar) -> Maalantall:
    """Of the cases closed in the year: in how many the pupil says yes, it is safe and good, and how.

    A pupil who moved counts in no goal of effect. A closing from before the answer was asked for
    does not say yes.
    """
    closings = [
        (gang.fakta.sak.sak, gang.lukket)
        for gang in aar.saker
        if gang.lukket and aar.holds(gang.lukket.dato)
    ]
    closed = [
        (sak, each)
        for sak, each in closings
        if not (each.flyttet and each.flyttet.has_come(aar.per))
    ]
    other = tuple(
        sak
        for sak, each in closed
        if each.trygt is not Trygt.JA or not is_voice(each.elevens_stemme)
    )
    return Maalantall(len(closed) - len(other), len(closed), saker=other)


_COUNTERS: Mapping[Teller, Callable[[Aar], Maalantall]] = MappingProxyType(
    {
        Teller.SAKER_OM_MOBBING: _about_bullying,
        Teller.MELDT_R_TEAM: _reported,
        Teller.KLASSEMOETER: _class_meetings,
        Teller.FRAVAERSPLAN: _absence_plan,
        Teller.DAGER_VARSLET_TIL_PLAN: _days_to_plan,
        Teller.EVALUERINGER_I_TIDE: _evaluations,
        Teller.ELEVENS_STEMME: _voices,
        Teller.AVSLUTTET_MED_ELEVENS_ORD: _closed_by_the_pupil,
    }
)
