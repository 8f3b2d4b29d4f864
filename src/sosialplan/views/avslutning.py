"""A closing in words: what was left when the case was closed, and why it was closed all the same."""

from collections.abc import Callable, Iterable, Iterator

from sosialplan.model.sak import Hendelse
from sosialplan.model.stemme import Flytting, Trygt
from sosialplan.rules.avslutning import Aapent, lacks_reason, left_open
from sosialplan.rules.saksgang import Saksgang
from sosialplan.rules.samtykke import lets_hand_over
from sosialplan.views.datoer import kort_dato

TRYGT = {
    Trygt.JA: "Eleven sier at det er trygt og godt.",
    Trygt.DELVIS: "Eleven sier at det bare delvis er trygt og godt.",
    Trygt.NEI: "Eleven sier at det ikke er trygt og godt.",
}
UTEN_GRUNN = "Det står ikke hvorfor saken ble avsluttet likevel."


def aapent_words(found: Iterable[Aapent], si: Callable[[str], str] = str) -> Iterator[str]:
    """Yield each thing that is not done, with its day where it has one.

    ``si`` says a phrase of our own in the reader's form of Norwegian; what the plan calls a step stands.
    """
    for each in found:
        what = si(each.hva) if each.tiltak is None else f"Tiltak {each.tiltak} {si(each.hva)}"
        word = "fristen var" if each.forfalt else "frist"
        yield f"{what} ({word} {kort_dato(each.frist)})" if each.frist else what


def closing_words(gang: Saksgang) -> Iterator[str]:
    """Yield what a reader must know of how the case was closed; nothing where all was done."""
    if gang.lukket is None:
        return
    if gang.lukket.flyttet is not None:
        yield from moved_words(gang.lukket, gang.lukket.flyttet)
    found = tuple(aapent_words(left_open(gang)))
    if found:
        yield f"Ikke gjort da saken ble avsluttet: {'; '.join(found)}"
        why = gang.lukket.likevel
        yield UTEN_GRUNN if lacks_reason(gang) else f"Avsluttet likevel: {(why or '').strip()}"


_HAR_FLYTTET = "Eleven har byttet skole, og går på"
_SKAL_FLYTTE = "Eleven bytter skole, og går på"
"""What is said of a move that had come when the case was closed, and of one that had not."""


def moved_words(
    hendelse: Hendelse, flyttet: Flytting, si: Callable[[str], str] = str
) -> Iterator[str]:
    """Yield where the pupil goes now, and what was handed over; ``si`` as in :func:`aapent_words`."""
    where = flyttet.til or si("en skole som ikke er skrevet ned")
    since = f" {si('fra')} {kort_dato(flyttet.dato)}" if flyttet.dato else ""
    moved = flyttet.dato is None or flyttet.dato <= hendelse.dato
    yield f"{si(_HAR_FLYTTET if moved else _SKAL_FLYTTE)} {where}{since}"
    if flyttet.overlevert is None:
        yield si("Ingenting er registrert overlevert")
    else:
        agreed = "med samtykke" if lets_hand_over(hendelse) else "uten at samtykke er registrert"
        yield f"{si(f'Overlevert {agreed}')}: {flyttet.overlevert.strip()}"
