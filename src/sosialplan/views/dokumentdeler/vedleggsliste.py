"""What goes with a bundle: each document, its day, to whom it went, and whether it is as it was."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vedlegg:
    """A document of a bundle. ``fil`` is None where it could not be made as it was; ``merknad`` says why."""

    navn: str
    dato: str
    til: str
    fil: str | None
    merknad: str = ""
