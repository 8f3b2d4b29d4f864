"""Who writes at a desk, held against the role that an entry names."""

from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.files.loader import load_access
from sosialplan.git.settings import author, read_config
from sosialplan.git.signing import own_keys
from sosialplan.model.skole import Person
from sosialplan.model.tilgang import Tilgang
from sosialplan.rules.tillit.foering import UKJENT, entered_by, writer
from sosialplan.rules.tillit.offentlig_noekkel import read_key
from sosialplan.rules.tillit.tilgang import Forfatter
from sosialplan.views.roller import foert_inn


def writer_at(desk: Desk) -> Person | None:
    """Return the member of staff who writes; None where the school does not know the person."""
    root = desk.depot.root
    tilgang = load_access(desk.folder)[0] or Tilgang()
    keys = (
        (read_key(each.public) for each in own_keys(read_config(root))) if tilgang.noekler else ()
    )
    prints = (each.fingeravtrykk for each in keys if each)
    navn, e_post = author(root)
    skole, today = desk.mappe.plan.skole, desk.run.now.date()
    return writer(skole, tilgang.noekler, Forfatter(navn, e_post), prints, today)


def foert_av(desk: Desk, av: str | None, klasse: str | None) -> str | None:
    """Return who enters what a role is said to have done, and tell of it; None where it is the role's own."""
    if av is None:
        return None
    skole = desk.mappe.plan.skole
    found = entered_by(writer_at(desk), av, skole, klasse)
    if found is not None:
        said = foert_inn(skole, av, found)
        desk.run.terminal.note(f"{said[:1].upper()}{said[1:]}.{_unknown(found)}")
    return found


def _unknown(found: str) -> str:
    return (
        " Navnet i git står ikke under «personer:» i plan/skole.yaml (git config user.name)."
        if found == UKJENT
        else ""
    )
