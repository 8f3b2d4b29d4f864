"""Help for those who change ``maler/``: the fields of a document, and how it looks with invented data."""

from contextlib import suppress
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.dokumenter.bestilling import Bestilling
from sosialplan.commands.dokumenter.dokument import Laget, lag_dokument
from sosialplan.commands.dokumenter.lag import write_document
from sosialplan.commands.dokumenter.trykk import trykt
from sosialplan.commands.run import FINE, Run
from sosialplan.files.loader import load
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.standard import standard_folder
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.mappe import Mappe
from sosialplan.model.sak import Hendelse, Sak
from sosialplan.model.vedtak import Vedtak, Vedtaksslag
from sosialplan.rules.facts import with_entry
from sosialplan.rules.vedtak import VEDTAK
from sosialplan.views.maler.feltliste import feltliste
from sosialplan.views.maler.malkontekst import maler

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
    """Return the document of every invented case that can have it.

    The invented school has made no decision against a pupil; then one is thought up. Raises
    ExpectedFailure for a fault in the template.
    """
    made = []
    for read in mappe.saker:
        with suppress(ExpectedFailure):
            made.append(lag_dokument(run, folder, mappe, read.value, asked))
    return made or [lag_dokument(run, folder, mappe, _decided(mappe.saker[0].value), asked)]


def _decided(sak: Sak) -> Sak:
    """Return a case with an invented decision in it."""
    entry = Hendelse(
        id="00000000",
        dato=EKSEMPELDAG,
        steg=VEDTAK,
        av="rektor",
        elevens_stemme="Jeg angrer, men jeg vil ikke miste prøven.",
        vedtak=Vedtak(
            slag=Vedtaksslag.BORTVISNING,
            fra=EKSEMPELDAG,
            til=EKSEMPELDAG,
            forhaandsvarslet=EKSEMPELDAG,
            faktum="Eleven slo en annen elev i garderoben. To lærere så det.",
            mildere_tiltak="Eleven har hatt egne friminutt i en uke. Det stanset det ikke.",
            foresattes_syn="De foresatte er enige i at det må stanses.",
            barnets_beste="En dag hjemme er tungt. Det veier mindre enn faren for at noen blir skadd.",
            begrunnelse="Det har skjedd tre ganger på to uker.",
        ),
    )
    return with_entry(sak, entry)
