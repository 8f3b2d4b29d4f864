"""The deadlines of a chain's steps: set off by entries and rungs, fulfilled within their window.

A window is where a step's entry counts: the whole case, a round, or from one trigger to
the next. ``when`` only: nothing here depends on the day of judging.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from msgspec.structs import replace

from sosialplan.model.betydning import Betydning
from sosialplan.model.frist import Bortfall, Forklaring, Frist
from sosialplan.model.handlingskjede import Gjelder, Steg
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse
from sosialplan.rules.ansattsak.skjerming import not_impartial
from sosialplan.rules.ansvar import is_asked, triggers_of
from sosialplan.rules.explanation import agreed_date, apply_rule
from sosialplan.rules.facts import carries_out, matches, means
from sosialplan.rules.fravaerstrapp import counting_words
from sosialplan.rules.lesninger import TEGN, chosen_away, reading_holds, to_choose, waits_for
from sosialplan.rules.medvirkning import absent_from, rounds_of
from sosialplan.rules.saksgang import Saksgang
from sosialplan.rules.utloesning import Utloest, first_new, set_off


class _Window(Value, frozen=True):
    """Where entries fulfil a step: each with its day, in order.

    ``uten`` are those who were not there, where nobody did it with all who must take part;
    ``av_skjermet`` those from whom the case is kept, where only they did it.
    """

    utloest: Utloest
    gjort: tuple[Hendelse, ...]
    uten: tuple[str, ...] = ()
    av_skjermet: tuple[str, ...] = ()


def step_deadlines(
    gang: Saksgang, *, undone: bool = False, betyr: Betydning | None = None
) -> Iterator[Frist]:
    """Yield a row for each time a step with a rule was set off; with ``undone`` no done ones, and of steps that mean just this where it is said."""
    for steg in gang.kjede.steg:
        if betyr is not None and not means(gang.kjede, steg.steg, betyr):
            continue
        if steg.regel is None or not is_asked(gang, steg):
            continue
        for place, window in enumerate(_windows(gang, steg), start=1):
            for row in _rows(gang, steg, window, place, undone=undone):
                yield _signed(gang, steg, row, window.utloest.valg)


def _signed(gang: Saksgang, steg: Steg, row: Frist, valg: tuple[str, ...]) -> Frist:
    """Return a row that says which choices it waits for; what is done is done by any reading."""
    waits = tuple(dict.fromkeys((*valg, *waits_for(gang.plan.valg, steg, gang.fakta.per))))
    if row.gjort is not None or not waits:
        return row
    return replace(row, tittel=f"{row.tittel} {TEGN}", ikke_valgt=waits)


def _windows(gang: Saksgang, steg: Steg) -> Iterator[_Window]:
    hendelser = gang.fakta.hendelser
    triggers = set_off(gang, steg)
    match steg.gjelder:
        case Gjelder.SAK:
            if triggers:
                yield _window(gang, steg, triggers[0], hendelser)
        case Gjelder.RUNDE:
            own = rounds_of(gang, steg)
            for runde, following in zip(own, (*own[1:], None), strict=True):
                until = following.nummer if following else len(gang.runder) + 1
                first = next(
                    (each for each in triggers if runde.nummer <= each.runde < until), None
                )
                if first is not None:
                    within = [hendelser[i] for i in runde.fulfils(len(hendelser))]
                    yield _window(gang, steg, first, within)
        case Gjelder.UTLOESNING:
            for place, utloest in enumerate(triggers):
                later = triggers[place + 1 :]
                ends = later[0].dato if later else None
                within = [each for each in hendelser if _between(each, utloest.dato, ends)]
                yield _window(gang, steg, utloest, within)
        case _:
            assert_never(steg.gjelder)


def _window(gang: Saksgang, steg: Steg, utloest: Utloest, hendelser: Sequence[Hendelse]) -> _Window:
    done = [
        (each, _absent(gang, each), _barred(gang, each)) for each in _done(gang, hendelser, steg)
    ]
    whole = tuple(each for each, absent, barred in done if not absent and not barred)
    if whole or not done:
        return _Window(utloest, whole)
    _, absent, barred = done[-1]
    return _Window(utloest, (), absent, barred)


def _absent(gang: Saksgang, hendelse: Hendelse) -> tuple[str, ...]:
    return absent_from(hendelse, gang.fakta.sak, gang.kjede)


def _barred(gang: Saksgang, hendelse: Hendelse) -> tuple[str, ...]:
    return not_impartial(hendelse, gang.fakta.sak, gang.kjede, gang.skjermet_for)


def _between(hendelse: Hendelse, first: date, until: date | None) -> bool:
    return first <= hendelse.dato and (until is None or hendelse.dato < until)


def _done(gang: Saksgang, hendelser: Sequence[Hendelse], steg: Steg) -> tuple[Hendelse, ...]:
    return tuple(each for each in hendelser if carries_out(each, gang.kjede, steg))


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
            yield replace(row, gjort=first, uten=window.uten, av_skjermet=window.av_skjermet)
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
    row = _row(gang, steg, utloest, name)
    yield row if since else replace(row, uten=window.uten, av_skjermet=window.av_skjermet)


def _news(gang: Saksgang, delivered: Utloest) -> Utloest:
    """Return what was written first after a delivery: the next one is counted from it."""
    new = first_new(gang, delivered.dato)
    return delivered if new is None else Utloest("noe nytt i saken", new, delivered.runde)


def unchosen_deadlines(gang: Saksgang) -> Iterator[Frist]:
    """Yield what would be asked for had the school not chosen another reading, once, with that reason.

    What another fact may still set off is not lifted: it waits.
    """
    for steg in gang.kjede.steg:
        if steg.regel is None or not is_asked(gang, steg) or set_off(gang, steg):
            continue
        triggers = triggers_of(gang, steg)
        if any(reading_holds(gang.plan, each, on=gang.fakta.per) for each in triggers):
            continue
        for utloeser in triggers:
            first = next((each for each in gang.fakta.hendelser if matches(each, utloeser)), None)
            choice = chosen_away(gang.plan.valg, utloeser, first.dato) if first else None
            if choice is not None and first is not None:
                row = _row(gang, steg, Utloest(first.steg, first.dato, 1, first), "ikke-valgt")
                why = f"Skolen har valgt «{choice.valgt}» for «{choice.valg}»."
                yield replace(row, bortfall=Bortfall(first.dato, why))
                break


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
    yield from to_choose(gang.plan, utloest.valg)


def _with_notes(counted: Forklaring, notes: Iterator[str]) -> Forklaring:
    added = tuple(notes)
    if not added:
        return counted
    telling = replace(counted.telling, merknader=(*counted.telling.merknader, *added))
    return replace(counted, telling=telling)
