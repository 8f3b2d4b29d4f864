"""A lack of what a document, letter or report of a case asks for, with the command of the case's own chain that meets it."""

from sosialplan.tekster.koder.dokument import SAKSKRAV
from sosialplan.views.dokumentdeler.mangler import Mangel, som_fylles_med
from sosialplan.views.dokumentdeler.planmangler import med_steg, som_kan_kjoeres
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde


def savn(bilde: Saksbilde, felt: str, **values: str) -> Mangel:
    """Return the lack of one thing; ``felt`` is a key of ``SAKSKRAV``, ``values`` fill its command."""
    kode, command = SAKSKRAV[felt]
    written = {each.steg for each in bilde.hendelser}
    filled = som_kan_kjoeres(med_steg(command, bilde.kjede, **values), bilde.kjede, written)
    return som_fylles_med(kode, felt, filled, bilde.kommandosak, bilde.skjermet_for)
