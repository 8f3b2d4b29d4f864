"""Apply a deadline rule to the day it is counted from, and keep everything the date rests on."""

from datetime import date

from msgspec.structs import replace

from sosialplan.model.frist import Forklaring, Telling
from sosialplan.model.plan import Plan
from sosialplan.model.regel import Enhet, Grunnlag, Regelversjon
from sosialplan.rules.in_force import in_force, number, paragraph
from sosialplan.rules.kalender.datoord import ukedag_og_dato
from sosialplan.rules.kalender.day_counting import amount, count, day_notices, last_in
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
    if version.flyttes and telling.dato is not None:
        telling = _moved(telling, telling.dato, kalender)
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
        telling=_with_guide(telling, version, fra, kalender),
        merknad=version.merknad,
    )


def _moved(telling: Telling, due: date, kalender: Skolekalender) -> Telling:
    """Move a last day on a Saturday, a Sunday or a public holiday to the next virkedag."""
    moved = count(due, 0, Enhet.VIRKEDAGER, kalender)
    if moved.dato == due:
        return telling
    note = f"{ukedag_og_dato(due).capitalize()} er ingen virkedag, så fristen går til neste."
    return replace(
        moved, passert=(*telling.passert, *moved.passert), merknader=(note, *moved.merknader)
    )


def _with_guide(
    telling: Telling, version: Regelversjon, fra: date, kalender: Skolekalender
) -> Telling:
    """Tell what the guide counts beside the law. The date is the law's."""
    guide = version.veiledning
    if guide is None:
        return telling
    day = count(fra, guide.antall, guide.enhet, kalender).dato
    said = f"{amount(guide.antall, guide.enhet)}: {ukedag_og_dato(day)}" if day else ""
    note = f"{guide.kilde} sier {said}. Det flytter ikke datoen."
    return replace(telling, merknader=(*telling.merknader, note))


def agreed_date(
    kalender: Skolekalender,
    fra_steg: str,
    fra: date,
    due: date,
    hjemmel: str | None,
    merknad: str,
    grunnlag: Grunnlag = Grunnlag.EGEN,
    *,
    longest: Forklaring | None = None,
) -> Forklaring:
    """Explain a date that was not counted: the school itself wrote it down.

    It is told of as a counted one: a free day, and a day past the longest time of a rule. It stands.
    """
    notes = (*day_notices(due, kalender), *_past(due, longest))
    kilde = "skolens plan" if grunnlag is Grunnlag.PLAN else "skolens eget valg"
    telling = Telling(due, merknader=notes)
    return Forklaring(
        fra_steg, fra, None, None, None, None, grunnlag, hjemmel, kilde, telling, merknad
    )


def _past(due: date, longest: Forklaring | None) -> tuple[str, ...]:
    last = longest.telling.dato if longest else None
    if longest is None or longest.enhet is None or last is None or due <= last:
        return ()
    time = amount(longest.antall or 0, longest.enhet)
    return (f"Dagen er senere enn planens lengste tid: {time}, {ukedag_og_dato(last)}.",)
