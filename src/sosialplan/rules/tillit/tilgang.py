"""Whose key it is, whether it holds on a day, and whether what is saved that day must be signed."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sosialplan.model.record import Value
from sosialplan.model.skrivemaate import alike
from sosialplan.model.tilgang import Noekkel, Tilgang
from sosialplan.rules.in_force import in_force
from sosialplan.rules.tillit.offentlig_noekkel import read_key

TILGANG = "plan/tilgang.yaml"


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

    An address does not help one who has taken the name of another of the ``persons``.
    """
    if alike(forfatter.navn, noekkel.person):
        return True
    taken = any(alike(forfatter.navn, each) for each in persons)
    return noekkel.e_post is not None and not taken and alike(noekkel.e_post, forfatter.e_post)


def of_author(
    noekler: Iterable[Noekkel], forfatter: Forfatter, persons: Collection[str]
) -> Sequence[Noekkel]:
    """Return the keys of the one who stands as author."""
    return [each for each in noekler if belongs_to(each, forfatter, persons)]
