"""``oppfølging``: the steps that come again while a plan runs, as rektor's each week, in one sitting for all cases."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sosialplan.commands.lesing import all_rows, read_all
from sosialplan.commands.run import FINE, Run, case_number
from sosialplan.commands.saksaapning import written_with
from sosialplan.commands.skrivebordet.desk import Desk, message_of
from sosialplan.commands.skrivebordet.errand import Change, Errand, carry_out
from sosialplan.commands.skrivebordet.foering import foert_av
from sosialplan.commands.svar.besvart import answered
from sosialplan.commands.svar.ordsvar import TEXT, Spoerring, asked_text
from sosialplan.model.betydning import Betydning
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.handlingskjede import Steg
from sosialplan.model.mappe import Mappe
from sosialplan.model.record import Value
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.rules.facts import facts_of
from sosialplan.rules.vurdering import is_open
from sosialplan.views.datoer import kort_dato
from sosialplan.views.fristrader import standing, who


class Ventes(Value, frozen=True):
    """A step that comes again, and is asked for in a case now."""

    sak: Sak
    steg: Steg
    rad: VurdertFrist


def oppfoelging(run: Run, numre: Sequence[str], notat: str | None) -> int:
    """Write the follow-up of the cases that are named, or of all that wait, asked for one by one; one commit.

    Raises WrongUsage where nobody can be asked, with the cases that wait.
    """
    numbers = list(dict.fromkeys(case_number(each) for each in numre))
    if notat is not None and numbers:
        told: Mapping[str, str] = dict.fromkeys(numbers, notat)
    elif run.terminal.interactive and notat is None:
        told = dict(answered(run, _asked(run, numbers)))
        if not told:
            run.terminal.note("Ingenting er skrevet.")
            return FINE
    else:
        raise _says_too_little(run)

    def work(desk: Desk) -> Errand:
        waiting = {each.sak.sak: each for each in _waiting(run, desk.mappe)}
        changes = list[Change]()
        for number, note in told.items():
            read = desk.case(number)
            found = waiting.get(number)
            if found is None:
                raise ExpectedFailure(
                    f"Sak {number} venter ikke på oppfølging. Ingenting er skrevet.",
                    f"Se hva som gjelder: sosialplan vis {number}",
                )
            changes += written_with(desk, read, _entry(desk, found, note), None)[0]
        said = f"Fulgt opp: {', '.join(told)}."
        return Errand(changes, message_of("Oppfølging", told), said)

    return carry_out(run, work)


def _waiting(run: Run, mappe: Mappe) -> Iterator[Ventes]:
    """Yield the open rows of steps that come again as long as a plan runs, in the order of their deadlines."""
    cases = {each.value.sak: each.value for each in mappe.saker}
    for row in all_rows(mappe, run.i_dag, undone=True):
        chain = mappe.plan.kjede(row.frist.kjede or "")
        steg = chain.find(row.frist.steg) if chain else None
        if steg is not None and _follows_up(steg) and row.frist.sak in cases and is_open(row):
            yield Ventes(cases[row.frist.sak], steg, row)


def _follows_up(steg: Steg) -> bool:
    """Tell whether a step is done again and again because a plan runs; to hand over papers is none of it."""
    papers = Betydning.LEVERT_ELEVMAPPEN in steg.betyr
    return steg.gjentas and steg.ellers_av_planen and not papers


def _says_too_little(run: Run) -> WrongUsage:
    _, mappe, _ = read_all(run)
    waiting = [each.sak.sak for each in _waiting(run, mappe)]
    return WrongUsage(
        f"Mangler SAK og --notat. Disse venter på oppfølging: {', '.join(waiting) or 'ingen'}.",
        'Skriv: sosialplan oppfølging SAK --notat "…". I en terminal går kommandoen gjennom alle.',
    )


def _asked(run: Run, numbers: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Go through the cases that wait, or those of them that are named; an empty note leaves a case for later."""
    _, mappe, _ = read_all(run)
    waiting = [each for each in _waiting(run, mappe) if not numbers or each.sak.sak in numbers]
    if not waiting:
        run.terminal.note("Ingen saker venter på oppfølging nå.")
    for place, each in enumerate(waiting, 1):
        for line in _shown(place, len(waiting), each, run.i_dag):
            run.terminal.note(line)
        spurt = Spoerring(
            "Hva er gjort, og virker det? (tomt: hopp over)", each.steg.hva, tomt=True, mest=TEXT
        )
        note = asked_text(run, spurt)
        if note:
            yield each.sak.sak, note


def _shown(place: int, many: int, each: Ventes, i_dag: date) -> Iterator[str]:
    """Yield what is to be followed up in a case: its head, the measures that run, and the last note."""
    sak, row = each.sak, each.rad
    yield f"{place} av {many}. {sak.elev.navn} ({sak.elev.klasse}), sak {sak.sak}"
    yield f"    {row.frist.tittel}: {standing(row)} ({who(row)})"
    plan = sak.aktivitetsplan
    for tiltak in plan.tiltak if plan else ():
        if tiltak.slutt is None:
            yield f"    - {tiltak.tiltak} ({tiltak.ansvarlig}, fra {kort_dato(tiltak.fra)})"
    last = facts_of(sak, (), i_dag).last(each.steg.steg)
    if last is not None and last.notat:
        yield f"    Sist ({kort_dato(last.dato)}): {last.notat}"


def _entry(desk: Desk, found: Ventes, note: str) -> Hendelse:
    run, by = desk.run, found.steg.ansvarlig[0] if found.steg.ansvarlig else None
    return Hendelse(
        id=run.new_id(),
        dato=run.i_dag,
        registrert=run.recorded,
        steg=found.steg.steg,
        av=by,
        foert_av=foert_av(desk, by, found.sak.elev.klasse),
        notat=note,
    )
