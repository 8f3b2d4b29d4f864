"""What sets a step off, and what takes an undone row away again."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.fravaerstrapp import Trinn
from sosialplan.model.frist import Bortfall, Frist
from sosialplan.model.handlingskjede import Gjelder, Slag, Steg, Utloeser
from sosialplan.model.record import Lest, Value
from sosialplan.model.sak import Hendelse
from sosialplan.rules.ansvar import triggers_of
from sosialplan.rules.explanation import number
from sosialplan.rules.facts import entries, matches, means
from sosialplan.rules.kalender.datoord import dato
from sosialplan.rules.lesninger import reading_holds, undecided
from sosialplan.rules.lovfrister import DAGEN_MANGLER, of_law
from sosialplan.rules.medvirkning import rounds_of
from sosialplan.rules.saksgang import FOERT_VIDERE, Saksgang

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


def with_bortfall(gang: Saksgang, frist: Frist) -> Frist:
    """Return the row with what took it away, where something did."""
    found = lifted(gang, frist) if frist.gjort is None else None
    return replace(frist, bortfall=found) if found else frist


def lifted(gang: Saksgang, frist: Frist) -> Bortfall | None:
    """Return what took an undone row away, or None while it still asks something.

    A closed case asks only for its check-up and for the plan to be handed over, and one that was
    handed on for nothing. What the case that carries this one on asks for, is asked for there. A new
    round takes the place of what the one before it left undone, unless the step belongs to the whole
    case. There is nothing to hand over when nothing is new.
    """
    return frist.bortfall or next(_reasons(gang, frist), None)


def _reasons(gang: Saksgang, frist: Frist) -> Iterator[Bortfall]:
    if of_law(frist.steg):
        yield from _past(gang, frist)
        return
    carried = gang.fakta.last(FOERT_VIDERE)
    if carried is not None and gang.taken_over(frist.steg):
        yield Bortfall(
            carried.dato, "Saken er ført videre i en annen sak, og det er der det gjøres."
        )
    if gang.handed_on is not None:
        yield Bortfall(gang.handed_on, "Saken er lagt klar for overlevering til en annen skole.")
    if means(gang.kjede, frist.steg, Betydning.LEVERT_ELEVMAPPEN):
        yield from _nothing_to_hand_over(gang)
    elif frist.steg not in gang.kjede.etterkontroller:
        yield from _closed(gang, frist)
    yield from _of_an_earlier_round(gang, frist)


def _past(gang: Saksgang, frist: Frist) -> Iterator[Bortfall]:
    """Yield that another's last day is over. What the law counts runs on when the case is closed."""
    if frist.slag is Slag.SISTE_DAG and frist.frist is not None and frist.frist < gang.fakta.per:
        why = "Fristen er ute, og det kom ingen klage."
        if DAGEN_MANGLER in frist.forklaring.telling.merknader:
            why = f"Regnet fra vedtaket er fristen ute. {DAGEN_MANGLER}"
        yield Bortfall(frist.frist, why)


def _closed(gang: Saksgang, frist: Frist) -> Iterator[Bortfall]:
    """Yield the closing. The way to Statsforvalteren closes only where the pupil has moved (§ 12-6)."""
    if gang.lukket is None:
        return
    why = "Saken ble avsluttet."
    moved = gang.lukket.flyttet
    if moved is not None and moved.has_come(gang.fakta.per):
        why = "Saken ble avsluttet, fordi eleven har byttet skole."
    elif frist.slag is Slag.AAPNING:
        why = "Saken ble avsluttet her. Eleven og foresatte kan fortsatt melde den."
    yield Bortfall(gang.lukket.dato, why)


def _nothing_to_hand_over(gang: Saksgang) -> Iterator[Bortfall]:
    delivered = entries(gang.fakta.hendelser, gang.kjede, Betydning.LEVERT_ELEVMAPPEN)
    last = delivered[-1] if delivered else None
    if last is not None and first_new(gang, last.dato) is None:
        yield Bortfall(last.dato, f"Alt er levert {dato(last.dato)}, og ikke noe er nytt siden.")


def first_new(gang: Saksgang, after: date) -> date | None:
    """Return the first day after another on which something was written that can be handed over."""
    plan = gang.fakta.sak.aktivitetsplan
    delivered = entries(gang.fakta.hendelser, gang.kjede, Betydning.LEVERT_ELEVMAPPEN)
    days = [each.dato for each in gang.fakta.hendelser if each not in delivered]
    for tiltak in plan.tiltak if plan else ():
        days += [each.dato for each in tiltak.evaluert]
        days += [each.dato for each in tiltak.endret]
        days += [tiltak.besluttet or tiltak.fra]
        days += [tiltak.slutt.dato] if tiltak.slutt else []
    return min((day for day in days if after < day <= gang.fakta.per), default=None)


def _of_an_earlier_round(gang: Saksgang, frist: Frist) -> Iterator[Bortfall]:
    step = gang.kjede.find(frist.steg)
    per_round = step is not None and step.gjelder is Gjelder.RUNDE and frist.tiltak is None
    later = (r for r in rounds_of(gang, step) if r.nummer > frist.runde) if step else iter(())
    following = next(later, None) if per_round else None
    if following is not None:
        ended = gang.fakta.hendelser[following.start]
        yield Bortfall(ended.dato, f"Ny runde fra {dato(ended.dato)}.")
