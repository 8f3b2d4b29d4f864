"""``start``: a new planmappe from the standard."""

from pathlib import Path

from sosialplan.commands.mappesyn import look_at
from sosialplan.commands.nymappe import make
from sosialplan.commands.run import INVENTED_ONLY, Run
from sosialplan.files.planmappe import Planmappe


def start(run: Run, folder: Path, *, skole: str) -> int:
    """Make a planmappe with plan, templates and git history, ready for the school's own people."""
    root = make(run, folder, skole)
    run.terminal.line(f"Planmappen er klar: {root.name}")
    run.terminal.problems(look_at(Planmappe(root)))
    run.terminal.line()
    run.terminal.wrapped(INVENTED_ONLY)
    run.terminal.line()
    run.terminal.heading("Neste steg")
    run.terminal.line(f"  cd {root.name}")
    run.terminal.line("  Åpne plan/skole.yaml og fyll inn hvem som har hvilken rolle.")
    run.terminal.line("  sosialplan valider      (viser også valgene skolen må ta)")
    run.terminal.line("  sosialplan ny-sak")
    return 0
