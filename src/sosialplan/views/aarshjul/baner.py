"""What is drawn in each ring and lane of the wheel, and the geometry of it: millimetres, degrees, two decimals."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from math import cos, pi, radians, sin

from sosialplan.model.aarshjul import Aktivitetstid, Tidsrom, Tidsromslag
from sosialplan.rules.lesninger import TEGN
from sosialplan.views.aarshjul.aarsvisning import FLEST_GANGER
from sosialplan.views.aarshjul.rader import fra_til

_LOWER_HALF = (90, 270)
_STRAIGHT = 180


def tall(value: float) -> str:
    """Return a number with at most two decimals.

    >>> tall(12.50), tall(-0.001)
    ('12.5', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@dataclass(frozen=True, slots=True)
class Tekst:
    """A text centred on a point and turned about it; upright as far as a circle allows."""

    x: str
    y: str
    vinkel: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Strek:
    """A straight line."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class Prikk:
    """A dot."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Sirkel:
    """The centre that everything is drawn around."""

    x: float
    y: float

    def prikk(self, radius: float, vinkel: float) -> Prikk:
        """Return a point as text."""
        x, y = self._point(radius, vinkel)
        return Prikk(tall(x), tall(y))

    def bue(self, radius: float, fra: float, til: float) -> str:
        """Return the path of an arc, clockwise."""
        start, end = self.prikk(radius, fra), self.prikk(radius, til)
        large = int(til - fra > _STRAIGHT)
        size = tall(radius)
        return f"M{start.x} {start.y}A{size} {size} 0 {large} 1 {end.x} {end.y}"

    def sektor(self, indre: float, ytre: float, fra: float, til: float) -> str:
        """Return the closed path of a piece of a ring."""
        corner, size = self.prikk(indre, til), tall(indre)
        end, large = self.prikk(indre, fra), int(til - fra > _STRAIGHT)
        back = f"L{corner.x} {corner.y}A{size} {size} 0 {large} 0 {end.x} {end.y}Z"
        return self.bue(ytre, fra, til) + back

    def strek(self, indre: float, ytre: float, vinkel: float) -> Strek:
        """Return a line outwards."""
        start, end = self.prikk(indre, vinkel), self.prikk(ytre, vinkel)
        return Strek(start.x, start.y, end.x, end.y)

    def tekst(self, radius: float, vinkel: float, tekst: str) -> Tekst:
        """Return a text along the circle; in the lower half it is turned to be read."""
        return self._turned(radius, vinkel, tekst, upside_down=nederst(vinkel))

    def tekster(
        self, radius: float, vinkel: float, tekster: tuple[str, ...], tegn: float
    ) -> tuple[Tekst, ...]:
        """Return short texts side by side around an angle, each bent with the circle.

        ``tegn`` is the width of a character.
        """
        below = nederst(vinkel)
        step = grader(tegn, radius) * (-1 if below else 1)
        at = vinkel - step * sum(map(len, tekster)) / 2
        found: list[Tekst] = []
        for tekst in tekster:
            middle = at + step * len(tekst) / 2
            if tekst.strip():
                turned = self._turned(radius, middle, tekst.strip(), upside_down=below)
                found.append(turned)
            at += step * len(tekst)
        return tuple(found)

    def _turned(self, radius: float, vinkel: float, tekst: str, *, upside_down: bool) -> Tekst:
        at = self.prikk(radius, vinkel)
        turn = (vinkel - (_STRAIGHT if upside_down else 0)) % 360
        return Tekst(at.x, at.y, tall(turn if turn <= _STRAIGHT else turn - 360), tekst)

    def _point(self, radius: float, vinkel: float) -> tuple[float, float]:
        angle = radians(vinkel)
        return self.x + radius * sin(angle), self.y - radius * cos(angle)


def nederst(vinkel: float) -> bool:
    """Tell whether an angle is in the lower half, where a text must be turned."""
    return _LOWER_HALF[0] < vinkel % 360 < _LOWER_HALF[1]


def grader(lengde: float, radius: float) -> float:
    """Return how many degrees a length takes on a circle.

    >>> grader(2 * pi, 1)
    360.0
    """
    return lengde / (2 * pi * radius) * 360


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
class Baneinnslag:
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
    tider: tuple[Aktivitetstid, ...],
    vinkel: Callable[[date], float],
    si: Callable[[str], str] = str,
) -> tuple[Baneinnslag, ...]:
    """Return the signs of a ring. What lasts all year or comes too often has none.

    ``si`` puts our words into the reader's form of Norwegian.
    """
    found: dict[tuple[Stil, tuple[tuple[float, float], ...], bool], Baneinnslag] = {}
    for tid in tider:
        for rom in tid.tidsrom:
            days = _stretches(rom)
            if not days:
                continue
            one = _innslag(tid, rom, days, vinkel, si)
            key = (one.stil, one.strekk, one.frist)
            found[key] = _joined(found[key], one) if key in found else one
    return tuple(found.values())


def baner(
    innslag: tuple[Baneinnslag, ...], hode: Callable[[str], float]
) -> tuple[tuple[Baneinnslag, ...], ...]:
    """Put the signs in lanes, the first and longest outermost.

    ``hode`` says how many degrees a sign's numbers need.
    """
    lanes: list[list[Baneinnslag]] = []
    for one in sorted(innslag, key=lambda sign: (sign.strekk[0][0], -sign.strekk[-1][1])):
        free = next((lane for lane in lanes if _fits(one, lane, hode)), None)
        if free is None:
            lanes.append([one])
        else:
            free.append(one)
    return tuple(tuple(lane) for lane in lanes)


def _fits(one: Baneinnslag, lane: list[Baneinnslag], hode: Callable[[str], float]) -> bool:
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
    si: Callable[[str], str],
) -> Baneinnslag:
    name = tid.aktivitet.kort or tid.aktivitet.navn
    said = f"{name}: {rom.naar.hva}" if rom.naar.hva else name
    when = rom.ord if len(days) > 1 else fra_til(*days[0], si)
    return Baneinnslag(
        stil=_stil(rom),
        numre=(f"{tid.nummer}?" if rom.uavklart else str(tid.nummer),),
        navn=(f"{said}, {when}{f' {si(TEGN)}' if rom.uavklart else ''}",),
        strekk=tuple((vinkel(first), vinkel(last + timedelta(days=1))) for first, last in days),
        frist=rom.utsnitt.frist is not None,
    )


def _joined(one: Baneinnslag, other: Baneinnslag) -> Baneinnslag:
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
