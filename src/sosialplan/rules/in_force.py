"""Which version of a rule, a law reference or a setting holds on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from sosialplan.model.handlingskjede import Handlingskjede, Utloeser
from sosialplan.model.plan import Plan
from sosialplan.model.regel import Lovbokstav
from sosialplan.model.sak import Grunn
from sosialplan.model.skole import Innstilling


class Dated(Protocol):
    """Something that holds from and including a day."""

    @property
    def gjelder_fra(self) -> date | None:
        """The first day it holds; None while that day is not set."""


V = TypeVar("V", bound=Dated)


def in_force(versions: Sequence[V], on: date) -> V | None:
    """Return the newest version that has begun on or before the day, unless it has ended."""
    begun = [
        (version.gjelder_fra, place)
        for place, version in enumerate(versions)
        if version.gjelder_fra is not None and version.gjelder_fra <= on
    ]
    newest = versions[max(begun)[1]] if begun else None
    ends = getattr(newest, "gjelder_til", None)
    return None if ends is not None and on > ends else newest


def value_of(setting: Innstilling, on: date) -> int | bool | str:
    """Return the school's value on a day, or the default where the school has set none."""
    chosen = in_force(setting.verdier, on)
    return setting.standard if chosen is None else chosen.verdi


def number(plan: Plan, code: str, on: date) -> int:
    """Return a setting that is a whole number. The plan's check has seen to it that it is one."""
    setting = plan.innstilling(code)
    value = 0 if setting is None else value_of(setting, on)
    return value if isinstance(value, int) else 0


def flag(plan: Plan, code: str, on: date, *, default: bool) -> bool:
    """Return a setting that is yes or no, or what holds where the school does not have it."""
    setting = plan.innstilling(code)
    value = default if setting is None else value_of(setting, on)
    return value if isinstance(value, bool) else default


def word(plan: Plan, code: str, on: date, *, default: str) -> str:
    """Return a setting that is a word, or what holds where the school does not have it."""
    setting = plan.innstilling(code)
    value = default if setting is None else value_of(setting, on)
    return value if isinstance(value, str) else default


def letters(plan: Plan, code: str, on: date) -> tuple[Lovbokstav, ...]:
    """Return the grounds that a law reference counts up on a day, in the law's order."""
    hjemmel = plan.hjemmel(code)
    version = in_force(hjemmel.versjoner, on) if hjemmel else None
    return version.bokstaver if version else ()


def answers(
    plan: Plan, kjede: Handlingskjede, utloeser: Utloeser, on: date = date.max
) -> tuple[str, ...]:
    """Return the answers that set a step off, of the letters only those that the law of a day has."""
    steg = kjede.find(utloeser.steg)
    if steg is None or steg.bokstav_fra is None:
        return utloeser.svarene
    known = {Grunn.INGEN.value, *(each.bokstav for each in letters(plan, steg.bokstav_fra, on))}
    gone = {each.value for each in utloeser.grunn} - known
    return tuple(each for each in utloeser.svarene if each not in gone)


def paragraph(plan: Plan, code: str | None, on: date) -> str | None:
    """Return the law reference as the law of the day has it, as ``§ 12-4``; None without one."""
    hjemmel = plan.hjemmel(code) if code else None
    version = in_force(hjemmel.versjoner, on) if hjemmel else None
    return f"{version.lov} {version.paragraf}" if version else None
