"""What every document says of itself: its title, its foot, and which case and version it shows."""

from sosialplan.views.datoer import lang_dato
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde

TILGANG = "Unntatt offentlighet, offl. § 13 jf. fvl. § 13"
"""The access marking of everything that is about a pupil."""


def tittel(bilde: Saksbilde, navn: str, versjon: int | None = None) -> str:
    """Return a document's title: its name and the case by its number, never by the pupil."""
    parts = (
        bilde.si(navn[:1].upper() + navn[1:]),
        f"sak {bilde.saksnummer}" if bilde.saksnummer else bilde.si("drøftes anonymt"),
        f"versjon {versjon}" if versjon else "",
    )
    return ", ".join(part for part in parts if part)


def bunntekst(bilde: Saksbilde, versjon: int | None = None) -> str:
    """Return what stands at the foot of every page; nobody is named in it."""
    parts = (
        bilde.skole.navn,
        f"sak {bilde.saksnummer}" if bilde.saksnummer else "",
        f"versjon {versjon}" if versjon else "",
        lang_dato(bilde.today),
    )
    return " · ".join(part for part in parts if part)
