"""The absence of one pupil, shaped for a reader: counters, pattern, periods, and what counts for nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from sosialplan.model.betydning import Betydning
from sosialplan.model.fravaer import Fravaersperiode, Fravaerstype, Meldt, Periode, as_lessons
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value, values_of
from sosialplan.model.rettelser import rettede
from sosialplan.model.sak import Hendelse
from sosialplan.rules.borte import GYLDIG_TELLER, PERMISJON_TELLER, accounts, counts
from sosialplan.rules.facts import codes, means, read_by
from sosialplan.rules.fravaer.elevtrapp import Elevgang, Trappfoelging, rungs_of
from sosialplan.rules.fravaerstrapp import (
    Fravaersdag,
    absence_days,
    active,
    idle_rungs,
    next_rung,
    reached,
)
from sosialplan.rules.kalender.datoord import UKEDAGER
from sosialplan.rules.kalender.skolekalender import (
    Skolekalender,
    days_between,
    kalender_of,
    school_year_of,
)
from sosialplan.rules.saksgang import Saksgang
from sosialplan.rules.vinduer import TIMER_PER_DAG, lengths
from sosialplan.tekster.maalform import talt
from sosialplan.views.datoer import kort_dato, periode
from sosialplan.views.roller import rolle


def period_rows(perioder: Sequence[Fravaersperiode], per: date) -> Iterator[tuple[str, ...]]:
    """Yield a row a period that had begun by the day: id, days, kind, told, and what is to be said."""
    for each in written_by(perioder, per):
        told = "meldt" if each.meldt is Meldt.JA else "ikke meldt"
        told = "innvilget" if each.type is Fravaerstype.PERMISJON else told
        days = periode(each.fra, each.til)
        yield each.id, days, each.type.value, told, _remark(each, perioder)


def written_by(perioder: Sequence[Fravaersperiode], per: date) -> Iterator[Fravaersperiode]:
    """Yield the periods that had begun by the day, in the order of the days."""
    begun = (each for each in perioder if each.fra <= per)
    yield from sorted(begun, key=lambda each: each.fra)


def _remark(each: Fravaersperiode, perioder: Sequence[Fravaersperiode]) -> str:
    lessons = f"{each.timer} {'time' if each.timer == 1 else 'timer'}" if each.timer else ""
    minutes = talt(each.minutter, "minutt", "minutter") if each.minutter else ""
    said = [
        " ".join(part for part in ("for sent" if each.forsent else "", minutes) if part),
        "gikk fra skolen" if each.gikk else "",
        " ".join(part for part in (lessons, each.fag) if part),
        f"retter {each.retter}" if each.retter else "",
        "utgår" if each.utgaar else "",
        "rettet, gjelder ikke" if each.id in rettede(perioder) else "",
    ]
    return ", ".join(part for part in said if part)


def period_values(perioder: Sequence[Fravaersperiode], per: date) -> list[dict[str, object]]:
    """Return the periods as plain values."""
    corrected = rettede(perioder)
    return [
        {
            "id": each.id,
            "fra": each.fra.isoformat(),
            "til": each.til.isoformat(),
            "type": each.type.value,
            "meldt": each.meldt.value,
            "fag": each.fag,
            "timer": each.timer,
            "minutter": each.minutter,
            "for_sent": each.forsent,
            "gikk": each.gikk,
            "retter": each.retter,
            "gjelder": each.id not in corrected and not each.utgaar,
        }
        for each in written_by(perioder, per)
    ]


KONTAKT, SAMTALE = "kontakt", "samtale"
FORESATTE = "foresatte"


class Vurdering(Value, frozen=True):
    """One assessment under § 24-3, and the notice that was sent after it."""

    vurdert: Hendelse
    meldt: Hendelse | None


def of_this_year(days: Sequence[Fravaersdag], per: date) -> tuple[Fravaersdag, ...]:
    """Return the days of absence of the school year of a day."""
    year = school_year_of(per)
    return tuple(day for day in days if school_year_of(day.dato) == year)


def counters(days: Sequence[Fravaersdag]) -> dict[str, int]:
    """Return both counters as they stand, and the days of each kind."""
    last = days[-1] if days else None
    return {
        "på_rad": last.paa_rad if last else 0,
        "i_alt": last.i_alt if last else 0,
        "gyldig": sum(day.type is Fravaerstype.GYLDIG for day in days),
        "ugyldig": sum(day.type is Fravaerstype.UGYLDIG for day in days),
        "permisjon": sum(day.type is Fravaerstype.PERMISJON for day in days),
    }


def by_weekday(days: Sequence[Fravaersdag]) -> dict[str, int]:
    """Return how many days of absence fell on each day of the week."""
    counted = Counter(day.dato.weekday() for day in days)
    return {UKEDAGER[place]: counted[place] for place in range(5)}


def by_subject(
    perioder: Sequence[Fravaersperiode], kalender: Skolekalender, per: date
) -> dict[str, int | str]:
    """Return the lessons missed in each subject; a day whose lessons are not told counts as one."""
    counted: dict[str, float] = {}
    for each in perioder:
        if not each.whole_days and each.antall_timer:
            days = days_between(each.fra, min(each.til, per))
            lessons = sum(1 for day in days if kalender.is_school_day(day)) * each.antall_timer
            subject = each.fag or "uten fag"
            counted[subject] = counted.get(subject, 0) + lessons
    return {subject: as_lessons(counted[subject]) for subject in sorted(counted)}


def contacts(
    hendelser: Sequence[Hendelse], kjede: Handlingskjede | None, plan: Plan
) -> tuple[Hendelse, ...]:
    """Return the log of contact with the guardians; a talk is with them only where it says so."""
    return tuple(
        each
        for each in hendelser
        if means(read_by(plan, kjede, each.steg), each.steg, Betydning.FORESATTE_KONTAKTET)
        or (each.steg == KONTAKT and (FORESATTE in each.med or not each.med))
        or (each.steg == SAMTALE and FORESATTE in each.med)
    )


def assessments(hendelser: Sequence[Hendelse], kjede: Handlingskjede) -> Iterator[Vurdering]:
    """Yield each assessment that the chain asks for, with the notice that followed before the next one."""
    asks = codes(kjede, *_asked(kjede, Betydning.BARNEVERN_VURDERT))
    sends = codes(kjede, *_asked(kjede, Betydning.BARNEVERN_MELDT))
    entries = [each for each in hendelser if each.steg in {*asks, *sends}]
    for place, each in enumerate(entries):
        if each.steg in asks:
            following = entries[place + 1] if place + 1 < len(entries) else None
            sent = following if following and following.steg in sends else None
            yield Vurdering(each, sent)


def _asked(kjede: Handlingskjede, betydning: Betydning) -> tuple[Betydning, ...]:
    """Return the meaning where a step of the chain has it, else nothing."""
    return (betydning,) if kjede.meaning(betydning) else ()


_ASSESSED = (
    Hendelse.dato,
    Hendelse.av,
    Hendelse.foert_av,
    Hendelse.grunn,
    Hendelse.samtykke,
)


def as_values(gang: Saksgang, followed: Sequence[Trappfoelging]) -> dict[str, object]:
    """Return what is shown of a pupil as plain values, without a name."""
    days = of_this_year(gang.fravaersdager, gang.fakta.per)
    ahead = next_rung(days, gang.plan, gang.fakta.per)
    return {
        "tellere": counters(days),
        "mønster": {
            "ukedag": by_weekday(days),
            "fag": by_subject(gang.fakta.fravaer, gang.kalender, gang.fakta.per),
        },
        "kontakt": [
            values_of(
                each, Hendelse.dato, Hendelse.steg, Hendelse.maate, Hendelse.av, Hendelse.foert_av
            )
            for each in contacts(gang.fakta.hendelser, gang.kjede, gang.plan)
        ],
        "barnevern": [
            {
                **values_of(each.vurdert, *_ASSESSED),
                "sendt": each.meldt.dato.isoformat() if each.meldt else None,
                "sendt_av": each.meldt.av if each.meldt else None,
            }
            for each in assessments(gang.fakta.hendelser, gang.kjede)
        ],
        "trinn": [
            {
                "trinn": each.trinn,
                "nådd": each.naadd.isoformat(),
                "fulgt": each.fulgt.isoformat() if each.fulgt else None,
                "i_tide": each.i_tide,
            }
            for each in followed
        ],
        "dager": [
            {
                "dato": day.dato.isoformat(),
                "type": day.type.value,
                "på_rad": day.paa_rad,
                "i_alt": day.i_alt,
                "trinn": rungs_on(gang, day),
            }
            for day in gang.fravaersdager
        ],
        "neste_trinn": {"navn": ahead[0].navn, "om_dager": ahead[1]} if ahead else None,
    }


def rungs_on(gang: Saksgang, day: Fravaersdag) -> list[str]:
    """Return the names of the rungs that were reached on a day."""
    return [each.trinn.navn for each in gang.naadd if each.dato == day.dato]


def pupil_values(elev: Elevgang) -> dict[str, object]:
    """Return a pupil of a class as plain values: a code and no name."""
    gang = elev.gang
    return {
        "elev": elev.kode,
        "klasse": elev.klasse,
        "sak": elev.sak,
        "mangler_sak": elev.needs_case,
        **as_values(gang, tuple(rungs_of(elev, gang.fakta.per))),
        "perioder": period_values(elev.fravaer.perioder, gang.fakta.per),
    }


_SETTING = {
    Fravaerstype.GYLDIG: ("Gyldig fravær", GYLDIG_TELLER),
    Fravaerstype.PERMISJON: ("Permisjon", PERMISJON_TELLER),
}
NOT_SAID = (
    "Enkelte timer teller som ingenting i fraværstrappen: skolen har ikke sagt hvor mange timer en "
    f"dag i {{klasse}} har. Si det, som: sosialplan skole valg {TIMER_PER_DAG} 6 --fra {{fra}}"
)
NOT_FILLED = (
    "Enkelte timer teller som en fraværsdag først når de fyller dagen ({timer} timer). Det velger "
    f"innstillingen {TIMER_PER_DAG}."
)


NO_LESSONS_AFTER = "At eleven gikk fra skolen, blir ingen fraværsdag i fraværstrappen. Var noen timer borte etterpå, så si det med --timer."
NO_SUBJECT = "Hele dager har ikke fag, og teller ikke i «{trinn}». Før timene med --fag i stedet, om de skal telle der."
NO_LESSONS = "Minutter og for sent komne er ikke timer, og blir ingen fraværsdag i fraværstrappen."


def uten_virkning(
    plan: Plan, told: Periode, klasse: str, borte: Sequence[Fravaersperiode] = ()
) -> Iterator[str]:
    """Yield why absence that is written is not counted as it stands: year, lessons and kind.

    ``borte`` is what is written of the pupil: lessons that fill a day together count.
    """
    kalender, year = kalender_of(plan.ruter), school_year_of(told.fra)
    if kalender.rute(year) is None:
        yield (
            f"Skoleruten for {year} er ikke kjent. Fraværet teller ikke i fraværstrappen før "
            f"plan/skoleruter/{year}.yaml er der."
        )
    elif not any(kalender.is_school_day(day) for day in days_between(told.fra, told.til)):
        yield "Det er ingen skoledager i perioden, så den teller ikke i fraværstrappen."
    by_subject = [each.navn for each in active(plan, told.fra) if each.telles().per_fag]
    if told.whole_days and by_subject:
        yield NO_SUBJECT.format(trinn="», «".join(by_subject))
    if told.gikk and not told.antall_timer:
        yield NO_LESSONS_AFTER
    elif not told.antall_timer:
        yield NO_LESSONS
    elif not told.whole_days:
        days = [day for day in days_between(told.fra, told.til) if kalender.is_school_day(day)]
        counted = absence_days(borte, plan, kalender, told.til, klasse=klasse)
        left = [day for day in days if day not in {each.dato for each in counted}]
        if left:
            number = f"{len(left)} {'dag' if len(left) == 1 else 'dager'} har bare enkelte timer."
            yield f"{number} {lesson_words(lengths(plan, klasse, left), klasse, told.fra)}"
    if not counts(plan, told.type, told.fra):
        yield kind_words(told.type)


def uten_steg(
    plan: Plan, told: Periode, klasse: str, borte: Sequence[Fravaersperiode]
) -> Iterator[str]:
    """Yield each rung that was reached on the days told, and that no step waits for: nobody gets a deadline of it."""
    kalender, idle = kalender_of(plan.ruter), idle_rungs(plan)
    if not idle:
        return
    for each in reached(accounts(borte, plan, kalender, told.til, klasse=klasse), plan):
        if each.trinn.trinn in idle and each.dato >= told.fra:
            who = ", ".join(rolle(plan.skole, code) for code in each.trinn.hvem)
            yield (
                f"Trinnet «{each.trinn.navn}» er nådd {kort_dato(each.dato)}: {each.trinn.hva.strip()} "
                f"Det gjelder {who}. Ingen frist følger: ingen steg i planen venter på trinnet."
            )


def lesson_words(said: tuple[int, ...] | None, klasse: str, fra: date) -> str:
    """Say what single lessons of a class count for on days of these lengths; None is not said."""
    if said is None:
        return NOT_SAID.format(klasse=klasse, fra=fra)
    return NOT_FILLED.format(timer=" eller ".join(map(str, said)))


def kind_words(kind: Fravaerstype) -> str:
    """Say that a kind of absence does not count, and which setting says so."""
    name, setting = _SETTING[kind]
    return f"{name} teller ikke i fraværstrappen. Det velger innstillingen {setting}."
