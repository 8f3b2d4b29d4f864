"""When those who lead were told, as every document that must say so says it."""

from sosialplan.rules.skjerming import REKTOR
from sosialplan.views.dokumentdeler.mangler import Opplysning, dagen, som_fylles_med
from sosialplan.views.dokumentdeler.saksbilde import Saksbilde

HOS_SKOLEEIER = "Nei. Saken ligger hos skoleeier."
"""What is said in place of when rektor was told, where rektor must not know."""
VARSLER_SKOLEEIER = ("skoleeier-varslet", "skoleeier-varslet-direkte")


def rektor_varslet(bilde: Saksbilde) -> Opplysning:
    """Return the day rektor was told, or what is missing."""
    if REKTOR in bilde.skjermet_for:
        return Opplysning(tekst=bilde.si(HOS_SKOLEEIER))
    return dagen(bilde.dag("rektor-varslet"), bilde.mangel("rektor_varslet"))


def skoleeier_varslet(bilde: Saksbilde) -> Opplysning | None:
    """Return the day the school owner was told; None for a case that need not be told of."""
    told = next(iter(bilde.av_steg(*VARSLER_SKOLEEIER)), None)
    if told is None and not bilde.sak.alvorlig:
        return None
    lacking = som_fylles_med(
        "U104",
        "skoleeier_varslet",
        "registrer SAK skoleeier-varslet --dato ÅÅÅÅ-MM-DD --av rektor",
        bilde.kommandosak,
        bilde.skjermet_for,
    )
    return dagen(told.dato if told else None, lacking)
