"""Whose key it is, whether it holds on a day, and whether what is saved that day must be signed."""

from collections.abc import Collection
from datetime import date

from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import alike, look_alike, shown
from sosialplan.model.tilgang import Noekkel, Tilgang
from sosialplan.rules.in_force import in_force
from sosialplan.rules.tillit.offentlig_noekkel import read_key

TILGANG = "plan/tilgang.yaml"
_CLOSE = 0.85
"""So much of two names is the same where one may be read as the other."""


class Forfatter(Value, frozen=True):
    """Who git says wrote something."""

    navn: str
    e_post: str


def must_sign(tilgang: Tilgang, on: date) -> bool:
    """Tell whether what is saved on a day must be signed."""
    chosen = in_force(tilgang.signering, on)
    return chosen is not None and chosen.paa


def holds(noekkel: Noekkel, on: date) -> bool:
    """Tell whether a key counts on a day."""
    ended = noekkel.sperret_fra is not None and on >= noekkel.sperret_fra
    return noekkel.gjelder_fra <= on and not ended


def fingerprint(noekkel: Noekkel) -> str:
    """Return the fingerprint that git tells of a signature; empty for what is no key."""
    key = read_key(noekkel.noekkel)
    return key.fingeravtrykk if key else ""


def belongs_to(noekkel: Noekkel, forfatter: Forfatter, persons: Collection[str]) -> bool:
    """Tell whether the one who stands as author is the key's person: by name, or by address.

    Names are compared by what is shown. An address does not help one who has taken the name of
    another of the ``persons``, or something nearer to it than to the person's own.
    """
    if look_alike(forfatter.navn, noekkel.person):
        return True
    if noekkel.e_post is None or not alike(noekkel.e_post, forfatter.e_post):
        return False
    return not any(_nearer(forfatter.navn, each, noekkel.person) for each in persons)


def _nearer(name: str, other: str, own: str) -> bool:
    """Tell whether a name would be read as another's rather than as its own person's."""
    if look_alike(other, own):
        return False
    words, theirs, ours = (frozenset(shown(each).split()) for each in (name, other, own))
    if look_alike(name, other) or len(words & theirs) > len(words & ours):
        return True
    return _CLOSE <= _likeness(name, other) > _likeness(name, own)


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415 - seldom needed, slow to load

    return SequenceMatcher(None, shown(one), shown(other)).ratio()
