"""A text in the person's own editor: laid in a room, opened until it is saved, left as it was, or kept as a draft."""

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.run import FINE, PROBLEMS, ProblemsFoundError, Run
from sosialplan.commands.svar.ordsvar import asked_yes
from sosialplan.commands.vern import utkast
from sosialplan.commands.vern.utkast import Redigert
from sosialplan.files.skriveprogram import Skriveprogram, edit
from sosialplan.files.skriverom import room, text_in
from sosialplan.model.failure import ExpectedFailure

_BESIDE = "utkastet.yaml"
_BOM = b"\xef\xbb\xbf"


def written(
    run: Run,
    grunnlag: Redigert,
    program: Skriveprogram,
    save: Callable[[Run, bytes], int],
    *,
    forkast: bool,
    mended: tuple[type[Exception], ...] = (ProblemsFoundError,),
) -> int:
    """Let the person write, and ``save`` what was written; 1 where its faults are left. What is not saved is kept as a draft.

    What ``save`` raises of what is ``mended`` is told, and the text is opened again where the person wants it.
    What was written in an editor was seen there: it is not shown once more before it is saved.
    """
    run = replace(run, godtatt=None)
    if program.remark:
        run.terminal.note(program.remark)
    with room(run.noekkelsted, grunnlag.om, run.disk) as (place, in_memory):
        if not in_memory:
            run.terminal.note(
                "Maskinen har ikke noe sted i minnet å legge teksten, så den ligger på disken mens du skriver, "
                "der bare du kan lese den. Den slettes etterpå, men disken bør være kryptert."
            )
        status = _edited(run, grunnlag, program, place, save, forkast=forkast, mended=mended)
    if place.exists():
        run.terminal.note(
            f"Teksten kunne ikke slettes. Lukk skriveprogrammet, og slett selv: {place}"
        )
    return status


def _edited(
    run: Run,
    grunnlag: Redigert,
    program: Skriveprogram,
    place: Path,
    save: Callable[[Run, bytes], int],
    *,
    forkast: bool,
    mended: tuple[type[Exception], ...],
) -> int:
    """Edit until it is saved, left as it was, or given up. What was typed then is kept."""
    files = _laid(run, grunnlag, place, forkast=forkast)
    try:
        while True:
            typed = _typed(run, grunnlag, program, place, files)
            if typed == grunnlag.text.encode("utf-8"):
                run.terminal.note(grunnlag.uendret)
                return FINE
            try:
                status = save(run, typed)
            except mended as error:
                if not run.terminal.interactive:
                    raise
                _tell(run, error)
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


def _tell(run: Run, error: Exception) -> None:
    if isinstance(error, ProblemsFoundError):
        run.terminal.problems(error.problems)
    elif isinstance(error, ExpectedFailure):
        run.terminal.note(error.sentence)
        run.terminal.note(error.cure)


def _laid(run: Run, grunnlag: Redigert, place: Path, *, forkast: bool) -> Sequence[Path]:
    """Lay the text in the room: as it stands, or as it was left the last time. Return the files to open."""
    own, text = place / grunnlag.om.navn, grunnlag.text.encode("utf-8")
    draft = utkast.kept(run, grunnlag.om)
    if draft is not None and (forkast or not utkast.goes_on(run)):
        utkast.drop(run, grunnlag.om)
        draft = None
    beside = place / _BESIDE
    if draft is not None and draft.grunnlag != grunnlag.om.grunnlag and not grunnlag.om.referat:
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
            f"Prøv igjen: {grunnlag.kommando}",
        )
    if b"\r\n" not in before:
        typed = typed.replace(b"\r\n", b"\n")
    return typed if before.startswith(_BOM) else typed.removeprefix(_BOM)
