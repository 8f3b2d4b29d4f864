"""When a member of staff leaves: which posts are free, and which cases and measures go with them.

A case belongs to a role, so moving the posts moves the cases.
"""

from collections.abc import Sequence

from sosialplan.model.record import Value
from sosialplan.model.skole import Person, Skole, Verv
from sosialplan.rules.overfoering import responsible
from sosialplan.rules.saksgang import Saksgang


class Saksflytting(Value, frozen=True):
    """What of a case goes with a post: the case itself, and measures by id."""

    sak: str
    klasse: str
    rolle: str
    har_saken: bool
    tiltak: tuple[str, ...]


def place_of(skole: Skole, navn: str) -> int | None:
    """Return where a person stands in the list, however the name is spaced or cased."""
    wanted = _plain(navn)
    return next((i for i, each in enumerate(skole.personer) if _plain(each.navn) == wanted), None)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def moved_with(posts: Sequence[Verv], courses: Sequence[Saksgang]) -> tuple[Saksflytting, ...]:
    """Return what of each followed case belongs to one of the posts, by case and role."""
    found = []
    for gang in courses:
        sak = gang.fakta.sak
        for rolle in dict.fromkeys(verv.rolle for verv in posts if verv.covers(sak.elev.klasse)):
            has = responsible(gang) == rolle
            measures = tuple(
                each.id
                for each in (sak.aktivitetsplan.tiltak if sak.aktivitetsplan else ())
                if each.slutt is None and each.ansvarlig == rolle
            )
            if gang.followed and (has or measures):
                found.append(Saksflytting(sak.sak, sak.elev.klasse, rolle, has, measures))
    return tuple(found)


def posts_with(person: Person, posts: Sequence[Verv]) -> tuple[Verv, ...]:
    """Return the posts of a person who takes over others as well, each once."""
    return tuple(dict.fromkeys((*person.verv, *posts)))
