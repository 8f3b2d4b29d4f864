"""What a writing command tells afterwards: what was saved, and what must be done now."""

from collections.abc import Iterable

from sosialplan.commands.run import Run, all_rows
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.mappe import Mappe
from sosialplan.output.terminal import Column
from sosialplan.rules.frister import is_open
from sosialplan.views.fristrader import as_cells

COLUMNS = (
    Column("Frist"),
    Column("Status"),
    Column("Hva", wraps=True),
    Column("Hvem", wraps=True),
    Column("Grunnlag"),
)


def open_rows(run: Run, mappe: Mappe, number: str) -> tuple[VurdertFrist, ...]:
    """Return what a case asks for."""
    read = mappe.sak(number)
    alone = Mappe(mappe.plan, (read,), mappe.fravaer) if read else mappe
    rows = all_rows(alone, run.i_dag, undone=True)
    return tuple(row for row in rows if row.frist.sak == number and is_open(row))


def tell_saved(run: Run, what: str, commit: str) -> None:
    """Say what was saved, and in which commit."""
    run.terminal.line(f"{what} Lagret i historikken som {commit}.")


def tell_rows(run: Run, heading: str, rows: Iterable[VurdertFrist]) -> None:
    """Show what must be done; nothing where nothing is."""
    shown = [as_cells(row) for row in rows]
    if shown:
        run.terminal.line()
        run.terminal.heading(heading)
        run.terminal.table(COLUMNS, [(c[0], c[1], c[3], c[4], c[5]) for c in shown])
