"""What a document lacks: named in the document, and with the command that fills it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mangel:
    """One thing that is missing. ``command`` is a whole command line; ``…`` is to be filled in."""

    felt: str
    sentence: str
    command: str


@dataclass(frozen=True, slots=True)
class Opplysning:
    """A value of a document, or why there is none: exactly one of the two is set."""

    tekst: str | None = None
    mangel: Mangel | None = None


def opplysning(tekst: str | None, mangel: Mangel) -> Opplysning:
    """Return the text if it says something, else what is missing."""
    return Opplysning(tekst=tekst) if tekst and tekst.strip() else Opplysning(mangel=mangel)
