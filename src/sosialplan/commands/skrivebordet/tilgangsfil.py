"""The file of access: what changes it, and what it is before there is one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from sosialplan.commands.skrivebordet.desk import Desk
from sosialplan.commands.skrivebordet.errand import Change, Errand, Followed, Whole
from sosialplan.commands.skrivebordet.signering import last_known
from sosialplan.model.failure import ExpectedFailure, WrongUsage
from sosialplan.model.vernet import TILGANG
from sosialplan.rules.ansvar import place_of
from sosialplan.rules.verv import named_person

NEW_FILE = """\
# yaml-language-server: $schema=skjema/tilgang.schema.json
nøkler: []
signering: []
"""
MESSAGE = "Tilgang\n"


def access_path(desk: Desk) -> Path:
    """Return where the file is."""
    return desk.folder.root / TILGANG


def access_errand(
    desk: Desk,
    changes: Sequence[Change],
    said: str,
    then: Callable[[Followed], None] | None = None,
    message: str = MESSAGE,
) -> Errand:
    """Return what changes the file; a new one begins empty. Raises ExpectedFailure for one taken away."""
    path = access_path(desk)
    begun = () if path.exists() else (Whole(path, access_text(desk)),)
    return Errand([*begun, *changes], message, said, then=then)


def access_text(desk: Desk) -> str:
    """Return the text of the file of access, about to be edited; a new one where there never was any."""
    path = desk.folder.root / TILGANG
    if path.exists():
        return desk.text_of(path)
    known = last_known(desk.depot)
    if known.noekler or known.signering or known.vern or known.lesenoekler:
        raise ExpectedFailure(
            "plan/tilgang.yaml er tatt bort, og det den sa sist, gjelder fortsatt.",
            "Hent den tilbake fra lagringen før: sosialplan logg --kontroller sier hvilken.",
        )
    return NEW_FILE


def member(desk: Desk, typed: str) -> str:
    """Return the name of one at the school, as the school writes it. Raises WrongUsage."""
    skole = desk.mappe.plan.skole
    place = place_of(skole, typed)
    if place is not None:
        return skole.personer[place].navn
    found = named_person(skole, typed)
    if len(found) == 1:
        return found[0].navn
    raise WrongUsage(
        "Flere ved skolen kan være ment." if found else "Ingen ved skolen har dette navnet.",
        f"De som finnes: {', '.join(each.navn for each in found or skole.personer) or 'ingen ennå'}.",
    )
