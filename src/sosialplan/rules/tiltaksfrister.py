"""The deadlines of the measures: each planned evaluation, and the team's look at a changed plan.

The day a measure is to be evaluated is the field ``evalueres``, or what a later evaluation
(``neste``) or change of that field said. So the planned day can be told for any day.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.frist import PLANEN, Bortfall, Frist
from sosialplan.model.handlingskjede import Slag, Steg
from sosialplan.model.record import Value
from sosialplan.model.regel import Grunnlag
from sosialplan.model.rettelser import stands_for
from sosialplan.model.sak import Evaluering, Sak, Tiltak
from sosialplan.model.sakspapirer import Endring, Felt
from sosialplan.rules.ansattsak.skjerming import not_impartial
from sosialplan.rules.ansvar import is_asked
from sosialplan.rules.explanation import agreed_date, apply_rule, paragraph
from sosialplan.rules.facts import EGNE, entries
from sosialplan.rules.godkjenning import changes, is_change, punkt
from sosialplan.rules.kalender.datoord import dato
from sosialplan.rules.medvirkning import absent_from_measure
from sosialplan.rules.saksgang import Saksgang

LENGST = "evaluering"
"""The rule that says how long a measure may go on before it is evaluated."""
AKTIVITETSPLIKT = "aktivitetsplikt"
"""The chain that rests on this duty is the one whose plan must by law have such a day."""


TO_DAGER = "(to dager, må velges)"
"""The mark of a row whose day two have set apart."""


class PlanlagtEvaluering(Value, frozen=True):
    """A planned evaluation: when it was decided, the day, and the day it was done or lifted."""

    besluttet: date
    frist: date
    gjort: date | None
    evaluering: Evaluering | None = None
    bortfall: Bortfall | None = None


def planned_evaluations(
    tiltak: Tiltak, per: date, venter: Sequence[date] = ()
) -> tuple[PlanlagtEvaluering, ...]:
    """Return the evaluations that were planned by ``per``: those done, and the one ahead."""
    return tuple(each for each in every_planned(tiltak, per, venter) if each.bortfall is None)


def waiting_days(sak: Sak, tiltak: Tiltak) -> tuple[date, ...]:
    """Return the days between which somebody must choose, where two have set one for a measure's evaluation."""
    place = ("aktivitetsplan", "tiltak", tiltak.id, "evalueres")
    told = [
        one for each in sak.konflikter if each.sted == place for one in (each.staar, each.ellers)
    ]
    return tuple(sorted({day for one in told if one and (day := _day(str(one)))}))


def every_planned(
    tiltak: Tiltak, per: date, venter: Sequence[date] = ()
) -> Iterator[PlanlagtEvaluering]:
    """Yield every evaluation that was planned by ``per``, also those that were moved or lifted.

    Where days wait for a choice (``venter``), the earliest is the one ahead, and neither is moved.
    """
    decisions = sorted(
        [
            *((e.dato, e.registrert or "", None, _day(e.til)) for e in _moves(tiltak)),
            *((e.dato, _first_written(e, tiltak), e, e.neste) for e in tiltak.evaluert),
        ],
        key=lambda decision: decision[:2],
    )
    planned, since = _first_planned(tiltak), tiltak.besluttet or tiltak.fra
    for day, _, evaluated, following in decisions:
        if day > per:
            break
        if planned is not None and evaluated is not None:
            yield PlanlagtEvaluering(since, planned, day, evaluated)
        elif planned is not None and planned != following and planned not in venter:
            why = (
                f"Dagen ble flyttet til {dato(following)}." if following else "Dagen ble tatt bort."
            )
            yield PlanlagtEvaluering(since, planned, None, bortfall=Bortfall(day, why))
        planned, since = following, day
        venter = () if evaluated is not None else venter
    planned = min((*venter, *([planned] if planned else [])), default=None)
    ended = tiltak.slutt
    if planned is not None:
        lifted = Bortfall(ended.dato, "Tiltaket ble avsluttet.") if ended else None
        known = lifted if ended and ended.dato <= per else None
        yield PlanlagtEvaluering(since, planned, None, bortfall=known)


def _first_written(each: Evaluering, tiltak: Tiltak) -> str:
    """Return the moment of an evaluation, or of the first that it corrects: it stands in that one's place."""
    return stands_for(each, tiltak.evalueringer)[-1].registrert or ""


def _moves(tiltak: Tiltak) -> list[Endring]:
    return [each for each in tiltak.endret if each.felt is Felt.EVALUERES]


def _first_planned(tiltak: Tiltak) -> date | None:
    """Return the day that was planned before anything was changed."""
    moves = [each for each in tiltak.endringer if each.felt is Felt.EVALUERES]
    if not moves:
        return tiltak.evalueres
    first = min(moves, key=lambda each: each.dato)
    return _day(first.fra) if first.fra else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def measure_deadlines(gang: Saksgang) -> Iterator[Frist]:
    """Yield a row for each planned evaluation, then for changes that await the team."""
    plan = gang.fakta.sak.aktivitetsplan
    per = gang.fakta.per
    measures = [
        tiltak
        for tiltak in (plan.tiltak if plan else ())
        if tiltak.besluttet is None or tiltak.besluttet <= per
    ]
    for tiltak in measures:
        venter = waiting_days(gang.fakta.sak, tiltak)
        asked, planned_days = 0, list(every_planned(tiltak, per, venter))
        for planned in planned_days:
            # A day that was moved gives its number to the next; the last one keeps it, also when lifted.
            numbered = planned.bortfall is None or planned is planned_days[-1]
            asked += numbered
            name = f"{asked}" if numbered else f"{planned.frist}/{planned.besluttet}"
            row = _evaluation_row(gang, tiltak, planned, name)
            open_ = planned.gjort is None and planned.bortfall is None and planned.frist in venter
            yield _undecided(row, venter) if open_ else row
    for step in gang.kjede.meaning(Betydning.ENDRING_DROEFTET)[:1]:
        if is_asked(gang, step):
            yield from _changes_for_team(gang, step, measures)


