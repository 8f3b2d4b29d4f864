"""Whether the guardians have agreed that another service is told whom the case is about."""

from sosialplan.model.betydning import Betydning
from sosialplan.model.sak import Hendelse, Samtykke
from sosialplan.rules.betydning import code_for
from sosialplan.views.dokumentdeler.mangler import Mangel, som_fylles_med
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde


def gitt_samtykke(bilde: Saksbilde) -> Hendelse | None:
    """Return the entry with the guardians' last answer where it is yes, else None."""
    answers = [each for each in bilde.hendelser if each.samtykke not in {None, Samtykke.IKKE_SPURT}]
    last = answers[-1] if answers else None
    return last if last and last.samtykke is Samtykke.JA else None


def mottakermangler(bilde: Saksbilde) -> tuple[Mangel, ...]:
    """Return what the recipient needs before any document at all is for them."""
    if not bilde.mottaker.samtykke or gitt_samtykke(bilde):
        return ()
    step = code_for(bilde.kjede, Betydning.SAMTYKKE_SPURT) or "kontakt --med foresatte"
    command = f"registrer SAK {step} --dato ÅÅÅÅ-MM-DD --samtykke ja"
    return (som_fylles_med("U141", "samtykke", command, bilde.kommandosak, bilde.skjermet_for),)
