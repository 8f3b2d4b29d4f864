"""Help for those who change ``maler/``: the fields of a document, and how it looks with invented data."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.dokument import Bestilling, Laget, lag_dokument, trykt
from sosialplan.commands.lag import write_document
from sosialplan.commands.run import FINE, Run
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Mappe
from sosialplan.views.feltliste import feltliste
from sosialplan.views.malkontekst import maler

EKSEMPELDAG = date(2026, 11, 23)
"""A Monday in the middle of the autumn of the invented school."""


def vis_felter(run: Run, asked: Bestilling) -> int:
    """List the fields that the template of a document may use."""
    name = asked.slag.malfil(asked.maalform)
    run.terminal.raw(feltliste({name: maler()[name]}))
    return FINE


def forhaandsvis(run: Run, asked: Bestilling, *, format_: str, til: Path | None) -> int:
    """Show a document of the school's own template with the invented case that fills it best."""
    folder = run.planmappe()
    day = replace(run, i_dag=EKSEMPELDAG, terminal=run.terminal)
    standard = standard_folder()
    mappe = load(Planmappe(standard)).mappe
    if mappe is None:
        raise ExpectedFailure(
            "Standarden som følger med programmet, er skadet.", "Installer på nytt."
        )
    laget = max(_made(day, folder, mappe, asked), key=lambda each: len(each.markdown))
    run.terminal.note("Forhåndsvist med en oppdiktet sak.")
    write_document(run, trykt(day, folder, laget, format_), til, folder.root)
    return FINE


def _made(run: Run, folder: Planmappe, mappe: Mappe, asked: Bestilling) -> list[Laget]:
    """Return the document of every invented case that can have it. Raises ExpectedFailure for none."""
    made, faults = [], []
    for read in mappe.saker:
        try:
            made.append(lag_dokument(run, folder, mappe, read.value, asked))
        except ExpectedFailure as fault:
            faults.append(fault)
    if not made:
        raise faults[0]
    return made
