"""``frister``: what must be done, by when and by whom."""

from collections.abc import Sequence

from sosialplan.commands.lesing import all_rows, left_out, read_all, tell_left_out
from sosialplan.commands.run import FINE, PROBLEMS, Run, known_word
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.plan import Plan
from sosialplan.output.tables import LISTEFORMATER, Column
from sosialplan.rules.frister import is_overdue
from sosialplan.views.fristrader import (
    FIELDS,
    HEADERS,
    Utvalg,
    as_cells,
    as_markdown,
    as_values,
    choose,
)

_LEAST = {"Hva": 16, "Hvem": 13}
"""So wide that no word of the plan is broken at 80 columns."""
COLUMNS = tuple(Column(each, wraps=each in _LEAST, least=_LEAST.get(each)) for each in HEADERS)


def frister(run: Run, utvalg: Utvalg, *, format_: str, streng: bool) -> int:
    """Show the rows that are wanted; with ``streng`` end in 1 when one of them is overdue."""
    _, mappe, status = read_all(run)
    _refuse_unknown(utvalg, mappe.plan)
    rows = choose(all_rows(mappe, run.i_dag, undone=utvalg.only_open), utvalg, run.i_dag)
    tell_left_out(run, left_out(mappe, run.i_dag))
    _show(run, rows, format_)
    overdue = streng and any(is_overdue(row) for row in rows)
    return PROBLEMS if overdue or status != FINE else FINE


def _refuse_unknown(utvalg: Utvalg, plan: Plan) -> None:
    """Refuse a role, class or chain that the school does not have: an empty list would mislead."""
    for word, known, what in (
        (utvalg.rolle, [each.rolle for each in plan.skole.roller], "rolle"),
        (utvalg.klasse, [each.klasse for each in plan.skole.klasser], "klasse"),
        (utvalg.kjede, [each.kjede for each in plan.kjeder], "kjede"),
    ):
        if word is not None:
            known_word(word, known, what)


def _show(run: Run, rows: Sequence[VurdertFrist], format_: str) -> None:
    terminal = run.terminal
    match format_:
        case "json":
            values = [as_values(row) for row in rows]
            run.answer({"frister": values})
        case _ if as_list := LISTEFORMATER.get(format_):
            values = [as_values(row) for row in rows]
            if terminal.unread:
                values.insert(0, {**dict.fromkeys(FIELDS), FIELDS[0]: terminal.incomplete})
            terminal.raw(as_list(FIELDS, values))
        case "md":
            terminal.raw(terminal.with_incomplete(as_markdown(rows, run.i_dag)))
        case "ics":
            from sosialplan.output.calendar import as_calendar  # noqa: PLC0415 - slow

            terminal.raw(as_calendar(rows, run.i_dag, incomplete=terminal.incomplete))
        case _ if rows:
            terminal.table(COLUMNS, [as_cells(row) for row in rows])
            terminal.note("Hvorfor en dato? sosialplan forklar SAK STEG")
        case _:
            terminal.say_incomplete()
            terminal.note("Ingen frister.")
