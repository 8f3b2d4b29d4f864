"""The plan of a case and its measures: which is meant, how it ends, and who writes it."""

from datetime import date
from pathlib import Path

from sosialplan.commands.hendelsen import known_role
from sosialplan.commands.skrivebordet.desk import Desk, case_message
from sosialplan.commands.skrivebordet.foering import skrevet_av
from sosialplan.commands.skrivebordet.sagt import open_rows, tell_of_set_days, tell_rows, tell_saved
from sosialplan.files.yaml_edit import append_item, set_value
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import WrongUsage
from sosialplan.model.mappe import Read
from sosialplan.model.problems import TreePath, path_to
from sosialplan.model.sak import Aktivitetsplan, Sak, Tiltak
from sosialplan.model.sakspapirer import Avslutning, Felt, RettetAvslutning

PLAN = path_to(Sak.aktivitetsplan)


def new_value(desk: Desk, felt: Felt, typed: str) -> str:
    """Return what was typed as the field of a measure has it."""
    if felt in {Felt.ANSVARLIG, Felt.STEDFORTREDER}:
        return known_role(typed, roles_at(desk)) or typed
    return typed


def changed_by(desk: Desk, sak: Sak, tiltak: Tiltak) -> str | None:
    """Return who changes or ends a measure; None where it is one who is responsible for it."""
    responsible = tuple(filter(None, (tiltak.ansvarlig, tiltak.stedfortreder)))
    return skrevet_av(desk, responsible, sak.elev.klasse)


def ended(
    desk: Desk, text: str, sak: Sak, where: TreePath, tiltak: Tiltak, why: str, dato: date | None
) -> str:
    """Return the text with the end of a measure; one whose end was struck ends anew, and both stand."""
    run, by = desk.run, changed_by(desk, sak, tiltak)
    if tiltak.avsluttet is None:
        first = Avslutning(
            dato=dato or run.i_dag, hvorfor=why, registrert=run.recorded, foert_av=by
        )
        return set_value(text, path_to(*where, Tiltak.avsluttet), to_tree(first))
    again = RettetAvslutning(
        id=run.new_id(),
        dato=dato or run.i_dag,
        hvorfor=why,
        registrert=run.recorded,
        foert_av=by,
        retter=tiltak.avsluttet_rettet[-1].id,
    )
    return append_item(text, path_to(*where, Tiltak.avsluttet_rettet), to_tree(again))


def roles_at(desk: Desk) -> list[str]:
    """Return the codes of the school's roles."""
    return [each.rolle for each in desk.mappe.plan.skole.roller]


def path_of(desk: Desk, read: Read[Sak]) -> Path:
    """Return where a case is."""
    return desk.folder.root / read.file


def measure_of(sak: Sak, tiltak_id: str) -> tuple[TreePath, Tiltak]:
    """Return a measure by its id, or by the beginning of one when only one begins so."""
    measures = sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ()
    found = [(i, each) for i, each in enumerate(measures) if each.id.startswith(tiltak_id.lower())]
    if len(found) != 1:
        known = ", ".join(each.id for each in measures) or "ingen ennå"
        why = "Flere tiltak begynner slik." if found else "Planen har ikke et slikt tiltak."
        raise WrongUsage(why, f"Tiltakene i saken: {known}")
    position, tiltak = found[0]
    return path_to(*PLAN, Aktivitetsplan.tiltak, position), tiltak


def saved(desk: Desk, read: Read[Sak], text: str, what: str) -> int:
    """Write a case, say what was done, and tell what is asked for now."""
    run, number = desk.run, read.value.sak
    was = open_rows(run, desk.mappe, number)
    before = {row.frist.id for row in was}
    written = desk.save({path_of(desk, read): text}, case_message(number))
    tell_saved(run, what, written.commit)
    after = open_rows(run, written.mappe, number)
    tell_rows(run, "Nytt som må gjøres", [row for row in after if row.frist.id not in before])
    tell_of_set_days(run, was, after)
    return 0
