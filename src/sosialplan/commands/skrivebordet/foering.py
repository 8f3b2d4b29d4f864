"""Who writes at a desk, held against the role that an entry names."""

from collections.abc import Collection

from sosialplan.commands.skrivebordet.den_som_skriver import person_at
from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.model.failure import ExpectedFailure
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Person, has_role
from sosialplan.rules.tillit.fullmakt import UKJENT, entered_by
from sosialplan.views.roller import foert_inn, rolle, skrevet_inn


def writer_at(desk: Desk) -> Person | None:
    """Return the member of staff who writes; None where the school does not know the person."""
    return person_at(desk.depot.root, desk.folder, desk.mappe.plan.skole, desk.run.now.date())


def foert_av(desk: Desk, av: str | None, klasse: str | None) -> str | None:
    """Return who enters what a role is said to have done, and tell of it; None where it is the role's own."""
    if av is None:
        return None
    skole = desk.mappe.plan.skole
    found = entered_by(writer_at(desk), (av,), skole, klasse)
    if found is not None:
        said = foert_inn(skole, av, found)
        desk.run.terminal.note_once(f"{said[:1].upper()}{said[1:]}.{_unknown(found)}")
    return found


def skrevet_av(desk: Desk, roller: Collection[str], klasse: str | None) -> str | None:
    """Return who enters what says nothing of who did it; None where one of ``roller`` writes.

    They are those whose matter it is: who is responsible for a measure, who sat in a meeting. Where it is
    nobody's, it is told for all. A person whom the school does not know is told of, as one who is none of them.
    """
    found = entered_by(writer_at(desk), roller, desk.mappe.plan.skole, klasse)
    if found is not None and (roller or found == UKJENT):
        said = skrevet_inn(desk.mappe.plan.skole, found, roller)
        desk.run.terminal.note_once(f"{said[:1].upper()}{said[1:]}.{_unknown(found)}")
    return found


def _unknown(found: str) -> str:
    return (
        " Du står ikke blant skolens ansatte under navnet du lagrer med. Legg deg inn: sosialplan skole person ny"
        if found == UKJENT
        else ""
    )


def require_role(desk: Desk, sak: Sak, role: str, person: Person | None) -> None:
    """Raise ExpectedFailure where the person is known and has not the role, and it is one of the school's."""
    skole = desk.mappe.plan.skole
    outside = any(each.rolle == role and not each.ved_skolen for each in skole.roller)
    if person is not None and not outside and not has_role(person, role, skole, sak.elev.klasse):
        raise ExpectedFailure(
            f"Du er ikke {rolle(skole, role)} etter skolens egen liste, og kan ikke godkjenne planen. "
            "Ingenting er skrevet.",
            f"Be {rolle(skole, role)} kjøre: sosialplan godkjenn {sak.sak}. Har du vervet, så før det opp "
            "under «personer:» i plan/skole.yaml.",
        )
