"""The way to Statsforvalteren: how long it takes to open, by which law, and from which day it is open."""

from dataclasses import dataclass
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde
from sosialplan.views.forklaring import fristord

REGEL = HJEMMEL = "statsforvalteren"


@dataclass(frozen=True, slots=True)
class Statsforvalteren:
    """The way to Statsforvalteren: open from a day, or None until rektor has been asked.

    ``lenge`` is how long must have gone by, as the rule of the day has it: ``1 uke``. ``tatt_opp`` is the
    day it was taken up with rektor, a fact whatever became of the row. ``flyttet`` is the day the pupil
    left the school: then the report is dismissed but for special reasons (§ 12-6 second ledd).
    """

    fra: str | None
    tatt_opp: str | None
    flyttet: str | None
    lenge: str | None
    hjemmel: str | None


def statsforvalteren(bilde: Saksbilde, on: date) -> Statsforvalteren:
    """Return the way as the law and the rule of the day ``on`` have it."""
    opens = bilde.grunnlag.statsforvalteren_fra
    rule = fristord(bilde.plan, REGEL, on)
    number, _, unit = rule.antall.partition(" ") if rule else ("", "", "")
    asked, moved = bilde.dag(Betydning.TATT_OPP_MED_REKTOR), _moved(bilde)
    return Statsforvalteren(
        fra=lang_dato(opens) if opens and not moved else None,
        tatt_opp=lang_dato(asked) if asked else None,
        flyttet=lang_dato(moved) if moved else None,
        lenge=f"{number} {bilde.si(unit)}" if rule else None,
        hjemmel=bilde.paragraf(HJEMMEL, on),
    )


def _moved(bilde: Saksbilde) -> date | None:
    """Return the day the pupil left, once it has come; None for one who goes to the school."""
    if bilde.lukket is None or bilde.lukket.flyttet is None:
        return None
    day = bilde.lukket.flyttet.dato or bilde.lukket.dato
    return day if day <= bilde.today else None
