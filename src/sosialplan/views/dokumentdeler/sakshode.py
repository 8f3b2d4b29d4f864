"""Whom a document is about, as every document of a case says it at its top."""

from dataclasses import dataclass

from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde


@dataclass(frozen=True, slots=True)
class Sakshode:
    """The pupil and the school; ``sak`` and ``klasse`` are None in an anonymous copy."""

    sak: str | None
    skole: str
    oppdiktet: bool
    elev: str
    klasse: str | None
    trinn: int
    kontaktlaerer: str
    per_dato: str
    avsluttet: str | None
    """The day the case was closed; None while it is open."""


def sakshode(bilde: Saksbilde) -> Sakshode:
    """Return the top of a document."""
    return Sakshode(
        sak=bilde.saksnummer,
        skole=bilde.skole.navn,
        oppdiktet=bilde.skole.oppdiktet,
        elev=bilde.sak.elev.navn,
        klasse=bilde.klasse,
        trinn=bilde.trinn,
        kontaktlaerer=bilde.kontaktlaerer,
        per_dato=lang_dato(bilde.today),
        avsluttet=lang_dato(bilde.lukket.dato) if bilde.lukket else None,
    )