def _undecided(row: Frist, venter: Sequence[date]) -> Frist:
    """Return a row that says that its day waits for a choice, and that the earliest holds until then."""
    days = " og ".join(dato(each) for each in venter)
    note = f"To har satt hver sin dag: {days}. Den tidligste gjelder til én er valgt med løs."
    telling = replace(row.forklaring.telling, merknader=(*row.forklaring.telling.merknader, note))
    forklaring = replace(row.forklaring, telling=telling)
    return replace(row, tittel=f"{row.tittel} {TO_DAGER}", forklaring=forklaring)


def _evaluation_row(
    gang: Saksgang, tiltak: Tiltak, planned: PlanlagtEvaluering, name: str
) -> Frist:
    done = planned.evaluering
    demanded = gang.kjede.hjemmel == AKTIVITETSPLIKT
    longest = apply_rule(gang.plan, gang.kalender, LENGST, planned.besluttet, PLANEN)
    forklaring = agreed_date(
        gang.kalender, PLANEN, planned.besluttet, planned.frist,
        paragraph(gang.plan, AKTIVITETSPLIKT, planned.besluttet) if demanded else None,
        "Dagen er satt i planen. Loven krever at planen har en slik dag, men ikke hvilken."
        if demanded else "Dagen er satt i planen.",
        longest=longest,
    )  # fmt: skip
    sak, code = gang.fakta.sak, EGNE[Betydning.EVALUERT]
    return Frist(
        id=f"{sak.sak}/{code}/{tiltak.id}/{name}",
        slag=Slag.FRIST,
        sak=sak.sak,
        kjede=gang.kjede.kjede,
        klasse=sak.elev.klasse,
        steg=code,
        tiltak=tiltak.id,
        runde=gang.round.nummer,
        tittel="Evaluer tiltaket",
        frist=planned.frist,
        gjort=planned.gjort,
        ansvarlig=(tiltak.ansvarlig,),
        eskalerer=True,
        forklaring=forklaring,
        uten=absent_from_measure(done, sak, gang.kjede) if done else (),
        av_skjermet=not_impartial(done, sak, gang.kjede, gang.skjermet_for) if done else (),
        bortfall=planned.bortfall,
    )


def _changes_for_team(gang: Saksgang, step: Steg, measures: Sequence[Tiltak]) -> Iterator[Frist]:
    """Yield one row for each run of changes without a discussion in between.

    Due on the first planned evaluation after the change: the plan says "before the next
    evaluation meeting", so the discussion may be held on that day at the latest. What was
    changed at an evaluation is due by the one after it.
    """
    discussed = [each.dato for each in gang.fakta.hendelser if each.steg == step.steg]
    answered: date | None = None
    venter = {each.id: waiting_days(gang.fakta.sak, each) for each in measures}
    for number, changed in enumerate(change_days(gang, measures), start=1):
        if answered is not None and changed <= answered:
            continue
        ahead = _next_evaluation(measures, changed, gang.fakta.per, venter)
        done = next((day for day in discussed if day >= changed), None)
        if ahead is None:
            continue
        answered = done or date.max
        forklaring = agreed_date(
            gang.kalender, "endring av planen", changed, ahead, None,
            "Planen sier at endringer drøftes før neste evaluering.", Grunnlag.PLAN,
        )  # fmt: skip
        yield Frist(
            id=f"{gang.fakta.sak.sak}/{step.steg}/{number}",
            slag=Slag.FRIST,
            sak=gang.fakta.sak.sak,
            kjede=gang.kjede.kjede,
            klasse=gang.fakta.sak.elev.klasse,
            steg=step.steg,
            tiltak=None,
            runde=gang.round.nummer,
            tittel=step.navn,
            frist=ahead,
            gjort=done,
            ansvarlig=step.ansvarlig,
            eskalerer=step.eskalerer,
            forklaring=forklaring,
        )


def change_days(gang: Saksgang, measures: Sequence[Tiltak]) -> tuple[date, ...]:
    """Return the days on which the plan was changed after it was made, in order.

    A measure that was changed, ended, or added on a later day than the plan counts, and one after the
    plan was sent home the same day.
    """
    known = gang.fakta.hendelser
    made = next(iter(entries(known, gang.kjede, Betydning.SKRIFTLIG_PLAN)), None)
    if made is None:
        return ()
    sent = [punkt(each) for each in entries(known, gang.kjede, Betydning.PLAN_SENDT)]
    found = changes(measures, gang.fakta.per)
    return tuple(sorted({one.dato for one in found if is_change(one, made.dato, sent)}))


def _next_evaluation(
    measures: Sequence[Tiltak], after: date, per: date, venter: Mapping[str, Sequence[date]]
) -> date | None:
    days = [
        planned.frist
        for tiltak in measures
        for planned in every_planned(tiltak, per, venter.get(tiltak.id, ()))
        if planned.frist > after
        and (planned.gjort is None or planned.gjort > after)
        and (planned.bortfall is None or planned.frist < planned.bortfall.dato)
    ]
    return min(days, default=None)
