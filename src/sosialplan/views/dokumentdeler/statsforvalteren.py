"""The way to Statsforvalteren: by which law, and from which day it is open."""

from dataclasses import dataclass
from datetime import date

from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde


@dataclass(frozen=True, slots=True)
class Statsforvalteren:
    """The way to Statsforvalteren: open from a day, or None until rektor has been asked."""

    fra: str | None
    hjemmel: str | None


def statsforvalteren(bilde: Saksbilde, on: date) -> Statsforvalteren:
    """Return the way as the law of the day ``on`` has it."""
    opens = bilde.grunnlag.statsforvalteren_fra
    return Statsforvalteren(
        fra=lang_dato(opens) if opens else None,
        hjemmel=bilde.paragraf("statsforvalteren", on),
    )
