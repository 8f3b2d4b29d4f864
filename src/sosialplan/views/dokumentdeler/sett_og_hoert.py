"""What was seen and heard: the description of the case, and what was written the day it was seen."""

from sosialplan.model.betydning import Betydning
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde


def seen_and_heard(bilde: Saksbilde) -> str:
    """Return the facts as one text; empty where nobody wrote them."""
    texts = (bilde.sak.beskrivelse, *(each.notat for each in bilde.som(Betydning.OPPDAGET)))
    return "\n\n".join(text.strip() for text in texts if text and bilde.tekst(text))
