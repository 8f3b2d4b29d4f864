"""Whom the family can talk with: by name and role, and nobody from whom the case is kept."""

from collections.abc import Iterator

from sosialplan.rules.ansattsak.skjerming import REKTOR
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde

SKOLEEIER = "skoleeier"
_AT_THE_SCHOOL = ("kontaktlærer", "sosiallærer", "rådgiver", REKTOR)


def kontaktpersoner(bilde: Saksbilde) -> tuple[str, ...]:
    """Return them in the order in which one would ask; skoleeier where rektor must not know."""
    return tuple(_named(bilde))


def _named(bilde: Saksbilde) -> Iterator[str]:
    known = {each.rolle for each in bilde.skole.roller}
    for code in _AT_THE_SCHOOL:
        asked = SKOLEEIER if code == REKTOR and code in bilde.skjermet_for else code
        if asked in known - bilde.skjermet_for and (name := bilde.ansvarlig(asked)):
            yield name
