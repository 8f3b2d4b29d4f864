"""``rediger``: the text of a case, of absence or of minutes in the person's own editor, and back, with nothing left.

The text is in memory while it is edited, is checked as ``lagre`` checks, and goes back the way of every change.
What is not saved is kept as a draft: nothing that a person typed is lost, and nothing of it lies open.
"""

import os
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from sosialplan.commands.run import FINE, PROBLEMS, ProblemsFoundError, Run
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Errand, Whole, carry_out, of_case
from sosialplan.commands.svar.ordsvar import asked_yes
from sosialplan.commands.vern import utkast
from sosialplan.commands.vern.redigeringsrom import faults_in, looked_at, put_away
from sosialplan.commands.vern.utkast import Redigert
from sosialplan.files.disk import text_of
from sosialplan.files.planmappe import Planmappe, Utkastmappe
from sosialplan.files.skriveprogram import Skriveprogram, edit, ended_in_order, find_editor
from sosialplan.files.skriverom import room, text_in
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.filslag import slag_av
from sosialplan.model.klasseliste import ELEVER
from sosialplan.model.skrivemaate import alike
from sosialplan.model.vernet import is_about_pupils
from sosialplan.rules.kontrolltegn import normalise

_WRITTEN_IN = ("saker/", "fravaer/", "moter/", f"{ELEVER}/")
_BESIDE = "utkastet.yaml"
_BOM = b"\xef\xbb\xbf"


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
        if program.remark:
            run.terminal.note(program.remark)
        with room(run.noekkelsted, grunnlag.om, run.disk) as (place, in_memory):
            if not in_memory:
                run.terminal.note(
                    "Maskinen har ikke noe sted i minnet å legge teksten, så den ligger på disken mens du skriver, "
                    "der bare du kan lese den. Den slettes etterpå, men disken bør være kryptert."
                )
            status = _edited(run, grunnlag, program, place, forkast=forkast)
        if place.exists():
            run.terminal.note(
                f"Teksten kunne ikke slettes. Lukk skriveprogrammet, og slett selv: {place}"
            )
        return status


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
            "Skriv saksnummeret, klassen (9D) eller møtet (r-team). Se: sosialplan saker",
        )
    # the book of the newest school year that has begun
    return folder.relative(max(books, key=lambda each: (each.parent.name[:4] <= str(i_dag.year), each.parent.name)))  # fmt: skip


def _edited(run: Run, grunnlag: Redigert, program: Skriveprogram, place: Path, *, forkast: bool) -> int:  # fmt: skip
    """Edit until it is saved, left as it was, or given up. What was typed then is kept."""
    files = _laid(run, grunnlag, place, forkast=forkast)
    try:
        while True:
            typed = _typed(run, grunnlag, program, place, files)
            if typed == grunnlag.text.encode("utf-8"):
                run.terminal.note(f"Ingenting er endret i {grunnlag.navn}.")
                return FINE
            try:
                status = carry_out(run, partial(_errand, grunnlag, typed), case=grunnlag.sak)
            except ProblemsFoundError as error:
                if not run.terminal.interactive:
                    raise
                run.terminal.problems(error.problems)
                if asked_yes(run, "Åpne teksten igjen og rette? (ja/nei)", otherwise=False):
                    continue
                utkast.keep_and_tell(run, grunnlag, typed)
                return PROBLEMS
            utkast.drop(run, grunnlag.om)
            return status
    except BaseException:
        left = text_in(place, grunnlag.om)
        if left is not None and left != grunnlag.text.encode("utf-8"):
            utkast.keep_and_tell(run, grunnlag, left)
        raise


def _laid(run: Run, grunnlag: Redigert, place: Path, *, forkast: bool) -> Sequence[Path]:
    """Lay the text in the room: as it stands, or as it was left the last time. Return the files to open."""
    own, text = place / grunnlag.om.navn, grunnlag.text.encode("utf-8")
    draft = utkast.kept(run, grunnlag.om)
    if draft is not None and (forkast or not utkast.goes_on(run)):
        utkast.drop(run, grunnlag.om)
        draft = None
    beside = place / _BESIDE
    if draft is not None and draft.grunnlag != grunnlag.om.grunnlag:
        run.terminal.note(
            f"{grunnlag.navn} er endret siden du skrev utkastet. Det som står nå, er åpnet. Utkastet ligger "
            f"ved siden av ({_BESIDE}): flytt over det som skal med."
        )
        run.disk.write(beside, draft.tekst)
    elif draft is not None:
        text = draft.tekst
    run.disk.write(own, text)
    return (own, beside) if beside.exists() else (own,)


def _typed(
    run: Run, grunnlag: Redigert, program: Skriveprogram, place: Path, files: Sequence[Path]
) -> bytes:
    """Open the editor, and return what the person has written, with line ends as they were. Raises ExpectedFailure."""
    before = grunnlag.text.encode("utf-8")
    used = edit(program, place, files, seen=run.terminal.interactive)
    typed = text_in(place, grunnlag.om)
    if used.at_once and typed == before and run.terminal.interactive:
        run.terminal.ask("Trykk Enter når du har lagret og lukket teksten.")
        typed = text_in(place, grunnlag.om)
    if used.status != 0 or typed is None:
        raise ExpectedFailure(
            "Skriveprogrammet ble avbrutt. Ingenting er endret.",
            f"Prøv igjen: sosialplan rediger {grunnlag.navn}",
        )
    if b"\r\n" not in before:
        typed = typed.replace(b"\r\n", b"\n")
    return typed if before.startswith(_BOM) else typed.removeprefix(_BOM)


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
