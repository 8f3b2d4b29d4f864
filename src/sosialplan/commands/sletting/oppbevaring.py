"""``oppbevaring``: which closed cases have been here their time, and whether the archive has them."""

from collections.abc import Iterator
from datetime import date, timedelta

from sosialplan.commands.dokumenter.bestilling import ordlister
from sosialplan.commands.dokumenter.sakspapirer import Leser
from sosialplan.commands.lesing import courses, read_all
from sosialplan.commands.run import Run
from sosialplan.commands.sletting.grunnlaget import Oppbevart, days_kept, kept
from sosialplan.files.planmappe import Planmappe
from sosialplan.model.klasseliste import ELEVER
from sosialplan.model.mappe import Mappe, Read
from sosialplan.model.sak import Sak
from sosialplan.output.tables import Column
from sosialplan.rules.ansattsak.skjermet_sak import ARKIV
from sosialplan.rules.kalender.skolekalender import running_year
from sosialplan.views.datoer import kort_dato

COLUMNS = (
    Column("Sak"),
    Column("Kjede", wraps=True),
    Column("Avsluttet"),
    Column("Tiden ute"),
    Column("Levert til arkivet", wraps=True),
    Column("Kan slettes", wraps=True),
)


def oppbevaring(run: Run, *, format_: str) -> int:
    """List the cases whose time here is out. Nothing is deleted."""
    folder, mappe, status = read_all(run)
    closed = list(_closed(run, folder, mappe))
    out = [(read, avsluttet, ute) for read, avsluttet, ute in closed if ute <= run.i_dag]
    leser = Leser(run, ARKIV, ordlister(folder)) if out else None
    rows = [kept(leser, mappe, *each) for each in out if leser]
    _tell_of_old_lists(run, folder, mappe)
    if format_ == "json":
        run.answer({"saker": [_as_values(each) for each in rows]})
        return status
    if rows:
        run.terminal.table(COLUMNS, [_as_cells(each) for each in rows])
        run.terminal.line()
        run.terminal.wrapped(
            "Det som er levert og kvittert for, kan slettes herfra: sosialplan slett SAK. Arkivet beholder sitt."
        )
    else:
        run.terminal.note("Ingen saker har vært her sin tid.")
    waiting = len(closed) - len(out)
    if waiting:
        run.terminal.note(f"Avsluttede saker der tiden ikke er ute: {waiting}.")
    return status


def _tell_of_old_lists(run: Run, folder: Planmappe, mappe: Mappe) -> None:
    """Say how many class lists are of earlier school years, by where they lie: none is opened."""
    year = running_year(mappe.plan.skole, run.i_dag)
    old = sum(path.parent.name < year for path in folder.files(ELEVER))
    if old:
        run.terminal.note(
            f"Klasselister fra tidligere skoleår: {old}. Ta dem bort: slett filene under elever/, og kjør sosialplan lagre"
        )


def _closed(run: Run, folder: Planmappe, mappe: Mappe) -> Iterator[tuple[Read[Sak], date, date]]:
    """Yield each case that is closed, with the day it was and the day its time is out, the oldest first."""
    days = timedelta(days=days_kept(folder, mappe.plan, run.i_dag))
    found = []
    for gang in courses(mappe, run.i_dag):
        read, closed = mappe.sak(gang.fakta.sak.sak), gang.lukket
        if read is not None and closed is not None:
            found.append((read, closed.dato, closed.dato + days))
    yield from sorted(found, key=lambda each: (each[2], each[0].value.sak))


def _said(row: Oppbevart) -> str:
    if row.levert is None:
        return f"nei: sosialplan arkiver {row.sak}"
    return "ja" if row.hos_arkivet else f"nei, noe er nytt siden: sosialplan arkiver {row.sak}"


def _as_cells(row: Oppbevart) -> tuple[str, ...]:
    delivered = kort_dato(row.levert) if row.levert else "nei"
    days = (kort_dato(row.avsluttet), kort_dato(row.ute))
    return (row.sak, row.kjede, *days, delivered, _said(row))


def _as_values(row: Oppbevart) -> dict[str, object]:
    return {
        "sak": row.sak,
        "kjede": row.kjede,
        "avsluttet": row.avsluttet.isoformat(),
        "tiden_ute": row.ute.isoformat(),
        "levert": row.levert.isoformat() if row.levert else None,
        "nytt_siden": row.nytt,
        "kan_slettes": row.hos_arkivet,
    }
