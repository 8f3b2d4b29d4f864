"""Which version of a rule holds on a day, and a deadline by it that keeps everything the date rests on."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from msgspec.structs import replace

from sosialplan.model.frist import Forklaring, Fristtelling
from sosialplan.model.handlingskjede import Handlingskjede, Utloeser
from sosialplan.model.plan import Plan
from sosialplan.model.regel import Enhet, Grunnlag, Lovbokstav, Regelversjon
from sosialplan.model.sak import Grunn
from sosialplan.model.skole import Innstilling
from sosialplan.rules.kalender.datoord import ukedag_og_dato
from sosialplan.rules.kalender.day_counting import amount, count, day_notices, last_in
from sosialplan.rules.kalender.skolekalender import Skolekalender


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
            Fristtelling(None, merknader=("Ingen versjon av fristregelen gjaldt denne dagen.",)),
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


def _moved(telling: Fristtelling, due: date, kalender: Skolekalender) -> Fristtelling:
    """Move a last day on a Saturday, a Sunday or a public holiday to the next virkedag."""
    moved = count(due, 0, Enhet.VIRKEDAGER, kalender)
    if moved.dato == due:
        return telling
    note = f"{ukedag_og_dato(due).capitalize()} er ingen virkedag, så fristen går til neste."
    return replace(
        moved, passert=(*telling.passert, *moved.passert), merknader=(note, *moved.merknader)
    )


def _with_guide(
    telling: Fristtelling, version: Regelversjon, fra: date, kalender: Skolekalender
) -> Fristtelling:
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
    telling = Fristtelling(due, merknader=notes)
    return Forklaring(
        fra_steg, fra, None, None, None, None, grunnlag, hjemmel, kilde, telling, merknad
    )


def _past(due: date, longest: Forklaring | None) -> tuple[str, ...]:
    last = longest.telling.dato if longest else None
    if longest is None or longest.enhet is None or last is None or due <= last:
        return ()
    time = amount(longest.antall or 0, longest.enhet)
    return (f"Dagen er senere enn planens lengste tid: {time}, {ukedag_og_dato(last)}.",)
