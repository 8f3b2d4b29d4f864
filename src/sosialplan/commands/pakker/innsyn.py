"""``innsyn``: all that is written of a pupil, for the pupil or a guardian who asks to see it."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.dokumenter.bestilling import Bestilling, ordlister
from sosialplan.commands.dokumenter.kopikontroll import whole_folder
from sosialplan.commands.dokumenter.sakspapirer import Leser, Papir, alone, fylt, papirer
from sosialplan.commands.historikk.kjent import saved_later
from sosialplan.commands.pakker.bunt import (
    Bunt,
    Del,
    Eier,
    hand_over,
    papirnavn,
    show,
    tell_shared_ids,
    with_papers,
)
from sosialplan.commands.run import FINE, Run, case_number, no_such_case
from sosialplan.model.mappe import Mappe
from sosialplan.output.workshop import get_ready
from sosialplan.rules.explanation import apply_rule, paragraph
from sosialplan.rules.kalender.skolekalender import kalender_of
from sosialplan.rules.mottakere import ELEV, FORESATTE, SKOLE
from sosialplan.views.datoer import kort_dato
from sosialplan.views.dokumentdeler.maalform import Maalform
from sosialplan.views.dokumentdeler.sakshode import Vedlegg
from sosialplan.views.dokumenter.innsyn import SVAR, Svarfrist, svarfrist
from sosialplan.views.dokumenter.innsyn import innsyn as shaped
from sosialplan.views.dokumentliste import INNSYN
from sosialplan.views.saksdokumenter import saksdokumenter

FOR = {"elev": ELEV, "forelder": FORESATTE}
"""Who may ask, and as which recipient they are given a copy."""
SVARPLIKT = "svar-på-innsyn"


def innsyn(
    run: Run, typed: str, hvem: str, *, mottatt: date | None, til: Path | None, format_: str
) -> int:
    """Gather what one person may see of a case; changes nothing in it."""
    get_ready()
    folder, number = run.planmappe(), case_number(typed)
    mappe = whole_folder(folder)
    read = mappe.sak(number)
    if read is None:
        raise no_such_case(number)
    tell_shared_ids(run, folder, mappe)
    mappe = replace(mappe, lagret=saved_later(folder, mappe, read))
    own, eier = alone(mappe, read, absence=True), Eier(folder, mappe, read.value)
    mottaker = FOR[hvem]
    leser = Leser(run, mottaker, ordlister(folder))
    bilde = leser.bilde(own, read, INNSYN)
    papers = list(papirer(leser, own, read, bilde))
    parts = with_papers(run, folder, papers) if format_ == "pdf" else ()
    told = [_told(run, each, place, parts) for place, each in enumerate(papers)]
    inside = saksdokumenter(Leser(run, SKOLE, leser.ord).bilde(own, read, INNSYN))
    internal = dict.fromkeys(slag.navn for slag, _ in inside if mottaker.kode not in slag.mottakere)
    dokument = shaped(bilde, _due(mappe, mottatt, run.i_dag), told, list(internal))
    asked = Bestilling(INNSYN, mottaker, Maalform(bilde.maalform))
    laget = fylt(folder, asked, bilde, dokument)
    if format_ == "md":
        return show(run, eier, laget)
    target = til or folder.root / "ut" / f"innsyn-{number}-{hvem}.pdf"
    status = hand_over(run, eier, Bunt(laget, parts), target)
    if status == FINE:
        run.terminal.note(
            "Les gjennom den før den gis ut. Har eleven sagt noe i fortrolighet? "
            "Programmet vet ikke det."
        )
    return status


def _told(run: Run, papir: Papir, place: int, parts: tuple[Del, ...]) -> Vedlegg:
    navn = papirnavn(papir.slag.navn, papir.dokument.versjon)
    return Vedlegg(
        navn, kort_dato(papir.dag or run.i_dag), "", parts[place].fil if parts else "Med i PDF-en"
    )


def _due(mappe: Mappe, mottatt: date | None, today: date) -> Svarfrist:
    """Return the last day of the answer, by the rule that was in force when the question came."""
    plan = mappe.plan
    law = paragraph(plan, SVARPLIKT, mottatt or today)
    if mottatt is None:
        return svarfrist(None, None, law)
    counted = apply_rule(plan, kalender_of(plan.ruter), SVAR, mottatt, "spørsmålet")
    return svarfrist(mottatt, counted.telling.dato, law)
