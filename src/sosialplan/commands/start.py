"""``start``: a new planmappe from the standard."""

from pathlib import Path

from sosialplan.commands.mappesyn import look_at
from sosialplan.commands.nymappe import make
from sosialplan.commands.run import INVENTED_ONLY, Run
from sosialplan.commands.vedlikehold.personvern import omgivelser_of
from sosialplan.files.planmappe import Planmappe
from sosialplan.rules.checks.place_checks import COPIED_ELSEWHERE, check_surroundings


def start(run: Run, folder: Path, *, skole: str) -> int:
    """Make a planmappe with plan, templates and git history, ready for the school's own people."""
    root = make(run, folder, skole)
    run.terminal.line(f"Planmappen er klar: {root.name}")
    run.terminal.problems(look_at(Planmappe(root)))
    for each in check_surroundings(omgivelser_of(run, Planmappe(root))):
        if each.kode in COPIED_ELSEWHERE:
            run.terminal.note(f"{each.nivaa}[{each.kode}] {each.melding} {each.raad}")
    run.terminal.line()
    run.terminal.wrapped(INVENTED_ONLY)
    run.terminal.line()
    run.terminal.heading("Neste steg")
    run.terminal.line(f"  cd {root.name}")
    run.terminal.line("  Åpne plan/skole.yaml og fyll inn hvem som har hvilken rolle.")
    run.terminal.line("  sosialplan valider      (viser også valgene skolen må ta)")
    run.terminal.line("  sosialplan ny-sak")
    return 0
