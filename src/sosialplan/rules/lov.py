"""Which steps of a plan carry the duties of law, and how long their deadlines are."""

from collections.abc import Collection, Iterable
from datetime import date

from sosialplan.model.handlingskjede import Handlingskjede, Steg
from sosialplan.model.klassetrinn import trinn_fra_til
from sosialplan.model.lovplikt import AT_ONCE, Lovavvik, Lovplikt, Lovversjon, Naar
from sosialplan.model.plan import Plan
from sosialplan.model.regel import Enhet, Regelversjon
from sosialplan.model.skole import Skole
from sosialplan.rules.explanation import in_force, number
from sosialplan.rules.kalender.day_counting import amount

_DAYS = {
    Enhet.KALENDERDAGER: 1.0,
    Enhet.UKER: 7.0,
    Enhet.MAANEDER: 31.0,
    Enhet.VIRKEDAGER: 7 / 5,
    Enhet.SKOLEDAGER: 7 / 5,
}
"""Calendar days of one of a unit, where no holiday comes between."""
NO_END = float("inf")


def law_on(plikt: Lovplikt, on: date) -> Lovversjon | None:
    """Return the duty as the law had it on a day, or None."""
    return in_force(plikt.versjoner, on)


def duties_of(plikter: Iterable[Lovplikt], skole: Skole) -> tuple[Lovplikt, ...]:
    """Return the duties that the law lays on a school with these grades; of one that has told none, grunnskolen's."""
    grades = {*skole.mulige_trinn, *skole.trinnene} or {skole.siste_trinn}
    return tuple(
        each
        for each in plikter
        if each.trinn is None or not grades.isdisjoint(trinn_fra_til(each.trinn))
    )


def when(law: Lovversjon) -> str:
    """Return when the law wants a duty done, as it says it: ``snarest``, ``1 uke``."""
    if law.naar is Naar.TALL and law.antall is not None and law.enhet is not None:
        return amount(law.antall, law.enhet)
    return law.naar.value


def chains_of(plikt: Lovplikt, plan: Plan) -> tuple[Handlingskjede, ...]:
    """Return the chains that must carry a duty: those that rest on its reference."""
    if plikt.hjemmel is None:
        return ()
    return tuple(each for each in plan.kjeder if each.hjemmel == plikt.hjemmel)


def rule_on(plan: Plan, steg: Steg, on: date) -> Regelversjon | None:
    """Return the deadline of a step as it holds on a day."""
    rule = plan.regel(steg.regel) if steg.regel else None
    return in_force(rule.versjoner, on) if rule else None


def amount_on(plan: Plan, rule: Regelversjon, on: date) -> int | None:
    """Return the number of a rule, the school's own where it has one; None for a day of the year."""
    return number(plan, rule.innstilling, on) if rule.innstilling else rule.antall


def days_on(plan: Plan, steg: Steg, on: date) -> float:
    """Return about how many calendar days a step may take; without end where no number is set."""
    rule = rule_on(plan, steg, on)
    counted = amount_on(plan, rule, on) if rule else None
    return NO_END if rule is None or counted is None else counted * _DAYS[rule.enhet]


def longer_than_law(plan: Plan, steg: Steg, law: Lovversjon, on: date) -> bool:
    """Tell whether a step may take longer than the law lets it.

    «At once» is at most one day of a kind that does not wait for the school's holidays.
    """
    rule = rule_on(plan, steg, on)
    if law.naar in AT_ONCE:
        counted = amount_on(plan, rule, on) if rule else None
        at_once = rule is not None and rule.enhet in {Enhet.KALENDERDAGER, Enhet.VIRKEDAGER}
        return not at_once or counted is None or counted > 1
    limit = law.antall * _DAYS[law.enhet] if law.antall and law.enhet else NO_END
    return days_on(plan, steg, on) > limit


def longer_than(plan: Plan, now: Steg, standard: Plan, before: Steg, on: date) -> bool:
    """Tell whether a step may take longer than in the standard, or until a day of another kind."""
    rule, other = rule_on(plan, now, on), rule_on(standard, before, on)
    ends = (rule.siste_i if rule else ()) == (other.siste_i if other else ())
    return not ends or days_on(plan, now, on) > days_on(standard, before, on)


def days_of_change(plan: Plan, steg: Steg, plikt: Lovplikt, i_dag: date) -> tuple[date, ...]:
    """Return the day of judging, and each later day on which the deadline or the law is another."""
    rule = plan.regel(steg.regel) if steg.regel else None
    found = {each.gjelder_fra for each in rule.versjoner} if rule else set()
    settings = {each.innstilling for each in rule.versjoner if each.innstilling} if rule else set()
    for code in settings:
        setting = plan.innstilling(code)
        found |= {each.gjelder_fra for each in setting.verdier} if setting else set()
    found |= {each.gjelder_fra for each in plikt.versjoner if each.gjelder_fra}
    return (i_dag, *sorted(day for day in found if day > i_dag))


def deviation(
    plan: Plan, kjede: str, plikter: Collection[str], steg: str | None = None
) -> Lovavvik | None:
    """Return the written reason for which a chain differs in one of these duties or in a step, or None."""
    return next(
        (
            each
            for each in plan.valg.avvik
            if each.kjede == kjede
            and (each.plikt in plikter or (steg is not None and each.steg == steg))
        ),
        None,
    )
