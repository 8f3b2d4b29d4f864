"""The plan of a case and its measures: which is meant, how it ends, and who writes it."""

from datetime import date

from sosialplan.commands.run import known_role
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Added, Change, Put
from sosialplan.commands.skrivebordet.foering import skrevet_av
from sosialplan.commands.svar.dagsvar import read_day_of
from sosialplan.files.yaml_writer import to_tree
from sosialplan.model.failure import WrongUsage
from sosialplan.model.felter.feltlinje import slag_av
from sosialplan.model.felter.planfelt import TILTAK
from sosialplan.model.problems import TreePath, path_to
from sosialplan.model.sak import Aktivitetsplan, Sak, Tiltak
from sosialplan.model.sakspapirer import Avslutning, Felt, RettetAvslutning

PLAN: TreePath = path_to(Sak.aktivitetsplan)


def new_value(desk: Desk, felt: Felt, typed: str) -> str:
    """Return what was typed as the field of a measure has it."""
    if felt in {Felt.ANSVARLIG, Felt.STEDFORTREDER}:
        return known_role(desk.mappe.plan.skole, typed)
    if slag_av(Tiltak, felt.value).type is date:
        return read_day_of(desk.run, typed, Tiltak, felt.value, TILTAK[felt.value]).isoformat()
    return typed


def changed_by(desk: Desk, sak: Sak, tiltak: Tiltak) -> str | None:
    """Return who changes or ends a measure; None where it is one who is responsible for it."""
    responsible = tuple(filter(None, (tiltak.ansvarlig, tiltak.stedfortreder)))
    return skrevet_av(desk, responsible, sak.elev.klasse)


def ended(
    desk: Desk, sak: Sak, where: TreePath, tiltak: Tiltak, why: str, dato: date | None
) -> Change:
    """Return what ends a measure; one whose end was struck ends anew, and both stand."""
    run, by, path = desk.run, changed_by(desk, sak, tiltak), desk.folder.case_path(sak.sak)
    if tiltak.avsluttet is None:
        first = Avslutning(
            dato=dato or run.i_dag, hvorfor=why, registrert=run.recorded, foert_av=by
        )
        return Put(path, path_to(*where, Tiltak.avsluttet), to_tree(first))
    again = RettetAvslutning(
        id=run.new_id(),
        dato=dato or run.i_dag,
        hvorfor=why,
        registrert=run.recorded,
        foert_av=by,
        retter=tiltak.avsluttet_rettet[-1].id,
    )
    return Added(path, path_to(*where, Tiltak.avsluttet_rettet), again)


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
