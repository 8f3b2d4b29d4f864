"""The absence ladder: what each rung's count comes to, the days rungs were reached, and the next one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from msgspec.structs import replace

from sosialplan.model.fravaer import Fravaersperiode, Fravaerstype
from sosialplan.model.fravaerstrapp import (
    I_ALT,
    IKKE_MELDT,
    PAA_RAD,
    Bare,
    Hva,
    Tell,
    Telling,
    Trinn,
    Vindu,
)
from sosialplan.model.plan import Plan
from sosialplan.model.record import Value
from sosialplan.rules.borte import (
    NO_CLASSES,
    Regnskap,
    Tellestand,
    accounts,
    counted,
    holds_on,
    kinds_that_count,
    stands,
    stands_of,
)
from sosialplan.rules.explanation import word
from sosialplan.rules.kalender.skolekalender import Skolekalender, kalender_of
from sosialplan.rules.lesninger import TEGN, as_read, reading_holds, undecided, waits_for
from sosialplan.rules.vinduer import (
    PERIODE,
    PERIODER,
    lessons_a_day,
)


class Fravaersdag(Value, frozen=True):
    """One school day of absence, with the two counters as they stand at its end."""

    dato: date
    type: Fravaerstype
    paa_rad: int
    i_alt: int
    ikke_meldt: bool
    teller: bool = True


class Naadd(Value, frozen=True):
    """A rung that was reached; ``fag`` is the subject, where each is counted by itself."""

    trinn: Trinn
    dato: date
    fag: str = ""


def absence_days(
    perioder: Iterable[Fravaersperiode],
    plan: Plan,
    kalender: Skolekalender,
    per: date,
    *,
    klasse: str,
    foer: Mapping[str, str] = NO_CLASSES,
) -> tuple[Fravaersdag, ...]:
    """Return the school days of absence up to and including ``per``, in order.

    Single lessons are a day of absence where they fill the day by the school's own rule. Absence
    that goes on from one period to the next is one absence: the guardians are told on its first day.
    """
    return days_in(
        accounts(perioder, plan, kalender, per, klasse=klasse, foer=foer), plan, kalender
    )


Kjent = dict[tuple[Tell, bool], Mapping[str, tuple[Tellestand, ...]]]
"""The counts that were made of one pupil, so that each is made once: by the count, and whether shares are asked for."""


def _known(
    known: Kjent, regnskap: Regnskap, tell: Tell, plan: Plan, kalender: Skolekalender
) -> Mapping[str, tuple[Tellestand, ...]]:
    key = (tell.hos(), tell.prosent)
    if key not in known:
        known[key] = stands(regnskap, tell, plan, kalender)
    return known[key]


def days_in(
    regnskap: Regnskap, plan: Plan, kalender: Skolekalender, known: Kjent | None = None
) -> tuple[Fravaersdag, ...]:
    """Return the school days of absence with both counters, as they are counted for the ladder."""
    found = {} if known is None else known
    run, total, untold = (
        _known(found, regnskap, tell, plan, kalender).get("", ())
        for tell in (PAA_RAD, I_ALT, IKKE_MELDT)
    )
    return tuple(
        Fravaersdag(
            one.dato,
            one.type,
            paa_rad=int(row.med),
            i_alt=int(within.med),
            ikke_meldt=bool(new.med),
            teller=row.med > row.uten,
        )
        for one, row, within, new in zip(regnskap.dager, run, total, untold, strict=True)
    )


def reached(regnskap: Regnskap, plan: Plan, known: Kjent | None = None) -> tuple[Naadd, ...]:
    """Return each rung that holds, on each day its count came to the limit, in order of days."""
    kalender = kalender_of(plan.ruter)
    counts_made = {} if known is None else known
    found: list[tuple[date, int, Naadd]] = []
    for place, trinn in enumerate(plan.trapp.trinn):
        tell = trinn.telles()
        for fag, own in _known(counts_made, regnskap, tell, plan, kalender).items():
            for each in own:
                if not tell.met(each.med, each.av) or tell.met(each.uten, each.av):
                    continue
                if reading_holds(plan, trinn, on=each.dato):
                    read = rung_as_read(plan, trinn, each.dato)
                    read = replace(read, navn=f"{read.navn}: {fag}") if fag else read
                    found.append((each.dato, place, Naadd(read, each.dato, fag)))
    return tuple(each for *_, each in sorted(found, key=lambda each: each[:2]))


def idle_rungs(plan: Plan) -> frozenset[str]:
    """Return the rungs that set off no step of the ladder's chain and open no case: reaching them asks for nothing."""
    chain = plan.kjede(plan.trapp.kjede)
    asked = {code for steg in (chain.steg if chain else ()) for code in steg.utloeses_av_trinn}
    own = (each for each in plan.trapp.trinn if not each.aapner_sak)
    return frozenset(each.trinn for each in own if each.trinn not in asked)


def active(plan: Plan, on: date) -> tuple[Trinn, ...]:
    """Return the rungs that hold on a day, as they are read then.

    Those of a reading not chosen are left out; one that holds until the school has chosen says so
    in its name.
    """
    return tuple(
        rung_as_read(plan, trinn, on)
        for trinn in plan.trapp.trinn
        if reading_holds(plan, trinn, on=on)
    )


def rung_as_read(plan: Plan, trinn: Trinn, on: date) -> Trinn:
    """Return a rung with the people and the words of the readings that hold, and with its sign."""
    read = as_read(plan.valg, trinn, on, people="hvem")
    waits = undecided(plan.valg, trinn, on) or waits_for(plan.valg, read, on)
    return replace(read, navn=f"{trinn.navn} {TEGN}") if waits else read


