"""What lies in a planmappe, by name and kind alone, and where the files it reads stand."""

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


MAPPER = ("saker/", "fravaer/", "moter/", "plan/handlingskjeder/", "plan/skoleruter/")
"""The folders whose files are all of one kind."""
FILER = (
    "plan/skole.yaml", "plan/valg.yaml", "plan/fristregler.yaml", "plan/hjemler.yaml",
    "plan/fravaerstrapp.yaml", "plan/aarshjul.yaml", "plan/moter.yaml", "plan/begreper.yaml",
    "plan/partnere.yaml", "plan/mal.yaml", "plan/import.yaml", "plan/tilgang.yaml",
    "plan/navn.yaml", "plan/vage_ord.yaml",
)  # fmt: skip
"""The files of the plan that there is one of."""
ORDLYD = "maler/ordlyd/nn.txt"
"""The nynorsk of the templates' own text, phrase by phrase."""
