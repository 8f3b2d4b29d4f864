"""A case as it stood on a day, ready to be shaped into a document."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sosialplan.model.plan import Plan
from sosialplan.model.sak import Aktivitetsplan, Hendelse, Sak
from sosialplan.model.skole import Skole
from sosialplan.rules.skjerming import shielded_for
from sosialplan.views.aliaser import aliaser
from sosialplan.views.hendelser import hendelser_paa_dag
from sosialplan.views.mangler import Mangel
from sosialplan.views.planmangler import plan_mangel
from sosialplan.views.roller import rolle, rolle_med_navn
from sosialplan.views.tiltak_paa_dag import TiltakPaaDag, tiltak_paa_dag


@dataclass(frozen=True, slots=True)
class Saksbilde:
    """What was known of a case on ``today``; later facts are not in it."""

    sak: Sak
    plan: Plan
    today: date
    hendelser: tuple[Hendelse, ...]
    tiltak: tuple[TiltakPaaDag, ...]
    uten_navn: Callable[[str], str]

    @property
    def skole(self) -> Skole:
        """The school of the case."""
        return self.plan.skole

    @property
    def skrevet(self) -> Aktivitetsplan:
        """The plan's own texts; an empty plan where none is written."""
        return self.sak.aktivitetsplan or Aktivitetsplan()

    @property
    def skjermet_for(self) -> frozenset[str]:
        """The roles from which the case is kept."""
        return shielded_for(self.sak, self.plan)

    def mangel(self, felt: str) -> Mangel:
        """Return that a field of the plan is not filled, and the command that fills it."""
        return plan_mangel(self.sak.sak, felt, self.skjermet_for)

    def dag(self, steg: str) -> date | None:
        """Return the day a step was first carried out, or None."""
        return next((each.dato for each in self.hendelser if each.steg == steg), None)

    def tekst(self, text: str | None) -> str | None:
        """Return a text of the case without names of other pupils; None where it says nothing."""
        return self.uten_navn(text) if text and text.strip() else None

    def rolle(self, code: str | None) -> str | None:
        """Return a role in words, for the middle of a sentence."""
        return rolle(self.skole, code) if code else None

    def ansvarlig(self, code: str | None) -> str | None:
        """Return who holds a role for the pupil's class, or the role itself."""
        return rolle_med_navn(self.skole, code, self.sak.elev.klasse) if code else None


def saksbilde(sak: Sak, plan: Plan, today: date) -> Saksbilde:
    """Return the case as of a day."""
    measures = sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()
    return Saksbilde(
        sak=sak,
        plan=plan,
        today=today,
        hendelser=hendelser_paa_dag(sak, today),
        tiltak=tiltak_paa_dag(measures, today),
        uten_navn=aliaser(sak, plan.skole),
    )
