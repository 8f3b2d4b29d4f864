"""Duties that follow what happened: a notice assessed (§ 24-3), that it happened again (§ 13-5), a decision."""

from collections.abc import Iterable
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.frist import Forklaring
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.mappe import Mappe
from sosialplan.model.plan import Plan
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.sakspapirer import Vedtaksslag
from sosialplan.rules.explanation import apply_rule, in_force
from sosialplan.rules.facts import EGNE, codes, written_entries
from sosialplan.rules.kalender.day_counting import amount, count
from sosialplan.rules.kalender.skolekalender import kalender_of

VURDERT, MELDT = Betydning.BARNEVERN_VURDERT, Betydning.BARNEVERN_MELDT
SVAR = "barnevern-svar"
BARNEVERN = (EGNE[VURDERT], EGNE[MELDT])
"""The duty to notify is each employee's own, whatever the case is about: every case takes these."""


def of_barnevern(sak: Sak, kjede: Handlingskjede | None) -> frozenset[str]:
    """Return the ids of the entries that tell of an assessment or a notice.

    What was corrected is among them. A letter belongs to this law, unless its step names another.
    """
    steps = (*codes(kjede, VURDERT, MELDT), SVAR)
    named = (each.steg for each in (kjede.steg if kjede else ()) if each.bokstav_fra)
    others = frozenset(named) - frozenset(steps)
    return frozenset(
        each.id
        for each in written_entries(sak)
        if each.steg in steps or (each.grunn and each.steg not in others)
    )


def asks_for_repeated(plan: Plan, kjede: str) -> bool:
    """Tell whether a chain has a step that depends on it."""
    chain = plan.kjede(kjede)
    return chain is not None and any(each.eller_gjentatt for each in chain.steg)


def repeated(sak: Sak, hendelser: Iterable[Hendelse], kjede: Handlingskjede) -> bool:
    """Tell whether it happened more than once: the case says so, or holds it more than once."""
    return sak.gjentatt or sum(each.steg == kjede.aapnes_med for each in hendelser) > 1


def same_before(sak: Sak, mappe: Mappe) -> list[Sak]:
    """Return the pupil's earlier cases in the same chain, the latest last."""
    found = [
        each.value
        for each in mappe.of_pupil(sak.elev.navn)
        if each.hode.kjede == sak.kjede
        and (each.hode.opprettet, each.hode.sak) < (sak.opprettet, sak.sak)
    ]
    return sorted(found, key=lambda each: (each.opprettet, each.sak))


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