class Forvarsel(Value, frozen=True):
    """A rung that one more would reach: the last day of its count, and what the one more is.

    Not in which subject: the row that is made of it goes into calendars.
    """

    trinn: Trinn
    siste: date
    en_til: str


def rungs_ahead(
    regnskap: Regnskap, plan: Plan, kalender: Skolekalender, per: date
) -> tuple[Forvarsel, ...]:
    """Return the rungs that one more would reach on the next school day; a count that has not begun warns of none.

    A run of days is broken once a school day before ``per`` has passed without absence. What is counted
    within a window begins anew with it. One more is a day, a lesson or a time; of all lessons it is a whole day's.
    """
    found = []
    for trinn in (each for each in active(plan, per) if each.varsle_dagen_foer):
        tell = trinn.telles()
        last = [
            own[-1][0]
            for fag, own in counted(regnskap, tell, plan, kalender).items()
            if _is_ahead(regnskap, tell, plan, kalender, per, (fag, own))
        ]
        if last:
            found.append(Forvarsel(trinn, max(last), EN_TIL[tell.hva]))
    return tuple(found)


def _is_ahead(
    regnskap: Regnskap,
    tell: Tell,
    plan: Plan,
    kalender: Skolekalender,
    per: date,
    count: tuple[str, tuple[tuple[date, float], ...]],
) -> bool:
    fag, own = count
    tomorrow = own[-1][0] + timedelta(days=1)
    following = kalender.next_school_day(max(tomorrow, per))
    if tell.vindu is Vindu.PAA_RAD:
        first_back = kalender.next_school_day(tomorrow)
        if first_back is not None and first_back < per:
            return False
        so_far = list(stands_of(own, tell, plan, kalender, regnskap, fag))[-1].med
    elif following is None:
        return False
    else:
        then = (*own, (following, 0.0))
        so_far = list(stands_of(then, tell, plan, kalender, regnskap, fag))[-1].med
    av = holds_on(plan, tell, following, regnskap, fag) if tell.prosent and following else 0
    step = 1
    if tell.hva is Hva.TIMER and not tell.per_fag and following:
        step = lessons_a_day(plan, regnskap.class_on(following), following) or 1
    return so_far > 0 and not tell.met(so_far, av) and tell.met(so_far + step, av)


def next_rung(days: Sequence[Fravaersdag], plan: Plan, per: date) -> tuple[Trinn, int] | None:
    """Return the nearest rung by days in all, and how many days of absence it is away."""
    so_far = days[-1].i_alt if days else 0
    within = {Vindu.PERIODE, Vindu(word(plan, PERIODE, per, default=PERIODER[0]))}
    in_all = [
        (trinn, tell.fra if tell.fra is not None else (tell.over or 0) + 1)
        for trinn in active(plan, per)
        if (tell := trinn.telles()).hos() in {replace(I_ALT, vindu=each) for each in within}
        and not tell.prosent
    ]
    ahead = [(trinn, number - so_far) for trinn, number in in_all if number > so_far]
    return min(ahead, key=lambda each: each[1], default=None)


EN_TIL = MappingProxyType(
    {
        Hva.DAGER: "Én fraværsdag til",
        Hva.ENKELTDAGER: "Én enkeltdag til",
        Hva.NYTT_FRAVAER: "Ett nytt fravær til",
        Hva.TIMER: "Én dag eller time til",
        Hva.ENKELTTIMER: "Én enkelttime til",
        Hva.FORSENT: "Én gang til for sent",
        Hva.GIKK: "Én gang til at eleven går fra skolen",
    }
)
"""What one more of each kind is, before what it gives."""
_HVA = MappingProxyType(
    {
        Hva.DAGER: "skoledager",
        Hva.ENKELTDAGER: "enkeltdager",
        Hva.NYTT_FRAVAER: "nye fravær",
        Hva.TIMER: "timer",
        Hva.ENKELTTIMER: "enkelttimer",
        Hva.FORSENT: "ganger for sent",
        Hva.GIKK: "ganger eleven gikk fra skolen",
    }
)
_GRUNN = MappingProxyType(
    {
        Bare.UANSETT: "fravær uansett grunn",
        Bare.UGYLDIG: "bare ugyldig fravær",
        Bare.IKKE_MELDT: "bare fravær som ikke er meldt",
    }
)
_VINDU = MappingProxyType(
    {
        Vindu.DAG: "på en dag",
        Vindu.PAA_RAD: "på rad",
        Vindu.MAANED: "i en kalendermåned",
        Vindu.HALVAAR: "i halvåret",
        Vindu.SKOLEAAR: "i skoleåret",
    }
)


def counting_words(plan: Plan, trinn: Trinn, on: date) -> str | None:
    """Say how a rung is counted, by the school's own choice."""
    if trinn.tell is None and trinn.telling is Telling.IKKE_MELDT:
        return None
    tell = trinn.telles()
    kinds = _GRUNN.get(tell.grunn) or f"{kinds_that_count(plan, on)} fravær"
    if tell.vindu is Vindu.PERIODE:
        how = f"i alt i {period(plan, on)}"
    elif tell.vindu is Vindu.UKER:
        how = f"i de siste {tell.uker} ukene med skole"
    else:
        how = _VINDU[tell.vindu]
    subject = " i hvert fag for seg (hele dager uten fag er ikke med)" if tell.per_fag else ""
    return f"Skolen teller {kinds}, {_HVA[tell.hva]} {how}{subject}. Det er skolens eget valg."


def period(plan: Plan, on: date) -> str:
    """Return in words within what the days are counted, by the school's own choice: ``skoleåret``."""
    return f"{word(plan, PERIODE, on, default=PERIODER[0])}et"
