"""``tiltak evaluer``: what came of one measure, or of all that run, in one sitting and one commit."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import partial
from typing import Any

from msgspec.structs import replace

from sosialplan.commands.aktivitetsplanen import ended, measure_of
from sosialplan.commands.lesing import read_case
from sosialplan.commands.run import FINE, Run, known_role, known_word
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Added, Change, Errand, carry_out, of_case
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.svar.besvart import answered
from sosialplan.commands.svar.dagsvar import read_day_of
from sosialplan.commands.svar.ordsvar import NO_ANSWER, TEXT, Spoerring, asked_as
from sosialplan.model.elev import is_voice
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.felter.feltlinje import attribute, option
from sosialplan.model.felter.planfelt import EVALUERING
from sosialplan.model.problems import path_to
from sosialplan.model.sak import Beslutning, Evaluering, Gjennomfoert, Sak, Tiltak, Utfall
from sosialplan.model.sakspapirer import Felt
from sosialplan.output.svarbok import Svarvalg
from sosialplan.rules.kalender.skolekalender import years_on
from sosialplan.rules.tiltak import TiltakPaaDag, tiltak_paa_dag
from sosialplan.views.datoer import kort_dato
from sosialplan.views.sakspapirord import VIRKET

Fortalt = Mapping[str, Any]
"""What is told of an evaluation, by the fields of it."""
_KREVES: Mapping[str, type[Enum]] = {"gjennomført": Gjennomfoert, "utfall": Utfall}
_STEMMER = ("elev", "foresatte")
_AVSLUTT = Beslutning.AVSLUTT.value
_SHORTEST = 3
"""Letters of the word that ends a measure: fewer may be the beginning of a day."""


def evaluer(run: Run, typed: str, tiltak_id: str | None, told: Fortalt) -> int:
    """Write down an evaluation of a measure, or of each that runs. What is told holds for all of them.

    A person is asked for the rest before anything is locked. Elsewhere raises WrongUsage with all that is missing.
    """
    by_person: Mapping[str, Fortalt] | None = None
    if run.terminal.interactive:
        _, _, sak = read_case(run, typed)
        by_person = dict(answered(run, _asked(run, sak, tiltak_id, told)))
        if not by_person:
            run.terminal.note("Ingenting er skrevet.")
            return FINE
    return carry_out(run, partial(_work, typed, tiltak_id, told, by_person), case=typed)


def _work(
    typed: str,
    tiltak_id: str | None,
    told: Fortalt,
    by_person: Mapping[str, Fortalt] | None,
    desk: Desk,
) -> Errand:
    sak = desk.case(typed).value
    if by_person is None:
        meant = [each.tiltak.id for each in _meant(sak, tiltak_id, told["dato"])]
        _require(told, meant)
        by_person = dict.fromkeys(meant, told)
    av = known_role(desk.mappe.plan.skole, told.get("av"))
    by = foert_av(desk, av, sak.elev.klasse)
    changes, said = list[Change](), list[str]()
    for each, values in by_person.items():
        where, tiltak = measure_of(sak, each)
        bare = {"id": desk.run.new_id(), "registrert": desk.run.recorded, "av": av, "foert_av": by}
        one = Evaluering(**{**values, **bare})
        path = desk.folder.case_path(sak.sak)
        changes.append(Added(path, path_to(*where, Tiltak.evalueringer), one))
        if one.beslutning is Beslutning.AVSLUTT and tiltak.slutt is None:
            why = one.hvorfor or VIRKET[one.utfall]
            changes.append(ended(desk, sak, where, tiltak, why, one.dato))
        said.append(_judged(sak, tiltak, one))
    return of_case(desk, sak.sak, changes, "\n".join(said))


def _meant(sak: Sak, tiltak_id: str | None, day: date) -> Sequence[TiltakPaaDag]:
    """Return the measure that was typed; without one all that run on the day and were not evaluated on it, first those that are due.

    Raises WrongUsage for a measure that is not there, ExpectedFailure where none runs.
    """
    alle = sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()
    on_the_day = tiltak_paa_dag(alle, day)
    if tiltak_id is not None:
        _, found = measure_of(sak, tiltak_id)
        return [each for each in tiltak_paa_dag(alle, date.max) if each.tiltak.id == found.id]
    running = [each for each in on_the_day if each.avsluttet is None and _begun(each) <= day]
    left = [each for each in running if all(one.dato != day for one in each.evalueringer)]
    if running and not left:
        raise ExpectedFailure(
            f"Alle tiltakene som løper, er evaluert {kort_dato(day)} fra før. Ingenting er skrevet.",
            f"Var noe galt, så rett det, eller skriv ett tiltak om gangen: sosialplan tiltak evaluer {sak.sak} TILTAK",
        )
    if not left:
        raise ExpectedFailure(
            "Planen har ingen tiltak som løper. Ingenting er skrevet.",
            f"Se planen: sosialplan vis {sak.sak}",
        )
    return sorted(left, key=lambda each: each.neste_evaluering or date.max)


def _begun(each: TiltakPaaDag) -> date:
    return each.dato(Felt.FRA) or each.tiltak.fra


def _require(told: Fortalt, meant: Sequence[str]) -> None:
    """Name all that is missing where nobody can be asked. Raises WrongUsage."""
    left = [
        option(key, EVALUERING[key]) for key in _KREVES if attribute(Evaluering, key) not in told
    ]
    unplanned = "neste" not in told and told.get("beslutning") is not Beslutning.AVSLUTT
    if not left and not unplanned:
        return
    said = [f"Mangler {' og '.join(left)}."] if left else []
    said += ["Si når tiltaket skal evalueres igjen, eller at det avsluttes."] if unplanned else []
    if len(meant) > 1:
        said.append(f"Det gjelder da alle tiltakene som løper: {', '.join(meant)}.")
    cure = "Legg til --neste ÅÅÅÅ-MM-DD eller --beslutning avslutt" if unplanned else "Legg det til"
    more = ", eller skriv ett tiltak om gangen." if len(meant) > 1 else ""
    raise WrongUsage(" ".join(said), f"{cure}{more}")


def _asked(
    run: Run, sak: Sak, tiltak_id: str | None, told: Fortalt
) -> Iterator[tuple[str, Fortalt]]:
    """Go through the measures, and ask of each for what was not told; one may be left for later."""
    day = told["dato"]
    meant = _meant(sak, tiltak_id, day)
    for later in tiltak_paa_dag(sak.aktivitetsplan.tiltak if sak.aktivitetsplan else (), day):
        if tiltak_id is None and later.avsluttet is None and _begun(later) > day:
            run.terminal.note(f"{later.felt[Felt.TILTAK]} begynner {kort_dato(_begun(later))}, og er ikke med.")  # fmt: skip
    for place, each in enumerate(meant, 1):
        one = run
        if tiltak_id is None:
            for line in _shown(place, len(meant), each, day):
                run.terminal.note(line)
            one = replace(run, terminal=run.terminal.about(f"Tiltak {place} av {len(meant)}"))
        values = _answers(one, told, whole=tiltak_id is None)
        if values is not None:
            yield each.tiltak.id, values


def _shown(place: int, many: int, each: TiltakPaaDag, day: date) -> Iterator[str]:
    """Yield what a measure is, when it was to be evaluated, and what came of it the last time."""
    owner, due = each.felt[Felt.ANSVARLIG], each.neste_evaluering
    yield f"{place} av {many}. {each.felt[Felt.TILTAK]} ({owner}, fra {kort_dato(_begun(each))})"
    if due is not None:
        yield f"    {'Skulle vært evaluert' if due < day else 'Evalueres'} {kort_dato(due)}."
    if each.evalueringer:
        last = each.evalueringer[-1]
        yield f"    Sist, {kort_dato(last.dato)}: {VIRKET[last.utfall]}"


def _answers(run: Run, told: Fortalt, *, whole: bool) -> Fortalt | None:
    """Return what is told of a measure with what the person answers; None where it is left for later.

    In the ``whole`` sitting a measure may be left out, and what pupil and guardians say is asked for too.
    """
    values = dict(told)
    for key, words in _KREVES.items():
        name = attribute(Evaluering, key)
        if name not in values:
            answer = _word(run, key, words, may_skip=whole)
            if answer is None:
                return None
            values[name] = answer
    for key in _STEMMER if whole else ():
        if key not in values and (said := _voice(run, key)):
            values[key] = said
    if "neste" not in values and values.get("beslutning") is not Beslutning.AVSLUTT:
        values |= _next(run, values["dato"])
    return values


def _word(run: Run, key: str, words: type[Enum], *, may_skip: bool) -> Enum | None:
    known = [str(each.value) for each in words]
    question = EVALUERING[key].spoersmaal + (" (tomt: hopp over tiltaket)" if may_skip else "")
    while True:
        skips = "hopper over" if may_skip else NO_ANSWER
        answer = run.terminal.choose(question, [Svarvalg(each) for each in known], nothing=skips)
        if not answer and may_skip:
            return None
        try:
            return words(known_word(answer, known, "svaret"))
        except WrongUsage as wrong:
            run.terminal.svarbok.take_back()
            run.terminal.note(str(wrong))


def _voice(run: Run, key: str) -> str:
    def said(answer: str) -> str:
        if answer and not is_voice(answer):
            raise WrongUsage(
                "Det sier ikke noe. Skriv det med deres egne ord, eller la det være tomt."
            )
        return answer

    return asked_as(run, Spoerring(EVALUERING[key].spoersmaal, tomt=True, mest=TEXT), said)


def _next(run: Run, day: date) -> Fortalt:
    """Ask for the day of the next evaluation, or the word that ends the measure."""
    linje = EVALUERING["neste"]
    while True:
        answer = run.terminal.ask(linje.spoersmaal)
        if len(answer) >= _SHORTEST and _AVSLUTT.startswith(answer.lower()):
            return {"beslutning": Beslutning.AVSLUTT}
        try:
            found = read_day_of(run, answer, Evaluering, "neste", linje)
        except WrongUsage as wrong:
            run.terminal.note(wrong.sentence)
            continue
        if found <= day:
            run.terminal.note(f"Dagen må komme etter evalueringen, {kort_dato(day)}.")
        elif years_on(found, run.i_dag):
            run.terminal.note("Dagen er flere skoleår fram. Er året skrevet feil?")
        else:
            return {"neste": found}


def _judged(sak: Sak, tiltak: Tiltak, one: Evaluering) -> str:
    """Say which measure was evaluated, what came of it, and when it is again or that it is ended."""
    ended = one.beslutning is Beslutning.AVSLUTT and tiltak.slutt is None
    said = f"Tiltak {tiltak.id} i {sak.sak} er evaluert{' og avsluttet' * ended} {kort_dato(one.dato)}. {VIRKET[one.utfall]}"
    return f"{said} Det evalueres igjen {kort_dato(one.neste)}." if one.neste else said
