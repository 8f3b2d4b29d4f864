"""Which kind of file stands where in a planmappe."""

from collections.abc import Mapping

from sosialplan.model.aarshjul import Aarshjul
from sosialplan.model.fravaer import Klassefravaer
from sosialplan.model.fravaerstrapp import Fravaerstrapp
from sosialplan.model.handlingskjede import Handlingskjede
from sosialplan.model.importkart import Importkart
from sosialplan.model.klasseliste import Klasseliste
from sosialplan.model.melding import Innboksmelding
from sosialplan.model.moeter import Moetebok, Moeteplan
from sosialplan.model.oppslagsverk import Begreper, Maalliste, Navnebok, Partnere, VageOrd
from sosialplan.model.planpakke import PAKKE, Planpakke
from sosialplan.model.record import Fil
from sosialplan.model.regel import Fristregler, Hjemler
from sosialplan.model.sak import Sak
from sosialplan.model.skole import Skole, Skolerute, Valgliste
from sosialplan.model.sletting import SLETTET, Slettede
from sosialplan.model.tilgang import Tilgang
from sosialplan.model.vernet import is_side
from sosialplan.model.visninger import VISNINGER, Visninger

STEDER: Mapping[str, type[Fil]] = {
    "saker/": Sak,
    "fravaer/": Klassefravaer,
    "moter/": Moetebok,
    "innboks/": Innboksmelding,
    "elever/": Klasseliste,
    "plan/handlingskjeder/": Handlingskjede,
    "plan/skoleruter/": Skolerute,
    "plan/skole.yaml": Skole,
    "plan/valg.yaml": Valgliste,
    "plan/fristregler.yaml": Fristregler,
    "plan/hjemler.yaml": Hjemler,
    "plan/fravaerstrapp.yaml": Fravaerstrapp,
    "plan/aarshjul.yaml": Aarshjul,
    "plan/moter.yaml": Moeteplan,
    "plan/begreper.yaml": Begreper,
    "plan/partnere.yaml": Partnere,
    "plan/mal.yaml": Maalliste,
    "plan/import.yaml": Importkart,
    "plan/tilgang.yaml": Tilgang,
    "plan/navn.yaml": Navnebok,
    "plan/vage_ord.yaml": VageOrd,
    VISNINGER: Visninger,
    SLETTET: Slettede,
    PAKKE: Planpakke,
}
"""Each kind: the folder its files are in, or the one file that it is."""


def slag_av(file: str) -> type[Fil] | None:
    """Return the kind of a YAML file, by its path from the planmappe; None for any other file."""
    if not file.endswith(".yaml") or is_side(file):
        return None
    return next((kind for place, kind in STEDER.items() if file.startswith(place)), None)
