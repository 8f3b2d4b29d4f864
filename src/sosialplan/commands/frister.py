"""``frister``: what must be done, by when and by whom."""

from collections.abc import Sequence

from msgspec.structs import replace

from sosialplan.commands.lesing import tell_left_out, whole
from sosialplan.commands.oversikt import oversikt
from sosialplan.commands.run import BESTEMT, FINE, PROBLEMS, Run, known_word
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.frist import Ventende, Ventetype, VurdertFrist
from sosialplan.model.plan import Plan
from sosialplan.model.skole import Person, Skole
from sosialplan.output.tables import LISTEFORMATER, Column
from sosialplan.rules.vurdering import is_overdue, is_to_be_done
from sosialplan.views.fristrader import (
    FIELDS,
    HEADERS,
    Utvalg,
    as_gathered,
    as_markdown,
    as_values,
    choose,
    gathered,
    without_day,
)

_LEAST = {"Hva": 16, "Hvem": 13}
"""So wide that no word of the plan is broken at 80 columns."""
COLUMNS = tuple(
    Column(each, wraps=each in _LEAST, least=_LEAST.get(each), coloured=each == "Status")
    for each in HEADERS
)


_SHAPED = frozenset({"tabell", "md"})
"""The formats in which rows are put together for a reader."""
_ASKED = {
    Ventetype.GODKJENNING: ("Planen skal godkjennes", "sosialplan godkjenn {sak}"),
    Ventetype.OVERFOERING: (
        "Saken er tilbudt deg",
        "sosialplan overfør {sak} --svar ja   (eller nei)",
    ),
}


def frister(
    run: Run,
    utvalg: Utvalg,
    *,
    format_: str,
    streng: bool,
    hver_klasse: bool = False,
    meg: bool = False,
    person: str | None = None,
) -> int:
    """Show the rows that are wanted; with ``streng`` end in 1 when one of them is overdue.

    ``meg`` and ``person`` want what one person answers for, and show what waits for a yes from there.
    """
    if hver_klasse and format_ not in _SHAPED:
        raise WrongUsage(
            f"Med --format {format_} står hver klasse for seg alltid.", "La --hver-klasse være."
        )
    if sum((meg, person is not None, utvalg.rolle is not None)) > 1:
        raise WrongUsage(
            "Si bare én av --meg, --person og --rolle.", "Hver av dem velger hvem det gjelder."
        )
    seen = oversikt(run) if utvalg.only_open else whole(run)
    skole, status = seen.plan.skole, seen.status
    who = _whose(run, seen.folder, skole, person) if meg or person else None
    utvalg = replace(utvalg, person=who)
    utvalg = _known(utvalg, seen.plan)
    rows = choose(seen.rader, utvalg, run.i_dag, skole)
    waiting = None
    if who:
        from sosialplan.rules.ventende import of_person  # noqa: PLC0415 - only where a person is meant

        waiting = tuple(of_person(seen.venter, who, skole))
    tell_left_out(run, seen.utelatt)
    _show(run, rows, format_, waiting, hver_klasse=hver_klasse)
    overdue = streng and any(is_overdue(row) and is_to_be_done(row) for row in rows)
    return PROBLEMS if overdue or status != FINE else FINE


def _whose(run: Run, folder: Planmappe, skole: Skole, person: str | None) -> Person:
    """Return whose rows are asked for: a person's, else those of who sits here, who is told.

    Raises ExpectedFailure where the school does not know who sits here, WrongUsage for a person it does not have.
    """
    from sosialplan.commands.skolen.skolefilen import the_person  # noqa: PLC0415 - slow
    from sosialplan.commands.skrivebordet.den_som_skriver import person_at  # noqa: PLC0415 - slow
    from sosialplan.views.roller import posts_in_words  # noqa: PLC0415 - slow

    if person is not None:
        return the_person(skole, person)
    found = person_at(folder.root, folder, skole, run.now.date())
    if found is None:
        raise ExpectedFailure(
            "Skolen kjenner ikke navnet ditt, så det er ikke mulig å vise det som er ditt.",
            'Si hvem du er: sosialplan frister --person "NAVN". Står du ikke blant skolens folk: '
            'sosialplan skole person ny "NAVN" ROLLE. Navnet i git må være det samme.',
        )
    run.terminal.note(f"{found.navn}, {posts_in_words(skole, found.verv) or 'uten rolle'}.")
    return found


def _known(utvalg: Utvalg, plan: Plan) -> Utvalg:
    """Return what is asked for in the school's own words. Raises WrongUsage: an empty list would mislead."""
    known = {
        "rolle": [each.rolle for each in plan.skole.roller],
        "klasse": [each.klasse for each in plan.skole.klasser],
        "kjede": [each.kjede for each in plan.kjeder],
    }
    titles = {each.kjede: each.navn for each in plan.kjeder}
    found = {
        name: known_word(word, words, BESTEMT[name], titles=titles)
        for name, words in known.items()
        if (word := getattr(utvalg, name)) is not None
    }
    return replace(utvalg, **found)


def _show(
    run: Run,
    rows: Sequence[VurdertFrist],
    format_: str,
    waiting: Sequence[Ventende] | None,
    *,
    hver_klasse: bool,
) -> None:
    terminal = run.terminal
    shaped = tuple((row,) for row in rows) if hver_klasse else gathered(rows)
    match format_:
        case "json":
            values = [as_values(row) for row in rows]
            asked = (
                {} if waiting is None else {"venter": [_waiting_values(each) for each in waiting]}
            )
            run.answer({"frister": values, **asked})
        case _ if format_ in LISTEFORMATER:
            run.list_out(format_, FIELDS, [as_values(row) for row in rows])
        case "md":
            terminal.raw(terminal.with_incomplete(as_markdown(shaped, run.i_dag)))
        case "ics":
            from sosialplan.output.calendar import as_calendar  # noqa: PLC0415 - slow

            lacking = [each for each in (terminal.incomplete, without_day(rows)) if each]
            terminal.raw(as_calendar(rows, run.i_dag, run.now, lacking=lacking))
            if dayless := without_day(rows):
                terminal.note(dayless)
        case _ if rows:
            terminal.table(
                COLUMNS, [as_gathered(each, detaljer=terminal.detaljer) for each in shaped]
            )
            _tell_waiting(run, waiting or ())
            terminal.note("Hvorfor en dato? sosialplan forklar SAK STEG")
            if any(len(each) > 1 for each in shaped):
                terminal.note("Hver klasse for seg: sosialplan frister --hver-klasse")
        case _:
            terminal.say_incomplete()
            _tell_waiting(run, waiting or ())
            terminal.note("Ingen frister.")


def _waiting_values(each: Ventende) -> dict[str, object]:
    return {
        "sak": each.sak,
        "klasse": each.klasse,
        "hva": each.hva.value,
        "roller": list(each.roller),
    }


def _tell_waiting(run: Run, waiting: Sequence[Ventende]) -> None:
    """Tell what waits for the person's yes, each with its command."""
    if waiting:
        run.terminal.line()
        run.terminal.heading("Venter på svar fra deg")
    for each in waiting:
        what, command = _ASKED[each.hva]
        run.terminal.line(f"{each.sak} ({each.klasse}): {what}. {command.format(sak=each.sak)}")
