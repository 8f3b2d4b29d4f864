"""What a writing command tells afterwards: what was saved, and what must be done now."""

from collections.abc import Iterable

from sosialplan.commands.run import Run, all_rows
from sosialplan.model.frist import VurdertFrist
from sosialplan.model.mappe import Mappe
from sosialplan.model.sak import Sak
from sosialplan.output.columns import Column
from sosialplan.rules.frister import is_open
from sosialplan.rules.saksgang import Saksgang
from sosialplan.rules.ved_siden import with_those_beside
from sosialplan.views.fristrader import as_cells
from sosialplan.views.roller import uten_grupper

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
    alone = Mappe(mappe.plan, with_those_beside(mappe, read), mappe.fravaer) if read else mappe
    rows = all_rows(alone, run.i_dag, undone=True)
    return tuple(row for row in rows if row.frist.sak == number and is_open(row))


def tell_saved(run: Run, what: str, commit: str) -> None:
    """Say what was saved, and in which commit."""
    run.terminal.line(f"{what} Lagret i historikken som {commit}.")


def tell_linked(run: Run, mappe: Mappe, number: str, why: str) -> tuple[VurdertFrist, ...]:
    """Say that a case was opened beside another, why, and what it asks for; return that."""
    rows = open_rows(run, mappe, number)
    run.terminal.line()
    run.terminal.line(f"{why} Ny sak er opprettet: {number}.")
    tell_rows(run, f"Dette må skje i {number}", rows)
    return rows


def tell_of_same_step(run: Run, mappe: Mappe, sak: Sak, steg: str) -> None:
    """Tell of cases that this one came from or led to, where the same step is still asked for."""
    for read in mappe.saker:
        other = read.value
        if other.fra_sak == sak.sak or other.sak == sak.fra_sak:
            asked = {row.frist.steg for row in open_rows(run, mappe, other.sak)}
            if steg in asked:
                run.terminal.line()
                run.terminal.wrapped(
                    f"Steget står også åpent i {other.sak}. Er det gjort der: "
                    f"sosialplan registrer {other.sak} {steg}"
                )


def tell_shield(run: Run, gang: Saksgang) -> None:
    """Say whom a case is kept from, if anyone."""
    if gang.skjermet_for:
        run.terminal.line()
        people = ", ".join(uten_grupper(gang.plan.skole, gang.skjermet_for))
        run.terminal.wrapped(f"Disse skal ikke få vite om saken: {people}.")


def tell_rows(run: Run, heading: str, rows: Iterable[VurdertFrist]) -> None:
    """Show what must be done; nothing where nothing is."""
    shown = [as_cells(row) for row in rows]
    if shown:
        run.terminal.line()
        run.terminal.heading(heading)
        run.terminal.table(COLUMNS, [(c[0], c[1], c[3], c[4], c[5]) for c in shown])
