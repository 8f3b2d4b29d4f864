"""A deadline rule in words: how much of what, and what it rests on."""

from dataclasses import dataclass
from datetime import date

from sosialplan.model.plan import Plan
from sosialplan.model.regel import Enhet, Grunnlag, Regelversjon
from sosialplan.rules.in_force import in_force, number, paragraph
from sosialplan.rules.kalender.day_counting import amount, last_in_words

VIRKEDAG_ER = " (mandag-fredag, ikke helligdager)"
GRUNNLAG = {
    Grunnlag.LOV: "lov",
    Grunnlag.VEILEDER: "veileder",
    Grunnlag.PRAKSIS: "praksis, ikke lov",
    Grunnlag.PLAN: "skolens plan",
    Grunnlag.EGEN: "skolens eget tall",
}


@dataclass(frozen=True, slots=True)
class Fristord:
    """A rule as it is on a day."""

    antall: str
    grunnlag: str
    hjemmel: str = ""
    kilde: str = ""
    merknad: str = ""

    @property
    def kort(self) -> str:
        """The number with a star for what a virkedag is; the reader finds it in a footnote."""
        return self.antall.replace(VIRKEDAG_ER, "*")


def fristord(plan: Plan, regel: str | None, on: date) -> Fristord | None:
    """Return the rule in words; None where there is none that day."""
    rule = plan.regel(regel) if regel else None
    version = in_force(rule.versjoner, on) if rule else None
    if version is None:
        return None
    source = f"linje {version.linjer}" if version.linjer else version.kilde
    return Fristord(
        _how_long(version, plan, on),
        GRUNNLAG[version.grunnlag],
        paragraph(plan, version.hjemmel, on) or "",
        source,
        (version.merknad or "").strip(),
    )


def _how_long(version: Regelversjon, plan: Plan, on: date) -> str:
    if version.siste_i:
        return last_in_words(version.siste_i, version.enhet)
    count = number(plan, version.innstilling, on) if version.innstilling else version.antall or 0
    at_once = count == 0 and version.enhet is Enhet.KALENDERDAGER
    return "samme dag" if at_once else amount(count, version.enhet)
