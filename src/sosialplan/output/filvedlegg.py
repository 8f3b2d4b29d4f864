"""A file that a PDF carries."""

from sosialplan.model.record import Value


class Filvedlegg(Value, frozen=True):
    """A file that a PDF carries: its name, what it holds, and what it is in words."""

    navn: str
    innhold: bytes
    beskrivelse: str
    mime: str = "application/pdf"
