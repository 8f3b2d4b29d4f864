"""What sets a step off: the entries and the rungs that one of its triggers names, in a reading that holds."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.fravaerstrapp import Trinn
from sosialplan.model.handlingskjede import Gjelder, Steg, Utloeser
from sosialplan.model.record import Lest, Value
from sosialplan.model.sak import Hendelse
from sosialplan.rules.ansvar import triggers_of
from sosialplan.rules.betydning import means
from sosialplan.rules.in_force import number
from sosialplan.rules.lesninger import reading_holds, undecided
from sosialplan.rules.runder import matches
from sosialplan.rules.saksgang import Saksgang

TILTAKENE = "tiltak i planen"
"""What a row says that it is counted from, where only the measures tell that there is a plan."""


class Utloest(Value, frozen=True):
    """Something that set a step off: the entry or the rung, its day and its round."""

    hva: str
    dato: date
    runde: int
    hendelse: Hendelse | None = None
    trinn: Trinn | None = None
    valg: tuple[str, ...] = ()
    """The choices, not made, by which it sets the step off."""
    ellers: bool = False
    """What usually sets it off is not written down, so it is counted from this."""


def set_off(gang: Saksgang, steg: Steg) -> list[Utloest]:
    """Return what set the step off, in order; two on one day are one."""
    found = _found(gang, steg, triggers_of(gang, steg))
    if not found and steg.ellers_av:
        found = [replace(each, ellers=True) for each in _found(gang, steg, steg.ellers_av)]
    if steg.ellers_av_planen and not _plan_is_written(gang, found):
        found += _in_the_plan(gang, steg)
    if steg.etter_runder is not None:
        code = steg.etter_runder
        found = [each for each in found if each.runde > number(gang.plan, code, each.dato)]
    per_round = steg.gjelder is Gjelder.RUNDE
    by_day = {(each.dato, each.runde if per_round else 0): each for each in reversed(found)}
    return sorted(by_day.values(), key=lambda each: (each.dato, each.runde))


def _found(gang: Saksgang, steg: Steg, triggers: Sequence[Utloeser]) -> list[Utloest]:
    """Return every entry and rung that one of the triggers names, in order of the case."""
    hendelser = gang.fakta.hendelser
    wanted = {utloeser.steg for utloeser in triggers} & gang.fakta.steg
    found = [
        Utloest(
            hendelser[i].steg,
            hendelser[i].dato,
            runde.nummer,
            hendelser[i],
            valg=_waits(gang, hendelser[i].dato, by, steg),
        )
        for runde in (gang.runder if wanted else ())
        for i in runde.triggers()
        if hendelser[i].steg in wanted
        and (by := _set_off_by(gang, triggers, hendelser[i])) is not None
    ]
    found += [
        Utloest(
            _name_of(gang, each.trinn),
            each.dato,
            _round_on(gang, each.dato),
            trinn=each.trinn,
            valg=_waits(gang, each.dato, each.trinn, steg),
        )
        for each in gang.naadd
        if each.trinn.trinn in steg.utloeses_av_trinn
    ]
    return [each for each in found if reading_holds(gang.plan, steg, on=each.dato)]


def _plan_is_written(gang: Saksgang, found: Sequence[Utloest]) -> bool:
    return any(means(gang.kjede, each.hva, Betydning.SKRIFTLIG_PLAN) for each in found)


def _in_the_plan(gang: Saksgang, steg: Steg) -> Iterator[Utloest]:
    """Yield the first measure: the plan is there, whether or not somebody wrote that it was made."""
    plan = gang.fakta.sak.aktivitetsplan
    days = [each.besluttet or each.fra for each in (plan.tiltak if plan else ())]
    first = min((day for day in days if day <= gang.fakta.per), default=None)
    if first is None:
        return
    by = next((each for each in steg.utloeses_av if reading_holds(gang.plan, each, on=first)), None)
    if by is not None:
        waits = _waits(gang, first, by, steg)
        yield Utloest(TILTAKENE, first, _round_on(gang, first), valg=waits, ellers=True)


def _name_of(gang: Saksgang, trinn: Trinn) -> str:
    """Return a rung's name without a sign: the row says itself what it waits for."""
    own = gang.plan.trapp.find(trinn.trinn)
    return own.navn if own else trinn.navn


def _set_off_by(
    gang: Saksgang, triggers: Sequence[Utloeser], hendelse: Hendelse
) -> Utloeser | None:
    """Return the trigger that the entry sets a step off by, in a reading that held on its day."""
    return next(
        (
            each
            for each in triggers
            if matches(hendelse, each) and reading_holds(gang.plan, each, on=hendelse.dato)
        ),
        None,
    )


def _waits(gang: Saksgang, on: date, *read: Lest) -> tuple[str, ...]:
    """Return the choices that were not made on a day, and by which the step is asked for."""
    codes = (code for each in read for code in undecided(gang.plan.valg, each, on))
    return tuple(dict.fromkeys(codes))


def _round_on(gang: Saksgang, day: date) -> int:
    """Return the round that the case was in at the end of a day."""
    begun = [
        runde.nummer
        for runde in gang.runder
        if runde.start < 0 or gang.fakta.hendelser[runde.start].dato <= day
    ]
    return begun[-1]
