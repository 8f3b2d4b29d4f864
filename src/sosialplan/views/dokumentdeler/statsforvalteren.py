"""The way to Statsforvalteren: how long it takes to open, by which law, and from which day it is open."""

from dataclasses import dataclass
from datetime import date

from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.fristord import fristord

REGEL = HJEMMEL = "statsforvalteren"


@dataclass(frozen=True, slots=True)
class Statsforvalteren:
    """The way to Statsforvalteren: open from a day, or None until rektor has been asked.

    ``lenge`` is how long must have gone by, as the rule of the day has it: ``1 uke``.
    """

    fra: str | None
    lenge: str | None
    hjemmel: str | None


def statsforvalteren(bilde: Saksbilde, on: date) -> Statsforvalteren:
    """Return the way as the law and the rule of the day ``on`` have it."""
    opens = bilde.grunnlag.statsforvalteren_fra
    rule = fristord(bilde.plan, REGEL, on)
    number, _, unit = rule.antall.partition(" ") if rule else ("", "", "")
    return Statsforvalteren(
        fra=lang_dato(opens) if opens else None,
        lenge=f"{number} {bilde.si(unit)}" if rule else None,
        hjemmel=bilde.paragraf(HJEMMEL, on),
    )
