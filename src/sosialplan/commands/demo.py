"""``demo``: an invented school in the middle of its year, with a history to look at."""

from datetime import date, datetime
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.aarshjul.hjul import year_of
from sosialplan.commands.dokumenter.bestilling import bestilling
from sosialplan.commands.dokumenter.lag import lag, write_document
from sosialplan.commands.frister import frister
from sosialplan.commands.retelling import Opptegnelse, retold
from sosialplan.commands.run import Run
from sosialplan.commands.start import make
from sosialplan.files.disk import read_text, write_atomically
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.git.repository import commit
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Mappe
from sosialplan.views.fristrader import Utvalg

DEMO_DAY = date(2026, 11, 23)
"""The day the demo is shown as of: a Monday in the middle of the autumn."""
_BEGINNING = datetime.fromisoformat("2026-08-10T08:00+02:00")
"""When the invented school made its planmappe."""


def demo(run: Run, folder: Path) -> int:
    """Make the invented school, show its deadlines, and write a plan and the wheel."""
    standard = standard_folder()
    loaded = load(Planmappe(standard))
    if loaded.mappe is None:
        raise ExpectedFailure(
            "Standarden som følger med programmet, er skadet.", "Installer på nytt."
        )
    root = make(replace(run, now=_BEGINNING, commit_dates=True), folder, None)
    entries = retold(loaded.mappe)
    run.terminal.note(f"Skriver {len(entries)} oppføringer som en skole ville gjort det …")
    _write_history(root, entries)
    shown = replace(run, start=root, i_dag=DEMO_DAY)
    run.terminal.heading(f"Frister ved en oppdiktet skole, {DEMO_DAY:%d.%m.%Y}")
    frister(shown, Utvalg(), format_="tabell", streng=False)
    _write_documents(shown, root, loaded.mappe)
    _tell_more(run, folder)
    return 0


def _write_history(root: Path, entries: tuple[Opptegnelse, ...]) -> None:
    """Write each entry into its file as it was written down, one dated commit each."""
    for entry in entries:
        path = root / entry.file
        text = entry.edit(read_text(path).text if path.exists() else None)
        write_atomically(path, text)
        commit(root, [entry.file], entry.message, entry.when)


def _write_documents(run: Run, root: Path, mappe: Mappe) -> None:
    """Write the plan of the case with the most evaluations, and the wheel."""
    chosen = max(
        mappe.saker,
        key=lambda read: sum(
            len(each.evalueringer)
            for each in (read.value.aktivitetsplan.tiltak if read.value.aktivitetsplan else ())
        ),
    ).value
    year = year_of(run, None)
    run.terminal.note("")
    plan = root / "ut" / f"plan-{chosen.sak}.pdf"
    lag(run, bestilling("aktivitetsplan"), chosen.sak, format_="pdf", til=plan)
    write_document(run, year.pdf(run.i_dag), root / "ut" / "aarshjul.pdf", root)
    write_document(run, year.svg(), root / "ut" / "aarshjul.svg", root)


def _tell_more(run: Run, folder: Path) -> None:
    run.terminal.note("")
    run.terminal.note("Prøv selv:")
    run.terminal.note(f"  cd {folder}")
    run.terminal.note(f"  sosialplan --i-dag {DEMO_DAY} saker")
    run.terminal.note("  sosialplan logg --siste 10")
    run.terminal.note("  sosialplan kjeder")
