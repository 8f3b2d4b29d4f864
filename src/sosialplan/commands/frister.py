"""``frister``: what must be done, by when and by whom."""

from collections.abc import Sequence

from sosialplan.commands.run import (
    FINE,
    PROBLEMS,
    Run,
    absence_books,
    all_rows,
    read_all,
    tell_left_out,
)
from sosialplan.model.failure import WrongUsage
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.mappe import Mappe
from sosialplan.model.nearest import advice, find_word
from sosialplan.output.tables import as_csv
from sosialplan.output.terminal import Column
from sosialplan.rules.facts import absence_of, facts_of
from sosialplan.rules.frister import is_overdue
from sosialplan.views.fristrader import (
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
    utvalg = _known(utvalg, mappe)
    rows = choose(all_rows(mappe, run.i_dag, undone=utvalg.only_open), utvalg, run.i_dag)
    tell_left_out(run, _left_out(mappe, run))
    _show(run, rows, format_)
    overdue = streng and any(is_overdue(row) for row in rows)
    return PROBLEMS if overdue or status != FINE else FINE


def _known(utvalg: Utvalg, mappe: Mappe) -> Utvalg:
    """Refuse a role, class or chain that the school does not have: an empty list would mislead."""
    plan = mappe.plan
    for word, known, what in (
        (utvalg.rolle, [each.rolle for each in plan.skole.roller], "rolle"),
        (utvalg.klasse, [each.klasse for each in plan.skole.klasser], "klasse"),
        (utvalg.kjede, [each.kjede for each in plan.kjeder], "kjede"),
    ):
        if word is not None and find_word(word, known) is None:
            raise WrongUsage(f"Skolen har ingen slik {what}.{advice(word, known)}", "")
    return utvalg


def _left_out(mappe: Mappe, run: Run) -> int:
    books = absence_books(mappe)
    return sum(
        facts_of(each.value, absence_of(each.value, books), run.i_dag).utelatt
        for each in mappe.saker
    )


def _show(run: Run, rows: Sequence[VurdertFrist], format_: str) -> None:
    terminal = run.terminal
    match format_:
        case "json":
            values = [as_values(row) for row in rows]
            terminal.json({"versjon": 1, "i_dag": run.i_dag.isoformat(), "frister": values})
        case "csv":
            terminal.raw(as_csv([as_values(row) for row in rows]))
        case "md":
            terminal.raw(as_markdown(rows, run.i_dag))
        case "ics":
            from sosialplan.output.calendar import as_calendar  # noqa: PLC0415 - slow

            terminal.raw(as_calendar(rows, run.i_dag))
        case _ if rows:
            terminal.table(COLUMNS, [as_cells(row) for row in rows])
            terminal.note("Hvorfor en dato? sosialplan forklar SAK STEG")
        case _:
            terminal.note("Ingen frister.")
