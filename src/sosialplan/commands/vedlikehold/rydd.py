"""``rydd``: delete the finished documents that have lain long enough. Shows them first."""

import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sosialplan.commands.run import FINE, PROBLEMS, Run
from sosialplan.commands.svar.ordsvar import asked_yes
from sosialplan.commands.utskrifter import documents, forget, most_days
from sosialplan.files.disk import refused
from sosialplan.files.utskrifter import UT
from sosialplan.model.omgivelser import Utskrift, Utskriftsslag
from sosialplan.model.visible import one_line


def rydd(run: Run, *, alle: bool, utfoer: bool, format_: str) -> int:
    """Show which documents may go; delete them with ``utfoer``, or where the person says yes. Raises ExpectedFailure.

    Only what the program made under ``ut/`` and nobody has written in goes. What git has, stays.
    """
    folder = run.planmappe()
    most = -1 if alle else most_days(run, folder)
    old = [each for each in documents(run, folder) if each.dager > most]
    going = [each for each in old if each.slag is Utskriftsslag.LAGET and not each.sporet]
    staying = [each for each in old if each not in going]
    if format_ != "json":
        _show(run, going, staying, most)
    if going and not utfoer and format_ != "json":
        utfoer = _says_yes(run)
    gone = _delete(run, folder.root, going) if utfoer else ()
    if format_ == "json":
        run.answer(_as_values(going, staying, gone))
    elif gone:
        run.terminal.line(f"Slettet: {len(gone)}. Historikken og sakene er som før.")
    elif going and not utfoer:
        run.terminal.note("Ingenting er slettet. Slett dem med: sosialplan rydd --utfør")
    left = utfoer and len(gone) < len(going)
    if left:
        run.terminal.note(f"Kunne ikke slettes: {len(going) - len(gone)}. Er noen av dem åpne?")
    return PROBLEMS if left else FINE


def _show(run: Run, going: Sequence[Utskrift], staying: Sequence[Utskrift], most: int) -> None:
    terminal = run.terminal
    if not going and not staying:
        age = "" if most < 0 else f" som er eldre enn {most} dager"
        terminal.line(f"Ingen ferdige dokumenter i {UT}/{age}.")
    for each in going:
        terminal.line(f"{one_line(each.fil)}  {_days(each.dager)} gammel")
    for each in staying:
        terminal.note(f"Blir liggende: {one_line(each.fil)} ({_why(each)})")


def _days(days: int) -> str:
    return "1 dag" if days == 1 else f"{days} dager"


def _why(each: Utskrift) -> str:
    if each.sporet:
        return "lagret i historikken"
    if each.slag is Utskriftsslag.ENDRET:
        return "endret etter at det ble laget"
    return "ikke et dokument som programmet vet at det kan lage på nytt"


def _says_yes(run: Run) -> bool:
    if not run.terminal.interactive:
        return False
    return asked_yes(run, "Skal de slettes? (ja/nei)", otherwise=False)


def _delete(run: Run, root: Path, going: Sequence[Utskrift]) -> Sequence[Utskrift]:
    """Delete the files, and the folders that were left empty; return those that are gone."""
    gone = []
    for each in going:
        path = root / each.fil
        if not _is_plain(root, path):
            continue
        with suppress(OSError):
            run.disk.remove(path)
            gone.append(each)
    folders = {one for each in gone for one in (root / each.fil).parents if one.is_relative_to(root / UT)}  # fmt: skip
    for empty in sorted(folders, key=lambda one: len(one.parts), reverse=True):
        if empty != root / UT:
            with suppress(OSError):
                empty.rmdir()
    try:
        forget(run, root)
    except OSError as error:
        raise refused(error) from error
    return gone


def _is_plain(root: Path, path: Path) -> bool:
    """Tell whether a file is a plain one still, and no folder above it has become a link."""
    inside = [one for one in path.parents if one.is_relative_to(root / UT)]
    try:
        return stat.S_ISREG(os.lstat(path).st_mode) and all(
            stat.S_ISDIR(os.lstat(one).st_mode) for one in inside
        )
    except OSError:
        return False


def _as_values(
    going: Sequence[Utskrift], staying: Sequence[Utskrift], gone: Sequence[Utskrift]
) -> dict[str, object]:
    return {
        "dokumenter": [
            {"fil": each.fil, "dager": each.dager, "slettet": each in gone} for each in going
        ],
        "blir_liggende": [
            {"fil": each.fil, "dager": each.dager, "hvorfor": _why(each)} for each in staying
        ],
    }
