"""What lies in a planmappe, whatever it is: a name and a kind, never a content."""

from enum import Enum, auto

from sosialplan.model.record import Value


class Oppfoeringsslag(Enum):
    """What a name stands for."""

    FIL = auto()
    LENKE = auto()
    ANNET = auto()
    """A queue, a socket, a device."""
    STENGT = auto()
    """A folder that cannot be looked into."""
    DYP = auto()
    """A folder deeper than any that is looked into."""
    DEPOT = auto()
    """A folder that is a repository of its own, so that git saves a pointer to it."""
    MAPPE = auto()
    """A folder of the planmappe's own floor; those below are known by what is in them."""


class Oppfoering(Value, frozen=True):
    """One thing that lies in a planmappe, by its path from the root with ``/``."""

    fil: str
    slag: Oppfoeringsslag
