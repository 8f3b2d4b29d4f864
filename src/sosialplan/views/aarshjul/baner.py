"""What is drawn in each ring of the wheel, and in which lane, so that nothing overlaps.

Activities of one ring that share their days share one sign, with all their numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from sosialplan.model.tidsrom import Aktivitetstid, Tidsrom, Tidsromslag
from sosialplan.rules.lesninger import TEGN
from sosialplan.views.aarshjul.aarsvisning import FLEST_GANGER
from sosialplan.views.aarshjul.rader import fra_til

_GAP = 0.6
"""Degrees between two signs in one lane."""


class Stil(StrEnum):
    """How a sign is drawn."""

    VINDU = "vindu"
    UAVKLART = "uavklart"
    ALTERNATIV = "alternativ"
    GJENTAS = "gjentas"
    DAG = "dag"


@dataclass(frozen=True, slots=True)
class Innslag:
    """A sign, drawn over each of its stretches. Angles run clockwise, ``til`` not included."""

    stil: Stil
    numre: tuple[str, ...]
    navn: tuple[str, ...]
    strekk: tuple[tuple[float, float], ...]
    frist: bool

    @property
    def tekster(self) -> tuple[str, ...]:
        """The numbers as they stand on the sign, with dots between."""
        return tuple(part for number in self.numre for part in (" ·", number))[1:]

    @property
    def tekst(self) -> str:
        """The numbers as one text."""
        return "".join(self.tekster)

    def hoder(self, hode: Callable[[str], float]) -> tuple[bool, ...]:
        """Tell which stretches have their numbers: those that begin after the ones before."""
        free, found = -1.0, []
        for fra, _ in self.strekk:
            found.append(fra >= free)
            free = fra + hode(self.tekst) + _GAP if found[-1] else free
        return tuple(found)

    def plass(self, hode: Callable[[str], float]) -> tuple[tuple[float, float], ...]:
        """Return what the sign takes of a lane: its days, or its numbers where they are longer."""
        if self.stil is Stil.DAG:  # a dot, with the numbers after it
            return tuple((fra - hode(""), til + hode(f"{self.tekst} ")) for fra, til in self.strekk)
        return tuple(
            (fra, (max(til, fra + hode(self.tekst)) if has_head else til) + _GAP)
            for (fra, til), has_head in zip(self.strekk, self.hoder(hode), strict=True)
        )


def innslag(
    tider: tuple[Aktivitetstid, ...], vinkel: Callable[[date], float]
) -> tuple[Innslag, ...]:
    """Return the signs of a ring. What lasts all year or comes too often has none."""
    found: dict[tuple[Stil, tuple[tuple[float, float], ...], bool], Innslag] = {}
    for tid in tider:
        for rom in tid.tidsrom:
            days = _stretches(rom)
            if not days:
                continue
            one = _innslag(tid, rom, days, vinkel)
            key = (one.stil, one.strekk, one.frist)
            found[key] = _joined(found[key], one) if key in found else one
    return tuple(found.values())


def baner(
    innslag: tuple[Innslag, ...], hode: Callable[[str], float]
) -> tuple[tuple[Innslag, ...], ...]:
    """Put the signs in lanes, the first and longest outermost.

    ``hode`` says how many degrees a sign's numbers need.
    """
    lanes: list[list[Innslag]] = []
    for one in sorted(innslag, key=lambda sign: (sign.strekk[0][0], -sign.strekk[-1][1])):
        free = next((lane for lane in lanes if _fits(one, lane, hode)), None)
        if free is None:
            lanes.append([one])
        else:
            free.append(one)
    return tuple(tuple(lane) for lane in lanes)


def _fits(one: Innslag, lane: list[Innslag], hode: Callable[[str], float]) -> bool:
    taken = [place for other in lane for place in other.plass(hode)]
    return all(
        til <= other_fra or other_til <= fra
        for fra, til in one.plass(hode)
        for other_fra, other_til in taken
    )


def _innslag(
    tid: Aktivitetstid,
    rom: Tidsrom,
    days: tuple[tuple[date, date], ...],
    vinkel: Callable[[date], float],
) -> Innslag:
    name = tid.aktivitet.kort or tid.aktivitet.navn
    said = f"{name}: {rom.naar.hva}" if rom.naar.hva else name
    when = rom.ord if len(days) > 1 else fra_til(*days[0])
    return Innslag(
        stil=_stil(rom),
        numre=(f"{tid.nummer}?" if rom.uavklart else str(tid.nummer),),
        navn=(f"{said}, {when}{f' {TEGN}' if rom.uavklart else ''}",),
        strekk=tuple((vinkel(first), vinkel(last + timedelta(days=1))) for first, last in days),
        frist=rom.utsnitt.frist is not None,
    )


def _joined(one: Innslag, other: Innslag) -> Innslag:
    numbers = tuple(dict.fromkeys((*one.numre, *other.numre)))
    return replace(one, numre=numbers, navn=(*one.navn, *other.navn))


def _stretches(rom: Tidsrom) -> tuple[tuple[date, date], ...]:
    part = rom.utsnitt
    if part.slag is Tidsromslag.GJENTAS:
        few = len(part.ganger) <= FLEST_GANGER
        return tuple((gang.fra, gang.til) for gang in part.ganger) if few else ()
    return () if part.slag is Tidsromslag.HELE_AARET else ((part.fra, part.til),)


def _stil(rom: Tidsrom) -> Stil:
    if rom.uavklart:
        return Stil.UAVKLART
    if rom.utsnitt.alternativ:
        return Stil.ALTERNATIV
    if rom.utsnitt.slag is Tidsromslag.GJENTAS:
        return Stil.GJENTAS
    return Stil.DAG if rom.utsnitt.slag is Tidsromslag.DAG else Stil.VINDU
