"""The deadlines of a chain's steps: set off by entries and rungs, fulfilled within their window.

A window is where a step's entry counts: the whole case, a round, or from one trigger to
the next. ``when`` only: nothing here depends on the day of judging.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from msgspec.structs import replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.fravaerstrapp import Trinn
from sosialplan.model.frist import Bortfall, Forklaring, Frist
from sosialplan.model.handlingskjede import Gjelder, Steg, Utloeser
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse
from sosialplan.rules.ansvar import is_asked, triggers_of
from sosialplan.rules.betydning import fulfilling, means
from sosialplan.rules.bortfall import first_new
from sosialplan.rules.deltakelse import absent_from
from sosialplan.rules.explanation import agreed_date, apply_rule
from sosialplan.rules.fravaerstrapp import counting_words
from sosialplan.rules.in_force import number, reading_holds
from sosialplan.rules.runder import matches
from sosialplan.rules.saksgang import Saksgang


class Utloest(Value, frozen=True):
    """Something that set a step off: the entry or the rung, its day and its round."""

    hva: str
    dato: date
    runde: int
    hendelse: Hendelse | None = None
    trinn: Trinn | None = None
    valg: str | None = None
    ellers: bool = False
    """What usually sets it off is not written down, so it is counted from this."""


class _Window(Value, frozen=True):
    """Where entries fulfil a step: each with its day, in order.

    ``uten`` are those who were not there, where nobody did it with all who must take part.
    """

    utloest: Utloest
    gjort: tuple[Hendelse, ...]
    uten: tuple[str, ...] = ()


def step_deadlines(gang: Saksgang, *, undone: bool = False) -> Iterator[Frist]:
    """Yield a row for each time a step with a rule was set off; with ``undone`` no done ones."""
    for steg in gang.kjede.steg:
        if steg.regel is None or not is_asked(gang, steg):
            continue
        for place, window in enumerate(_windows(gang, steg), start=1):
            yield from _rows(gang, steg, window, place, undone=undone)


def _windows(gang: Saksgang, steg: Steg) -> Iterator[_Window]:
    hendelser = gang.fakta.hendelser
    triggers = _triggers(gang, steg)
    match steg.gjelder:
        case Gjelder.SAK:
            if triggers:
                yield _window(gang, steg, triggers[0], hendelser)
        case Gjelder.RUNDE:
            for runde in gang.runder:
                first = next((each for each in triggers if each.runde == runde.nummer), None)
                if first is not None:
                    within = [hendelser[i] for i in runde.fulfils(len(hendelser))]
                    yield _window(gang, steg, first, within)
        case Gjelder.UTLOESNING:
            for place, utloest in enumerate(triggers):
                later = triggers[place + 1 :]
                until = later[0].dato if later else None
                within = [each for each in hendelser if _between(each, utloest.dato, until)]
                yield _window(gang, steg, utloest, within)
        case _:
            assert_never(steg.gjelder)


def _window(gang: Saksgang, steg: Steg, utloest: Utloest, hendelser: Sequence[Hendelse]) -> _Window:
    done = [(each, _absent(gang, each)) for each in _done(gang, hendelser, steg)]
    whole = tuple(each for each, absent in done if not absent)
    return _Window(utloest, whole, done[-1][1] if done and not whole else ())


def _absent(gang: Saksgang, hendelse: Hendelse) -> tuple[str, ...]:
    return absent_from(hendelse, gang.fakta.sak, gang.kjede)


def _between(hendelse: Hendelse, first: date, until: date | None) -> bool:
    return first <= hendelse.dato and (until is None or hendelse.dato < until)


def _triggers(gang: Saksgang, steg: Steg) -> list[Utloest]:
    """Return what set the step off, in order; two on one day are one."""
    found = _found(gang, steg, triggers_of(gang, steg))
    if not found and steg.ellers_av:
        found = [replace(each, ellers=True) for each in _found(gang, steg, steg.ellers_av)]
    if steg.etter_runder is not None:
        code = steg.etter_runder
        found = [each for each in found if each.runde > number(gang.plan, code, each.dato)]
    per_round = steg.gjelder is Gjelder.RUNDE
    by_day = {(each.dato, each.runde if per_round else 0): each for each in reversed(found)}
    return sorted(by_day.values(), key=lambda each: (each.dato, each.runde))


def _found(gang: Saksgang, steg: Steg, triggers: Sequence[Utloeser]) -> list[Utloest]:
    """Return every entry and rung that one of the triggers names, in order of the case."""
    hendelser = gang.fakta.hendelser
    wanted = {utloeser.steg for utloeser in triggers} & gang.fakta.steg
    found = [
        Utloest(hendelser[i].steg, hendelser[i].dato, runde.nummer, hendelser[i], valg=by.valg)
        for runde in (gang.runder if wanted else ())
        for i in runde.triggers()
        if hendelser[i].steg in wanted
        and (by := _set_off_by(gang, triggers, hendelser[i])) is not None
    ]
    found += [
        Utloest(
            each.trinn.navn,
            each.dato,
            _round_on(gang, each.dato),
            trinn=each.trinn,
            valg=each.trinn.valg,
        )
        for each in gang.naadd
        if each.trinn.trinn in steg.utloeses_av_trinn
    ]
    return found


def _set_off_by(
    gang: Saksgang, triggers: Sequence[Utloeser], hendelse: Hendelse
) -> Utloeser | None:
    """Return the trigger that the entry sets a step off by, in a reading that held on its day."""
    return next(
        (
            each
            for each in triggers
            if matches(hendelse, each)
            and reading_holds(gang.plan, each, until_chosen=each.inntil_valgt, on=hendelse.dato)
        ),
        None,
    )


def _round_on(gang: Saksgang, day: date) -> int:
    """Return the round that the case was in at the end of a day."""
    begun = [
        runde.nummer
        for runde in gang.runder
        if runde.start < 0 or gang.fakta.hendelser[runde.start].dato <= day
    ]
    return begun[-1]


def _done(gang: Saksgang, hendelser: Sequence[Hendelse], steg: Steg) -> tuple[Hendelse, ...]:
    codes = fulfilling(gang.kjede, steg)
    return tuple(
        each
        for each in hendelser
        if each.steg in codes or any(matches(each, closer) for closer in steg.lukkes_av)
    )


def _rows(
    gang: Saksgang, steg: Steg, window: _Window, place: int, *, undone: bool
) -> Iterator[Frist]:
    """Yield the window's row; for a step that repeats, one for each time and one ahead.

    What was done before a repeating step was set off is no time of it.
    """
    if not steg.gjentas:
        if not (undone and window.gjort):
            row = _row(gang, steg, window.utloest, f"{place}")
            first = window.gjort[0].dato if window.gjort else None
            yield replace(row, gjort=first, uten=window.uten)
        return
    utloest, name = window.utloest, f"{place}"
    since = [each for each in window.gjort if each.dato >= utloest.dato]
    for times, done in enumerate(since, start=1):
        if not undone:
            yield replace(_row(gang, steg, utloest, name), gjort=done.dato)
        utloest = Utloest(steg.steg, done.dato, window.utloest.runde, done)
        name = f"{place}.{times + 1}"
    if since and means(gang.kjede, steg.steg, Betydning.LEVERT_ELEVMAPPEN):
        utloest = _news(gang, utloest)
    yield _row(gang, steg, utloest, name)


def _news(gang: Saksgang, delivered: Utloest) -> Utloest:
    """Return what was written first after a delivery: the next one is counted from it."""
    new = first_new(gang, delivered.dato)
    return delivered if new is None else Utloest("noe nytt i saken", new, delivered.runde)


def unchosen_deadlines(gang: Saksgang) -> Iterator[Frist]:
    """Yield what would be asked for had the school not chosen another reading, with that reason."""
    for steg in gang.kjede.steg:
        if steg.regel is None or not is_asked(gang, steg) or _triggers(gang, steg):
            continue
        for utloeser in triggers_of(gang, steg):
            choice = gang.plan.valget(utloeser.valg) if utloeser.valg else None
            first = next((each for each in gang.fakta.hendelser if matches(each, utloeser)), None)
            if utloeser.inntil_valgt and choice is not None and first is not None:
                row = _row(gang, steg, Utloest(first.steg, first.dato, 1, first), "ikke-valgt")
                why = f"Skolen har valgt «{choice.valgt}» for «{choice.valg}»."
                yield replace(row, bortfall=Bortfall(first.dato, why))


def _row(gang: Saksgang, steg: Steg, utloest: Utloest, name: str) -> Frist:
    forklaring = _explain(gang, steg, utloest)
    sak = gang.fakta.sak
    return Frist(
        id=f"{sak.sak}/{steg.steg}/{name}",
        slag=steg.slag,
        sak=sak.sak,
        kjede=gang.kjede.kjede,
        klasse=sak.elev.klasse,
        steg=steg.steg,
        tiltak=None,
        runde=utloest.runde,
        tittel=steg.navn,
        frist=forklaring.telling.dato,
        gjort=None,
        ansvarlig=steg.ansvarlig,
        eskalerer=steg.eskalerer,
        forklaring=forklaring,
    )


def _explain(gang: Saksgang, steg: Steg, utloest: Utloest) -> Forklaring:
    """Count by the rule, unless the entry itself says which day was agreed."""
    counted = _with_notes(
        apply_rule(
            gang.plan,
            gang.kalender,
            steg.regel or "",
            utloest.dato,
            utloest.hva,
            again=utloest.hva == steg.steg,
        ),
        _notes(gang, utloest),
    )
    agreed = utloest.hendelse.etterkontroll if utloest.hendelse else None
    if agreed is None or utloest.hva != gang.kjede.avsluttes_med:
        return counted
    return agreed_date(
        gang.kalender,
        utloest.hva,
        utloest.dato,
        agreed,
        counted.hjemmel,
        "Dagen ble avtalt da saken ble avsluttet.",
        longest=counted,
    )


def _notes(gang: Saksgang, utloest: Utloest) -> Iterator[str]:
    """Say how the days of a rung are counted, and that another reading may come to hold."""
    if utloest.trinn is not None:
        yield utloest.trinn.grunnlag_for_tellingen
        words = counting_words(gang.plan, utloest.trinn, utloest.dato)
        if words:
            yield words
    if utloest.ellers:
        yield "Det som ellers setter i gang fristen, er ikke skrevet ned. Derfor regnes den herfra."
    choice = gang.plan.valget(utloest.valg) if utloest.valg else None
    if choice is not None and choice.valgt is None:
        yield (
            f"Kilden sier to ting om dette, og skolen har ikke valgt «{choice.valg}». "
            f"{choice.inntil_valgt}"
        )


def _with_notes(counted: Forklaring, notes: Iterator[str]) -> Forklaring:
    added = tuple(notes)
    if not added:
        return counted
    telling = replace(counted.telling, merknader=(*counted.telling.merknader, *added))
    return replace(counted, telling=telling)
