"""``rediger``: the text of a case, of absence or of minutes in the person's own editor, and back, with nothing left.

The text is in memory while it is edited, is checked as ``lagre`` checks, and goes back the way of every change.
What is not saved is kept as a draft: nothing that a person typed is lost, and nothing of it lies open.
"""

import os
from datetime import date
from functools import partial

from sosialplan.commands.run import ProblemsFoundError, Run
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Errand, Whole, carry_out, of_case
from sosialplan.commands.vern.redigeringsrom import faults_in, looked_at, put_away
from sosialplan.commands.vern.skriveoekt import written
from sosialplan.commands.vern.utkast import Redigert
from sosialplan.files.disk import text_of
from sosialplan.files.planmappe import Planmappe, Utkastmappe
from sosialplan.files.skriveprogram import ended_in_order, find_editor
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.filslag import slag_av
from sosialplan.model.klasseliste import ELEVER
from sosialplan.model.skrivemaate import alike
from sosialplan.model.vernet import is_about_pupils
from sosialplan.rules.kontrolltegn import normalise

_WRITTEN_IN = ("saker/", "fravaer/", "moter/", f"{ELEVER}/")


def rediger(run: Run, hva: str, *, med: str | None, forkast: bool) -> int:
    """Let the person edit a file; 1 where its faults are left. Raises what every writing command raises.

    The exit status of what was written and not saved says so: it is kept as a draft.
    """
    folder = run.planmappe()
    program = find_editor(med, os.environ, folder.root)
    with ended_in_order():
        fil = _meant(folder, hva, run.i_dag)
        grunnlag = looked_at(run, fil)
        put_away(run, grunnlag.om.rot)

        def save(run: Run, typed: bytes) -> int:
            return carry_out(run, partial(_errand, grunnlag, typed), case=grunnlag.sak)

        return written(run, grunnlag, program, save, forkast=forkast)


def _meant(folder: Planmappe, typed: str, i_dag: date) -> str:
    """Return the file that was typed: a case by its number, a class or a kind of meeting, or a path. Raises WrongUsage."""
    number = normalise(typed)
    if number is not None:
        return folder.relative(folder.case_path(number))
    path = (folder.root / typed).resolve()
    file = folder.relative(path) if path.is_relative_to(folder.root) else ""
    if file.startswith(_WRITTEN_IN):
        return file
    if is_about_pupils(file):
        raise WrongUsage("En melding står som den ble skrevet.", "Se den: sosialplan innboks")
    if slag_av(file) is not None:
        raise WrongUsage(
            "Planen er åpen tekst.", "Åpne filen i et skriveprogram, og lagre: sosialplan lagre"
        )
    books = [
        each
        for part in ("fravaer", "moter")
        for each in folder.files(part)
        if alike(each.stem, typed)
    ]
    if not books:
        raise WrongUsage(
            "Fant verken sak, klasse eller møte med det navnet.",
            "Skriv saksnummeret, klassen (9D) eller møtet. Se: sosialplan saker",
        )
    # the book of the newest school year that has begun
    return folder.relative(max(books, key=lambda each: (each.parent.name[:4] <= str(i_dag.year), each.parent.name)))  # fmt: skip


def _errand(grunnlag: Redigert, typed: bytes, desk: Desk) -> Errand:
    """Return what saves a text. Raises ProblemsFoundError, or ExpectedFailure where the file was changed meanwhile."""
    fil, path = grunnlag.om.fil, desk.folder.root / grunnlag.om.fil
    if desk.text_of(path) != grunnlag.text:
        raise ExpectedFailure(
            f"{grunnlag.navn} ble endret mens du skrev, så det du skrev, er ikke lagret. Ingenting er skrevet over.",
            f"Åpne den slik den er nå, med det du skrev ved siden av: sosialplan rediger {grunnlag.navn}",
        )
    new = text_of(typed)
    faults = faults_in(
        Utkastmappe(desk.folder.root, desk.folder.laas, {fil: new}), fil, desk.run.now.date()
    )
    if faults or new.text is None:
        raise ProblemsFoundError(faults)
    change = Whole(path, new.bom + new.text)
    said = f"Det du skrev i {grunnlag.navn}, er lagret."
    if grunnlag.sak is not None:
        return of_case(desk, grunnlag.sak, [change], said)
    return Errand([change], "Plan, fravær og møter\n", said)
