"""What is edited, looked at before it is opened; and the rooms that a killed ``rediger`` left."""

import os
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from sosialplan.commands.run import FINE, ProblemsFoundError, Run, not_for_you
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import carry_out
from sosialplan.commands.vedlikehold.funn import problems_of, stops
from sosialplan.commands.vern import utkast
from sosialplan.commands.vern.utkast import Redigert
from sosialplan.files.disk import fingerprint_of
from sosialplan.files.planmappe import Planmappe
from sosialplan.files.skriverom import Etterlatt, Om, empty, left_rooms
from sosialplan.git.mending import is_alive
from sosialplan.git.state import require_clean
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.moeter import Moetebok
from sosialplan.model.problems import Problem
from sosialplan.rules.kontrolltegn import normalise
from sosialplan.tekster.konfliktord import kort_navn
from sosialplan.vern.laas import NOT_FOR_ME

_DAY = 24 * 60 * 60


def looked_at(run: Run, fil: str, *, may_be_new: bool = False) -> Redigert:
    """Return what is edited, once it is known that it can be saved afterwards. Raises ExpectedFailure.

    A book of minutes ``may_be_new``: its text is empty, and its readers are those of such a book.
    """
    found = []

    def work(desk: Desk) -> int:
        path = desk.folder.root / fil
        sak = normalise(kort_navn(fil))
        if may_be_new and not desk.folder.has(path):
            empty_book = Moetebok(skoleaar=path.parent.name)
            keys = dict(desk.how.keys(empty_book, desk.mappe)) if desk.how else {}
            found.append(Redigert(Om(str(desk.folder.root), fil, utkast.print_of("")), "", keys))
            return FINE
        if not desk.folder.has(path):
            raise ExpectedFailure(
                f"{kort_navn(fil)} finnes ikke.", "Se alle saker: sosialplan saker"
            )
        read, raw = desk.folder.read(path)
        if NOT_FOR_ME in read.codes:
            raise not_for_you(sak or fil)
        if read.text is None:
            raise ProblemsFoundError(faults_in(desk.folder, fil, run.now.date()))
        try:
            require_clean(desk.depot, [fil])
        except ExpectedFailure:
            if not faults_in(desk.folder, fil, run.now.date()):
                raise
        ids = run.laas.opened(raw, fil).readers if desk.folder.lies(path) != path else ()
        keys = {each.id: each.noekkel for each in (desk.how.tilgang.lesenoekler if desk.how else ()) if each.id in ids}  # fmt: skip
        text = read.bom + read.text
        om = Om(str(desk.folder.root), fil, utkast.print_of(text))
        found.append(Redigert(om, text, keys))
        return FINE

    carry_out(run, work, case=normalise(kort_navn(fil)))
    return found[0]


def put_away(run: Run, root: str | None) -> None:
    """Take away the rooms that a killed run left; what was typed there becomes a draft.

    Those of one planmappe, or of all where none is given.
    """
    for each in left_rooms(run.noekkelsted):
        age = run.now.timestamp() - each.sted.stat().st_mtime
        if is_alive(each.prosess) and not (os.name == "nt" and age > _DAY):
            continue
        if root is None and not each.om.fil:
            run.terminal.note(f"En redigering ble avbrutt, og ligger igjen i {each.sted}.")
        elif root is not None and each.om.rot != root:
            run.terminal.note(
                "En redigering i en annen mappe ble avbrutt, og teksten ligger igjen på maskinen. "
                "Kjør «sosialplan rediger» der, så blir den tatt vare på og ryddet bort."
            )
        elif _kept(run, each) and empty(each.sted):
            run.terminal.note(
                f"En redigering av {kort_navn(each.om.fil)} ble avbrutt, og er ryddet bort."
            )
        else:
            run.terminal.note(
                f"En redigering av {kort_navn(each.om.fil)} ble avbrutt. Den kan ikke tas vare på nå, og ligger i "
                f"{each.sted}. Slett den selv når du ikke trenger den."
            )


def _kept(run: Run, room: Etterlatt) -> bool:
    """Keep what was typed in a room as a draft; False where it cannot be. Nothing typed is nothing to keep."""
    if room.tekst is None or fingerprint_of(room.tekst) == room.om.grunnlag:
        return True
    try:
        left = looked_at(
            replace(run, start=Path(room.om.rot)), room.om.fil, may_be_new=bool(room.om.referat)
        )
    except (ExpectedFailure, ProblemsFoundError):
        return False
    return utkast.keep_and_tell(run, replace(left, om=room.om), room.tekst)


def faults_in(folder: Planmappe, fil: str, today: date) -> list[Problem]:
    """Return the faults of a file that stop it from being saved."""
    return [each for each in problems_of(folder, today, [fil]) if stops(each)]
