"""Which kind of file stands where in a planmappe, and what lies there, by name alone."""

from collections.abc import Mapping
from enum import Enum, auto

from sosialplan.model.aarshjul import Aarshjul
from sosialplan.model.fravaer import Fravaerstrapp, Klassefravaer
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.importkart import Importkart
from sosialplan.model.moter import Moetebok, Moteplan
from sosialplan.model.oppslagsverk import Begreper, Maalliste, Navnebok, Partnere, VageOrd
from sosialplan.model.record import Fil, Value
from sosialplan.model.regel import Fristregler, Hjemler
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole, Skolerute, Tilgang, Valgliste

STEDER: Mapping[str, type[Fil]] = {
    "saker/": Sak,
    "fravaer/": Klassefravaer,
    "moter/": Moetebok,
    "plan/handlingskjeder/": Handlingskjede,
    "plan/skoleruter/": Skolerute,
    "plan/skole.yaml": Skole,
    "plan/valg.yaml": Valgliste,
    "plan/fristregler.yaml": Fristregler,
    "plan/hjemler.yaml": Hjemler,
    "plan/fravaerstrapp.yaml": Fravaerstrapp,
    "plan/aarshjul.yaml": Aarshjul,
    "plan/moter.yaml": Moteplan,
    "plan/begreper.yaml": Begreper,
    "plan/partnere.yaml": Partnere,
    "plan/mal.yaml": Maalliste,
    "plan/import.yaml": Importkart,
    "plan/tilgang.yaml": Tilgang,
    "plan/navn.yaml": Navnebok,
    "plan/vage_ord.yaml": VageOrd,
}
"""Each kind: the folder its files are in, or the one file that it is."""


def slag_av(file: str) -> type[Fil] | None:
    """Return the kind of a YAML file, by its path from the planmappe; None for any other file."""
    if not file.endswith(".yaml"):
        return None
    return next((kind for place, kind in STEDER.items() if file.startswith(place)), None)


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
