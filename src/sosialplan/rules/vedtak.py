"""A decision on exclusion or change of school: how long it may last, and how long one may appeal."""

from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.frist import Forklaring
from sosialplan.model.plan import Plan
from sosialplan.model.vedtak import Vedtaksslag
from sosialplan.rules.betydning import EGNE
from sosialplan.rules.explanation import apply_rule
from sosialplan.rules.in_force import in_force
from sosialplan.rules.kalender.day_counting import amount, count
from sosialplan.rules.kalender.skolekalender import kalender_of

VEDTAK = EGNE[Betydning.VEDTAK]
"""The entry of any chain that tells of a decision."""
KLAGE, LENGST = "klage-enkeltvedtak", "bortvisning-lengst"
HJEMLER = {Vedtaksslag.BORTVISNING: "bortvisning", Vedtaksslag.SKOLEBYTTE: "skolebytte"}


def last_day_of_exclusion(plan: Plan, first: date) -> tuple[date, str] | None:
    """Return the last day that an exclusion from ``first`` on may have, and the length in words.

    The first day is one of them. None where no rule was in force.
    """
    rule = plan.regel(LENGST)
    version = in_force(rule.versjoner, first) if rule else None
    if version is None or not version.antall:
        return None
    kalender = kalender_of(plan.ruter)
    begins = count(first, 0, version.enhet, kalender).dato
    last = count(begins, version.antall - 1, version.enhet, kalender).dato if begins else None
    return (last, amount(version.antall, version.enhet)) if last else None


def decided_by(plan: Plan, slag: Vedtaksslag, on: date) -> str | None:
    """Return the role that the law of the day lets decide it, None where the law does not say."""
    hjemmel = plan.hjemmel(HJEMLER[slag])
    version = in_force(hjemmel.versjoner, on) if hjemmel else None
    return version.vedtas_av if version else None


def appeal_deadline(plan: Plan, from_day: date) -> tuple[date | None, Forklaring]:
    """Return the last day for an appeal, counted from the day the decision arrived, and the rule."""
    why = apply_rule(plan, kalender_of(plan.ruter), KLAGE, from_day, VEDTAK)
    return why.telling.dato, why
