"""``møte skriv``: the minutes of a meeting as one text in the person's own editor; saved, it becomes all that it says, in one commit.

What cannot be read is told by its line, and the text is opened again or kept as a draft: nothing typed is lost. Nothing
in it acts: it is read as words, days and roles of the plan, and never as a command.
"""

import os
from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from sosialplan.commands.referater.tolking import ANSWERS
from sosialplan.commands.run import FINE, ProblemsFoundError, Run
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Errand, carry_out
from sosialplan.commands.vern import utkast
from sosialplan.commands.vern.redigeringsrom import put_away
from sosialplan.commands.vern.skriveoekt import written
from sosialplan.commands.vern.utkast import Redigert
from sosialplan.files.disk import text_of
from sosialplan.files.skriveprogram import ended_in_order, find_editor
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.rules.moeter.referattekst import Referattekst, read_minutes

Writes = Callable[[Referattekst, Desk], Errand | int]
"""What writes what a text says."""


def written_minutes(
    run: Run,
    laid: Callable[[], tuple[Redigert, str, str]],
    writes: Writes,
    *,
    case: str | None,
    med: str | None,
    forkast: bool,
) -> int:
    """Let the person write minutes; 1 where the faults of them are left.

    ``laid`` gives the file that they belong to, the text to begin with, and what they are of.
    """
    folder = run.planmappe()
    program = find_editor(med, os.environ, folder.root)
    with ended_in_order():
        grunnlag = _minutes_of(*laid())
        put_away(run, grunnlag.om.rot)

        def save(run: Run, data: bytes) -> int:
            said = _read(data, grunnlag)
            if said is None:
                run.terminal.note("Det står ikke noe om møtet i teksten. Ingenting er skrevet.")
                return FINE
            return carry_out(run, partial(writes, said), case=case)

        mended = (ProblemsFoundError, ExpectedFailure)
        return written(run, grunnlag, program, save, forkast=forkast, mended=mended)


def _minutes_of(looked: Redigert, text: str, referat: str) -> Redigert:
    """Return what is written: a text that is no file, kept for those who read the file it belongs to."""
    om = replace(looked.om, referat=referat, grunnlag=utkast.print_of(text))
    return replace(looked, om=om, text=text)


def _read(data: bytes, grunnlag: Redigert) -> Referattekst | None:
    """Return what a text says; None where it says nothing. Raises WrongUsage for one that is not UTF-8."""
    if not data.strip():
        return None
    read = text_of(data)
    if read.text is None:
        raise WrongUsage(
            "Teksten kan ikke leses. Ingenting er skrevet.",
            "Lagre den som UTF-8 i skriveprogrammet, og ikke mye større enn den er.",
        )
    said = read_minutes(read.text, grunnlag.text, ANSWERS)
    silent = not (said.uleste or said.says_something)
    return None if silent else said
