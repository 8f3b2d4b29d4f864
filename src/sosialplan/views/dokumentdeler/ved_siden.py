"""The case of § 12-4 beside one about an employee, as the papers of the latter point to it."""

from dataclasses import dataclass

from sosialplan.views.datoer import kort_dato
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde


@dataclass(frozen=True, slots=True)
class SakenVedSiden:
    """Its number, and the days on which the pupil and the home were heard there; empty where they were not."""

    sak: str
    eleven: str
    hjemmet: str


def saken_ved_siden(bilde: Saksbilde) -> SakenVedSiden | None:
    """Return it for those who may know the case's number; None where there is none."""
    found = bilde.grunnlag.ved_siden
    if found is None or bilde.mottaker.anonym:
        return None
    eleven, hjemmet = (", ".join(map(kort_dato, days)) for days in (found.eleven, found.hjemmet))
    return SakenVedSiden(found.sak, eleven, hjemmet)
