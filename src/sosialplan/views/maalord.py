"""A goal's number in words."""

from datetime import date

from msgspec.structs import replace

from sosialplan.model.maal import Maal, Maaleenhet
from sosialplan.model.plan import Plan
from sosialplan.model.skole import Valgliste
from sosialplan.rules.in_force import in_force, number
from sosialplan.rules.lesninger import TEGN, as_read


def goal_as_read(valg: Valgliste, maal: Maal, on: date) -> Maal:
    """Return a goal as the school's choices have it, signed where one is not made."""
    read = as_read(valg, maal, on)
    return replace(read, navn=f"{maal.navn} {TEGN}") if read.etter_valg else read


def maaltall(maal: Maal, plan: Plan, today: date) -> int | None:
    """Return the number a goal should come to; None where its rule is not in force."""
    if maal.maal.tall is not None:
        return maal.maal.tall
    rule = plan.regel(maal.maal.regel or "")
    version = in_force(rule.versjoner, today) if rule else None
    if version is None:
        return None
    return number(plan, version.innstilling, today) if version.innstilling else version.antall


def maal_i_ord(maal: Maal, plan: Plan, today: date) -> str:
    """Return the goal as ``minst 100 prosent``."""
    count = maaltall(maal, plan, today)
    unit = maal.maal.enhet
    said = " (mandag-fredag, ikke helligdager)" if unit is Maaleenhet.VIRKEDAGER else ""
    if count is None:
        return "ikke fastsatt"
    return f"ingen {unit}" if count == 0 else f"{maal.maal.retning} {count} {unit}{said}"
