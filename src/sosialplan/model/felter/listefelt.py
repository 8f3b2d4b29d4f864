"""The fields of a class list."""

from sosialplan.model.felter.feltlinje import ID, KLASSE, Feltlinje, Felttabell, Steder
from sosialplan.model.felter.saksfelt import FORESATT

KLASSELISTE: Felttabell = {
    "klasse": KLASSE,
    "skoleår": Feltlinje("skoleåret", "skoleår"),
    "elever": Feltlinje("elevene", ett_av="en elev", skilles_paa="id"),
}
LISTEELEV: Felttabell = {
    "id": ID,
    "navn": Feltlinje("elevens navn", "navn"),
    "fødselsår": Feltlinje("året eleven er født", "fødselsår"),
    "foresatte": Feltlinje("de foresatte", ett_av="en av foresatte", skilles_paa="navn"),
}
I_KLASSELISTEN: Steder = {
    "": KLASSELISTE,
    "elever": LISTEELEV,
    "elever.foresatte": FORESATT,
}
