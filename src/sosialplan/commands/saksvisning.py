"""One case on one page: as it is, or as it was known on a day."""

import msgspec

from sosialplan.commands.lesing import all_rows, course, tell_left_out
from sosialplan.commands.run import Run
from sosialplan.model.mappe import Mappe
from sosialplan.model.sak import Sak
from sosialplan.rules.facts import sak_paa_dag
from sosialplan.views.fristrader import as_values
from sosialplan.views.saksside import case_page


def show_page(run: Run, mappe: Mappe, sak: Sak, format_: str) -> int:
    """Show a case that was read."""
    rows = [row for row in all_rows(mappe, run.i_dag) if row.frist.sak == sak.sak]
    tell_left_out(run, course(mappe, sak, run.i_dag).fakta.utelatt)
    sak = sak_paa_dag(sak, run.i_dag)
    gang = course(mappe, sak, run.i_dag)
    if format_ == "json":
        value = msgspec.to_builtins(sak)
        frister = [as_values(row) for row in rows]
        run.answer({
            "sak": value,
            "frister": frister,
            "lagret_senere": {name: day.isoformat() for name, day in mappe.lagret.items()},
        })  # fmt: skip
        return 0
    for number, part in enumerate(case_page(gang, rows, mappe.lagret)):
        if number:
            run.terminal.line()
        run.terminal.heading(part.overskrift)
        for line in part.linjer:
            run.terminal.wrapped(line)
    return 0
