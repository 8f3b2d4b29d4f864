"""What takes an undone row away: the case is closed, handed on, carried on, or in a new round.

Nothing leaves the list without a word: the row stands as not done where its day had passed, and
else as lifted, with the reason.
"""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.frist import Bortfall, Frist
from sosialplan.model.handlingskjede import Gjelder, Slag
from sosialplan.rules.betydning import entries, means
from sosialplan.rules.deltakelse import rounds_of
from sosialplan.rules.kalender.datoord import dato
from sosialplan.rules.lovfrister import DAGEN_MANGLER, of_law
from sosialplan.rules.saksgang import FOERT_VIDERE, Saksgang


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
