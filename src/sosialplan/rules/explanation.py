"""Apply a deadline rule to the day it is counted from, and keep everything the date rests on."""

from datetime import date

from sosialplan.model.frist import Forklaring, Telling
from sosialplan.model.plan import Plan
from sosialplan.model.regel import Grunnlag
from sosialplan.rules.in_force import in_force, number, paragraph
from sosialplan.rules.kalender.day_counting import count, last_in
from sosialplan.rules.kalender.skolekalender import Skolekalender


def apply_rule(
    plan: Plan,
    kalender: Skolekalender,
    regel: str,
    fra: date,
    fra_steg: str,
    *,
    again: bool = False,
) -> Forklaring:
    """Count by the version of the rule that was in force on the day ``fra``.

    ``again``: it was done on that day, and is due next time.

    Where no version was in force the explanation has no date and says so.
    """
    rule = plan.regel(regel)
    version = in_force(rule.versjoner, fra) if rule else None
    if version is None:
        return Forklaring(
            fra_steg, fra, None, None, regel, None, Grunnlag.EGEN, None, "ingen regel",
            Telling(None, merknader=("Ingen versjon av fristregelen gjaldt denne dagen.",)),
        )  # fmt: skip
    antall = number(plan, version.innstilling, fra) if version.innstilling else version.antall or 0
    telling = (
        last_in(fra, version.siste_i, version.enhet, kalender, again=again)
        if version.siste_i
        else count(fra, antall, version.enhet, kalender)
    )
    return Forklaring(
        fra_steg=fra_steg,
        fra_dato=fra,
        antall=antall,
        enhet=version.enhet,
        siste_i=version.siste_i,
        regel=regel,
        versjon_fra=version.gjelder_fra,
        grunnlag=version.grunnlag,
        hjemmel=paragraph(plan, version.hjemmel, fra),
        kilde=version.kilde,
        telling=telling,
        merknad=version.merknad,
    )


def agreed_date(
    fra_steg: str,
    fra: date,
    due: date,
    hjemmel: str | None,
    merknad: str,
    grunnlag: Grunnlag = Grunnlag.EGEN,
) -> Forklaring:
    """Explain a date that was not counted: the school itself wrote it down."""
    kilde = "skolens plan" if grunnlag is Grunnlag.PLAN else "skolens eget valg"
    return Forklaring(
        fra_steg, fra, None, None, None, None, grunnlag, hjemmel, kilde, Telling(due), merknad
    )
