"""The list beside the drawn wheel: every activity by its number, grouped by section."""

from dataclasses import dataclass

from sosialplan.model.aarshjul import Aarshjul
from sosialplan.model.tidsrom import Aktivitetstid, Tidsromslag
from sosialplan.views.aarshjul.sirkel import tall

TOPP, BUNN = 5.0, 183.5
"""Where the list may stand, in millimetres from the top of the page."""

_HEADING = 1.75
"""A heading takes so many lines, with the space above it."""


@dataclass(frozen=True, slots=True)
class Linje:
    """An activity; ``ellers`` says what the wheel does not show, such as all the year."""

    nummer: str
    navn: str
    ellers: str
    y: str


@dataclass(frozen=True, slots=True)
class Gruppe:
    """A section of the list."""

    navn: str
    y: str
    linjer: tuple[Linje, ...]


@dataclass(frozen=True, slots=True)
class Liste:
    """The whole list. ``bunn`` is where the next thing may stand."""

    grupper: tuple[Gruppe, ...]
    bunn: str


def liste(hjul: Aarshjul, by_section: dict[str, tuple[Aktivitetstid, ...]]) -> Liste:
    """Spread the activities evenly over the height there is."""
    count = sum(map(len, by_section.values())) + _HEADING * len(hjul.seksjoner)
    step = (BUNN - TOPP) / max(1, count)
    groups: list[Gruppe] = []
    y = TOPP
    for seksjon in hjul.seksjoner:
        y += step * _HEADING
        heading = y
        lines: list[Linje] = []
        for tid in by_section[seksjon.seksjon]:
            y += step
            name = tid.aktivitet.kort or tid.aktivitet.navn
            lines.append(Linje(str(tid.nummer), name, _ellers(tid), tall(y)))
        groups.append(Gruppe(seksjon.navn, tall(heading), tuple(lines)))
    return Liste(tuple(groups), tall(y))


def _ellers(tid: Aktivitetstid) -> str:
    words = dict.fromkeys(
        f"{rom.ord} (?)" if rom.uavklart else rom.ord
        for rom in tid.tidsrom
        if rom.utsnitt.slag in {Tidsromslag.GJENTAS, Tidsromslag.HELE_AARET}
    )
    return " · ".join(words)
