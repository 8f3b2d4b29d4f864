"""Whether the one who writes is the one who is said to have done it.

A role is claimed by whoever types it. Held against the person that git names, an entry in the name of
another says who entered it, by role; a person whom the school does not know is marked as unknown.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sosialplan.model.skole import Person, Skole
from sosialplan.model.skrivemaate import look_alike
from sosialplan.model.tilgang import Noekkel
from sosialplan.rules.tillit.tilgang import Forfatter, belongs_to, fingerprint, holds

UKJENT = "ukjent"
"""What an entry says was its writer where the school does not know the name in git."""
UTEN_VERV = "uten-verv"
"""What it says where the person has no post."""


def writer(
    skole: Skole, noekler: Sequence[Noekkel], forfatter: Forfatter, own: Iterable[str], on: date
) -> Person | None:
    """Return the member of staff who writes: by the key that is here, else by git's name or address.

    ``own`` are the fingerprints of the keys here. Where several of them are registered, the name
    chooses; a name that is not theirs is not believed.
    """
    names = {each.navn for each in skole.personer} | {each.person for each in noekler}
    here = set(own)
    held = [each for each in noekler if holds(each, on) and fingerprint(each) in here]
    mine = [each for each in held if belongs_to(each, forfatter, names)] or held
    others = [each for each in noekler if each.e_post and belongs_to(each, forfatter, names)]
    if mine:
        return _person(skole, mine[0].person)
    return _person(skole, forfatter.navn) or (_person(skole, others[0].person) if others else None)


def _person(skole: Skole, navn: str) -> Person | None:
    return next((each for each in skole.personer if look_alike(each.navn, navn)), None)


def has_role(person: Person, rolle: str, skole: Skole, klasse: str | None) -> bool:
    """Tell whether a person holds a role, or one of those that belong to it, for a class."""
    within = {each.rolle: each.omfatter for each in skole.roller}.get(rolle, ())
    return any(
        verv.rolle in {rolle, *within} and (klasse is None or verv.covers(klasse))
        for verv in person.verv
    )


def entered_by(
    person: Person | None, roller: Iterable[str], skole: Skole, klasse: str | None
) -> str | None:
    """Return who entered what one of these roles did; None where it is the person's own.

    What names nobody is nobody's own: then it is always told.
    """
    if person is None:
        return UKJENT
    if any(has_role(person, each, skole, klasse) for each in roller):
        return None
    there = (verv.rolle for verv in person.verv if klasse is None or verv.covers(klasse))
    return next(there, next((verv.rolle for verv in person.verv), UTEN_VERV))
